#include "read/text_lists.h"

#include <algorithm>

#include "read/text_kinds.h"
#include "read/text_wrap.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxDepth = 20;
constexpr std::uint16_t kBelow = 2;        // how much further in than its parent's text "o", "#", "@" or "=" must stand
constexpr std::size_t kNumberReach = 40;   // lines from "1." to "2."
constexpr int kNumberTries = 8;            // numbered lines looked at on the way
constexpr std::uint16_t kNumberShift = 2;  // "9." and "10." may stand this far apart
constexpr std::uint16_t kMaxLoneWidth = 60;  // a lone "1." is a list of one only if it is short

// A line that begins with a number, and whether its neighbours make a list of it.
struct Numbered {
  std::uint32_t line = 0;
  std::uint32_t number = 0;
  bool is_listed = false;
};

// By its first byte: a bullet, a figure, a bracket.
bool may_open_item(char first) {
  return (first >= '0' && first <= '9') || static_cast<unsigned char>(first) >= 0x80 ||
         std::string_view("(*-+o#@=").find(first) != std::string_view::npos;
}

// Numbers that count on, from one line to a later one at the same place, are a list.
std::vector<Numbered> find_numbers(std::string_view source, const std::vector<TextLine>& lines) {
  std::vector<Numbered> found;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = slice(source, lines[i].text);
    Numbered here{.line = i};
    const char first = text[0];
    if ((first != '(' && (first < '0' || first > '9')) || number_mark(text, here.number) == 0) continue;
    int tries = 0;
    for (std::size_t k = found.size(); k-- > 0 && tries < kNumberTries && found[k].line + kNumberReach >= i; ++tries) {
      const int shift = int{lines[i].indent} - int{lines[found[k].line].indent};
      if (found[k].number + 1 != here.number || shift < -int{kNumberShift} || shift > int{kNumberShift}) continue;
      found[k].is_listed = here.is_listed = true;
      break;
    }
    found.push_back(here);
  }
  for (Numbered& lone : found)
    if (!lone.is_listed && lone.number == 1 && lines[lone.line].width <= kMaxLoneWidth) lone.is_listed = true;
  return found;
}

// One list that is open where the scan stands.
struct OpenList {
  std::uint16_t column = 0;  // of its markers
  std::uint16_t body = 0;    // of its text
  char32_t marker = 0;       // '1', or the bullet's first byte
};

class ListScan {
 public:
  ListScan(std::string_view source, const TextStyle& style, std::vector<TextLine>& lines)
      : source_(source), style_(style), lines_(lines), numbers_(find_numbers(source, lines)) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t size = marker_at(i);
      if (size > 0) {
        open_item(lines_[i], size);
      } else if (!goes_on(i)) {
        close_lists(lines_[i].indent);
      }
    }
  }

 private:
  // The bytes of the marker that line `i` begins with; 0 if the line is no item.
  std::size_t marker_at(std::size_t i) {
    const TextLine& line = lines_[i];
    const std::string_view text = slice(source_, line.text);
    bullet_ = static_cast<unsigned char>(text[0]);
    if (!may_open_item(text[0]) || is_rule_line(text)) return 0;
    while (next_number_ < numbers_.size() && numbers_[next_number_].line < i) ++next_number_;
    number_ = 0;
    if (next_number_ < numbers_.size() && numbers_[next_number_].line == i) {
      bullet_ = '1';
      if (!numbers_[next_number_].is_listed || continues_text(i)) return 0;
      // At lynx' margin stand headlines ("1. Buy early") and the longest numbers of the reference list.
      if (style_.is_indented && line.indent == 0 && text.find("://") == std::string_view::npos) return 0;
      return number_mark(text, number_);
    }
    if (style_.is_markdown && text.size() > 1 && line.indent == 0 && text[0] == '#') return 0;
    const std::size_t size = bullet_mark(text, is_below(line.indent));
    const bool is_sure = text[0] != '-' && text[0] != '+';
    return size > 0 && (is_sure || !continues_text(i)) ? size : 0;
  }

  // True where the odd bullets of deeper levels are believed.
  [[nodiscard]] bool is_below(std::uint16_t indent) const {
    if (open_.empty()) return false;
    const bool is_sibling = std::any_of(open_.begin(), open_.end(), [&](const OpenList& list) {
      return list.column == indent && list.marker == bullet_ && open_.size() > 1;
    });
    return is_sibling || indent >= open_.back().body + kBelow;
  }

  // A "-" or "3." at the start of this line is part of the sentence that the line before broke off.
  [[nodiscard]] bool continues_text(std::size_t i) const {
    if (i == 0 || lines_[i].after_blank) return false;
    const TextLine& before = lines_[i - 1];
    if (lines_[i].indent != before.indent && (before.marker == 0 || lines_[i].indent != before.body)) return false;
    if (before.marker != 0 && lines_[i].indent == before.indent && before.body > before.indent) return false;
    const std::string_view text = slice(source_, before.text);
    return is_wrapped(source_, before, lines_[i], style_.wrap_width) && !ends_sentence(text) && text.back() != ':';
  }

  // A line without a marker that belongs to the item above it.
  [[nodiscard]] bool goes_on(std::size_t i) const {
    if (open_.empty()) return true;
    if (lines_[i].indent > open_.back().column) return true;
    return i > 0 && is_wrapped(source_, lines_[i - 1], lines_[i], style_.wrap_width);
  }

  void close_lists(std::uint16_t indent) {
    while (!open_.empty() && open_.back().column >= indent) open_.pop_back();
  }

  void open_item(TextLine& line, std::size_t size) {
    const std::string_view marker = slice(source_, line.text).substr(0, size);
    std::uint16_t columns = 0;
    for (const char c : marker)
      columns = static_cast<std::uint16_t>(columns + ((static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0));
    line.marker = bullet_ == '1' ? '1' : '-';
    line.body = static_cast<std::uint16_t>(std::min<std::uint32_t>(line.indent + columns, 65535));
    const auto is_deeper = [&](const OpenList& list) {
      const std::uint16_t shift = bullet_ == '1' && list.marker == '1' ? kNumberShift : 0;
      return list.column > line.indent + shift;
    };
    while (!open_.empty() && is_deeper(open_.back())) open_.pop_back();
    const std::uint16_t shift = bullet_ == '1' && !open_.empty() && open_.back().marker == '1' ? kNumberShift : 0;
    if (open_.empty() || line.indent > open_.back().column + shift) {
      if (open_.size() < kMaxDepth) open_.push_back({line.indent, line.body, bullet_});
      line.starts_list = true;
    } else if (open_.back().marker != bullet_ || (bullet_ == '1' && number_ == 1)) {
      open_.back() = {line.indent, line.body, bullet_};
      line.starts_list = true;
    }
    line.level = static_cast<std::uint8_t>(open_.size());
  }

  std::string_view source_;
  const TextStyle& style_;
  std::vector<TextLine>& lines_;
  std::vector<Numbered> numbers_;
  std::size_t next_number_ = 0;
  std::vector<OpenList> open_;
  char32_t bullet_ = 0;  // these two are of the line that marker_at looked at last
  std::uint32_t number_ = 0;
};

}  // namespace

void find_lists(std::string_view source, const TextStyle& style, std::vector<TextLine>& lines) {
  ListScan(source, style, lines).run();
}

}  // namespace dehusk
