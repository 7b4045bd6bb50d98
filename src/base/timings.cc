// The parts' names and the clock behind them.

#include "base/timings.h"

#include <time.h>

#include <numeric>

namespace dehusk {

std::string_view to_string(Part part) {
  static constexpr std::array<std::string_view, kPartCount> kNames = {
      "decode", "tree", "blocks", "scope", "structure", "text", "content", "tidy", "name", "write"};
  return kNames[static_cast<std::size_t>(part)];
}

std::uint64_t Timings::total() const {
  return std::accumulate(nanoseconds.begin(), nanoseconds.end(), std::uint64_t{0});
}

void Timings::add(const Timings& other) {
  for (std::size_t i = 0; i < kPartCount; ++i) nanoseconds[i] += other.nanoseconds[i];
}

std::uint64_t processor_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

}  // namespace dehusk
