// The size of a file is known, so it is read in one go, and that it is at its end need not be asked. A pipe comes in
// chunks, and so does what is unpacked.

#include "feed/byte_source.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "feed/signals.h"

namespace dehusk {

namespace {

constexpr std::size_t kKeptOfMember = 1U << 20;  // packed bytes that are kept to seek in, should they turn out damaged
constexpr std::size_t kMemberHead = 16;          // packed bytes that show whether a member begins

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

std::size_t ByteSource::read_some(char* room, std::size_t size) {
  while (before_wait_ && stop_signal() == 0 && would_wait(descriptor_)) {
    before_wait_();
    if (wait_for_input(descriptor_)) break;
  }
  if (stop_signal() != 0) return 0;
  ssize_t count = 0;
  do {
    count = read(descriptor_, room, size);
  } while (count < 0 && errno == EINTR);
  if (count < 0) error_ = errno;
  return static_cast<std::size_t>(std::max<ssize_t>(count, 0));
}

bool ByteSource::fill(std::uint64_t wanted) {
  if (unpacker_) return fill_unpacked();
  if (at_end_) return false;
  make_room(static_cast<std::size_t>(unread_ ? std::min(*unread_, wanted) : kMore));
  const std::size_t got = read_some(buffer_.get() + end_, capacity_ - end_);
  end_ += got;
  filled_ += got;
  if (unread_) unread_ = *unread_ - std::min<std::uint64_t>(*unread_, got);
  at_end_ = got == 0 || unread_ == 0U;
  return got > 0;
}

void ByteSource::unpack() {
  std::size_t size = 1;
  std::optional<Packing> packing = packing_of(peek(size));
  while (!packing && left().size() >= size) packing = packing_of(peek(++size));
  if (!packing || *packing == Packing::none) return;
  unpacker_.emplace(*packing);
  packed_ = left();
  unread_.reset();
  begin_ = end_ = 0;
  filled_ = 0;
  at_end_ = false;
}

bool ByteSource::read_packed() {
  // Of the member that is being unpacked as much is kept as may be wanted again.
  if (packed_begin_ - member_begin_ > kKeptOfMember || !unpacker_->is_in_member()) member_begin_ = packed_begin_;
  packed_.erase(0, member_begin_);
  packed_base_ += member_begin_;
  packed_begin_ -= member_begin_;
  member_begin_ = 0;
  const std::size_t size = packed_.size();
  packed_.resize(size + kMore);
  const std::size_t got = read_some(packed_.data() + size, kMore);
  packed_.resize(size + got);
  return got > 0;
}

bool ByteSource::fill_unpacked() {
  if (damage_ || at_end_) return false;
  make_room(kMore);
  while (true) {
    const bool was_in_member = unpacker_->is_in_member();
    const std::string_view packed = std::string_view(packed_).substr(packed_begin_);
    const UnpackStep done = unpacker_->step(packed, buffer_.get() + end_, capacity_ - end_);
    const bool has_begun = unpacker_->is_in_member() || (done.state != Unpacking::going_on && done.taken > 0);
    if (!was_in_member && has_begun) {
      member_begin_ = packed_begin_;
      borders_.push_back({filled_, packed_base_ + packed_begin_});
      pass_borders();
    }
    packed_begin_ += done.taken;
    end_ += done.made;
    filled_ += done.made;
    if (done.state == Unpacking::damaged) {
      damage_ = {packed_base_ + packed_begin_, "the compressed bytes are damaged"};
      return done.made > 0;
    }
    if (done.made > 0) return true;
    if (done.taken > 0 || done.state == Unpacking::ended || read_packed()) continue;
    at_end_ = true;
    if (unpacker_->is_in_member() || packed_begin_ < packed_.size())
      damage_ = {packed_base_ + packed_.size(), "the compressed bytes are cut off"};
    return false;
  }
}

bool ByteSource::resume() {
  if (!damage_) return false;
  damage_.reset();
  begin_ = end_;
  // From the member's second byte on: where bytes are missing, the damage is noticed only in a later member.
  std::size_t from = member_begin_ + 1;
  while (true) {
    const std::size_t found = unpacker_->find_member(packed_, from);
    unpacker_->restart();
    if (found != std::string::npos) {
      packed_begin_ = member_begin_ = found;
      at_end_ = false;
      return true;
    }
    // All but the last bytes, which may be the first ones of a member.
    packed_begin_ = member_begin_ =
        std::max(std::min(from, packed_.size()), packed_.size() - std::min(packed_.size(), kMemberHead));
    if (at_end_ || !read_packed()) break;
    from = 0;
  }
  at_end_ = true;
  packed_begin_ = member_begin_ = packed_.size();
  return false;
}

void ByteSource::pass_borders() {
  while (borders_.size() > 1 && borders_[1].unpacked <= filled_ - left().size()) borders_.pop_front();
}

std::optional<std::uint64_t> ByteSource::offset(std::size_t ahead) {
  if (unpacker_)
    while (left().size() <= ahead && unpacker_->is_in_member() && fill(kMore)) {
    }
  const std::uint64_t at = filled_ - left().size() + ahead;
  if (!unpacker_) return at;
  pass_borders();
  // Behind the last member the next one would begin where the packed bytes are used up.
  if (left().size() <= ahead && !unpacker_->is_in_member()) return packed_base_ + packed_begin_;
  std::optional<std::uint64_t> packed;
  for (const Border& border : borders_) {
    if (border.unpacked > at) break;
    if (border.unpacked == at) packed = border.packed;
  }
  return packed;
}

std::uint64_t ByteSource::skip(std::uint64_t size) {
  std::uint64_t skipped = 0;
  while (skipped < size) {
    if (left().empty()) {
      begin_ = end_ = 0;
      if (!fill(kMore)) break;
    }
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(size - skipped, left().size()));
    begin_ += step;
    skipped += step;
  }
  return skipped;
}

std::string_view ByteSource::peek(std::size_t size) {
  while (left().size() < size && fill(kMore)) {
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

ByteSource::Got ByteSource::next_line(std::string_view& line, std::size_t most, char line_end) {
  std::size_t newline = left().find(line_end);
  while (newline == std::string_view::npos) {
    const std::size_t searched = left().size();
    if (searched > most) return cut_line(line, most, line_end);
    if (!fill(kMore)) break;
    newline = left().find(line_end, searched);
  }
  line = left().substr(0, newline);
  if (newline == std::string_view::npos && line.empty()) return Got::end;
  if (line.size() > most) return cut_line(line, most, line_end);
  begin_ += std::min(line.size() + 1, left().size());
  return newline == std::string_view::npos && damage_ ? Got::broken_line : Got::line;
}

// Keeps the beginning of the line that comes next, and drops the rest as it is read.
ByteSource::Got ByteSource::cut_line(std::string_view& line, std::size_t most, char line_end) {
  cut_line_ = left().substr(0, most);
  line = cut_line_;
  std::size_t newline = left().find(line_end);
  while (newline == std::string_view::npos) {
    begin_ = end_;
    if (!fill(kMore)) return Got::long_line;
    newline = left().find(line_end);
  }
  begin_ += newline + 1;
  return Got::long_line;
}

}  // namespace dehusk
