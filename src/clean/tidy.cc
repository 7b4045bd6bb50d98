#include "clean/tidy.h"

#include <optional>

namespace dehusk {

Taken run_tidy(const Scene& scene) {
  Taken taken;
  std::optional<RuleId> rule;
  for (RuleId id = 0; id < scene.rules.rules().size() && !rule; ++id)
    if (scene.rules.rule(id).match.builtin == "empty-heading" && scene.active[id]) rule = id;
  if (!rule) return taken;

  // Walk backwards: a heading is empty if blocks of its section were cut and the next thing left is a heading that is
  // not deeper, or the end of the page. A heading that never had a body stays: the page is a list of headings.
  const Page& page = scene.page;
  std::vector<std::vector<Span>> kept(page.blocks.size());
  std::size_t cursor = 0;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) kept[b] = kept_spans(page, b, scene.cuts, cursor);
  bool lost_body = false;       // since the next block that is left, walking up
  std::uint8_t next_level = 0;  // level of the heading that comes next; 0: the end of the page; 255: body text
  for (std::uint32_t b = static_cast<std::uint32_t>(page.blocks.size()); b-- > 0;) {
    const Block& block = page.blocks[b];
    if (kept[b].empty()) {
      lost_body = lost_body || (block.kind != Kind::raw && block.kind != Kind::heading);
      continue;
    }
    const bool is_heading = block.kind == Kind::heading && block.level > 0;
    const bool is_empty =
        is_heading && lost_body && next_level != 255 && (next_level == 0 || next_level <= block.level);
    RuleId keeper = kNone;
    if (is_empty && !is_covered(scene.covers, scene.rules, b, block.text, *rule, keeper)) {
      for (const Span span : kept[b]) taken.cuts.push_back({b, span, *rule, Stage::tidy});
      continue;  // the heading above it may be empty now as well
    }
    lost_body = false;
    next_level = is_heading ? block.level : std::uint8_t{255};
  }
  return {.cuts = {taken.cuts.rbegin(), taken.cuts.rend()}, .covers = {}, .also = {}, .events = {}};
}

}  // namespace dehusk
