// One pass over the bytes. ASCII is measured in the loop; only lead bytes of characters that may be white space, wide
// or without width are decoded.

#include "read/text_lines.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kMaxColumns = 65535;
constexpr std::uint32_t kTab = 8;
constexpr char32_t kNoBreakSpace = 0xA0;
constexpr char32_t kIdeographicSpace = 0x3000;
constexpr char32_t kNarrowNoBreakSpace = 0x202F;

bool is_line_end(char32_t c) {
  return c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

// Chinese and Japanese: two columns, and a line may be wrapped before or after any of them.
bool is_cjk(char32_t c) {
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

std::uint32_t columns_of(char32_t c) {
  if (c < 0x300) return 1;
  if (c <= 0x36F || (c >= 0xFE00 && c <= 0xFE0F) || is_invisible(c)) return 0;
  const bool is_wide = is_cjk(c) || (c >= 0x1100 && c <= 0x115F) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1F300 && c <= 0x1FAFF);
  return is_wide ? 2 : 1;
}

// Measures one line character by character; `line` is filled as the text goes on.
class Ruler {
 public:
  void add(char32_t c, std::size_t begin, std::size_t end) {
    if (c == kIdeographicSpace && !has_text_) {
      line_.starts_paragraph = true;
      inset_ += columns_of(c);
    }
    if (is_space(c)) {
      column_ += c == '\t' ? kTab - column_ % kTab : columns_of(c);
      if (c != kNoBreakSpace && c != kNarrowNoBreakSpace) is_after_space_ = true;
      return;
    }
    if (is_invisible(c)) return;
    const bool is_wide = c >= 0x2E80 && is_cjk(c);
    if (!has_text_) {
      has_text_ = true;
      line_.text.begin = static_cast<std::uint32_t>(begin);
      line_.indent = cap(column_ - inset_);
      line_.starts_wide = is_wide;
    } else if (is_after_space_ || is_wide || line_.ends_wide) {
      line_.has_gap = true;
    }
    column_ += columns_of(c);
    if (is_wide && line_.wide < kMaxColumns) ++line_.wide;
    if (!line_.has_gap) line_.head = cap(column_ - inset_ - line_.indent);
    line_.ends_wide = is_wide;
    is_after_space_ = false;
    line_.width = cap(column_);
    line_.text.end = static_cast<std::uint32_t>(end);
  }

  [[nodiscard]] bool has_text() const { return has_text_; }
  [[nodiscard]] const TextLine& line() const { return line_; }
  void clear() { *this = Ruler(); }

 private:
  static std::uint16_t cap(std::uint32_t columns) { return static_cast<std::uint16_t>(std::min(columns, kMaxColumns)); }

  TextLine line_;
  std::uint32_t column_ = 0;
  std::uint32_t inset_ = 0;  // columns of ideographic spaces before the text: they are no indent
  bool has_text_ = false;
  bool is_after_space_ = false;
};

}  // namespace

std::vector<TextLine> split_lines(std::string_view source) {
  std::vector<TextLine> lines;
  Ruler ruler;
  std::uint32_t number = 1;
  bool after_blank = true;
  const auto end_line = [&] {
    if (ruler.has_text()) {
      lines.push_back(ruler.line());
      lines.back().number = number;
      lines.back().after_blank = after_blank;
      after_blank = false;
      ruler.clear();
    } else {
      after_blank = true;
      ruler.clear();
    }
  };
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(source, at);
    if (!is_line_end(c)) {
      ruler.add(c, begin, at);
      continue;
    }
    end_line();
    if (c == '\f') after_blank = true;
    if (c == '\r' && at < source.size() && source[at] == '\n') ++at;
    if (c == '\n' || c == '\r') ++number;
  }
  end_line();
  return lines;
}

}  // namespace dehusk
