#ifndef DEHUSK_BASE_UTF8_H_
#define DEHUSK_BASE_UTF8_H_
// UTF-8 as a code: validation, and characters in and out. What the characters are is unicode.h's to say.

#include <cstddef>
#include <string>
#include <string_view>

namespace dehusk {

// How many ASCII bytes `bytes` begins with.
[[nodiscard]] std::size_t ascii_length(std::string_view bytes);

// True if `bytes` is valid UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

// `bytes` with each maximal ill-formed subsequence replaced by U+FFFD (the WHATWG decoder's way).
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes);

// The code point at `at` in valid UTF-8, and `at` moved past it. `at` must be below text.size().
[[nodiscard]] inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const char32_t lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t c = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more && at < text.size(); ++i) c = (c << 6U) | (byte(at++) & 0x3FU);
  return c;
}

// The code point that ends just before `at` (> 0) in valid UTF-8; `at` is not moved.
[[nodiscard]] char32_t code_point_before(std::string_view text, std::size_t at);

// Writes the UTF-8 of `code_point` to `to`, which has room for four bytes, and returns how many there are. U+FFFD for
// what is no character.
[[nodiscard]] std::size_t encode_utf8(char32_t code_point, char* to);
void append_utf8(std::string& out, char32_t code_point);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

// `text` with C0, DEL and C1 controls as \n, \t or \x1b-like escapes and bidi controls as \u{202E}: safe on a terminal.
[[nodiscard]] std::string escape_controls(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_BASE_UTF8_H_
