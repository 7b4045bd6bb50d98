#include "clean/evidence_scale.h"

#include <cmath>

namespace dehusk {

namespace {

// The logarithm steps up wherever 1 + count passes the next 2^((2k - 1) / 32).
constexpr std::array<std::uint8_t, 1024> make_small_logs() {
  constexpr double kStep = 1.0442737824274138403;  // 2^(1/16)
  double border = 1.0218971486541166782;           // 2^(1/32)
  std::uint8_t logarithm = 0;
  std::array<std::uint8_t, 1024> table{};
  for (std::size_t count = 0; count < table.size(); ++count) {
    while (static_cast<double>(1 + count) > border) {
      ++logarithm;
      border *= kStep;
    }
    table[count] = logarithm;
  }
  return table;
}

}  // namespace

constinit const std::array<std::uint8_t, 1024> kSmallLogs = make_small_logs();

std::uint8_t log_of_many(std::uint64_t count) {
  return clipped(static_cast<std::uint64_t>(std::lround(16.0F * std::log2(1.0F + static_cast<float>(count)))));
}

}  // namespace dehusk
