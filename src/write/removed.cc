#include "write/removed.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

// Turns byte offsets that never go back into code point offsets, in one walk.
class Ruler {
 public:
  explicit Ruler(std::string_view text) : text_(text) {}
  std::uint32_t chars_at(std::uint32_t byte) {
    chars_ += static_cast<std::uint32_t>(count_code_points(text_.substr(byte_, byte - byte_)));
    byte_ = byte;
    return chars_;
  }

 private:
  std::string_view text_;
  std::uint32_t byte_ = 0, chars_ = 0;
};

bool continues(const Page& page, const Removal& before, const Cut& cut) {
  if (before.rule != cut.rule || before.stage != cut.stage) return false;
  if (before.last_block == cut.block) return before.text.end == cut.span.begin;
  return before.last_block + 1 == cut.block && before.text.end == page.blocks[before.last_block].text.end &&
         cut.span.begin == page.blocks[cut.block].text.begin;
}

}  // namespace

std::vector<Removal> removals_of(const Page& page, const std::vector<Cut>& cuts) {
  std::vector<Removal> removals;
  Ruler ruler(page.text);
  for (const Cut& cut : cuts) {
    const Block& block = page.blocks[cut.block];
    const std::string_view text = slice(page.text, cut.span);
    if (removals.empty() || !continues(page, removals.back(), cut)) {
      Removal fresh;
      fresh.rule = cut.rule;
      fresh.stage = cut.stage;
      fresh.first_block = cut.block;
      fresh.text = cut.span;
      fresh.source = block.source;
      fresh.start = ruler.chars_at(cut.span.begin);
      removals.push_back(fresh);
    }
    Removal& removal = removals.back();
    removal.last_block = cut.block;
    removal.text.end = cut.span.end;
    removal.source.begin = std::min(removal.source.begin, block.source.begin);
    removal.source.end = std::max(removal.source.end, block.source.end);
    const std::uint32_t begin = ruler.chars_at(cut.span.begin);
    removal.end = ruler.chars_at(cut.span.end);
    removal.chars += removal.end - begin;
    removal.words += count_words(text);
  }
  return removals;
}

std::string sample_of(const Page& page, const Removal& removal, std::size_t max_chars) {
  const bool is_raw = removal.text.empty();
  const std::string_view text = is_raw ? slice(page.source, removal.source) : slice(page.text, removal.text);
  std::string sample;
  std::size_t at = 0, chars = 0;
  for (; at < text.size() && chars < max_chars; ++chars) {
    const char32_t c = next_code_point(text, at);
    if (!is_space(c)) {
      append_utf8(sample, c);
    } else if (!sample.empty() && sample.back() != ' ') {
      sample += ' ';
    }
  }
  while (!sample.empty() && sample.back() == ' ') sample.pop_back();
  if (text.find_first_not_of(" \n", at) != std::string_view::npos) sample += "\xE2\x80\xA6";
  return sample;
}

}  // namespace dehusk
