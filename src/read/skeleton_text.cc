#include "read/skeleton_text.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "read/character_reference.h"

namespace dehusk {

namespace {

constexpr std::size_t kLongestShortName = 6;  // of the names that need no semicolon: "Aacute"
constexpr std::size_t kLongestName = 8;       // of those that we know: "thetasym"

constexpr Reference kUnsure{.reading = Reading::unsure, .length = 1, .character = 0};

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The value of a hexadecimal digit; 16 for anything else.
unsigned digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return 16;
}

// `raw` begins with "&#".
Reference read_number(std::string_view raw) {
  const bool is_hexadecimal = raw.size() > 2 && (raw[2] == 'x' || raw[2] == 'X');
  const unsigned base = is_hexadecimal ? 16 : 10;
  const std::size_t digits = is_hexadecimal ? 3 : 2;
  std::size_t at = digits;
  char32_t number = 0;
  for (; at < raw.size() && digit_of(raw[at]) < base; ++at) {
    if (number <= 0x10FFFF) number = number * base + digit_of(raw[at]);
  }
  if (at == digits) return {};
  if (at < raw.size() && raw[at] == ';') ++at;
  return {.reading = Reading::decode, .length = at, .character = numbered_character(number)};
}

// Whether a name that needs no semicolon may be `name`. Rather one too many: all of them are names with one as well.
bool may_need_no_semicolon(std::string_view name) {
  constexpr std::array<std::string_view, 6> kLoud = {"AMP", "COPY", "GT", "LT", "QUOT", "REG"};
  return named_character(name) != 0 || std::find(kLoud.begin(), kLoud.end(), name) != kLoud.end();
}

Reference read_name(std::string_view raw, References references) {
  std::size_t end = 1;
  while (end < raw.size() && is_letter_or_digit(raw[end])) ++end;
  const std::string_view name = raw.substr(1, end - 1);
  if (name.empty()) return {};
  const char next = end < raw.size() ? raw[end] : '\0';
  if (next == ';') {
    // These two became other characters between HTML 4 and HTML 5.
    if (name.size() > kLongestName || name == "lang" || name == "rang") return kUnsure;
    const char32_t character = named_character(name);
    if (character == 0) return kUnsure;
    return {.reading = Reading::decode, .length = end + 1, .character = character};
  }
  if (references == References::in_attribute) {
    // Here a name that goes on, or that '=' follows, is none: "?a=1&copy=2", "&amplitude".
    if (next == '=' || !may_need_no_semicolon(name)) return {.length = end};
    return kUnsure;
  }
  for (std::size_t length = 2; length <= std::min(name.size(), kLongestShortName); ++length) {
    if (may_need_no_semicolon(name.substr(0, length))) return kUnsure;
  }
  return {.length = end};
}

// Line ends are read first, so "&#13;" stays what it is.
void append_lines(std::string& out, std::string_view raw) {
  std::size_t at = 0;
  for (std::size_t cr = raw.find('\r'); cr != std::string_view::npos; cr = raw.find('\r', at)) {
    out.append(raw, at, cr - at);
    out += '\n';
    at = cr + (cr + 1 < raw.size() && raw[cr + 1] == '\n' ? 2 : 1);
  }
  out.append(raw, at);
}

}  // namespace

Reference read_reference(std::string_view raw, References references) {
  if (raw.size() > 1 && raw[1] == '#') return read_number(raw);
  return read_name(raw, references);
}

Reading reading_of(std::string_view raw, References references) {
  Reading reading = raw.find('\r') == std::string_view::npos ? Reading::as_is : Reading::decode;
  if (references == References::none) return reading;
  for (std::size_t at = raw.find('&'); at != std::string_view::npos; at = raw.find('&', at)) {
    const Reference reference = read_reference(raw.substr(at), references);
    if (reference.reading == Reading::unsure) return Reading::unsure;
    if (reference.reading == Reading::decode) reading = Reading::decode;
    at += reference.length;
  }
  return reading;
}

void append_read(std::string& out, std::string_view raw, References references) {
  if (references == References::none) {
    append_lines(out, raw);
    return;
  }
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t ampersand = std::min(raw.find('&', at), raw.size());
    append_lines(out, raw.substr(at, ampersand - at));
    at = ampersand;
    if (at == raw.size()) return;
    const Reference reference = read_reference(raw.substr(at), references);
    if (reference.reading == Reading::decode) {
      append_utf8(out, reference.character);
    } else {
      out.append(raw, at, reference.length);
    }
    at += reference.length;
  }
}

}  // namespace dehusk
