#ifndef DEHUSK_READ_LINE_INDEX_H_
#define DEHUSK_READ_LINE_INDEX_H_
// The line of a byte. Places are asked in nearly ascending order, so a cursor counts on from the last one; what was
// counted once is remembered by chunk, so that any order of questions is answered in bounded time.

#include <cstdint>
#include <string_view>
#include <vector>

namespace dehusk {

class LineIndex {
 public:
  // The text must outlive the index.
  explicit LineIndex(std::string_view text) : text_(text) {}

  // 1-based. `at` may be the end of the text.
  [[nodiscard]] std::uint32_t line_of(std::uint32_t at);

 private:
  std::string_view text_;
  std::uint32_t at_ = 0;  // the last place asked for, or the start of its chunk
  std::uint32_t line_ = 1;
  std::vector<std::uint32_t> line_at_chunk_ = {1};  // as far as the text was counted
};

}  // namespace dehusk

#endif  // DEHUSK_READ_LINE_INDEX_H_
