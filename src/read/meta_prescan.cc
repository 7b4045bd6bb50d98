#include "read/meta_prescan.h"

#include <algorithm>
#include <optional>

#include "read/encoding_label.h"

namespace dehusk {

namespace {

constexpr std::size_t kSearchedBytes = 64U << 10;
constexpr std::string_view kSpace = " \t\n\f\r";

bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

struct PrescanAttribute {
  std::string name;
  std::string value;
};

// The next attribute of the tag, and `at` moved past it; nothing at the tag's '>'. Steps as in the standard's
// "get an attribute".
std::optional<PrescanAttribute> next_attribute(std::string_view bytes, std::size_t& at) {
  while (at < bytes.size() && (is_space(bytes[at]) || bytes[at] == '/')) ++at;
  if (at >= bytes.size() || bytes[at] == '>') return std::nullopt;
  const std::size_t name = at;
  while (at < bytes.size() && !(bytes[at] == '=' && at > name) && !is_space(bytes[at]) && bytes[at] != '/' &&
         bytes[at] != '>')
    ++at;
  PrescanAttribute attribute{.name = to_lower(bytes.substr(name, at - name)), .value = {}};
  std::size_t after = at;
  while (after < bytes.size() && is_space(bytes[after])) ++after;
  if (after >= bytes.size() || bytes[after] != '=') return attribute;
  at = after + 1;
  while (at < bytes.size() && is_space(bytes[at])) ++at;
  if (at >= bytes.size()) return attribute;
  const char quote = bytes[at];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = std::min(bytes.find(quote, at + 1), bytes.size());
    attribute.value = to_lower(bytes.substr(at + 1, end - at - 1));
    at = std::min(end + 1, bytes.size());
    return attribute;
  }
  const std::size_t value = at;
  while (at < bytes.size() && !is_space(bytes[at]) && bytes[at] != '>') ++at;
  attribute.value = to_lower(bytes.substr(value, at - value));
  return attribute;
}

// "text/html; charset = utf-8" -> "utf-8"
std::string charset_of_content(std::string_view content) {
  for (std::size_t at = content.find("charset"); at != std::string_view::npos; at = content.find("charset", at)) {
    at += std::string_view("charset").size();
    while (at < content.size() && is_space(content[at])) ++at;
    if (at >= content.size() || content[at] != '=') continue;
    ++at;
    while (at < content.size() && is_space(content[at])) ++at;
    if (at >= content.size()) return {};
    const char quote = content[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = content.find(quote, at + 1);
      return end == std::string_view::npos ? std::string() : std::string(content.substr(at + 1, end - at - 1));
    }
    const std::size_t end = std::min(content.find_first_of(" \t\n\f\r;", at), content.size());
    return std::string(content.substr(at, end - at));
  }
  return {};
}

// The label that a <meta ...> declares; `at` stands after "<meta" and is moved past the tag.
std::string charset_of_meta(std::string_view bytes, std::size_t& at) {
  std::string charset;
  std::string content;
  bool is_content_type = false;
  while (const std::optional<PrescanAttribute> attribute = next_attribute(bytes, at)) {
    if (attribute->name == "http-equiv") is_content_type = attribute->value == "content-type";
    if (attribute->name == "content" && content.empty()) content = attribute->value;
    if (attribute->name == "charset" && charset.empty()) charset = attribute->value;
  }
  if (!charset.empty()) return charset;
  return is_content_type ? charset_of_content(content) : std::string();
}

std::string charset_of_xml(std::string_view bytes) {
  const std::string_view declaration = bytes.substr(0, bytes.find('>'));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  return end == std::string_view::npos ? std::string() : std::string(declaration.substr(at + 1, end - at - 1));
}

void skip_tag(std::string_view bytes, std::size_t& at) {
  while (at < bytes.size() && !is_space(bytes[at]) && bytes[at] != '>') ++at;
  while (next_attribute(bytes, at).has_value()) {
  }
}

}  // namespace

std::string prescan_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kSearchedBytes);
  if (bytes.starts_with("<?xml")) {
    const std::string label = charset_of_xml(bytes);
    if (encoding_of(label).has_value()) return label;
  }
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos && at + 1 < bytes.size();
       at = bytes.find('<', at)) {
    const std::string_view rest = bytes.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = bytes.find("-->", at + 2);
      if (end == std::string_view::npos) return {};
      at = end + 3;
    } else if (rest.size() > 5 && to_lower(rest.substr(1, 4)) == "meta" && (is_space(rest[5]) || rest[5] == '/')) {
      at += 5;
      const std::string label = charset_of_meta(bytes, at);
      if (encoding_of(label).has_value()) return label;
    } else if (is_letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_letter(rest[2]))) {
      skip_tag(bytes, at);
    } else if (rest[1] == '!' || rest[1] == '/' || rest[1] == '?') {
      at = std::min(bytes.find('>', at), bytes.size());
    } else {
      ++at;
    }
  }
  return {};
}

}  // namespace dehusk
