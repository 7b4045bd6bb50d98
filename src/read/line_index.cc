#include "read/line_index.h"

#include <algorithm>

namespace dehusk {

namespace {

constexpr std::size_t kChunk = 512;

std::uint32_t count_newlines(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  lines_before_.reserve(text.size() / kChunk + 1);
  std::uint32_t lines = 0;
  for (std::size_t at = 0; at <= text.size(); at += kChunk) {
    lines_before_.push_back(lines);
    lines += count_newlines(text.substr(at, kChunk));
  }
}

std::uint32_t LineIndex::line_of(std::uint32_t at) const {
  const std::size_t chunk = at / kChunk;
  return 1 + lines_before_[chunk] + count_newlines(text_.substr(chunk * kChunk, at - chunk * kChunk));
}

}  // namespace dehusk
