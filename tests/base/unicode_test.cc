#include "base/unicode.h"

#include <string>
#include <utility>
#include <vector>

#include "catch.h"

using namespace dehusk;

TEST_CASE("words are counted as people count them") {
  const std::vector<std::pair<std::string, std::uint32_t>> rows = {
      {"", 0},
      {" ... ", 0},
      {"one", 1},
      {"one two", 2},
      {"don't stop", 2},
      {"Stra\xC3\x9F"
       "e und Br\xC3\xBC"
       "cke",
       3},
      {"e-mail", 2},
      {"\xE4\xBD\xA0\xE5\xA5\xBD\xE4\xB8\x96\xE7\x95\x8C", 2},
  };
  for (const auto& [text, words] : rows) {
    CAPTURE(text);
    CHECK(count_words(text) == words);
  }
}

TEST_CASE("fold makes one form of quotes, dashes, white space and case") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"  Read\xC2\xA0 More ", "read more"},
      {"\xE2\x80\x9EZitat\xE2\x80\x9C", "\"zitat\""},
      {"L\xE2\x80\x99"
       "ABC \xE2\x80\x94 x\xE2\x80\xA6",
       "l'abc - x..."},
      {"\xC3\x84NDERN", "\xC3\xA4ndern"},
      {"\xD0\x9F\xD0\x9E\xD0\x94", "\xD0\xBF\xD0\xBE\xD0\xB4"},
      {"so\xC2\xAD"
       "ft",
       "soft"},
      {"\xC5\xBFt \xE2\x84\xAA", "st k"},
  };
  for (const auto& [text, folded] : rows) CHECK(fold(text) == folded);
}

TEST_CASE("the short way to lower case is the way of Unicode's tables") {
  for (char32_t c = 0x80; c < 0x3400; ++c) {
    std::string text;
    append_utf8(text, c);
    const std::string once = fold(text);
    CAPTURE(static_cast<unsigned>(c));
    CHECK(is_valid_utf8(once));
    CHECK(fold(once) == once);
  }
  CHECK(fold("\xC3\x9E\xD0\x81\xCE\xA9\xC3\x97") == "\xC3\xBE\xD1\x91\xCF\x89\xC3\x97");
}

TEST_CASE("words and folding do not depend on where eight bytes begin") {
  const std::vector<std::string> rows = {
      "don't stop, 'tis o'clock ''twice'' now_and a''b then",
      "one two  three\tfour\n  Five SIX ... seven@eight[nine`ten{eleven",
      "Caf\xC3\xA9 d'\xC3\x89t\xC3\xA9 plain words again, \xE4\xBD\xA0\xE5\xA5\xBD then more",
      "l\xE2\x80\x99h\xC3\xB4tel qu\xE2\x80\x99on voit \xC2\xA0 \xE2\x80\x8B ici\x01\x7F",
  };
  for (const std::string& text : rows) {
    CAPTURE(text);
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      const std::string tail = text.substr(begin);
      if ((static_cast<unsigned char>(tail[0]) & 0xC0U) == 0x80) continue;
      for (std::size_t pad = 1; pad < 9; ++pad) {
        CHECK(count_words(std::string(pad, ' ') + tail) == count_words(tail));
        CHECK(fold(std::string(pad, '\n') + tail + std::string(pad, ' ')) == fold(tail));
        CHECK(fold(std::string(pad, 'Q') + tail).substr(pad) == fold("." + tail).substr(1));
      }
    }
  }
  CHECK(count_words(rows[0]) == 8);
  CHECK(fold(rows[1]) == "one two three four five six ... seven@eight[nine`ten{eleven");
}

TEST_CASE("characters are told apart in every script") {
  struct Row {
    char32_t c;
    unsigned flags;
  };
  constexpr unsigned kLetter = CharacterClass::kWord | CharacterClass::kLetter;
  constexpr unsigned kUpper = kLetter | CharacterClass::kUpper;
  const std::vector<Row> rows = {
      {'a', kLetter},
      {'Z', kUpper},
      {'7', CharacterClass::kWord | CharacterClass::kDigit},
      {'_', CharacterClass::kWord},
      {'-', 0},
      {'\v', CharacterClass::kSpace},
      {0xC4, kUpper},
      {0xD7, 0},
      {0xAD, CharacterClass::kInvisible},
      {0x301, CharacterClass::kWord},
      {0x3A9, kUpper},
      {0x43F, kLetter},
      {0x663, CharacterClass::kWord | CharacterClass::kDigit},
      {0xE01, kLetter | CharacterClass::kIdeograph},
      {0x2003, CharacterClass::kSpace},
      {0x2019, 0},
      {0x3000, CharacterClass::kSpace},
      {0x3042, kLetter | CharacterClass::kIdeograph},
      {0x4E2D, kLetter | CharacterClass::kIdeograph},
      {0xAC00, kLetter},
      {0xFEFF, CharacterClass::kInvisible},
      {0xFF21, kUpper},
      {0x1D7CE, CharacterClass::kWord | CharacterClass::kDigit},
      {0x1F600, 0},
      {0x20000, kLetter | CharacterClass::kIdeograph},
  };
  for (const Row& row : rows) {
    CAPTURE(static_cast<unsigned>(row.c));
    CHECK(static_cast<unsigned>(class_of(row.c).flags) == row.flags);
  }
}
