#include "read/text_headings.h"

#include <algorithm>

#include "base/unicode.h"
#include "read/text_kinds.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kMinProseWords = 12;
constexpr std::uint32_t kMinWords = 2;
constexpr std::uint32_t kMaxWords = 12;
constexpr std::uint32_t kMaxBytes = 160;
constexpr std::size_t kMaxClosers = 4;  // bytes of a quote after a question mark
constexpr std::uint8_t kLevel = 2;

bool is_prose(const Page& page, const Block& block) {
  const std::string_view text = page.text_of(block);
  return block.kind == Kind::para && block.words >= kMinProseWords && (ends_sentence(text) || text.back() == ':');
}

// Begins with a capital or a figure, and holds nothing that credits, breadcrumbs and dates are made of.
bool looks_like_heading(std::string_view text) {
  std::size_t at = 0;
  char32_t first = next_code_point(text, at);
  if (!is_letter(first) && !is_digit(first) && at < text.size())
    first = next_code_point(text, at);  // a quote, an inverted ?
  if (!is_upper(first) && !is_digit(first) && !is_ideograph(first)) return false;
  if (text.find_first_of("/|@<>[]{}=\\") != std::string_view::npos || text.find("\xC2\xA9") != std::string_view::npos)
    return false;
  const bool is_question =
      text.substr(text.size() - std::min(text.size(), kMaxClosers)).find('?') != std::string_view::npos;
  if (!is_question && ends_sentence(text)) return false;
  return text.back() != ':' && text.back() != ',' && text.back() != ';';
}

bool is_apart(const Page& page, const Block& before, const Block& after) {
  const std::string_view gap = slice(page.source, {before.source.end, after.source.begin});
  return std::count(gap.begin(), gap.end(), '\n') >= 2 || std::count(gap.begin(), gap.end(), '\r') >= 2;
}

}  // namespace

void find_headings(Page& page) {
  for (std::size_t i = 1; i + 1 < page.blocks.size(); ++i) {
    Block& block = page.blocks[i];
    if (block.kind != Kind::para || block.words < kMinWords || block.words > kMaxWords || block.text.size() > kMaxBytes)
      continue;
    const Block& before = page.blocks[i - 1];
    const Block& after = page.blocks[i + 1];
    if (!is_prose(page, before) || !is_prose(page, after) || block.linked_bytes > 0) continue;
    if (!looks_like_heading(page.text_of(block)) || !is_apart(page, before, block) || !is_apart(page, block, after))
      continue;
    block.kind = Kind::heading;
    block.level = kLevel;
  }
}

}  // namespace dehusk
