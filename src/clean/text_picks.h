#ifndef DEHUSK_CLEAN_TEXT_PICKS_H_
#define DEHUSK_CLEAN_TEXT_PICKS_H_
// Which text rules hold on which blocks. The compiled engine asks the indexes for the few rules worth confirming on a
// block; the naive one confirms every rule on every block and is what the tests hold the other against.
//
//   blocks "1. Home" "2. World" "3. Business"      nav/numbered-links, run = 3      ->  picks (nav, 0) (nav, 1) (nav,
//   2) then   opener "Dear readers,"  closer "Thanks."                                  ->  region [3, 9)

#include <cstdint>
#include <span>
#include <vector>

#include "clean/stage.h"
#include "clean/text_scene.h"

namespace dehusk {

struct Pick {
  RuleId rule = 0;
  std::uint32_t index = 0;  // in the TextScene
  friend constexpr bool operator==(const Pick&, const Pick&) = default;
};

// All pairs for which the rule is in force and its conditions hold, `run` not yet among them; sorted by rule and index.
[[nodiscard]] std::vector<Pick> find_picks(const Scene& scene, const TextScene& texts);

// True if the rule is one of this stage: no css, not built in, something to look for.
[[nodiscard]] bool is_text_rule(const Rule& rule);

// The stretches of at least `run` consecutive picks; `picks` are those of one rule.
[[nodiscard]] std::vector<Span> stretches(std::span<const Pick> picks, std::uint32_t run);

// What one pick of a rule with `to`, `until` or `to_end` opens: [opener, end), or nothing if it was not closed in time.
struct Region {
  std::uint32_t opener = 0;
  std::uint32_t end = 0;
  bool is_closed = false;
};

[[nodiscard]] bool has_region(const Rule& rule);

// The regions that the picks of one rule open, in order; picks inside an earlier closed region open none.
[[nodiscard]] std::vector<Region> open_regions(const Rule& rule, const CompiledRule& compiled, const TextScene& texts,
                                               std::span<const Pick> picks);

// "`to` not found in blocks 5-35"
[[nodiscard]] std::string describe_unclosed(const Rule& rule, const TextScene& texts, const Region& region);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TEXT_PICKS_H_
