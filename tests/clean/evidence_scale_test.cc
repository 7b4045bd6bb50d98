#include "clean/evidence_scale.h"

#include <cmath>

#include "catch.h"

using namespace dehusk;

TEST_CASE("the table of small logarithms is what the formula says") {
  for (std::uint64_t count = 0; count < 3000; ++count) {
    CAPTURE(count);
    REQUIRE(as_log(count) == std::lround(16.0F * std::log2(1.0F + static_cast<float>(count))));
  }
  CHECK(as_log(~std::uint64_t{0}) == 255);
}

TEST_CASE("a share is a quotient rounded to the nearest whole number, of whole numbers of any size") {
  for (std::uint64_t whole = 1; whole < 500; ++whole)
    for (std::uint64_t part = 0; part <= whole + 200; ++part)
      REQUIRE(as_share(part, whole) == std::min<std::uint64_t>((part * 200 + whole / 2) / whole, 255));
  for (std::uint64_t whole = 4'294'967'295; whole > 4'294'900'000; whole -= 997)
    for (std::uint64_t part = whole / 3; part < whole; part += whole / 977)
      REQUIRE(as_share(part, whole) == (part * 200 + whole / 2) / whole);
  CHECK(as_share(3, 0) == 0);
}

TEST_CASE("distances are centred at 128 and clipped") {
  CHECK(as_distance(0) == 128);
  CHECK(as_distance(-3) == 125);
  CHECK(as_distance(100'000) == 248);
  CHECK(as_distance(-100'000) == 8);
}
