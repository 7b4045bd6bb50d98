#include "feed/fields.h"

#include <algorithm>

namespace dehusk {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace

bool is_same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::size_t head_size(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (bytes.substr(at + 1, 1) == "\n") return at + 2;
    if (bytes.substr(at + 1, 2) == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

std::string_view field(std::string_view head, std::string_view name) {
  std::size_t at = head.find('\n');
  while (at != std::string_view::npos && ++at < head.size()) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && is_same_name(trimmed(line.substr(0, colon)), name))
      return trimmed(line.substr(colon + 1));
    at = end;
  }
  return {};
}

std::string_view media_type(std::string_view value) { return trimmed(value.substr(0, value.find(';'))); }

std::string_view parameter(std::string_view value, std::string_view name) {
  for (std::size_t at = value.find(';'); at != std::string_view::npos; at = value.find(';', at + 1)) {
    const std::string_view part = value.substr(at + 1, std::min(value.find(';', at + 1), value.size()) - at - 1);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || !is_same_name(trimmed(part.substr(0, equals)), name)) continue;
    std::string_view text = trimmed(part.substr(equals + 1));
    if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
      text = text.substr(1, text.size() - 2);
    return text;
  }
  return {};
}

}  // namespace dehusk
