#include "clean/tidy.h"

#include <algorithm>
#include <optional>

#include "clean/builtin_rule.h"

namespace dehusk {

namespace {

constexpr std::uint8_t kEndOfPage = 0;
constexpr std::uint8_t kBodyText = 255;
constexpr std::uint32_t kMaxWords = 8;   // of an empty heading in HTML; a longer one says something by itself
constexpr std::size_t kMaxHeadings = 6;  // more of them in HTML are a list of cards that lost their buttons

}  // namespace

// Walks backwards: a heading is empty if blocks of its section were cut and the next thing left is a heading that is
// not deeper, or the end of the page. A heading that never had a body stays: the page is a list of headings. So do long
// headings and many of them, but in HTML only: a dump's headings are guessed.
Taken run_tidy(const Scene& scene) {
  Taken taken;
  const std::optional<RuleId> rule = builtin_rule(scene, "empty-heading");
  if (!rule) return taken;
  const Page& page = scene.page;
  const bool is_html = page.kind == InputKind::html;
  std::size_t headings = 0;
  std::size_t first_cut = scene.cuts.size();  // of those of block b and later
  bool lost_body = false;                     // since the next block that is left, walking up
  std::uint8_t next_level = kEndOfPage;       // of the heading that comes next
  for (auto b = static_cast<std::uint32_t>(page.blocks.size()); b-- > 0;) {
    const Block& block = page.blocks[b];
    while (first_cut > 0 && scene.cuts[first_cut - 1].block >= b) --first_cut;
    std::size_t cut = first_cut;
    if (!is_kept(page, b, scene.cuts, cut)) {
      lost_body = lost_body || (block.kind != Kind::raw && block.kind != Kind::heading);
      continue;
    }
    const bool is_heading = block.kind == Kind::heading && block.level > 0;
    const bool is_long = is_html && block.words > kMaxWords;
    const bool is_empty = is_heading && !is_long && lost_body && next_level != kBodyText &&
                          (next_level == kEndOfPage || next_level <= block.level);
    RuleId keeper = kNone;
    if (is_empty && !is_covered(scene.covers, scene.rules, b, block.text, *rule, keeper)) {
      cut = first_cut;
      ++headings;
      for_each_kept(page, b, scene.cuts, cut, [&](Span span) { taken.cuts.push_back({b, span, *rule, Stage::tidy}); });
      continue;  // the heading above it may be empty now as well
    }
    lost_body = false;
    next_level = is_heading ? block.level : kBodyText;
  }
  if (is_html && headings > kMaxHeadings) taken.cuts.clear();
  std::reverse(taken.cuts.begin(), taken.cuts.end());
  return taken;
}

}  // namespace dehusk
