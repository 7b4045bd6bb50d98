#include "feed/output.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace dehusk {

namespace {

constexpr std::size_t kBuffer = 64U << 10;

Fault cannot_write(const std::string& path, std::string_view why, std::string help = "") {
  Fault fault;
  fault.file = path;
  fault.message = "cannot write: " + std::string(why);
  fault.help = std::move(help);
  return fault;
}

// The file that a path leads to, through symbolic links: the link stays, its target is replaced.
std::string target_of(const std::string& path) {
  char resolved[PATH_MAX];
  return realpath(path.c_str(), resolved) == nullptr ? path : std::string(resolved);
}

// What open(2) would have given a new file, or what the file has that is about to be replaced.
void set_mode(int descriptor, const struct stat* replaced) {
  const mode_t mask = umask(0);
  umask(mask);
  const mode_t mode = replaced == nullptr ? 0666 & ~mask : replaced->st_mode & 0777;
  if (fchmod(descriptor, mode) != 0) errno = 0;  // some file systems have no modes: the file is still good
}

// A reader may have set its pipe, and with it ours, to return at once instead of waiting.
void wait_for_room(int descriptor) {
  pollfd poll_for{descriptor, POLLOUT, 0};
  static_cast<void>(poll(&poll_for, 1, -1));  // what is wrong with the descriptor the next write will say
}

}  // namespace

Output::Output(Output&& other) noexcept
    : descriptor_(other.descriptor_),
      owns_(std::exchange(other.owns_, false)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      packer_(std::exchange(other.packer_, std::nullopt)),
      buffer_(std::exchange(other.buffer_, {})),
      reader_has_gone_(other.reader_has_gone_),
      error_(other.error_) {}

Output::~Output() {
  if (owns_) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

Result<Output> Output::to_file(const std::string& path, bool may_replace) {
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  Output output;
  if (exists && S_ISDIR(status.st_mode)) return cannot_write(path, "it is a directory");
  if (exists && !S_ISREG(status.st_mode)) {
    output.descriptor_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (output.descriptor_ < 0) return cannot_write(path, std::strerror(errno));
    output.owns_ = true;
    output.path_ = path;
    return output;
  }
  if (exists && !may_replace) return cannot_write(path, "the file exists", "-f replaces it");
  output.path_ = exists ? target_of(path) : path;
  const std::size_t slash = output.path_.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  std::string pattern = output.path_.substr(0, name) + "." + output.path_.substr(name, 200) + ".XXXXXX";
  output.descriptor_ = mkostemp(pattern.data(), O_CLOEXEC);
  if (output.descriptor_ < 0) return cannot_write(path, std::strerror(errno));
  output.owns_ = true;
  output.temporary_ = pattern;
  set_mode(output.descriptor_, exists ? &status : nullptr);
  return output;
}

void Output::pack(Packing packing) {
  if (packing == Packing::none) return;
  packer_.emplace(packing);
  if (packer_->has_failed()) error_ = ENOMEM;
}

bool Output::write(std::string_view bytes) {
  if (reader_has_gone_ || error_ != 0) return false;
  if (packer_) {
    packer_->add(bytes, buffer_);
    if (packer_->has_failed()) error_ = ENOMEM;
  } else {
    buffer_ += bytes;
  }
  return buffer_.size() < kBuffer || send();
}

bool Output::flush() {
  // Nobody can read along before the file has its name; and what is packed is the same then, whenever the input waited.
  if (!temporary_.empty()) return error_ == 0;
  if (packer_) packer_->flush(buffer_);
  return send();
}

void Output::end_member() {
  if (packer_) packer_->end_member(buffer_);
}

bool Output::send() {
  std::size_t done = 0;
  while (done < buffer_.size() && error_ == 0 && !reader_has_gone_) {
    const ssize_t count = ::write(descriptor_, buffer_.data() + done, buffer_.size() - done);
    if (count >= 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno == EPIPE) {
      reader_has_gone_ = true;
    } else if (errno == EAGAIN) {
      wait_for_room(descriptor_);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
  return error_ == 0 && !reader_has_gone_;
}

void Output::hand_over() {
  if (packer_) packer_->end(buffer_);
  packer_.reset();
  send();
}

std::uint64_t Output::device() const {
  struct stat status {};
  return fstat(descriptor_, &status) == 0 ? status.st_dev : 0;
}

bool Output::sync_device() { return syncfs(descriptor_) == 0; }

std::string Output::finish_synced() { return end_file(true); }

std::string Output::leave_off() {
  if (temporary_.empty()) return finish();
  if (owns_) close(std::exchange(descriptor_, -1));
  owns_ = false;
  unlink(std::exchange(temporary_, {}).c_str());
  return "";
}

std::string Output::finish() {
  hand_over();
  return end_file(false);
}

std::string Output::end_file(bool is_durable) {
  const bool is_file = !temporary_.empty();
  if (error_ == 0 && is_file && !is_durable && fsync(descriptor_) != 0) error_ = errno;
  if (owns_ && close(std::exchange(descriptor_, -1)) != 0 && error_ == 0) error_ = errno;
  owns_ = false;
  if (error_ == 0 && is_file) {
    if (rename(temporary_.c_str(), path_.c_str()) == 0) {
      temporary_.clear();
    } else {
      error_ = errno;
    }
  }
  if (error_ == 0) return "";
  return (path_.empty() ? std::string("standard output") : path_) + ": cannot write: " + std::strerror(error_);
}

}  // namespace dehusk
