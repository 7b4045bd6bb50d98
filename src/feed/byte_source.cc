// The size of a file is known, so it is read in one go, and that it is at its end need not be asked. A pipe comes in
// chunks.

#include "feed/byte_source.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace dehusk {

namespace {

constexpr std::size_t kChunk = 256U << 10;

bool would_wait(int descriptor) {
  pollfd poll_for{descriptor, POLLIN, 0};
  return poll(&poll_for, 1, 0) == 0;
}

// The bytes from here to the end of a regular file; nothing for what has no size.
std::optional<std::uint64_t> bytes_left(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  const off_t at = lseek(descriptor, 0, SEEK_CUR);
  // Files that the system makes up as they are read have the size 0.
  if (at < 0 || at >= status.st_size) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size - at);
}

}  // namespace

ByteSource::ByteSource(int descriptor, std::function<void()> before_wait)
    : descriptor_(descriptor), before_wait_(std::move(before_wait)), unread_(bytes_left(descriptor)) {
  if (unread_) before_wait_ = {};
}

void ByteSource::make_room(std::size_t wanted) {
  if (capacity_ - end_ >= wanted) return;
  const std::size_t size = end_ - begin_;
  if (capacity_ - size >= wanted) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, size);
  } else {
    // Twice as much, lest a long line be copied with every chunk; just enough if the rest of a file is to come.
    capacity_ = unread_ == wanted ? size + wanted : std::max(size + wanted, size * 2);
    std::unique_ptr<char[]> larger(new char[capacity_]);
    if (size > 0) std::memcpy(larger.get(), buffer_.get() + begin_, size);
    buffer_ = std::move(larger);
  }
  begin_ = 0;
  end_ = size;
}

bool ByteSource::fill(std::uint64_t wanted) {
  if (at_end_) return false;
  if (before_wait_ && would_wait(descriptor_)) before_wait_();
  make_room(static_cast<std::size_t>(unread_ ? std::min(*unread_, wanted) : kChunk));
  ssize_t count = 0;
  do {
    count = read(descriptor_, buffer_.get() + end_, capacity_ - end_);
  } while (count < 0 && errno == EINTR);
  if (count < 0) error_ = errno;
  const auto got = static_cast<std::uint64_t>(std::max<ssize_t>(count, 0));
  end_ += static_cast<std::size_t>(got);
  if (unread_) unread_ = *unread_ - std::min(*unread_, got);
  at_end_ = count <= 0 || unread_ == 0U;
  return count > 0;
}

std::string_view ByteSource::peek(std::size_t size) {
  while (left().size() < size && fill(kChunk)) {
  }
  return left().substr(0, size);
}

std::string_view ByteSource::read_all(std::uint64_t most) {
  while (left().size() < most && fill(most - left().size())) {
  }
  const std::string_view all = left().substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most, left().size())));
  begin_ += all.size();
  return all;
}

ByteSource::Got ByteSource::next_line(std::string_view& line, std::size_t most) {
  std::size_t newline = left().find('\n');
  while (newline == std::string_view::npos) {
    const std::size_t searched = left().size();
    if (searched > most) return cut_line(line, most);
    if (!fill(kChunk)) break;
    newline = left().find('\n', searched);
  }
  line = left().substr(0, newline);
  if (newline == std::string_view::npos && line.empty()) return Got::end;
  if (line.size() > most) return cut_line(line, most);
  begin_ += std::min(line.size() + 1, left().size());
  return Got::line;
}

// Keeps the beginning of the line that comes next, and drops the rest as it is read.
ByteSource::Got ByteSource::cut_line(std::string_view& line, std::size_t most) {
  cut_line_ = left().substr(0, most);
  line = cut_line_;
  std::size_t newline = left().find('\n');
  while (newline == std::string_view::npos) {
    begin_ = end_;
    if (!fill(kChunk)) return Got::long_line;
    newline = left().find('\n');
  }
  begin_ += newline + 1;
  return Got::long_line;
}

}  // namespace dehusk
