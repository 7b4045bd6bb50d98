#include "base/utf8.h"

#include <algorithm>
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

TEST_CASE("controls cannot reach a terminal") {
  CHECK(escape_controls("a\x1b[31mb\x07\x7f") == "a\\x1b[31mb\\x07\\x7f");
  CHECK(escape_controls("\xC2\x9B") == "\\x9b");
  CHECK(escape_controls("\xE2\x80\xAE") == "\\u{202E}");
  CHECK(escape_controls("\xFF") == "\\xff");
  CHECK(escape_controls("na\xC3\xAFve") == "na\xC3\xAFve");
}

TEST_CASE("a bad byte is found wherever it stands") {
  const std::string page =
      std::string(70, 'a') + "\xC3\xA4" + std::string(90, 'b') + "\xE4\xBD\xA0" + "\xF0\x9F\x98\x80" + "c";
  CHECK(is_valid_utf8(page));
  CHECK(ascii_length(page) == 70);
  for (std::size_t i = 0; i < page.size(); ++i) {
    std::string broken = page;
    broken[i] = '\xFF';
    CAPTURE(i);
    CHECK(!is_valid_utf8(broken));
    CHECK(ascii_length(broken) == std::min<std::size_t>(i, 70));
    CHECK(is_valid_utf8(to_valid_utf8(broken)));
    CHECK(to_valid_utf8(broken).find("\xEF\xBF\xBD") <= i);
  }
}
