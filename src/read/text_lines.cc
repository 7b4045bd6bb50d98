// Line by line. Most lines hold nothing but characters that take one column: for them one look-up a byte tells all
// there is to know. In the others, whatever may be white space, wide or without width is decoded.

#include "read/text_lines.h"

#include <algorithm>
#include <array>
#include <utility>

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

// What a byte says of its line: one of Mark's bits, or one of these.
constexpr unsigned kSpace = kOddSpace;  // if two stand side by side
constexpr unsigned kOdd = 0x100;        // may be anything but a letter, figure or sign of one column
constexpr unsigned kHigh = 0x200;       // not ASCII

// One column take ASCII, and the two-byte characters of Latin, Greek, Cyrillic, Hebrew and Arabic without the block of
// white space (C2) and that of combining marks (CC, CD).
constexpr std::array<std::uint16_t, 256> kFacts = [] {
  std::array<std::uint16_t, 256> facts{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool is_ascii = c >= ' ' && c <= '~';
    const bool is_lead = c >= 0xC3 && c <= 0xDF && c != 0xCC && c != 0xCD;
    const bool is_tail = c >= 0x80 && c <= 0xBF;  // it follows the leads above only, or their kOdd stands already
    facts[c] = static_cast<std::uint16_t>((is_ascii || is_lead || is_tail ? 0U : kOdd) | (c >= 0x80 ? kHigh : 0U));
  }
  facts[' '] = kSpace;
  facts['['] = kBracket;
  facts['*'] = kStar;
  facts['_'] = kUnderscore;
  facts['\\'] = facts[']'] = kEscape;
  facts['&'] = kAmpersand;
  facts['|'] = kPipe;
  return facts;
}();

// All facts of the bytes; kSpace only if two spaces stand side by side.
unsigned facts_one_by_one(std::string_view text) {
  unsigned all = 0;
  unsigned twice = 0;
  unsigned last = 0;
  for (const char c : text) {
    const unsigned here = kFacts[static_cast<unsigned char>(c)];
    all |= here;
    twice |= here & last;
    last = here;
  }
  return (all & ~kSpace) | (twice & kSpace);
}

// True if one of the bytes is not ASCII, a control or a mark: "&", "*", and the eight signs after "Z" and "z".
bool may_tell(std::uint64_t eight) {
  const std::uint64_t is_late = is_at_least(eight | eight_of(0x20), 'z' + 1);
  const std::uint64_t is_early = ~is_at_least(eight, ' ') & kHighBits;
  return ((eight & kHighBits) | is_late | is_early | is_equal(eight, '&') | is_equal(eight, '*')) != 0;
}

unsigned facts_of(std::string_view text) {
  if (text.size() < 8) return facts_one_by_one(text);
  unsigned facts = 0;
  // Steps overlap by one byte, so that two spaces are in one of them.
  for (std::size_t at = 0;; at += 7) {
    at = std::min(at, text.size() - 8);
    const std::uint64_t eight = load_eight(text.data() + at);
    const std::uint64_t spaces = is_equal(eight, ' ');
    if (may_tell(eight)) {
      facts |= facts_one_by_one(text.substr(at, 8));
    } else if ((spaces & one_later(spaces, false)) != 0) {
      facts |= kSpace;
    }
    if (at + 8 == text.size()) return facts;
  }
}

// The first two of three bytes: U+2080 to U+2E7F, where all is signs and drawings of one column ...
bool is_sign(unsigned lead, unsigned second) { return lead == 0xE2 && second >= 0x82 && second <= 0xB9; }

// ... and U+3040 to U+9FFF, where all is Chinese and Japanese.
bool is_cjk(unsigned lead, unsigned second) {
  return (lead >= 0xE4 && lead <= 0xE9) || (lead == 0xE3 && second >= 0x81);
}

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::uint16_t cap(std::uint32_t columns) { return static_cast<std::uint16_t>(std::min(columns, kMaxColumns)); }

// Measures one line character by character; `line` is filled as the text goes on.
class Ruler {
 public:
  void add_spaces(std::size_t count) {
    column_ += static_cast<std::uint32_t>(count);
    is_after_space_ = true;
  }

  // A run of characters of one column.
  void add_narrow(std::string_view source, std::size_t begin, std::size_t end) {
    open(begin, false);
    close(static_cast<std::uint32_t>(count_code_points(source.substr(begin, end - begin))), end, false);
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

  void add_marks(unsigned marks) { line_.marks = static_cast<std::uint8_t>(line_.marks | marks); }

  [[nodiscard]] bool has_text() const { return has_text_; }
  // True if a space in the line makes no difference any more but for the column.
  [[nodiscard]] bool is_past_head() const { return has_text_ && (line_.has_gap || is_after_space_); }
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

// Collects the lines that hold text.
class Splitter {
 public:
  explicit Splitter(std::string_view source) : source_(source) {}

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
  static constexpr std::size_t kUsualLine = 40;  // bytes

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
    const unsigned facts = facts_of(text);
    if ((facts & kOdd) != 0) {
      add_odd_lines(begin, end, facts);
      return;
    }
    const bool is_ascii = (facts & kHigh) == 0;
    const auto columns_of_part = [&](std::string_view part) {
      return static_cast<std::uint32_t>(is_ascii ? part.size() : count_code_points(part));
    };
    const auto indent = static_cast<std::uint32_t>(first - begin);
    const std::size_t gap = text.find(' ');
    TextLine line;
    line.text = {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
    line.marks = static_cast<std::uint8_t>(facts);
    line.has_gap = gap != std::string_view::npos;
    line.indent = cap(indent);
    line.width = cap(indent + columns_of_part(text));
    line.head = cap(indent + columns_of_part(text.substr(0, gap)) - line.indent);
    add(line);
  }

  void add_odd_lines(std::size_t begin, std::size_t end, unsigned facts) {
    Ruler ruler;
    for (std::size_t at = begin; at < end;) {
      const std::size_t from = at;
      const unsigned lead = byte_at(source_, at);
      const unsigned second = at + 1 < end ? byte_at(source_, at + 1) : 0;
      if (lead == ' ') {
        while (at < end && source_[at] == ' ') ++at;
        ruler.add_spaces(at - from);
      } else if ((kFacts[lead] & kOdd) == 0) {
        const char stop = ruler.is_past_head() ? '\n' : ' ';
        while (at < end && source_[at] != stop && (kFacts[byte_at(source_, at)] & kOdd) == 0) ++at;
        while (source_[at - 1] == ' ') --at;
        ruler.add_narrow(source_, from, at);
      } else if (is_sign(lead, second)) {
        do {
          if (is_drawn_pipe(at)) ruler.add_marks(kPipe);
          at += 3;
        } while (at + 1 < end && is_sign(byte_at(source_, at), byte_at(source_, at + 1)));
        ruler.add_narrow(source_, from, at);
      } else if (is_cjk(lead, second)) {
        do at += 3;
        while (at + 1 < end && is_cjk(byte_at(source_, at), byte_at(source_, at + 1)));
        ruler.add_wide(from, at);
      } else {
        const char32_t c = next_code_point(source_, at);
        if (!is_line_end(c)) {
          ruler.add(c, from, at);
          continue;
        }
        end_line(ruler, facts);
        ruler = Ruler();
        if (c == '\f') after_blank_ = true;
        if (c == '\r') ++number_;
      }
    }
    end_line(ruler, facts);
  }

  // Light or heavy.
  [[nodiscard]] bool is_drawn_pipe(std::size_t at) const {
    const std::string_view character = source_.substr(at, 3);
    return character == "\xE2\x94\x82" || character == "\xE2\x94\x83";
  }

  // `facts` are those of all that stands between two LF: for a part of it they say what may be there.
  void end_line(Ruler& ruler, unsigned facts) {
    ruler.add_marks(facts & 0xFFU);
    if (ruler.has_text()) add(ruler.line());
    after_blank_ = !ruler.has_text();
  }

  void add(const TextLine& line) {
    if (lines_.size() == lines_.capacity())
      lines_.reserve(lines_.size() + std::max(count_lines(line.text.begin), lines_.size() / 2));
    lines_.push_back(line);
    lines_.back().number = number_;
    lines_.back().after_blank = after_blank_;
    after_blank_ = false;
  }

  // How many lines there are from here on at most, not counting empty ones. Room for twice as many as there are, as a
  // vector takes it, is too much on pages of nothing but short lines.
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
  std::vector<TextLine> lines_;
  std::uint32_t number_ = 1;
  bool after_blank_ = true;
};

}  // namespace

std::vector<TextLine> split_lines(std::string_view source) { return Splitter(source).split(); }

}  // namespace dehusk
