// What keep rules protect. A cover that a cut would only touch protects against the whole cut: half a sentence is worse
// than a line of husk.

#include <algorithm>

#include "clean/stage.h"
#include "rule/compiled.h"

namespace dehusk {

bool is_covered(const std::vector<Cover>& covers, const RuleSet& rules, std::uint32_t block, Span span, RuleId rule,
                RuleId& by) {
  auto cover = std::lower_bound(covers.begin(), covers.end(), block,
                                [](const Cover& held, std::uint32_t wanted) { return held.block < wanted; });
  for (; cover != covers.end() && cover->block == block; ++cover) {
    if (!cover->span.overlaps(span) || !protects(rules.compiled(), cover->rule, rule)) continue;
    by = cover->rule;
    return true;
  }
  return false;
}

}  // namespace dehusk
