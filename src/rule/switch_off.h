#ifndef DEHUSK_RULE_SWITCH_OFF_H_
#define DEHUSK_RULE_SWITCH_OFF_H_
// Rules that somebody does not want, by id, by a former id, or by a glob: "nav/*". It is done to the book, before it is
// compiled.

#include <span>
#include <string>

#include "rule/rule.h"

namespace dehusk {

// The first of the globs that no rule answers to, which is a mistake; nullptr if there is none.
[[nodiscard]] const std::string* switch_off(RuleBook& book, std::span<const std::string> globs);

}  // namespace dehusk

#endif  // DEHUSK_RULE_SWITCH_OFF_H_
