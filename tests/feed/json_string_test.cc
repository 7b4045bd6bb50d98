#include "feed/json_string.h"

#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("escapes are decoded, a lone surrogate becomes the replacement character") {
  CHECK(unescape_json(R"("a\"\\\/\b\f\n\r\tz")") == "a\"\\/\b\f\n\r\tz");
  CHECK(unescape_json(R"("\u00e9\u20ac\ud83d\ude00")") == "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  CHECK(unescape_json(R"("\ud800x\udc00\ud800\u0041")") ==
        "\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD"
        "A");
  CHECK(unescape_json(R"("\u0000")") == std::string(1, '\0'));
  CHECK(unescape_json(R"("")").empty());
}

TEST_CASE("escapes are decoded wherever they stand among plain bytes") {
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      CAPTURE(before, after);
      const std::string head(before, 'x');
      const std::string tail(after, 'y');
      const std::string inside = head + R"(\n\u20ac)" + "\xC3\xA9" + R"(\")" + tail;
      CHECK(escapes_are_valid(inside));
      CHECK(unescape_json('"' + inside + '"') == head + "\n\xE2\x82\xAC\xC3\xA9\"" + tail);
    }
  }
}

TEST_CASE("an escape that JSON does not have is found wherever it stands") {
  for (const char* const wrong : {"\\x", "\\u12G4", "\\u12", "\\", "\\'"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      CAPTURE(wrong, before);
      CHECK_FALSE(escapes_are_valid(std::string(before, 'x') + wrong));
      CHECK(escapes_are_valid(std::string(before, 'x') + R"(\\)"));
    }
  }
}
