#ifndef DEHUSK_RULE_CONDITIONS_H_
#define DEHUSK_RULE_CONDITIONS_H_
// The closed set of conditions that a rule can put on a block (text stage) or an element's text (structure stage), one
// table row each. A new condition is one row, one function and one table in the test; docs are printed from the rows.
//
//   Subject  "Related stories" heading, 2 words, zone tail, block 31 of 40      rule: starts = ['Related'], zone = ['head']
//   holds()  false: "zone: the block is in tail, the rule wants head"
//
// What depends on the neighbours' own verdicts (run, regions) and on the whole page (budgets) is the stages' work.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/span.h"
#include "page/page.h"
#include "rule/compiled.h"
#include "rule/literals.h"
#include "rule/rule.h"

namespace dehusk {

// What a rule is held against. `texts` are the texts of the blocks that the stage sees, in page order; a block is at
// [begin, end) = [i, i + 1), an element at the range of its blocks.
struct Subject {
  std::string_view text;                  // white space collapsed
  std::string_view folded;                // fold(text); only read for rules with CompiledRule::reads_folded
  Kind kind = Kind::para;                 // of an element: see `kinds`
  std::uint32_t kinds = 0;                // bit i: Kind i. 0: only `kind`. An element has the kinds of all its blocks
  std::uint32_t words = 0;
  std::optional<float> link_share;
  std::uint8_t zones = 0;                 // bit i: Zone i, those it touches; 0: the page has no zones, every zone holds
  std::uint32_t begin = 0, end = 1;       // among `texts`
  std::span<const std::string_view> texts;
  std::uint32_t element = kNone;          // the innermost one around a block, or the element itself; kNone in a dump
  Matcher* matcher = nullptr;             // for `inside`; may be null in a dump
};

struct Condition {
  std::string_view key;       // as in rule files
  std::string_view about;     // one line for the docs
  bool is_matcher = false;    // css, is, starts, ends, has, re: what the rule looks for; the others restrict it
  bool (*is_asked)(const Rule&);
  bool (*holds)(const Rule&, const CompiledRule&, const Subject&);
  std::string (*describe)(const Rule&, const CompiledRule&, const Subject&);  // why it failed: "the block is in body, the rule wants head"
};

// All conditions, in evaluation order: cheap before dear.
[[nodiscard]] std::span<const Condition> conditions();

// True if every condition of the rule holds (css, run, regions and budgets are not among them).
[[nodiscard]] bool holds(const Rule& rule, const CompiledRule& compiled, const Subject& subject);

// For explain: matchers first, then the others in evaluation order; which matchers held ("re[0] (line 59) matched"), and
// the first condition that failed ("zone: the block is in body, the rule wants head"; empty if none did).
struct Verdict {
  std::string held;
  std::string failed;
  bool is_matched = false;  // all matchers held (true for a css rule without text keys)
};
[[nodiscard]] Verdict explain(const Rule& rule, const CompiledRule& compiled, const Subject& subject);

// Is `literal` in `text` (both folded) as is/starts/ends/has want it: where it touches text, a word must end.
[[nodiscard]] bool has_at(std::string_view text, std::string_view literal, Where where);

// Where a trim by `starts` or `ends` cuts: the bytes of `text` (not folded) that fold to `literal` at that end.
[[nodiscard]] Span literal_span(std::string_view text, std::string_view literal, Where where);

}  // namespace dehusk

#endif  // DEHUSK_RULE_CONDITIONS_H_
