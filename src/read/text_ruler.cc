#include "read/text_ruler.h"

#include <algorithm>

#include "base/eight_bytes.h"
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

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// How many bytes the character at `at` has if its first two bytes tell that it is a letter, figure or sign of one
// column, 0 if not: ASCII, the two-byte characters of Latin, Greek, Cyrillic, Hebrew and Arabic without white space,
// the soft hyphen (C2) and combining marks (CC, CD), U+2010 to U+2027 and U+2080 to U+2E7F.
std::size_t narrow_size(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return lead >= ' ' ? 1 : 0;
  const unsigned second = at + 1 < text.size() ? byte_at(text, at + 1) : 0;
  if (lead == 0xC2) return second == 0x85 || second == 0xA0 || second == 0xAD ? 0 : 2;
  if (lead < 0xE0) return lead == 0xCC || lead == 0xCD ? 0 : 2;
  if (lead != 0xE2) return 0;
  if (second == 0x80) return byte_at(text, at + 2) >= 0x90 && byte_at(text, at + 2) <= 0xA7 ? 3 : 0;
  return second >= 0x82 && second <= 0xB9 ? 3 : 0;
}

// Light or heavy.
bool is_drawn_pipe(std::string_view text, std::size_t at) {
  return text[at] == '\xE2' && text[at + 1] == '\x94' && (text[at + 2] == '\x82' || text[at + 2] == '\x83');
}

// U+3040 to U+9FFF by the first two bytes: all of it is Chinese and Japanese.
bool is_cjk(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  return (lead >= 0xE4 && lead <= 0xE9) || (lead == 0xE3 && byte_at(text, at + 1) >= 0x81);
}

std::uint16_t cap(std::uint32_t columns) { return static_cast<std::uint16_t>(std::min(columns, kMaxColumns)); }

// Measures one line character by character; `line` is filled as the text goes on.
class Ruler {
 public:
  void add_spaces(std::size_t count) {
    column_ += static_cast<std::uint32_t>(count);
    is_after_space_ = true;
  }

  // A run of characters of one column, from `at` on, which is moved past it; behind the first place where the line
  // could be wrapped, spaces between them too.
  void add_narrow(std::string_view text, std::size_t& at) {
    const char stop = has_text_ && (line_.has_gap || is_after_space_) ? '\0' : ' ';
    open(at, false);
    std::uint32_t columns = 0;
    std::size_t end = at;  // of what is not space
    std::uint32_t end_columns = 0;
    while (at < text.size() && text[at] != stop) {
      const std::size_t size = narrow_size(text, at);
      if (size == 0) break;
      if (size == 3 && is_drawn_pipe(text, at)) line_.marks |= kPipe;
      at += size;
      ++columns;
      if (text[at - 1] == ' ') continue;
      end = at;
      end_columns = columns;
    }
    at = end;
    close(end_columns, end, false);
  }

  // A run of Chinese or Japanese, three bytes each.
  void add_wide(std::size_t begin, std::size_t end) {
    const auto count = static_cast<std::uint32_t>((end - begin) / 3);
    open(begin, true);
    close(2, begin + 3, true);
    line_.has_gap = line_.has_gap || count > 1;
    if (count > 1) close(2 * (count - 1), end, true);
    line_.wide = cap(line_.wide + count);
  }

  void add(char32_t c, std::size_t begin, std::size_t end) {
    if (c == kIdeographicSpace && !has_text_) {
      line_.starts_paragraph = true;
      inset_ += columns_of(c);
    }
    if (is_space(c)) {
      column_ += c == '\t' ? kTab - column_ % kTab : columns_of(c);
      if (c != kNoBreakSpace && c != kNarrowNoBreakSpace) is_after_space_ = true;
      line_.marks |= kOddSpace;
      return;
    }
    const bool is_hidden = is_invisible(c);
    if (is_hidden || c < ' ') line_.marks |= kOddSpace;
    if (is_hidden) return;
    const bool is_wide = is_cjk(c);
    open(begin, is_wide);
    if (is_wide) line_.wide = cap(line_.wide + 1U);
    close(columns_of(c), end, is_wide);
  }

  [[nodiscard]] bool has_text() const { return has_text_; }
  [[nodiscard]] const TextLine& line() const { return line_; }

 private:
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

}  // namespace

Look look_at_line(std::string_view line) {
  Look look;
  // A rule across the page is the same character again and again.
  if (const std::size_t size = narrow_size(line, 0);
      size == 3 && line.size() > 9 && line.substr(3) == line.substr(0, line.size() - 3))
    return {false, false, is_drawn_pipe(line, 0), static_cast<std::uint32_t>(line.size() / 3)};
  for (std::size_t at = 0; at < line.size();) {
    if (at + 8 <= line.size()) {
      const std::uint64_t eight = load_eight(line.data() + at);
      if (is_ascii(eight) && is_at_least(eight, ' ') == kHighBits) {
        at += 8;
        look.columns += 8;
        continue;
      }
    }
    // One character, and all that are not ASCII after it.
    do {
      const unsigned lead = byte_at(line, at);
      look.is_ascii = look.is_ascii && lead < 0x80;
      ++look.columns;
      if (lead > 0xCD && lead < 0xE0) {  // Greek, Cyrillic, Hebrew, Arabic: whole pages of it
        at += 2;
        continue;
      }
      const std::size_t size = narrow_size(line, at);
      look.is_odd = size == 0;
      if (look.is_odd) return look;
      look.has_pipe = look.has_pipe || (size == 3 && is_drawn_pipe(line, at));
      at += size;
    } while (at < line.size() && byte_at(line, at) >= 0x80);
  }
  return look;
}

Measured measure_line(std::string_view source, std::size_t& at, std::size_t end) {
  const std::string_view text = source.substr(0, end);
  Ruler ruler;
  char32_t last = 0;
  while (at < end && last == 0) {
    const std::size_t from = at;
    if (text[at] == ' ') {
      while (at < end && text[at] == ' ') ++at;
      ruler.add_spaces(at - from);
    } else if (narrow_size(text, at) > 0) {
      ruler.add_narrow(text, at);
    } else if (is_cjk(text, at)) {
      do at += 3;
      while (at < end && is_cjk(text, at));
      ruler.add_wide(from, at);
    } else {
      const char32_t c = next_code_point(text, at);
      if (is_line_end(c)) {
        last = c;
      } else {
        ruler.add(c, from, at);
      }
    }
  }
  return {ruler.line(), ruler.has_text(), last};
}

}  // namespace dehusk
