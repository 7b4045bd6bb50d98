#ifndef DEHUSK_BASE_UNICODE_H_
#define DEHUSK_BASE_UNICODE_H_
// What the program needs to know about Unicode characters: what they are, words, folding. ASCII is answered here, the
// rest by utf8proc (only unicode.cc includes it), the scripts that pages are full of by a table made from it.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace dehusk {

// What a character is: one look-up for any number of questions. A set of flags.
struct CharacterClass {
  static constexpr std::uint8_t kWord = 1;  // a letter, mark, digit or '_': what word borders are about
  static constexpr std::uint8_t kLetter = 2;
  static constexpr std::uint8_t kUpper = 4;
  static constexpr std::uint8_t kDigit = 8;       // of any script
  static constexpr std::uint8_t kSpace = 16;      // white space as HTML and Unicode see it, NBSP included
  static constexpr std::uint8_t kInvisible = 32;  // the zero-width space and its like, the soft hyphen; not the
                                                  // joiners, which spell words in Persian and emoji
  static constexpr std::uint8_t kIdeograph = 64;  // Han, Hiragana, Katakana, Thai...: no spaces between words
  std::uint8_t flags = 0;

  [[nodiscard]] bool is_any(unsigned wanted) const { return (flags & wanted) != 0; }
};

extern const std::array<CharacterClass, 128> kAsciiClasses;
[[nodiscard]] CharacterClass class_beyond_ascii(char32_t c);
[[nodiscard]] inline CharacterClass class_of(char32_t c) { return c < 0x80 ? kAsciiClasses[c] : class_beyond_ascii(c); }

[[nodiscard]] inline bool is_word_char(char32_t c) { return class_of(c).is_any(CharacterClass::kWord); }
[[nodiscard]] inline bool is_letter(char32_t c) { return class_of(c).is_any(CharacterClass::kLetter); }
[[nodiscard]] inline bool is_upper(char32_t c) { return class_of(c).is_any(CharacterClass::kUpper); }
[[nodiscard]] inline bool is_digit(char32_t c) { return class_of(c).is_any(CharacterClass::kDigit); }
[[nodiscard]] inline bool is_space(char32_t c) { return class_of(c).is_any(CharacterClass::kSpace); }
[[nodiscard]] inline bool is_ideograph(char32_t c) { return class_of(c).is_any(CharacterClass::kIdeograph); }
[[nodiscard]] inline bool is_invisible(char32_t c) { return class_of(c).is_any(CharacterClass::kInvisible); }

// Words as people count them: runs of word characters; two ideographs count as one word.
[[nodiscard]] std::uint32_t count_words(std::string_view text);

// The form in which literals and text are compared (rules.md, fold): white space collapsed, quotes, dashes and
// the ellipsis as ASCII, case folded (simple folding; long s and the Kelvin sign too). Valid UTF-8 in and out.
[[nodiscard]] std::string fold(std::string_view text);
void append_folded(std::string& out, std::string_view text);

// What one character folds to; of the ellipsis, which folds to three, it knows nothing.
[[nodiscard]] char32_t fold(char32_t c);

}  // namespace dehusk

#endif  // DEHUSK_BASE_UNICODE_H_
