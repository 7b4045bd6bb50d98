#include "base/unicode.h"

#include <string>
#include <utility>
#include <vector>

#include "catch.h"

using namespace dehusk;

TEST_CASE("ill-formed UTF-8 is found and replaced as the WHATWG decoder does") {
  const std::string r = "\xEF\xBF\xBD";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"plain ascii, long enough for the fast lane", "plain ascii, long enough for the fast lane"},
      {"\xC3\xA4\xE4\xBD\xA0\xF0\x9F\x98\x80", "\xC3\xA4\xE4\xBD\xA0\xF0\x9F\x98\x80"},
      {"\x80", r},
      {"a\xC3", "a" + r},
      {"\xC0\xAF", r + r},          // overlong
      {"\xED\xA0\x80", r + r + r},  // surrogate
      {"\xF5\x80\x80\x80", r + r + r + r},
      {"\xE4\xBDx", r + "x"},  // a truncated sequence is one replacement
  };
  for (const auto& [bytes, expected] : rows) {
    CAPTURE(bytes);
    CHECK(to_valid_utf8(bytes) == expected);
    CHECK(is_valid_utf8(bytes) == (bytes == expected));
    CHECK(is_valid_utf8(to_valid_utf8(bytes)));
  }
}

TEST_CASE("code points are read forwards and backwards") {
  const std::string text = "a\xC3\xA4\xE4\xBD\xA0\xF0\x9F\x98\x80";
  const std::vector<char32_t> expected = {U'a', 0xE4, 0x4F60, 0x1F600};
  std::size_t at = 0;
  for (const char32_t c : expected) {
    CHECK(next_code_point(text, at) == c);
    CHECK(code_point_before(text, at) == c);
  }
  CHECK(at == text.size());
  CHECK(count_code_points(text) == 4);
}

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

TEST_CASE("controls cannot reach a terminal") {
  CHECK(escape_controls("a\x1b[31mb\x07\x7f") == "a\\x1b[31mb\\x07\\x7f");
  CHECK(escape_controls("\xC2\x9B") == "\\x9b");
  CHECK(escape_controls("\xE2\x80\xAE") == "\\u{202E}");
  CHECK(escape_controls("\xFF") == "\\xff");
  CHECK(escape_controls("na\xC3\xAFve") == "na\xC3\xAFve");
}
