#include "base/timings.h"

#include <cstdint>
#include <set>
#include <string_view>

#include "catch.h"

using namespace dehusk;

namespace {

// Keeps the processor busy for a while.
void work() {
  volatile std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < 3'000'000; ++i) sum = sum + i;
}

}  // namespace

TEST_CASE("a part's time counts to that part and to the total") {
  Timings timings;
  PartClock clock(&timings);
  work();
  clock.end(Part::tree);
  clock.end(Part::scope);
  work();
  clock.end(Part::tree);
  CHECK(timings.of(Part::tree) > 100'000);
  CHECK(timings.of(Part::tree) > timings.of(Part::scope));
  CHECK(timings.of(Part::write) == 0);
  CHECK(timings.total() == timings.of(Part::tree) + timings.of(Part::scope));
  Timings sum;
  sum.add(timings);
  sum.add(timings);
  CHECK(sum.of(Part::tree) == 2 * timings.of(Part::tree));
}

TEST_CASE("without timings a clock stands still") {
  PartClock clock(nullptr);
  clock.end(Part::tree);  // must not touch anything
}

TEST_CASE("every part has a name of its own") {
  std::set<std::string_view> names;
  for (std::size_t part = 0; part < kPartCount; ++part) names.insert(to_string(static_cast<Part>(part)));
  CHECK(names.size() == kPartCount);
  CHECK(names.count("") == 0);
}
