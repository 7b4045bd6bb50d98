#ifndef DEHUSK_CLEAN_STAGE_H_
#define DEHUSK_CLEAN_STAGE_H_
// What a stage gets and gives. A stage reads the page, the cuts made so far and the rules that are in force on this
// page, and returns new cuts; it changes nothing else. clean() adds what it returns to the ledger.
//
//   structure  css rules over the element tree                             (HTML only)
//   text       literals, RE2, regions over the blocks that are left        (all that a text dump has)
//   content    evidence: is this block body text?
//   tidy       what the others left behind: headings without a body, empty stretches

#include <cstdint>
#include <vector>

#include "clean/clean.h"
#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

// A keep rule covers this part of a block: no rule among its `over` may take it, in this stage or a later one.
struct Cover {
  std::uint32_t block = 0;
  Span span;
  RuleId rule = 0;
};

struct Scene {
  const Page& page;
  const RuleSet& rules;
  const CleanOptions& options;
  std::vector<bool> active;    // by RuleId: in force on this page (scope, risk, status, --keep-husk)
  std::vector<bool> sites_on;  // by index into RuleSet::sites()
  std::vector<Cut> cuts;       // of the stages before, sorted by block and span, disjoint
  std::vector<Cover> covers;   // of the stages before, sorted by block
};

struct Taken {
  std::vector<Cut> cuts;  // sorted, disjoint among themselves and from Scene::cuts
  std::vector<Cover> covers;
  std::vector<Also> also;  // only when options.trace
  std::vector<Event> events;
};

// Which rules are in force on this page: risk, status, --keep-husk, --only, and the page scope (site marks are looked
// for in all blocks). Draft rules are active: the stages report them as events and cut nothing.
void decide_scope(Scene& scene);

[[nodiscard]] Taken run_structure(const Scene& scene);
[[nodiscard]] Taken run_text(const Scene& scene);

// True if a cover stands over `span` of `block` that protects it against `rule` (its id matches the keep rule's
// `over`). `by` names the keep rule.
[[nodiscard]] bool is_covered(const std::vector<Cover>& covers, const RuleSet& rules, std::uint32_t block, Span span,
                              RuleId rule, RuleId& by);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_STAGE_H_
