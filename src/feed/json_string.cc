#include "feed/json_string.h"

#include <algorithm>
#include <bit>

#include "base/eight_bytes.h"
#include "base/utf8.h"

namespace dehusk {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The four hex digits at `at`; -1 if they are not.
int hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// How many of eight bytes stand before the first backslash.
std::size_t before_backslash(std::uint64_t eight) {
  return static_cast<std::size_t>(std::countr_zero(is_equal(eight, '\\'))) / 8;
}

// The character of the "\\uXXXX", or of two of them, at `at`, which is moved past it.
char32_t read_unit(std::string_view text, std::size_t& at) {
  const auto unit = static_cast<char32_t>(std::max(hex4(text, at + 2), 0));
  at += 6;
  if (unit < 0xD800 || unit >= 0xE000) return unit;
  const bool is_high = unit < 0xDC00;
  const int low = is_high && at + 1 < text.size() && text[at] == '\\' && text[at + 1] == 'u' ? hex4(text, at + 2) : -1;
  if (low < 0xDC00 || low >= 0xE000) return 0xFFFD;
  at += 6;
  return 0x10000 + ((unit - 0xD800) << 10U) + (static_cast<char32_t>(low) - 0xDC00);
}

char unescaped(char kind) {
  switch (kind) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return kind;
  }
}

}  // namespace

bool escapes_are_valid(std::string_view inside) {
  for (std::size_t at = 0; at < inside.size();) {
    if (at + 8 <= inside.size()) {
      const std::size_t plain = before_backslash(load_eight(inside.data() + at));
      at += plain;
      if (plain == 8) continue;
    } else if (inside[at] != '\\') {
      ++at;
      continue;
    }
    if (at + 1 >= inside.size()) return false;
    const char kind = inside[at + 1];
    if (kind == 'u' ? hex4(inside, at + 2) < 0 : std::string_view("\"\\/bfnrt").find(kind) == std::string_view::npos)
      return false;
    at += kind == 'u' ? 6 : 2;
  }
  return true;
}

std::string unescape_json(std::string_view quoted) {
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  std::string out(text.size(), '\0');  // no escape is shorter than what it stands for
  char* to = out.data();
  for (std::size_t at = 0; at < text.size();) {
    if (at + 8 <= text.size()) {
      const std::uint64_t eight = load_eight(text.data() + at);
      store_eight(to, eight);  // what comes after a backslash will be overwritten
      const std::size_t plain = before_backslash(eight);
      at += plain;
      to += plain;
      if (plain == 8) continue;
    } else if (text[at] != '\\') {
      *to++ = text[at++];
      continue;
    }
    if (at + 1 >= text.size()) break;
    if (text[at + 1] == 'u') {
      to += encode_utf8(read_unit(text, at), to);
    } else {
      *to++ = unescaped(text[at + 1]);
      at += 2;
    }
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return out;
}

}  // namespace dehusk
