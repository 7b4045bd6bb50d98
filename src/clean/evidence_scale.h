#ifndef DEHUSK_CLEAN_EVIDENCE_SCALE_H_
#define DEHUSK_CLEAN_EVIDENCE_SCALE_H_
// How numbers become the bytes of an evidence row. The scales are part of the format of rules/content.toml.

#include <cstdint>

namespace dehusk {

[[nodiscard]] std::uint8_t clipped(std::uint64_t value);                       // 255 at most
[[nodiscard]] std::uint8_t as_log(std::uint64_t count);                        // 16 x log2(1 + count)
[[nodiscard]] std::uint8_t as_share(std::uint64_t part, std::uint64_t whole);  // 200 is all of it
[[nodiscard]] std::uint8_t as_distance(std::int64_t steps);                    // 128 is here

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_SCALE_H_
