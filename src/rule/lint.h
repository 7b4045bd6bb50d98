#ifndef DEHUSK_RULE_LINT_H_
#define DEHUSK_RULE_LINT_H_
// Warnings about rules that load but are slow, wide, redundant or hard to read (W-codes), and the comment that allows
// one:
//
//   # dehusk: allow W303 -- the site has no other aside
//   css = ['aside']
//
// The comment stands above the line that the warning names, above its key, or above the [[rule]]; it needs its reason.

#include <vector>

#include "rule/key_check.h"
#include "rule/rule.h"

namespace dehusk {

// Appends to reading.warnings: W301, W303, W304, W306, W310, W330. Only for a rule without faults: `rule` and `table`
// say the same.
void lint_rule(Reading& reading, const Value& table, const Rule& rule);

// The warnings that no comment of the file allows; W321 for comments that allow nothing, or give no reason.
[[nodiscard]] std::vector<Fault> without_allowed(const RuleFile& file, std::vector<Warning> warnings);

}  // namespace dehusk

#endif  // DEHUSK_RULE_LINT_H_
