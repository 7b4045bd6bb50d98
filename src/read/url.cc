#include "read/url.h"

#include <algorithm>
#include <string_view>

namespace dehusk {

void split_url(Page& page) {
  std::string_view rest = page.url;
  rest = rest.substr(0, rest.find('#'));
  const std::size_t slashes = rest.find("//");
  const bool has_host = slashes != std::string_view::npos && (slashes == 0 || rest[slashes - 1] == ':');
  if (!has_host) return;
  rest.remove_prefix(slashes + 2);
  const std::size_t host_end = std::min(rest.find_first_of("/?"), rest.size());
  std::string_view host = rest.substr(0, host_end);
  if (const std::size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  const std::size_t port = host.rfind(':');
  if (port != std::string_view::npos && host.find(']', port) == std::string_view::npos) host = host.substr(0, port);
  if (host.ends_with('.')) host.remove_suffix(1);
  page.host = host;
  std::transform(page.host.begin(), page.host.end(), page.host.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  page.path = rest.substr(host_end);
  if (page.path.empty() || page.path.front() == '?') page.path.insert(page.path.begin(), '/');
}

}  // namespace dehusk
