// Line by line. Where a byte of interest comes next in the page is looked up once for each, at the speed of memchr;
// most lines then turn out to be plain ASCII, whose columns are its bytes. The others are for text_ruler.

#include "read/text_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.h"
#include "read/text_ruler.h"

namespace dehusk {

namespace {

constexpr std::size_t kBlock = 32;      // bytes that the compiler turns into a few vector instructions
constexpr std::size_t kUsualLine = 40;  // bytes
constexpr std::size_t kMaxColumns = 65535;
constexpr unsigned kControl = 128;  // beside the bits of Mark: tabs and the like, which text_ruler must measure

std::uint16_t cap(std::size_t columns) { return static_cast<std::uint16_t>(std::min(columns, kMaxColumns)); }

// True if two spaces stand side by side. The last block ends where the text does, over what was seen already.
bool has_double_space(std::string_view text) {
  if (text.size() <= kBlock) {
    bool is_after_space = false;
    for (const char c : text) {
      if (c == ' ' && is_after_space) return true;
      is_after_space = c == ' ';
    }
    return false;
  }
  for (std::size_t at = 0; at + 1 < text.size(); at += kBlock) {
    at = std::min(at, text.size() - kBlock - 1);
    unsigned char seen = 0;
    for (std::size_t i = 0; i < kBlock; ++i)
      seen |= static_cast<unsigned char>(int{text[at + i] == ' '} & int{text[at + i + 1] == ' '});  // no branches
    if (seen != 0) return true;
  }
  return false;
}

// Finds what stands in a line, if the lines are asked for in their order: each search goes on where it came to.
class Finder {
 public:
  explicit Finder(std::string_view source) : source_(source) {}

  [[nodiscard]] unsigned marks_in(std::size_t begin, std::size_t end) {
    if (nearest_ >= end) return 0;
    unsigned marks = 0;
    nearest_ = source_.size();
    for (Search& search : searches_) {
      if (search.at < begin || !is_begun_) search.at = std::min(source_.find(search.byte, begin), source_.size());
      if (search.at < end) marks |= search.mark;
      nearest_ = std::min(nearest_, search.at);
    }
    is_begun_ = true;
    return marks;
  }

  [[nodiscard]] bool is_ascii(std::size_t begin, std::size_t end) {
    if (high_end_ <= begin) high_end_ = begin + ascii_length(source_.substr(begin)) + 1;
    return high_end_ > end;
  }

 private:
  struct Search {
    char byte;
    unsigned mark;
    std::size_t at = 0;
  };

  std::string_view source_;
  std::array<Search, 12> searches_ = {{{'[', kBracket},
                                       {'*', kStar},
                                       {'_', kUnderscore},
                                       {'\\', kEscape},
                                       {']', kEscape},
                                       {'&', kAmpersand},
                                       {'|', kPipe},
                                       {'\t', kControl},
                                       {'\r', kControl},
                                       {'\f', kControl},
                                       {'\v', kControl},
                                       {'\b', kControl}}};
  bool is_begun_ = false;
  std::size_t nearest_ = 0;   // of the marks
  std::size_t high_end_ = 0;  // one past the next byte that is not ASCII
};

// Collects the lines that hold text.
class Splitter {
 public:
  explicit Splitter(std::string_view source) : source_(source), finder_(source) {}

  std::vector<TextLine> split() {
    lines_.reserve(source_.size() / kUsualLine + 1);
    for (std::size_t at = 0; at < source_.size(); ++number_) {
      const std::size_t end = std::min(source_.find('\n', at), source_.size());
      const bool has_return = end > at && end < source_.size() && source_[end - 1] == '\r';
      add_line(at, has_return ? end - 1 : end);
      at = end + 1;
    }
    return std::move(lines_);
  }

 private:
  // What stands between two LF; a rare character may make more than one line of it.
  void add_line(std::size_t begin, std::size_t end) {
    std::size_t first = begin;
    while (first < end && source_[first] == ' ') ++first;
    std::size_t last = end;
    while (last > first && source_[last - 1] == ' ') --last;
    const std::string_view text = source_.substr(first, last - first);
    if (text.empty()) {
      after_blank_ = true;
      return;
    }
    unsigned marks = finder_.marks_in(first, last);
    // Where the last line was ASCII, this one and many more will be.
    const bool is_known = was_ascii_ && finder_.is_ascii(first, last);
    Look look = is_known ? Look() : look_at_line(text);
    if (is_known) look.columns = static_cast<std::uint32_t>(text.size());
    was_ascii_ = look.is_ascii;
    if (look.is_odd || (marks & kControl) != 0) {
      add_odd_lines(begin, end, (marks & ~kControl) | (has_double_space(text) ? unsigned{kOddSpace} : 0U));
      return;
    }
    if (look.has_pipe) marks |= kPipe;
    if (has_double_space(text)) marks |= kOddSpace;
    const std::size_t indent = first - begin;
    std::size_t gap = 0;
    while (gap < text.size() && text[gap] != ' ') ++gap;
    TextLine line;
    line.text = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
    line.marks = static_cast<std::uint8_t>(marks);
    line.has_gap = gap < text.size();
    line.indent = cap(indent);
    line.width = cap(indent + look.columns);
    line.head = cap(indent + (look.is_ascii ? gap : count_code_points(text.substr(0, gap))) - line.indent);
    add(line);
  }

  // `marks` are those of all that stands between two LF: of a part of it they say what may be there.
  void add_odd_lines(std::size_t begin, std::size_t end, unsigned marks) {
    for (std::size_t at = begin;;) {
      Measured measured = measure_line(source_, at, end);
      measured.line.marks = static_cast<std::uint8_t>(measured.line.marks | marks);
      if (measured.has_text) add(measured.line);
      after_blank_ = !measured.has_text || measured.end == '\f';
      if (measured.end == '\r') ++number_;
      if (measured.end == 0) return;
    }
  }

  void add(const TextLine& line) {
    if (lines_.size() == lines_.capacity())
      lines_.reserve(lines_.size() + std::max(count_lines(line.text.begin), lines_.size() / 2));
    lines_.push_back(line);
    lines_.back().number = number_;
    lines_.back().after_blank = after_blank_;
    after_blank_ = false;
  }

  // How many lines there are from here on, not counting empty ones. Room for twice as many as there are, as a vector
  // takes it, is too much on pages of nothing but short lines.
  [[nodiscard]] std::size_t count_lines(std::size_t at) const {
    std::size_t count = 1;
    for (; at < source_.size(); ++at) {
      const std::size_t end = std::min(source_.find('\n', at), source_.size());
      count += end > at ? 1 : 0;
      at = end;
    }
    return count;
  }

  std::string_view source_;
  Finder finder_;
  std::vector<TextLine> lines_;
  std::uint32_t number_ = 1;
  bool after_blank_ = true;
  bool was_ascii_ = true;  // the line before
};

}  // namespace

std::vector<TextLine> split_lines(std::string_view source) { return Splitter(source).split(); }

}  // namespace dehusk
