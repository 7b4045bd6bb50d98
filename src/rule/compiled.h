#ifndef DEHUSK_RULE_COMPILED_H_
#define DEHUSK_RULE_COMPILED_H_
// What compile() makes of a RuleBook: beside each Rule a CompiledRule, ready to be confirmed on a block or an element,
// and the indexes that name the few rules worth confirming.
//
//   text rules        literals   'is', 'starts', 'ends', 'has', '^literal$', what a regex begins with or cannot match
//                                without: named by one pass over the folded block
//                     sieve      the regexes without such a literal, and cheap refusals for all the others
//   structural rules  selectors

#include <cstdint>
#include <string>
#include <vector>

#include "page/cleaned.h"
#include "rule/judge.h"
#include "rule/literals.h"
#include "rule/openings.h"
#include "rule/pattern.h"
#include "rule/rule.h"
#include "rule/selector.h"
#include "rule/selector_index.h"
#include "rule/sieve.h"
#include "rule/site_marks.h"

namespace dehusk {

struct CompiledRule {
  std::vector<std::string> is, starts, ends, has, not_has;  // folded
  std::vector<Pattern> re, not_re;
  std::vector<Pattern> prev, next, to, until;  // none or one of each
  std::vector<Pattern> paths, not_paths;
  std::vector<SelectorList> inside, closest;
  std::uint32_t kinds = 0;                                 // bit i: Kind i; the default filled in
  std::uint8_t zones = 0;                                  // bit i: Zone i; 0: the rule does not ask
  std::uint32_t asked = 0;                                 // bit i: conditions()[i] is asked
  std::uint32_t prev_target = kNone, next_target = kNone;  // see Named; kNone: no index knows where prev, next match
  Openings openings;                                       // of `is`, else of `starts`
  bool reads_folded = false;                               // one of is, starts, ends, has, not_has is given
  bool is_scoped = false;                                  // by site or host: owns before generic rules
  bool covers_all = true;                                  // keep rules: no `over`
  std::vector<RuleId> covers;                              // keep rules with `over`: the rules meant, sorted
};

// What an index found: a rule, and which of its regexes may match there. Targets from book.rules.size() on are
// neighbours: the `prev` and `next` of rules, where those cannot match without a literal.
struct Named {
  std::uint32_t target = 0;
  std::uint64_t entries = ~std::uint64_t{0};  // bit i: re[i], the last bit for all from there on
};

// What is asked of a rule on each page, before anything else. Rules are many, their gates a few dozen: each is asked
// once and its answer taken for all its rules.
struct Gate {
  HuskSet husk = 0;
  Risk risk = Risk::low;
  bool is_enabled = true;
  bool takes = true;        // drops or trims
  bool asks_input = false;  // it wants pages of `input` only
  bool asks_page = false;   // it wants certain sites, hosts, paths or languages
  InputKind input = InputKind::html;
  friend constexpr bool operator==(const Gate&, const Gate&) = default;
};

struct GatedRules {
  Gate gate;
  std::vector<RuleId> rules;
};

struct Compiled {
  RuleBook book;
  std::string digest;
  std::vector<CompiledRule> rules;  // by RuleId
  std::vector<GatedRules> gates;    // each gate once
  LiteralIndex literals;            // of the text rules and of neighbours; numbers are indices into `named`
  Sieve sieve;                      // as `literals`: the same numbers
  std::vector<Named> named;
  std::uint32_t target_count = 0;  // rules and neighbours: what Named::target can be
  std::vector<RuleId> builtins;    // rules whose matcher is code: a stage of its own
  SiteMarks marks;                 // of the sites: indices into book.sites
  SelectorIndex selectors;
  Judge judge;  // of the content stage
};

// True if the keep rule `keep` protects against `rule`.
[[nodiscard]] bool protects(const Compiled& compiled, RuleId keep, RuleId rule);

// The order of ownership: true if `a` owns before `b` (scoped before generic, then load order).
[[nodiscard]] bool owns_before(const Compiled& compiled, RuleId a, RuleId b);

}  // namespace dehusk

#endif  // DEHUSK_RULE_COMPILED_H_
