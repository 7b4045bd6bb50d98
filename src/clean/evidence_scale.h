#ifndef DEHUSK_CLEAN_EVIDENCE_SCALE_H_
#define DEHUSK_CLEAN_EVIDENCE_SCALE_H_
// How numbers become the bytes of the evidence. The scales are part of the format of rules/content.toml.

#include <algorithm>
#include <array>
#include <cstdint>

namespace dehusk {

inline std::uint8_t clipped(std::uint64_t value) {  // 255 at most
  return static_cast<std::uint8_t>(std::min<std::uint64_t>(value, 255));
}

// 16 x log2(1 + count). Most counts are small, and there are many of them.
extern const std::array<std::uint8_t, 1024> kSmallLogs;
[[nodiscard]] std::uint8_t log_of_many(std::uint64_t count);
[[nodiscard]] inline std::uint8_t as_log(std::uint64_t count) {
  return count < kSmallLogs.size() ? kSmallLogs[count] : log_of_many(count);
}

// 200 is all of it. In floating point, which divides faster; below 2^44 the quotient is exact where it matters, since
// a correctly rounded quotient never reaches the next whole number.
[[nodiscard]] inline std::uint8_t as_share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return 0;
  const auto scaled = static_cast<double>(static_cast<std::int64_t>(part * 200 + whole / 2));
  return static_cast<std::uint8_t>(std::min(scaled / static_cast<double>(static_cast<std::int64_t>(whole)), 255.0));
}

[[nodiscard]] inline std::uint8_t as_distance(std::int64_t steps) {  // 128 is here
  return static_cast<std::uint8_t>(128 + std::clamp<std::int64_t>(steps, -120, 120));
}

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_SCALE_H_
