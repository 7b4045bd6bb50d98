#ifndef DEHUSK_FEED_UNPACK_STEP_H_
#define DEHUSK_FEED_UNPACK_STEP_H_
// One step of a decompressor: how much it took of the packed bytes, and how much it made of them.

#include <cstddef>
#include <cstdint>

namespace dehusk {

enum class Unpacking : std::uint8_t { going_on, ended, damaged };  // of the member (gzip) or frame (zstd)

// Nothing taken and nothing made: more packed bytes are needed.
struct UnpackStep {
  std::size_t taken = 0;
  std::size_t made = 0;
  Unpacking state = Unpacking::going_on;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_UNPACK_STEP_H_
