// The lines are walked once. Each opens a block of some kind by its own marks; a block of prose, an item or a heading
// then takes the lines that only go on with it (text_wrap.h and the indents tell).

#include "read/text_reader.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "base/unicode.h"
#include "read/text_echo.h"
#include "read/text_head.h"
#include "read/text_headings.h"
#include "read/text_kinds.h"
#include "read/text_lines.h"
#include "read/text_lists.h"
#include "read/text_marks.h"
#include "read/text_style.h"
#include "read/text_wrap.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxHeadingLines = 6;
constexpr std::size_t kMaxFrontMatter = 24;   // lines
constexpr std::uint16_t kBodySlack = 2;       // columns by which a hanging indent may miss the item's text
constexpr std::uint16_t kUnderlineSlack = 3;  // and the line under a headline its length
constexpr std::uint16_t kCodeIndent = 4;
constexpr std::uint16_t kMinCentring = 6;  // columns left of a centred headline
constexpr int kCentringSlack = 14;         // how much wider than the wrapped text lynx' screen may be
constexpr std::uint8_t kMarginLevel = 2;   // of lynx' headings at the margin, which may be h1 or h2
constexpr std::uint8_t kInsetLevel = 3;

// Words after which a hyphen belongs to a word left out: "Vor- und Nachteile".
bool starts_with_conjunction(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kWords = {"und", "oder", "bis", "and", "or", "to",
                                                              "et",  "ou",   "y",   "e",   "en"};
  const std::string_view word = text.substr(0, text.find(' '));
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// A stretch of one line, and what stands in that line.
struct Part {
  Span text;
  std::uint8_t marks = 0;
};

class TextReader {
 public:
  explicit TextReader(Page& page)
      : page_(page),
        source_(page.source),
        lines_(split_lines(source_)),
        style_(find_style(source_, lines_)),
        text_(page, style_) {
    find_lists(source_, style_, lines_);
    if (lines_.empty() || text_at(0) != "---") return;
    for (std::size_t i = 1; i < std::min(lines_.size(), kMaxFrontMatter) && front_matter_end_ == 0; ++i)
      if (text_at(i) == "---") front_matter_end_ = i;
  }

  void run() {
    page_.text.reserve(source_.size() + 1);
    page_.blocks.reserve(lines_.size());  // hardly ever more; what is not filled takes no memory
    for (std::size_t i = 0; i < lines_.size();) i = read_block(i);
    if (text_.dropped_marks() > 0) page_.notes.push_back({"text/link-marks", std::to_string(text_.dropped_marks())});
    if (style_.wrap_width > 0)
      page_.notes.push_back({"text/wrapped", "at " + std::to_string(style_.wrap_width) + " columns"});
  }

 private:
  [[nodiscard]] std::string_view text_at(std::size_t i) const { return slice(source_, lines_[i].text); }
  [[nodiscard]] bool is_adjacent(std::size_t next) const { return next < lines_.size() && !lines_[next].after_blank; }

  // Each reads the block or blocks that open at line `first` and returns the line after them; 0 if it is none of its.
  std::size_t read_block(std::size_t first) {
    const bool may_tell = is_telling(text_at(first)[0]);
    if (may_tell && is_fence(text_at(first))) {
      if (const std::size_t next = read_fence(first); next > 0) return next;
    }
    if (is_table_start(first)) return read_table(first);
    if (may_tell && is_rule_line(text_at(first))) {
      take_parts(first, first);
      write(first, first, Kind::other);
      return first + 1;
    }
    if (is_code(first)) return read_code(first);
    if (!may_tell) return read_lines(first);
    if (is_quote(first)) return read_quote(first);
    if (const std::size_t next = read_marked_heading(first); next > 0) return next;
    return read_lines(first);
  }

  // Prose and items.
  std::size_t read_lines(std::size_t first) {
    std::size_t last = first;
    while (last + 1 < lines_.size() && goes_on(first, last)) ++last;
    const TextLine& line = lines_[first];
    take_parts(first, last);
    if (line.marker != 0) {
      write_item(first, last);
      return last + 1;
    }
    const std::uint8_t underlined = last - first < 2 ? underline_below(last) : std::uint8_t{0};
    if (underlined > 0) {
      write(first, last, Kind::heading, underlined);
      return last + 2;
    }
    if (is_centred_title(first, last)) {
      has_title_ = true;
      write(first, last, Kind::heading, 1);
      return last + 1;
    }
    const bool is_outdented =
        style_.is_indented && (line.indent == 0 || line.indent == 2) && last - first < kMaxHeadingLines;
    if (is_outdented) {
      write(first, last, Kind::heading, line.indent == 0 ? kMarginLevel : kInsetLevel);
    } else {
      write(first, last, Kind::para);
    }
    return last + 1;
  }

  // lynx sets the headline in the middle of its line. Other centred lines are menus and the like, so only the first
  // one that stands alone and is no link counts.
  [[nodiscard]] bool is_centred_title(std::size_t first, std::size_t last) const {
    const TextLine& line = lines_[first];
    if (has_title_ || !style_.is_indented || first != last || line.indent < kMinCentring || !line.after_blank)
      return false;
    if (style_.wrap_width == 0 || line.width > style_.wrap_width || is_adjacent(last + 1)) return false;
    const int margin = int{style_.wrap_width} - int{line.width};  // right of the text; the screen is a little wider
    const std::string_view text = text_at(first);
    return line.indent >= margin && line.indent <= margin + kCentringSlack && text[0] != '[' && count_words(text) >= 3;
  }

  // True if the line after `last` goes on with the block that began at `first`.
  [[nodiscard]] bool goes_on(std::size_t first, std::size_t last) const {
    const TextLine& line = lines_[last];
    const TextLine& next = lines_[last + 1];
    if (next.after_blank || next.marker != 0 || opens_block(last + 1)) return false;
    if (first == last && line.marker != 0 && line.body >= line.width)
      return next.indent > line.indent;  // a bullet alone
    if (!is_wrapped(source_, line, next, style_.wrap_width)) return false;
    if (next.indent == line.indent) return true;
    if (first != last) return false;
    if (line.marker != 0) return next.indent > line.indent && next.indent <= line.body + kBodySlack;
    return next.indent < line.indent && !style_.is_indented;
  }

  [[nodiscard]] bool opens_block(std::size_t i) const {
    const std::string_view text = text_at(i);
    if (is_table_start(i)) return true;
    if (!is_telling(text[0])) return false;
    if (is_fence(text) || is_rule_line(text)) return true;
    std::uint8_t level = 0;
    if (style_.is_markdown && lines_[i].indent == 0 && heading_mark(text, '#', level) > 0) return true;
    return (style_.has_star_headings && heading_mark(text, '*', level) > 0) || is_quote(i);
  }

  // The level of a headline that a line of "===" or "---" under line `i` makes of it; 0 if there is none.
  [[nodiscard]] std::uint8_t underline_below(std::size_t i) const {
    if (!is_adjacent(i + 1) || i + 1 == front_matter_end_) return 0;
    const std::uint8_t level = underline_level(text_at(i + 1));
    if (level == 0) return 0;
    const int shift = int{lines_[i + 1].width} - int{lines_[i].width};
    const bool is_close = shift >= -int{kUnderlineSlack} && shift <= int{kUnderlineSlack};
    return style_.is_markdown || is_close ? level : std::uint8_t{0};
  }

  // "## Headline ##" and "***** Headline *****", the latter over several lines.
  std::size_t read_marked_heading(std::size_t first) {
    const std::string_view text = text_at(first);
    if (lines_[first].marker != 0 || (text[0] != '#' && text[0] != '*')) return 0;
    std::size_t last = first;
    if (text[0] == '*' && style_.has_star_headings) last = star_heading_end(first);
    const bool is_hash =
        text[0] == '#' && !style_.has_underlined_links && (style_.is_markdown || lines_[first].after_blank);
    if (!is_hash && text[0] == '#') return 0;
    take_parts(first, last);
    const std::uint8_t level = strip_heading_marks(parts_, text[0]);
    if (level == 0) return 0;
    write(first, last, Kind::heading, level);
    return last + 1;
  }

  // The line that closes the star heading that `first` opens; `first` if none does.
  [[nodiscard]] std::size_t star_heading_end(std::size_t first) const {
    for (std::size_t i = first; i < std::min(first + kMaxHeadingLines, lines_.size()); ++i) {
      if (i > first && lines_[i].after_blank) break;
      const std::string_view text = text_at(i);
      if (heading_end(text, '*') > 0 && (i > first || heading_end(text, '*') < text.size())) return i;
    }
    return first;
  }

  // Takes the marks off both ends of the parts; 0, and nothing is taken, if they are no heading.
  std::uint8_t strip_heading_marks(std::span<Part> parts, char mark) const {
    std::uint8_t level = 0;
    Span& first = parts.front().text;
    Span& last = parts.back().text;
    const std::size_t opening = heading_mark(slice(source_, first), mark, level);
    if (opening == 0) return 0;
    const std::size_t closing = heading_end(slice(source_, last), mark);
    if (mark == '*' && (closing == 0 || closing != static_cast<std::size_t>(7 - level))) return 0;
    last.end -= static_cast<std::uint32_t>(closing);
    first.begin = std::min(first.begin + static_cast<std::uint32_t>(opening), first.end);
    return level;
  }

  void write_item(std::size_t first, std::size_t last) {
    // html2text sets headings inside points: "* ***** Headline *****", "* ## Headline". The bullet stays.
    const TextLine& line = lines_[first];
    if (style_.is_markdown || style_.has_star_headings) {
      std::uint32_t number = 0;
      const Span whole = parts_[0].text;
      const std::string_view text = slice(source_, whole);
      const std::size_t marker = line.marker == '1' ? number_mark(text, number) : bullet_mark(text, true);
      const Span bullet{whole.begin, whole.begin + static_cast<std::uint32_t>(marker)};
      Span rest{bullet.end, whole.end};
      while (rest.begin < rest.end && source_[rest.begin] == ' ') ++rest.begin;
      const char mark = rest.begin < rest.end ? source_[rest.begin] : ' ';
      const bool may_be = (mark == '#' && style_.is_markdown) || (mark == '*' && style_.has_star_headings);
      parts_[0].text = rest;
      if (may_be && strip_heading_marks(parts_, mark) > 0) {
        parts_.insert(parts_.begin(), {bullet, line.marks});
      } else {
        parts_[0].text = whole;
      }
    }
    const bool is_empty = line.body >= line.width && first == last;
    write(first, last, is_empty ? Kind::other : Kind::item, line.level);
  }

  [[nodiscard]] bool is_quote(std::size_t i) const {
    const std::size_t size = quote_mark(text_at(i));
    if (size == 0) return false;
    if (style_.is_markdown) return true;
    const auto is_marked = [&](std::size_t k) { return k < lines_.size() && text_at(k)[0] == '>'; };
    return is_marked(i + 1) || (i > 0 && is_marked(i - 1));
  }

  std::size_t read_quote(std::size_t first) {
    parts_.clear();
    std::size_t last = first;
    for (;; ++last) {
      Span part = lines_[last].text;
      part.begin += static_cast<std::uint32_t>(quote_mark(slice(source_, part)));
      if (part.empty()) break;
      parts_.push_back({part, lines_[last].marks});
      if (!is_adjacent(last + 1) || text_at(last + 1)[0] != '>') break;
      if (!quote_goes_on(lines_[last], lines_[last + 1])) break;
    }
    write(first, last, Kind::quote);
    return last + 1;
  }

  // In a quotation the first word is the ">", so only a nearly full line or the sentence tells that it was wrapped.
  [[nodiscard]] bool quote_goes_on(const TextLine& line, const TextLine& next) const {
    constexpr std::uint16_t kNearlyFull = 12;
    if (style_.wrap_width == 0 || quote_mark(slice(source_, next.text)) >= next.text.size()) return false;
    if (line.width + kNearlyFull >= style_.wrap_width) return true;
    const std::string_view text = slice(source_, next.text);
    return ends_open(slice(source_, line.text)) && starts_lower(text.substr(quote_mark(text)));
  }

  std::size_t read_fence(std::size_t first) {
    if (no_fence_after_ <= first) return 0;
    std::size_t close = first + 1;
    while (close < lines_.size() && text_at(close) != "```") ++close;
    if (close == lines_.size()) {
      no_fence_after_ = first;
      return 0;
    }
    if (close > first + 1) write_code(first + 1, close - 1, 0);
    return close + 1;
  }

  // Lines indented by four in markdown, if some character in them is one of code.
  [[nodiscard]] bool is_code(std::size_t first) const {
    const TextLine& line = lines_[first];
    if (!style_.is_markdown || line.indent < kCodeIndent || line.marker != 0 || !line.after_blank) return false;
    if (first > 0 && (lines_[first - 1].marker != 0 || lines_[first - 1].indent >= 2)) return false;
    for (std::size_t i = first; i < lines_.size() && lines_[i].indent >= kCodeIndent && i < first + kMaxHeadingLines;
         ++i)
      if (text_at(i).find_first_of("{};=<>$") != std::string_view::npos) return true;
    return false;
  }

  std::size_t read_code(std::size_t first) {
    std::size_t last = first;
    while (last + 1 < lines_.size() && lines_[last + 1].indent >= kCodeIndent) ++last;
    write_code(first, last, lines_[first].indent);
    return last + 1;
  }

  // Code keeps its lines and what they are indented by beyond `indent`.
  void write_code(std::size_t first, std::size_t last, std::uint16_t indent) {
    Block block = block_of(first, last, Kind::pre);
    const std::size_t begin = page_.text.size();
    for (std::size_t i = first; i <= last; ++i) {
      if (i > first) page_.text.append(lines_[i].after_blank ? 2 : 1, '\n');
      page_.text.append(lines_[i].indent > indent && i > first ? lines_[i].indent - indent : 0U, ' ');
      page_.text.append(text_at(i));
    }
    block.text = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(page_.text.size())};
    block.words = count_words(slice(page_.text, block.text));
    block.links_known = style_.has_numbered_links || style_.has_markdown_links;
    page_.text += '\n';
    page_.blocks.push_back(block);
  }

  [[nodiscard]] bool is_table_start(std::size_t i) const {
    if (!is_adjacent(i + 1) || ((lines_[i].marks | lines_[i + 1].marks) & kPipe) == 0) return false;
    const std::string_view text = text_at(i);
    const std::string_view next = text_at(i + 1);
    const std::size_t pipes = count_pipes(text);
    if (is_table_rule(text)) return count_pipes(next) > 0 && !is_table_rule(next);
    if (pipes == 0) return false;
    if (is_table_rule(next)) return true;
    const auto is_framed = [](std::string_view line) {
      return line.front() == '|' && line.back() == '|' && line.size() > 2;
    };
    return is_framed(text) && is_framed(next) && pipes == count_pipes(next);
  }

  std::size_t read_table(std::size_t first) {
    bool is_first = true;
    std::vector<Span> cells;
    std::size_t i = first;
    for (; i < lines_.size() && (i == first || !lines_[i].after_blank); ++i) {
      if (is_table_rule(text_at(i))) continue;
      if (count_pipes(text_at(i)) == 0) break;
      split_cells(source_, lines_[i].text, cells);
      row_ += cells.size() > 1 ? 1 : 0;
      for (const Span cell : cells) {
        const std::size_t count = page_.blocks.size();
        // A row of one cell is a page laid out by tables.
        parts_.assign(1, {cell, lines_[i].marks});
        write(i, i, cells.size() > 1 ? Kind::cell : Kind::para);
        if (page_.blocks.size() == count || cells.size() == 1) continue;
        page_.blocks.back().row = row_;
        page_.blocks.back().source = cell;
        page_.blocks.back().starts_group = is_first;
        is_first = false;
      }
    }
    return i;
  }

  [[nodiscard]] Block block_of(std::size_t first, std::size_t last, Kind kind) const {
    Block block;
    block.source = {lines_[first].text.begin, lines_[last].text.end};
    block.line = lines_[first].number;
    block.kind = kind;
    return block;
  }

  // The block of parts_, which stand in the lines from `first` to `last`.
  void write(std::size_t first, std::size_t last, Kind kind, std::uint8_t level = 0) {
    text_.begin();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const Part& part = parts_[i];
      if (!part.text.empty()) text_.add(part.text, part.marks, i > 0 && is_glued(parts_[i - 1].text, part.text));
    }
    Block block = block_of(first, last, kind);
    const bool is_image = text_.is_image_only();
    if (!text_.finish(block)) return;
    if (kind == Kind::heading || kind == Kind::item) block.level = level;
    if (kind == Kind::item) {
      block.marker = static_cast<std::uint8_t>(lines_[first].marker);
      block.starts_group = lines_[first].starts_list;
    }
    if (is_image && kind == Kind::para) block.kind = Kind::caption;
    page_.blocks.push_back(block);
  }

  // True if the wrap that parts these two was not at a space.
  [[nodiscard]] bool is_glued(Span before, Span after) const {
    const std::string_view left = slice(source_, before);
    const std::string_view right = slice(source_, after);
    if (left.empty()) return false;
    std::size_t at = 0;
    const bool is_ascii = (static_cast<unsigned char>(left.back()) | static_cast<unsigned char>(right.front())) < 0x80;
    if (!is_ascii && (is_ideograph(code_point_before(left, left.size())) || is_ideograph(next_code_point(right, at))))
      return true;
    if (!style_.breaks_at_hyphens || left.size() < 2 || left.back() != '-' || left[left.size() - 2] == ' ')
      return false;
    return is_letter(code_point_before(left, left.size() - 1)) && !starts_with_conjunction(right);
  }

  void take_parts(std::size_t first, std::size_t last) {
    parts_.clear();
    for (std::size_t i = first; i <= last; ++i) parts_.push_back({lines_[i].text, lines_[i].marks});
  }

  Page& page_;
  std::string_view source_;
  std::vector<TextLine> lines_;
  TextStyle style_;
  BlockText text_;
  std::vector<Part> parts_;           // of the block that is being written
  std::size_t front_matter_end_ = 0;  // the second "---", which underlines no headline; 0 if there is none
  bool has_title_ = false;            // is_centred_title has found its line
  std::uint32_t row_ = 0;             // tables' rows so far
  std::size_t no_fence_after_ = static_cast<std::size_t>(-1);  // no line from here on closes a fence
};

}  // namespace

void read_text(Page& page) {
  TextReader(page).run();
  find_headings(page);
  read_head(page);
  find_echoes(page);
}

}  // namespace dehusk
