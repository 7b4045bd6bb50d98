#include "read/controls.h"

#include <string>
#include <utility>
#include <vector>

#include "catch.h"

namespace dehusk {

TEST_CASE("controls go, white space stays") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", ""},
      {"a\tb\nc\fd\re", "a\tb\nc\fd\re"},
      {std::string("\0a\x01\x0B\x1F\x7F"
                   "b",
                   7),
       "ab"},
      {"\xC2\x80\xC2\x9F\xC2\x85\xC2\xA0\xC3\xA9", "\xC2\x85\xC2\xA0\xC3\xA9"},
  };
  for (const auto& [text, expected] : rows) {
    std::string taken = text;
    drop_controls(taken);
    CHECK(taken == expected);
  }
}

TEST_CASE("a control is found wherever it stands") {
  for (std::size_t place = 0; place < 200; ++place) {
    std::string text(200, 'x');
    text[place] = '\x08';
    text.insert(place / 2, "\xC2\x90");
    drop_controls(text);
    CHECK(text == std::string(199, 'x'));
  }
}

}  // namespace dehusk
