#include "write/tally.h"

#include <algorithm>
#include <tuple>

#include "base/unicode.h"

namespace dehusk {

Tally tally(const Page& page, const std::vector<Rule>& rules, const std::vector<Cut>& cuts) {
  Tally sums;
  std::vector<RuleTally> by_rule(rules.size());
  std::vector<std::uint32_t> last_block(rules.size(), kNone);
  std::size_t cut = 0;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const std::size_t first = cut;
    const std::vector<Span> kept = kept_spans(page, i, cuts, cut);
    for (std::size_t c = first; c < cut; ++c) {
      if (cuts[c].block != i) continue;
      RuleTally& rule = by_rule[cuts[c].rule];
      rule.rule = cuts[c].rule;
      if (last_block[cuts[c].rule] != i) ++rule.blocks;
      last_block[cuts[c].rule] = i;
      rule.words += count_words(slice(page.text, cuts[c].span));
    }
    if (page.blocks[i].kind == Kind::raw) continue;
    ++sums.blocks;
    if (!kept.empty()) ++sums.blocks_kept;
    sums.words += page.blocks[i].words;
    for (const Span span : kept) sums.words_kept += count_words(slice(page.text, span));
  }
  for (const RuleTally& rule : by_rule)
    if (rule.blocks > 0) sums.rules.push_back(rule);
  std::sort(sums.rules.begin(), sums.rules.end(), [&](const RuleTally& a, const RuleTally& b) {
    return std::tie(b.words, b.blocks, rules[a.rule].id) < std::tie(a.words, a.blocks, rules[b.rule].id);
  });
  return sums;
}

std::pair<std::size_t, std::size_t> cuts_of(const std::vector<Cut>& cuts, std::uint32_t block) {
  const auto first = std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.block < block; });
  const auto last = std::partition_point(first, cuts.end(), [&](const Cut& cut) { return cut.block == block; });
  return {static_cast<std::size_t>(first - cuts.begin()), static_cast<std::size_t>(last - cuts.begin())};
}

}  // namespace dehusk
