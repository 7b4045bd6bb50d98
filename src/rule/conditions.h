#ifndef DEHUSK_RULE_CONDITIONS_H_
#define DEHUSK_RULE_CONDITIONS_H_
// The closed set of conditions that a rule can put on a block (text stage) or an element's text (structure stage), one
// table row each. A new condition is one row, one function and one table in the test; docs are printed from the rows.
//
//   Subject   "Related stories", a heading of 2 words in the tail      rule: starts = ['Related'], zone = ['head']
//   holds()   false
//   explain() "starts[0] (line 12) matched", "zone: the block is in tail, the rule wants head"
//
// What depends on the neighbours' own verdicts (run, regions) and on the whole page (budgets) is the stages' work.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/page.h"
#include "rule/compiled.h"
#include "rule/literals.h"
#include "rule/rule.h"

namespace dehusk {

// What is known of the blocks that `prev` and `next` of one rule ask about: by index in Subject::texts.
struct NeighbourMemo {
  enum Answer : std::uint8_t { unknown, no, yes };
  std::vector<Answer> prev, next;
};

// What a rule is held against. `texts` are the texts of the blocks that the stage sees, in page order; a block is at
// [begin, end) = [i, i + 1), an element at the range of its blocks.
struct Subject {
  std::string_view text;    // white space collapsed
  std::string_view folded;  // fold(text); only read for rules with CompiledRule::reads_folded
  std::uint32_t kinds = 0;  // bit i: Kind i. A block has one, an element those of all its blocks
  std::uint32_t words = 0;
  std::optional<float> link_share;
  std::uint8_t zones = 0;            // bit i: Zone i, those it touches; 0: the page has no zones, every zone holds
  std::uint32_t begin = 0, end = 1;  // among `texts`
  std::span<const std::string_view> texts;
  std::uint32_t element = kNone;  // the innermost one around a block, or the element itself; kNone in a dump
  Matcher* matcher = nullptr;     // for `inside`; may be null in a dump
  NeighbourMemo* memo = nullptr;  // of the rule; may be null
  std::uint64_t entries = ~std::uint64_t{0};  // of `re`, those that may match: see Named
  bool is_element = false;                    // if so, `block` is only asked where the rule names kinds
};

struct Condition {
  std::string_view key;    // as in rule files
  std::string_view about;  // one line for the docs
  bool (*is_asked)(const Rule&);
  bool (*holds)(const Rule&, const CompiledRule&, const Subject&);
  // Why it failed: "the block is in body, the rule wants head".
  std::string (*describe)(const Rule&, const CompiledRule&, const Subject&);
  // Of is, starts, ends, has, re, which say what the rule looks for: their entries, and the first that matches (else
  // their number). Null for the others, which restrict it.
  const std::vector<Text>& (*entries)(const Rule&) = nullptr;
  std::size_t (*first_hit)(const CompiledRule&, const Subject&) = nullptr;
};

// All conditions, in evaluation order: cheap before dear.
[[nodiscard]] std::span<const Condition> conditions();

// The bit of Named::entries and Subject::entries for re[i].
[[nodiscard]] constexpr std::uint64_t entry_bit(std::size_t i) { return std::uint64_t{1} << (i < 63 ? i : 63); }

// Bit i: conditions()[i] is asked by the rule. compile() keeps it in CompiledRule::asked.
[[nodiscard]] std::uint32_t asked_conditions(const Rule& rule);

// True if every condition of the rule holds (css, run, regions and budgets are not among them).
[[nodiscard]] bool holds(const Rule& rule, const CompiledRule& compiled, const Subject& subject);

// For explain: what the rule looks for first, then the restrictions in evaluation order.
struct Finding {
  std::string held;         // "re[0] (line 59) matched"; empty for a css rule without text keys
  std::string failed;       // "zone: the block is in body, the rule wants head"; empty if none failed
  bool is_matched = false;  // all that it looks for is there
};
[[nodiscard]] Finding explain(const Rule& rule, const CompiledRule& compiled, const Subject& subject);

// True if `literal` stands in `text` (both folded) as `where` wants it.
[[nodiscard]] bool has_literal_at(std::string_view text, std::string_view literal, Where where);

// Where a trim by `starts` (Where::start) or `ends` (Where::end) cuts: the bytes of `text`, not folded, that fold to
// `literal` at that end. Empty if there are none.
[[nodiscard]] Span literal_span(std::string_view text, std::string_view literal, Where where);

}  // namespace dehusk

#endif  // DEHUSK_RULE_CONDITIONS_H_
