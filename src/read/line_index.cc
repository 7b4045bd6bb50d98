#include "read/line_index.h"

#include <cstddef>

#include "base/eight_bytes.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kChunk = 4096;
constexpr std::size_t kBlock = 64;

// Whole blocks first, in a loop that the compiler turns into vector code.
std::uint32_t count_newlines(std::string_view text) {
  std::uint32_t count = 0;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    unsigned char in_block = 0;
    for (std::size_t i = 0; i < kBlock; ++i) in_block += static_cast<unsigned char>(text[at + i] == '\n');
    count += in_block;
  }
  for (; at + 8 <= text.size(); at += 8) count += count_bytes(is_equal(load_eight(text.data() + at), '\n'));
  for (; at < text.size(); ++at) count += text[at] == '\n' ? 1 : 0;
  return count;
}

}  // namespace

std::uint32_t LineIndex::line_of(std::uint32_t at) {
  if (at < at_ || at - at_ > kChunk) {
    const std::uint32_t chunk = at / kChunk;
    while (line_at_chunk_.size() <= chunk) {
      const std::size_t last = line_at_chunk_.size() - 1;
      line_at_chunk_.push_back(line_at_chunk_[last] + count_newlines(text_.substr(last * kChunk, kChunk)));
    }
    at_ = chunk * kChunk;
    line_ = line_at_chunk_[chunk];
  }
  line_ += count_newlines(text_.substr(at_, at - at_));
  at_ = at;
  return line_;
}

}  // namespace dehusk
