#include "cli/progress.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace dehusk {

namespace {

std::uint64_t position_in(int descriptor) {
  const off_t at = descriptor < 0 ? -1 : lseek(descriptor, 0, SEEK_CUR);
  return at < 0 ? 0 : static_cast<std::uint64_t>(at);
}

}  // namespace

std::string progress_line(const Summary& summary, double seconds, std::uint64_t read, std::uint64_t size) {
  const double spent = std::max(seconds, 0.001);
  char text[160];
  std::snprintf(
      text, sizeof text, "%llu records, %.1f MB/s, %llu errors", static_cast<unsigned long long>(summary.records_in()),
      static_cast<double>(summary.bytes_in) / 1e6 / spent, static_cast<unsigned long long>(summary.of(Fate::failed)));
  std::string line = text;
  if (size == 0 || read == 0 || read > size) return line;
  const auto left = static_cast<long>(spent / static_cast<double>(read) * static_cast<double>(size - read));
  std::snprintf(text, sizeof text, ", %.0f %%, %ld:%02ld left",
                static_cast<double>(read) * 100 / static_cast<double>(size), left / 60, left % 60);
  return line + text;
}

void Progress::begin(const std::vector<std::string>& files) {
  if (!is_on_) return;
  for (const std::string& file : files) {
    struct stat status {};
    const int result = file == "-" ? fstat(0, &status) : stat(file.c_str(), &status);
    if (result != 0) continue;
    if (!S_ISREG(status.st_mode)) {
      size_ = 0;
      return;
    }
    size_ += static_cast<std::uint64_t>(status.st_size);
  }
}

void Progress::close() {
  done_ += position_in(descriptor_);
  descriptor_ = -1;
}

void Progress::show(const Summary& summary) {
  if (!is_on_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < std::chrono::seconds(1)) return;
  last_ = now;
  is_shown_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::fprintf(stderr, "\r\x1b[K%s", progress_line(summary, seconds, done_ + position_in(descriptor_), size_).c_str());
}

void Progress::end() {
  if (is_shown_) std::fputs("\r\x1b[K", stderr);
}

}  // namespace dehusk
