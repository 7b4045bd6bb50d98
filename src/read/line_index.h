#ifndef DEHUSK_READ_LINE_INDEX_H_
#define DEHUSK_READ_LINE_INDEX_H_
// The line of a byte, for any order of questions: newlines are counted once per chunk, then inside one chunk only.

#include <cstdint>
#include <string_view>
#include <vector>

namespace dehusk {

class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  // 1-based. `at` may be the end of the text. The text must still live.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t at) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> lines_before_;  // newlines before each chunk
};

}  // namespace dehusk

#endif  // DEHUSK_READ_LINE_INDEX_H_
