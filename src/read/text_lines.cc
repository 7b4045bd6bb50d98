// One pass over the bytes. Runs of narrow characters and of spaces are measured as they stand; only characters that may
// be white space, wide or without width are decoded.

#include "read/text_lines.h"

#include <algorithm>
#include <array>
#include <utility>

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
  if (c <= 0x36F || (c >= 0xFE00 && c <= 0xFE0F) || is_invisible(c) || c == 0x200C || c == 0x200D) return 0;
  const bool is_wide =
      is_cjk(c) || (c >= 0x1100 && c <= 0x115F) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1F300 && c <= 0x1FAFF);
  return is_wide ? 2 : 1;
}

// Bytes of letters, figures and signs that take one column: ASCII, and the two-byte characters of Latin, Greek,
// Cyrillic, Hebrew and Arabic without the block of white space and that of combining marks.
constexpr std::array<bool, 256> kNarrow = [] {
  std::array<bool, 256> narrow{};
  for (std::size_t c = '!'; c <= '~'; ++c) narrow[c] = true;
  for (std::size_t c = 0xC3; c <= 0xDF; ++c) narrow[c] = c != 0xCC && c != 0xCD;
  for (std::size_t c = 0x80; c <= 0xBF; ++c) narrow[c] = true;  // they follow the leads above only
  return narrow;
}();

bool is_lead(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

// Measures one line; `line` is filled as the text goes on.
class Ruler {
 public:
  void add_spaces(std::uint32_t count) {
    column_ += count;
    is_after_space_ = true;
  }

  // A run of narrow characters.
  void add_narrow(std::string_view source, std::size_t begin, std::size_t end) {
    open(begin, false);
    std::uint32_t columns = 0;
    for (std::size_t i = begin; i < end; ++i) columns += is_lead(source[i]) ? 1 : 0;
    close(columns, end, false);
  }

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
    const bool is_wide = is_cjk(c);
    open(begin, is_wide);
    if (is_wide && line_.wide < kMaxColumns) ++line_.wide;
    close(columns_of(c), end, is_wide);
  }

  [[nodiscard]] bool has_text() const { return has_text_; }
  [[nodiscard]] const TextLine& line() const { return line_; }
  [[nodiscard]] bool has_space() const { return column_ > 0; }
  void clear() { *this = Ruler(); }

 private:
  static std::uint16_t cap(std::uint32_t columns) { return static_cast<std::uint16_t>(std::min(columns, kMaxColumns)); }

  void open(std::size_t begin, bool is_wide) {
    if (!has_text_) {
      has_text_ = true;
      line_.text.begin = static_cast<std::uint32_t>(begin);
      line_.indent = cap(column_ - inset_);
      line_.starts_wide = is_wide;
    } else if (is_after_space_ || is_wide || line_.ends_wide) {
      line_.has_gap = true;
    }
  }

  void close(std::uint32_t columns, std::size_t end, bool is_wide) {
    column_ += columns;
    if (!line_.has_gap) line_.head = cap(column_ - inset_ - line_.indent);
    line_.ends_wide = is_wide;
    is_after_space_ = false;
    line_.width = cap(column_);
    line_.text.end = static_cast<std::uint32_t>(end);
  }

  TextLine line_;
  std::uint32_t column_ = 0;
  std::uint32_t inset_ = 0;  // columns of ideographic spaces before the text: they are no indent
  bool has_text_ = false;
  bool is_after_space_ = false;
};

// Collects the lines that hold text.
class Splitter {
 public:
  std::vector<TextLine> split(std::string_view source) {
    for (std::size_t at = 0; at < source.size();) {
      const auto byte = static_cast<unsigned char>(source[at]);
      const std::size_t begin = at;
      if (byte == '\n') {
        ++at;
        end_line();
        ++number_;
      } else if (byte == ' ') {
        while (at < source.size() && source[at] == ' ') ++at;
        ruler_.add_spaces(static_cast<std::uint32_t>(at - begin));
      } else if (kNarrow[byte]) {
        while (at < source.size() && kNarrow[static_cast<unsigned char>(source[at])]) ++at;
        ruler_.add_narrow(source, begin, at);
      } else {
        const char32_t c = byte < 0x80 ? (++at, byte) : next_code_point(source, at);
        if (!is_line_end(c)) {
          ruler_.add(c, begin, at);
          continue;
        }
        end_line();
        if (c == '\f') after_blank_ = true;
        if (c == '\r' && at < source.size() && source[at] == '\n') ++at;
        if (c == '\n' || c == '\r') ++number_;
      }
    }
    end_line();
    return std::move(lines_);
  }

 private:
  void end_line() {
    const bool has_text = ruler_.has_text();
    if (has_text) {
      lines_.push_back(ruler_.line());
      lines_.back().number = number_;
      lines_.back().after_blank = after_blank_;
    }
    after_blank_ = !has_text;
    if (has_text || ruler_.has_space()) ruler_.clear();
  }

  std::vector<TextLine> lines_;
  Ruler ruler_;
  std::uint32_t number_ = 1;
  bool after_blank_ = true;
};

}  // namespace

std::vector<TextLine> split_lines(std::string_view source) { return Splitter().split(source); }

}  // namespace dehusk
