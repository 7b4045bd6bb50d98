#ifndef DEHUSK_FEED_FRAMES_H_
#define DEHUSK_FEED_FRAMES_H_
// Messages with a border that their text cannot be taken for, in and out:
//
//   netstring   "10:Rain fell.,"      uint32be   00 00 00 0A "Rain fell."      nul   "Rain fell.\0"
//
// A length that makes no sense is the end of it: where the next message would begin, nobody can tell.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "feed/byte_source.h"

namespace dehusk {

enum class Framing : std::uint8_t { netstring, uint32be, nul };
[[nodiscard]] std::optional<Framing> framing_from(std::string_view name);

struct Frame {
  std::string_view bytes;         // valid until the next one is read
  bool is_cut = false;            // the message is longer
  std::string_view code, detail;  // "bad_frame", "truncated"; empty if nothing is wrong
};

class FrameReader {
 public:
  // Of a message at most `most` bytes are kept.
  FrameReader(ByteSource& source, Framing framing, std::size_t most)
      : source_(source), framing_(framing), most_(most) {}

  // False at the end; a frame with a code is the last.
  [[nodiscard]] bool next(Frame& frame);

 private:
  [[nodiscard]] bool next_ended_by_nul(Frame& frame);
  [[nodiscard]] std::optional<std::uint64_t> read_length(Frame& frame);
  void fail(Frame& frame, std::string_view detail);
  [[nodiscard]] bool has(std::size_t size);

  ByteSource& source_;
  Framing framing_;
  std::size_t most_;
  std::uint64_t taken_ = 0;  // bytes of the last message, to be passed over
  bool is_at_end_ = false;
};

[[nodiscard]] std::string framed(Framing framing, std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_FEED_FRAMES_H_
