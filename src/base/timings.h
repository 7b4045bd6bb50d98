#ifndef DEHUSK_BASE_TIMINGS_H_
#define DEHUSK_BASE_TIMINGS_H_
// Where the time of a page goes, part by part. Who is not asked pays nothing: without Timings a PartClock stands still
// and no clock of the system is read. What counts is the thread's processor time: the time of day would depend on
// what else the machine does.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dehusk {

// In the order of a page's way. decode: bytes to UTF-8; tree: of HTML alone; blocks: the page's text; scope: which
// rules are for this page at all; name: what the page is called, who wrote it.
enum class Part : std::uint8_t { decode, tree, blocks, scope, structure, text, content, tidy, name, write };
inline constexpr std::size_t kPartCount = 10;
[[nodiscard]] std::string_view to_string(Part part);

struct Timings {
  std::array<std::uint64_t, kPartCount> nanoseconds{};

  [[nodiscard]] std::uint64_t of(Part part) const { return nanoseconds[static_cast<std::size_t>(part)]; }
  [[nodiscard]] std::uint64_t total() const;
  void add(const Timings& other);
};

// Nanoseconds that this thread has had since it began.
[[nodiscard]] std::uint64_t processor_nanoseconds();

class PartClock {
 public:
  explicit PartClock(Timings* timings) : timings_(timings), last_(timings == nullptr ? 0 : processor_nanoseconds()) {}

  // The time since the clock was made, or last asked, was spent on this part.
  void end(Part part) {
    if (timings_ == nullptr) return;
    const std::uint64_t time = processor_nanoseconds();
    timings_->nanoseconds[static_cast<std::size_t>(part)] += time - last_;
    last_ = time;
  }

 private:
  Timings* timings_;
  std::uint64_t last_;
};

}  // namespace dehusk

#endif  // DEHUSK_BASE_TIMINGS_H_
