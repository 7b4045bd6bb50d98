#include "feed/byte_source.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace dehusk {

namespace {

constexpr std::size_t kChunk = 256U << 10;

bool would_wait(int descriptor) {
  pollfd poll_for{descriptor, POLLIN, 0};
  return poll(&poll_for, 1, 0) == 0;
}

}  // namespace

ByteSource::ByteSource(int descriptor, std::function<void()> before_wait)
    : descriptor_(descriptor), before_wait_(std::move(before_wait)) {}

bool ByteSource::fill() {
  if (at_end_) return false;
  if (before_wait_ && would_wait(descriptor_)) before_wait_();
  if (begin_ > 0) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kChunk);
  ssize_t count = 0;
  do {
    count = read(descriptor_, buffer_.data() + size, kChunk);
  } while (count < 0 && errno == EINTR);
  if (count < 0) error_ = errno;
  buffer_.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  at_end_ = count <= 0;
  return !at_end_;
}

std::string_view ByteSource::peek(std::size_t size) {
  while (left().size() < size && fill()) {
  }
  return left().substr(0, size);
}

std::string ByteSource::read_all(std::uint64_t most) {
  while (left().size() < most && fill()) {
  }
  const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(most, left().size()));
  std::string all(left().substr(0, size));
  begin_ += size;
  return all;
}

ByteSource::Got ByteSource::next_line(std::string& line, std::size_t most) {
  line.clear();
  bool is_long = false, has_begun = false;
  while (true) {
    const std::string_view here = left();
    const std::size_t end = std::min(here.find('\n'), here.size());
    const std::size_t room = most - line.size();
    line += here.substr(0, std::min(end, room));
    is_long = is_long || end > room;
    has_begun = has_begun || !here.empty();
    begin_ += end;
    if (end < here.size()) {
      ++begin_;
      break;
    }
    if (!fill()) break;
  }
  if (!has_begun) return Got::end;
  return is_long ? Got::long_line : Got::line;
}

}  // namespace dehusk
