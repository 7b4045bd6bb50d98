#include "base/timings.h"

#include <chrono>
#include <set>
#include <string_view>
#include <thread>

#include "catch.h"

using namespace dehusk;

TEST_CASE("a part's time counts to that part and to the total") {
  Timings timings;
  PartClock clock(&timings);
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  clock.end(Part::tree);
  clock.end(Part::scope);
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  clock.end(Part::tree);
  CHECK(timings.of(Part::tree) >= 4'000'000);
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
