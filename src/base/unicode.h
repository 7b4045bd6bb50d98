#ifndef DEHUSK_BASE_UNICODE_H_
#define DEHUSK_BASE_UNICODE_H_
// What the program needs to know about UTF-8 and Unicode characters. ASCII is answered here in a table
// look-up; the rest by utf8proc (only unicode.cc includes it).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dehusk {

// True if `bytes` is valid UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

// `bytes` with each maximal ill-formed subsequence replaced by U+FFFD (the WHATWG decoder's way).
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes);

// The code point at `at` in valid UTF-8, and `at` moved past it. `at` must be below text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

// The code point that ends just before `at` (> 0) in valid UTF-8; `at` is not moved.
[[nodiscard]] char32_t code_point_before(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t code_point);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

[[nodiscard]] bool is_word_char(char32_t c);  // a letter, mark, digit or '_': what word borders are about
[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_upper(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);  // of any script
[[nodiscard]] bool is_space(char32_t c);  // white space as HTML and Unicode see it, NBSP included
[[nodiscard]] bool is_ideograph(
    char32_t c);  // Han, Hiragana, Katakana, Hangul, Thai...: scripts without spaces between words
[[nodiscard]] bool is_invisible(char32_t c);  // the zero-width space and its like, the soft hyphen; not the joiners,
                                              // which spell words in Persian and emoji

// Words as people count them: runs of word characters; two ideographs count as one word.
[[nodiscard]] std::uint32_t count_words(std::string_view text);

// The form in which literals and text are compared (rules.md, fold): white space collapsed, quotes, dashes and
// the ellipsis as ASCII, case folded (simple folding; long s and the Kelvin sign too). Valid UTF-8 in and out.
[[nodiscard]] std::string fold(std::string_view text);
void append_folded(std::string& out, std::string_view text);

// `text` with C0, DEL and C1 controls as \n, \t or \x1b-like escapes and bidi controls as \u{202E}: safe on a terminal.
[[nodiscard]] std::string escape_controls(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_BASE_UNICODE_H_
