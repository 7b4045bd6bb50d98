#include "read/line_index.h"

#include <algorithm>
#include <string>

#include "catch.h"

namespace dehusk {

TEST_CASE("lines are counted in any order") {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += i % 7 == 0 ? "\n" : "l\xC3\xAEne\n";
  const auto expected = [&text](std::uint32_t at) {
    return 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + at, '\n'));
  };
  const auto size = static_cast<std::uint32_t>(text.size());
  LineIndex lines(text);
  for (const std::uint32_t at : {0U, 4U, 5U, 2500U, 9U, 4095U, 4096U, 4097U, size, 0U, 8192U, 8191U, 12000U, size})
    CHECK(lines.line_of(at) == expected(at));
  for (std::uint32_t step = 1; step < 6000; step = step * 3 + 7) {
    LineIndex ascending(text);
    for (std::uint32_t at = 0; at <= size; at += step) REQUIRE(ascending.line_of(at) == expected(at));
  }
}

TEST_CASE("an empty text has one line") { CHECK(LineIndex("").line_of(0) == 1); }

}  // namespace dehusk
