#include "clean/evidence_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dehusk {

std::uint8_t clipped(std::uint64_t value) { return static_cast<std::uint8_t>(std::min<std::uint64_t>(value, 255)); }

namespace {

std::uint8_t logarithm(std::uint64_t count) {
  return clipped(static_cast<std::uint64_t>(std::lround(16.0F * std::log2(1.0F + static_cast<float>(count)))));
}

}  // namespace

// Most counts are small, and there are many of them.
std::uint8_t as_log(std::uint64_t count) {
  static const std::array<std::uint8_t, 1024> kSmall = [] {
    std::array<std::uint8_t, 1024> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = logarithm(i);
    return table;
  }();
  return count < kSmall.size() ? kSmall[count] : logarithm(count);
}

std::uint8_t as_share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? std::uint8_t{0} : clipped((part * 200 + whole / 2) / whole);
}

std::uint8_t as_distance(std::int64_t steps) {
  return static_cast<std::uint8_t>(128 + std::clamp<std::int64_t>(steps, -120, 120));
}

}  // namespace dehusk
