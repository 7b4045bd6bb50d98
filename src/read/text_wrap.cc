#include "read/text_wrap.h"

#include <algorithm>

#include "read/text_kinds.h"

namespace dehusk {

namespace {

constexpr std::uint16_t kMinWidth = 38;    // narrower columns are not told from lists of short lines
constexpr std::uint16_t kMaxWidth = 2048;  // lynx and w3m wrap at about 1,000 when told to be wide
constexpr std::uint16_t kSlack = 2;        // East Asian punctuation may hang or be taken along
constexpr std::uint16_t kMaxHang = 16;     // how much further in than the line a wrapped rest may stand
constexpr std::uint16_t kLongWord = 22;
constexpr int kOverlongCost = 2;
constexpr int kMinScore = 3;
constexpr int kMinLoneScore = 2;  // one pair that goes on in lower case, if the width is a usual one

// A word ends the line in the middle of a sentence and the next line goes on in lower case.
bool flows(std::string_view source, const TextLine& line, const TextLine& next) {
  if (next.starts_wide && line.ends_wide) return true;
  return ends_open(slice(source, line.text)) && starts_lower(slice(source, next.text));
}

// The width that `line` would have had with the first word of `next`. After a full stop an over-long word (an
// address, code) says little: it would not have fitted on many a line.
std::uint32_t needed_width(std::string_view source, const TextLine& line, const TextLine& next) {
  const std::uint32_t gap = line.ends_wide || next.starts_wide ? 0 : 1;
  const bool is_doubtful = next.head > kLongWord && ends_sentence(slice(source, line.text));
  return line.width + gap + (is_doubtful ? kLongWord : next.head);
}

bool may_go_on(std::string_view source, const TextLine& line, const TextLine& next) {
  if (next.after_blank || next.starts_paragraph || !line.has_gap || line.width < kMinWidth ||
      next.indent > line.indent + kMaxHang)
    return false;
  std::uint32_t number = 0;
  const std::string_view text = slice(source, next.text);
  return bullet_mark(text, false) == 0 && number_mark(text, number) == 0;
}

// The line as lynx counts it: a wide character is one column.
TextLine as_narrow(TextLine line) {
  line.width = static_cast<std::uint16_t>(line.width - std::min(line.wide, line.width));
  if (line.starts_wide && line.head == 2) line.head = 1;
  return line;
}

// What speaks for and against one width; `agree` is kept as differences.
struct Tally {
  int agree = 0;  // pairs that a wrap at this width explains
  int pairs = 0;  // pairs whose first line has this width
  int lines = 0;  // lines of this width
};

void add_pair(std::string_view source, const TextLine& line, const TextLine& next, std::vector<Tally>& tally) {
  // A line that ends a sentence would have ended there without a wrap, too.
  if (!may_go_on(source, line, next) || ends_sentence(slice(source, line.text))) return;
  const int weight = flows(source, line, next) ? 2 : 1;
  ++tally[line.width].pairs;
  tally[line.width].agree += weight;
  tally[std::min<std::size_t>(needed_width(source, line, next), tally.size() - 1)].agree -= weight;
}

// The tallies of all widths up to the widest line's, and one beyond.
std::vector<Tally> count(std::string_view source, const std::vector<TextLine>& lines, bool is_narrow) {
  std::uint16_t widest = 0;
  for (const TextLine& line : lines) widest = std::max(widest, line.width);
  std::vector<Tally> tally(std::min(widest, kMaxWidth) + std::size_t{2});
  std::size_t address = source.find("://");  // the next one in the page
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const TextLine& line = lines[i];
    const std::uint16_t width = is_narrow ? as_narrow(line).width : line.width;
    if (address < line.text.begin) address = source.find("://", line.text.begin);
    const bool has_address = address < std::min(line.text.end, line.text.begin + kMaxWidth - 2U);
    if (line.has_gap && !has_address) ++tally[std::min(width, kMaxWidth)].lines;
    if (i + 1 < lines.size() && line.has_gap && width >= kMinWidth && width < kMaxWidth)
      is_narrow ? add_pair(source, as_narrow(line), as_narrow(lines[i + 1]), tally)
                : add_pair(source, line, lines[i + 1], tally);
  }
  return tally;
}

struct Wrap {
  std::uint16_t width = 0;
  int score = 0;
};

Wrap best_wrap(std::string_view source, const std::vector<TextLine>& lines, bool is_narrow) {
  const std::vector<Tally> tally = count(source, lines, is_narrow);
  int overlong = 0;
  for (const Tally& here : tally) overlong += here.lines;
  int agree = 0;
  int best_agree = 0;
  Wrap best;
  const auto end = static_cast<std::uint16_t>(std::min<std::size_t>(kMaxWidth, tally.size() - 1));
  for (std::uint16_t width = 0; width < end; ++width) {
    agree += tally[width].agree;
    overlong -= tally[width].lines;
    const int score = agree - kOverlongCost * overlong;
    if (width < kMinWidth || score <= best.score) continue;
    best = {width, score};
    best_agree = agree;
  }
  int best_pairs = 0;  // whose first line is not longer than the width, and not so short that it says nothing
  for (std::size_t width = best.width * 2U / 3U; width <= best.width; ++width) best_pairs += tally[width].pairs;
  const bool is_usual = best.width >= 50 && best.width <= 110;
  const bool is_believed = best.score >= (is_usual ? kMinLoneScore : kMinScore) && best_agree * 3 >= best_pairs;
  return is_believed ? best : Wrap{};
}

}  // namespace

std::uint16_t find_wrap_width(std::string_view source, std::vector<TextLine>& lines) {
  const Wrap wide = best_wrap(source, lines, false);
  if (std::none_of(lines.begin(), lines.end(), [](const TextLine& line) { return line.wide > 0; })) return wide.width;
  const Wrap narrow = best_wrap(source, lines, true);
  if (narrow.score <= wide.score) return wide.width;
  for (TextLine& line : lines) line = as_narrow(line);
  return narrow.width;
}

bool is_wrapped(std::string_view source, const TextLine& line, const TextLine& next, std::uint16_t width) {
  if (width == 0 || next.after_blank || next.starts_paragraph) return false;
  const std::uint16_t slack = next.starts_wide && line.ends_wide ? kSlack : 0;
  if (needed_width(source, line, next) + slack > width) return line.has_gap || line.width * 3U > width;
  // A narrower column (a quotation, a table cell) wraps earlier; there only the sentence tells.
  return line.width * 2U >= width && flows(source, line, next);
}

}  // namespace dehusk
