#include "rule/sieve.h"

#include "catch.h"

namespace dehusk {
namespace {

std::vector<std::uint32_t> found(const Sieve& sieve, const Sieve::View& block) {
  std::vector<std::uint32_t> numbers;
  sieve.each(block, [&](std::uint32_t number) { numbers.push_back(number); });
  return numbers;
}

TEST_CASE("a sieve lets through what a block may meet, by bytes, signs, words, kind and zone") {
  Sieve sieve;
  const auto add = [&](const char* re, BlockLimits limits) { sieve.add(needs_of(re), limits, false); };
  add("^\\d{1,3}$", {});
  add("^\\p{Lu}", {.max_words = 3});
  add("", {.min_words = 70});
  add("", {.kinds = 1U << static_cast<unsigned>(Kind::heading)});
  add("", {.zones = 1U << 2});
  add("\\|", {});
  sieve.build();
  using Numbers = std::vector<std::uint32_t>;
  const auto seen = [&](std::string_view text, std::uint32_t words, Kind kind, std::uint8_t zones) {
    return found(sieve, Sieve::View(sieve, text, words, kind, zones));
  };
  CHECK(seen("123", 1, Kind::para, 1) == Numbers{0});
  CHECK(seen("1234", 1, Kind::para, 1).size() <= 1);  // four bytes are too many
  CHECK(seen("Home", 1, Kind::para, 2) == Numbers{1});
  CHECK(seen("Home is where", 4, Kind::para, 2).empty());
  CHECK(seen("home", 70, Kind::heading, 4) == Numbers{2, 3, 4});
  CHECK(seen("home", 63, Kind::heading, 4) == Numbers{2, 3, 4});  // counts from 63 on are one row
  CHECK(seen("home", 62, Kind::heading, 4) == Numbers{3, 4});
  CHECK(seen("home", 1, Kind::para, 0) == Numbers{4});  // a page without zones: every zone holds
  CHECK(seen("home", 1, Kind::para, 6).empty());        // a stretch that touches two zones
  CHECK(seen("a | b", 2, Kind::para, 1) == Numbers{5});
  CHECK(seen("", 0, Kind::para, 1).empty());
}

TEST_CASE("a sieve knows the first two bytes together") {
  Sieve sieve;
  for (const char* re : {"^\\d\\.", "^(?:on|at) ", "^[ab]?\\S", "^\\d+$"}) sieve.add(needs_of(re), {}, false);
  sieve.build();
  using Numbers = std::vector<std::uint32_t>;
  const auto seen = [&](std::string_view text) { return found(sieve, Sieve::View(sieve, text, 1, Kind::para, 1)); };
  CHECK(seen("1. Rain") == Numbers{0, 2});
  CHECK(seen("12") == Numbers{2, 3});
  CHECK(seen("on it") == Numbers{1, 2});
  CHECK(seen("ot it") == Numbers{2});
  CHECK(seen("7") == Numbers{2, 3});  // of one byte: nothing is known of a second
  CHECK(seen("Ab") == Numbers{2});
}

TEST_CASE("named conditions are asked about by number, and more than 64 of any sort are kept apart") {
  Sieve sieve;
  for (int i = 0; i < 300; ++i) sieve.add(needs_of(i % 2 == 0 ? "^a" : "^b"), {}, i % 3 == 0);
  sieve.build();
  const Sieve::View block(sieve, "abc", 1, Kind::para, 1);
  std::vector<std::uint32_t> expected;
  for (std::uint32_t i = 0; i < 300; ++i) {
    CHECK(sieve.lets_through(block, i) == (i % 2 == 0));
    if (i % 2 == 0 && i % 3 != 0) expected.push_back(i);
  }
  CHECK(found(sieve, block) == expected);
}

}  // namespace
}  // namespace dehusk
