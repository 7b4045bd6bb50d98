// The structure stage: css rules over the element tree. Keep rules are heard first; then the drop rules, outermost
// stretch first, so that what lies in a removed element is reported once, by the rule that took the outer one; then the
// trims.
//
//   <footer> picked by site-footer, <nav> inside picked by nav, <p> inside covered by a keep rule over site-footer
//   cuts     every block of the footer by site-footer, but for the <p>

#include <algorithm>
#include <tuple>

#include "clean/block_cuts.h"
#include "clean/element_picks.h"
#include "clean/stage.h"
#include "rule/compiled.h"

namespace dehusk {

namespace {

class Structure {
 public:
  explicit Structure(const Scene& scene) : scene_(scene), facts_(scene.page), cuts_(scene.page, Stage::structure) {}

  Taken run() {
    ElementPicks found = find_element_picks(scene_, facts_);
    taken_.events = std::move(found.events);
    for (const ElementPick& pick : found.picks)
      if (action_of(pick) == Action::keep) cover(pick);
    std::sort(taken_.covers.begin(), taken_.covers.end(), [](const Cover& a, const Cover& b) {
      return std::tuple(a.block, a.span.begin, a.rule) < std::tuple(b.block, b.span.begin, b.rule);
    });
    sort_for_owner(found.picks);
    for (const ElementPick& pick : found.picks)
      if (action_of(pick) == Action::drop) take(pick, pick.stretch.text);
    for (const ElementPick& pick : found.picks)
      if (action_of(pick) == Action::trim) trim(pick);
    taken_.cuts = cuts_.finish([this](const Cut& cut) {
      RuleId by = kNone;
      return is_covered(taken_.covers, scene_.rules, cut.block, cut.span, cut.rule, by);
    });
    finish_also();
    return std::move(taken_);
  }

 private:
  Action action_of(const ElementPick& pick) const { return scene_.rules.rule(pick.rule).take.action; }

  static Span overlap(Span a, Span b) {
    return {std::max(a.begin, b.begin), std::max(std::max(a.begin, b.begin), std::min(a.end, b.end))};
  }

  void cover(const ElementPick& pick) {
    for (std::uint32_t b = pick.stretch.first_block; b < pick.stretch.end_block; ++b) {
      const Span span = overlap(scene_.page.blocks[b].text, pick.stretch.text);
      if (!span.empty()) taken_.covers.push_back({b, span, pick.rule});
    }
  }

  // Outer before inner; of two rules that want the same, the owner first.
  void sort_for_owner(std::vector<ElementPick>& picks) const {
    std::sort(picks.begin(), picks.end(), [this](const ElementPick& a, const ElementPick& b) {
      if (a.stretch.first != b.stretch.first) return a.stretch.first < b.stretch.first;
      if (a.stretch.end != b.stretch.end) return a.stretch.end > b.stretch.end;
      return owns_before(scene_.rules.compiled(), a.rule, b.rule);
    });
  }

  // What of this text lies in the pick's blocks goes, but for what is covered.
  void take(const ElementPick& pick, Span text) {
    const std::vector<Block>& blocks = scene_.page.blocks;
    const bool is_trim = action_of(pick) == Action::trim;
    std::uint32_t b = pick.stretch.first_block;
    if (is_trim) {
      const auto reaches = [](const Block& block, std::uint32_t begin) { return block.text.end <= begin; };
      b = static_cast<std::uint32_t>(
          std::lower_bound(blocks.begin() + b, blocks.begin() + pick.stretch.end_block, text.begin, reaches) -
          blocks.begin());
    }
    for (; b < pick.stretch.end_block && !(is_trim && blocks[b].text.begin >= text.end); ++b) {
      const Block& block = blocks[b];
      if (block.kind == Kind::raw) {
        if (!is_trim) note_owner(b, pick.rule, cuts_.add(b, block.text, pick.rule));
        continue;
      }
      const Span span = overlap(block.text, text);
      if (span.empty()) continue;
      RuleId by = kNone;
      if (is_covered(taken_.covers, scene_.rules, b, span, pick.rule, by)) {
        if (scene_.options.trace) taken_.also.push_back({b, pick.rule, by, true});
        continue;
      }
      note_owner(b, pick.rule, cuts_.add(b, span, pick.rule));
    }
  }

  void trim(const ElementPick& pick) {
    for (const Span span : trim_spans(scene_.page, scene_.rules.compiled().rules[pick.rule], pick.stretch))
      take(pick, span);
  }

  void note_owner(std::uint32_t block, RuleId rule, RuleId owner) {
    if (scene_.options.trace && owner != kNone && owner != rule) taken_.also.push_back({block, rule, owner, false});
  }

  void finish_also() {
    const auto place = [](const Also& also) { return std::tuple(also.block, also.rule, also.by, also.kept); };
    std::sort(taken_.also.begin(), taken_.also.end(),
              [&](const Also& a, const Also& b) { return place(a) < place(b); });
    taken_.also.erase(std::unique(taken_.also.begin(), taken_.also.end(),
                                  [&](const Also& a, const Also& b) { return place(a) == place(b); }),
                      taken_.also.end());
  }

  const Scene& scene_;
  ElementScene facts_;
  BlockCuts cuts_;
  Taken taken_;
};

}  // namespace

Taken run_structure(const Scene& scene) {
  if (scene.page.blocks.empty() || scene.page.elements.empty() || scene.rules.compiled().selectors.empty()) return {};
  return Structure(scene).run();
}

}  // namespace dehusk
