#ifndef DEHUSK_CLEAN_CLEAN_H_
#define DEHUSK_CLEAN_CLEAN_H_
// The way of one page through the stages. clean() is a pure function: same page, same rules, same options, same cuts,
// whatever the thread or the order of records.

#include <cstdint>

#include "base/timings.h"
#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule.h"
#include "rule/rule_set.h"

namespace dehusk {

enum class Engine : std::uint8_t { compiled, naive };  // naive: each rule on each block, the oracle of the tests
enum class ContentModel : std::uint8_t { trees, linear };

struct CleanOptions {
  Risk max_risk = Risk::medium;  // rules of a higher risk do not run
  HuskSet keep_husk = 0;         // kinds of husk that stay
  std::uint8_t stages = 0xF;     // bit i: Stage i runs
  double max_removed = 0.9;      // if the rules alone take more of the words, only risk = low applies, event fallback
  Engine engine = Engine::compiled;
  ContentModel content = ContentModel::trees;
  bool scope_holds = false;    // for inline examples: page scope (sites, hosts, lang...) is taken as satisfied
  bool budgets = true;         // inline examples are one block long: budgets off
  RuleId only = kNone;         // run this rule alone (and stages other than its own not at all)
  bool trace = false;          // fill Cleaned::also
  Timings* timings = nullptr;  // if set, what each stage takes is added here
};

[[nodiscard]] Cleaned clean(const Page& page, const RuleSet& rules, const CleanOptions& options);

// Why a rule did not take a block: its first condition that failed, in evaluation order.
struct Miss {
  RuleId rule = 0;
  std::string held;    // "re[0] (line 59) matched"
  std::string failed;  // "zone: the block is in body, the rule wants head"; empty: all held, but an owner or keep rule
                       // stood before
};

// Every rule that got past its literals and patterns at `block` and still did not take it, in load order. For explain
// and for the `nearest` line of the tests; slow.
[[nodiscard]] std::vector<Miss> near_misses(const Page& page, const RuleSet& rules, const CleanOptions& options,
                                            std::uint32_t block);

// Why a rule took a block, in words: "re[0] (line 59) matched, run 3 of 3", "css[1] matched <aside class=related>".
[[nodiscard]] std::string why_taken(const Page& page, const RuleSet& rules, const CleanOptions& options, RuleId rule,
                                    std::uint32_t block);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_CLEAN_H_
