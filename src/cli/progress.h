#ifndef DEHUSK_CLI_PROGRESS_H_
#define DEHUSK_CLI_PROGRESS_H_
// One line on the terminal at standard error, written anew each second: how far the run is, how fast, and how long it
// will take if the size of the input is known. Where standard error is no terminal there is no such line.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feed/summary.h"

namespace dehusk {

// What the line says. `read` of `size` bytes of the input, as they lie in their files; 0: nobody knows how many there
// are.
[[nodiscard]] std::string progress_line(const Summary& summary, double seconds, std::uint64_t read, std::uint64_t size);

class Progress {
 public:
  explicit Progress(bool is_on) : is_on_(is_on) {}

  // The inputs of the run: their sizes count if all have one.
  void begin(const std::vector<std::string>& files);
  void open(int descriptor) { descriptor_ = descriptor; }
  void close();

  // Called for every record, by one thread at a time; writes once a second.
  void show(const Summary& summary);
  void end();

 private:
  const bool is_on_;
  std::uint64_t size_ = 0;
  std::atomic<int> descriptor_{-1};     // of the input that is being read, by another thread
  std::atomic<std::uint64_t> done_{0};  // bytes of the inputs before it
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
  bool is_shown_ = false;
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_PROGRESS_H_
