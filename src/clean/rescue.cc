#include "clean/rescue.h"

#include <algorithm>
#include <functional>

#include "clean/zones.h"

namespace dehusk {

namespace {

constexpr HuskSet kNeverBody = bit(Husk::cookie) | bit(Husk::consent) | bit(Husk::donation) | bit(Husk::newsletter) |
                               bit(Husk::paywall) | bit(Husk::legal) | bit(Husk::ad);

// Undoes the cuts of prose that `is_weak` says yes to; true if there were any.
bool undo(Cleaned& cleaned, const Page& page, const std::function<bool(const Cut&)>& is_weak) {
  const auto end = std::remove_if(cleaned.cuts.begin(), cleaned.cuts.end(), [&](const Cut& cut) {
    return !cut.span.empty() && is_prose(page, page.blocks[cut.block]) && is_weak(cut);
  });
  const bool any = end != cleaned.cuts.end();
  cleaned.cuts.erase(end, cleaned.cuts.end());
  return any;
}

bool undo_evidence(Cleaned& cleaned, const Page& page) {
  float best = 0;
  for (const Judgement& judgement : cleaned.judgements)
    if (is_prose(page, page.blocks[judgement.block])) best = std::max(best, judgement.score);
  return undo(cleaned, page, [&](const Cut& cut) {
    if (cut.stage != Stage::content) return false;
    const auto held =
        std::lower_bound(cleaned.judgements.begin(), cleaned.judgements.end(), cut.block,
                         [](const Judgement& judgement, std::uint32_t block) { return judgement.block < block; });
    return held != cleaned.judgements.end() && held->block == cut.block && held->score >= best / 2;
  });
}

bool undo_rules(Cleaned& cleaned, const Page& page, const RuleSet& rules, Risk risk) {
  return undo(cleaned, page, [&](const Cut& cut) {
    const Rule& rule = rules.rule(cut.rule);
    return cut.stage != Stage::content && rule.risk == risk && (bit(rule.husk) & kNeverBody) == 0;
  });
}

}  // namespace

void rescue(Cleaned& cleaned, const Page& page, const RuleSet& rules) {
  if (page.blocks.empty() || first_kept_block(page, cleaned.cuts) != kNone) return;
  cleaned.rescued = undo_evidence(cleaned, page) || undo_rules(cleaned, page, rules, Risk::high) ||
                    undo_rules(cleaned, page, rules, Risk::medium) || undo_rules(cleaned, page, rules, Risk::low);
  if (cleaned.rescued)
    cleaned.events.push_back({EventKind::rescued, kNone, kNone, "nothing was left; the best prose was put back"});
}

}  // namespace dehusk
