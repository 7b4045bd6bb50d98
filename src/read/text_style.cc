#include "read/text_style.h"

#include <algorithm>

#include "base/unicode.h"
#include "read/text_kinds.h"
#include "read/text_wrap.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kMaxMarkGap = 3;  // lynx numbers a few links that it does not show
constexpr std::string_view kBullet = "\xE2\x80\xA2";
constexpr std::string_view kSquare = "\xE2\x96\xA1";

bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// True if the page ends in a list of addresses under "References" (lynx, elinks) or "References:" (w3m).
bool has_reference_tail(std::string_view source, const std::vector<TextLine>& lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    const std::string_view line = slice(source, lines[i].text);
    if (line != "References" && line != "References:" && line != "Visible links" && line != "Visible links:") continue;
    const std::size_t end = std::min(i + 4, lines.size());
    for (std::size_t j = i + 1; j < end; ++j) {
      const std::string_view next = slice(source, lines[j].text);
      if (next.substr(0, 2) == "1." || next.substr(0, 3) == "[1]") return true;
    }
  }
  return false;
}

// Links open with "[1]", "[2]", ... glued to the word after them; footnotes are glued to the word before.
bool finds_numbered_links(std::string_view source, const std::vector<TextLine>& lines) {
  std::uint32_t last = 0;
  std::uint32_t marks = 0;
  std::uint32_t opening = 0;
  for (std::size_t at = source.find('['); at != std::string_view::npos; at = source.find('[', at + 1)) {
    const std::size_t size = link_mark(source, at, last);
    if (size == 0) continue;
    ++marks;
    const bool is_apart = at == 0 || !is_word_char(code_point_before(source, at));
    const bool is_glued = at + size < source.size() && source[at + size] != ' ' && source[at + size] != '.';
    if (is_apart && is_glued) ++opening;
  }
  if (opening * 4 < marks * 3 || marks == 0) return false;
  return marks >= 5 || has_reference_tail(source, lines);
}

struct LineFacts {
  unsigned marks = 0;  // of Mark, that stand somewhere in the page
  std::uint32_t hash_headings = 0;
  std::uint32_t star_headings = 0;
  std::uint32_t markdown_rules = 0;
  std::uint32_t fences = 0;
  std::uint32_t w3m_bullets = 0;
  std::uint32_t at_margin = 0;  // lines at column 0
  std::uint32_t at_three = 0;   // lines at column 3
};

LineFacts look_at_lines(std::string_view source, const std::vector<TextLine>& lines) {
  LineFacts facts;
  std::uint8_t level = 0;
  for (const TextLine& line : lines) {
    facts.marks |= line.marks;
    facts.at_margin += line.indent == 0 ? 1 : 0;
    facts.at_three += line.indent == 3 ? 1 : 0;
    if (line.indent > 4) continue;
    const std::string_view text = slice(source, line.text);
    switch (text[0]) {
      case '#':
        facts.hash_headings += line.indent == 0 && heading_mark(text, '#', level) > 0 ? (level > 1 ? 2U : 1U) : 0U;
        break;
      case '*':
        facts.star_headings +=
            heading_mark(text, '*', level) > 0 && heading_end(text, '*') > 0 && !is_rule_line(text) ? 1 : 0;
        facts.markdown_rules += text == "* * *" ? 1 : 0;
        break;
      case '`':
        facts.fences += is_fence(text) ? 1 : 0;
        break;
      case '\xE2':
        facts.w3m_bullets += line.indent >= 2 && (text.substr(0, 3) == kBullet || text.substr(0, 3) == kSquare) ? 1 : 0;
        break;
      default:
        break;
    }
  }
  return facts;
}

// How often `what` stands in the text; at most `limit`.
std::uint32_t count_of(std::string_view source, std::string_view what, std::uint32_t limit) {
  std::uint32_t count = 0;
  for (std::size_t at = source.find(what); at != std::string_view::npos && count < limit;
       at = source.find(what, at + what.size()))
    ++count;
  return count;
}

bool looks_like_markdown(std::string_view source, const LineFacts& facts, std::uint32_t addresses) {
  const auto up_to = [](std::uint32_t count, std::uint32_t limit) { return std::min(count, limit); };
  std::uint32_t score = up_to(facts.hash_headings, 3) + up_to(facts.markdown_rules, 2) + up_to(facts.fences, 2);
  score += addresses;
  if ((facts.marks & kStar) != 0) score += up_to(count_of(source, "**", 6) / 2, 2);
  if ((facts.marks & kEscape) != 0) score += count_of(source, "\\.", 1) + count_of(source, "\\-", 1);
  return score >= 2;
}

// Words joined by "_" three and more at a time ("Middle_East_and_Africa"), or pairs with a capital ("Sign_In").
bool finds_underlined_links(std::string_view source, bool has_star_headings) {
  std::uint32_t long_runs = 0;
  std::uint32_t runs = 0;
  for (std::size_t at = source.find('_'); at != std::string_view::npos && runs < 1000;) {
    std::size_t begin = at;
    while (begin > 0 && !is_ascii_space(source[begin - 1]) && at - begin < 64) --begin;
    std::size_t end = at;
    std::uint32_t joints = 0;
    bool is_plain = true;  // no address, no code
    for (; end < source.size() && !is_ascii_space(source[end]); ++end) {
      const char c = source[end];
      const bool is_joint =
          c == '_' && end > begin && source[end - 1] != '_' && end + 1 < source.size() && source[end + 1] != '_';
      joints += is_joint ? 1 : 0;
      is_plain = is_plain && c != '=' && c != '@' && c != '{' && c != '(' && c != '/';
    }
    if (is_plain && joints > 0) {
      const auto first = static_cast<unsigned char>(source[begin]);
      ++runs;
      long_runs += joints >= 2 && ((first >= 'A' && first <= 'Z') || first >= 0x80) ? 1 : 0;
    }
    at = source.find('_', end);
  }
  return has_star_headings ? runs >= 2 : runs >= 6 && long_runs >= 2;
}

// html2text wraps inside links and after hyphens, so there the first word is shorter.
void shorten_heads(std::string_view source, std::vector<TextLine>& lines) {
  for (TextLine& line : lines) {
    const std::string_view text = slice(source, line.text).substr(0, line.head);
    const std::size_t end = text.find_first_of("_-");
    if (end == 0 || end == std::string_view::npos) continue;
    const std::size_t columns = count_code_points(text.substr(0, end)) + (text[end] == '-' ? 1U : 0U);
    line.head = static_cast<std::uint16_t>(std::min<std::size_t>(columns, line.head));
  }
}

}  // namespace

std::size_t link_mark(std::string_view text, std::size_t at, std::uint32_t& last) {
  std::size_t end = at + 1;
  std::uint32_t number = 0;
  for (; end < text.size() && end < at + 7 && text[end] >= '0' && text[end] <= '9'; ++end)
    number = number * 10 + static_cast<std::uint32_t>(text[end] - '0');
  if (end == at + 1 || end >= text.size() || text[end] != ']') return 0;
  if (number <= last || number > last + kMaxMarkGap) return 0;
  last = number;
  return end + 1 - at;
}

TextStyle find_style(std::string_view source, std::vector<TextLine>& lines) {
  TextStyle style;
  const LineFacts facts = look_at_lines(source, lines);
  const bool has_escapes = (facts.marks & kEscape) != 0;
  style.has_numbered_links = (facts.marks & kBracket) != 0 && finds_numbered_links(source, lines);
  const std::uint32_t addresses = has_escapes ? count_of(source, "](http", 2) + count_of(source, "](/", 2) : 0;
  const bool has_addresses = addresses >= 2;
  style.has_star_headings = facts.star_headings > 0 && facts.hash_headings == 0 && !has_addresses;
  style.has_underlined_links =
      (facts.marks & kUnderscore) != 0 && finds_underlined_links(source, style.has_star_headings);
  style.is_markdown =
      !style.has_underlined_links && !style.has_star_headings && looks_like_markdown(source, facts, addresses);
  style.has_markdown_links = style.is_markdown && has_addresses;
  style.is_indented = facts.at_three >= 3 && facts.at_margin * 2 <= facts.at_three;
  style.breaks_at_hyphens = !style.is_indented && facts.w3m_bullets == 0;
  if (style.has_underlined_links || style.has_star_headings) shorten_heads(source, lines);
  style.wrap_width = find_wrap_width(source, lines);
  return style;
}

}  // namespace dehusk
