#ifndef DEHUSK_RULE_RULE_CONFLICTS_H_
#define DEHUSK_RULE_RULE_CONFLICTS_H_
// What the keys of one rule say together: keys that cannot stand together, keys that need another (E108), a rule
// without a matcher (E110), a trim without anything to cut (E113), a deprecation that does not say what now holds
// (E104).

#include "rule/key_check.h"
#include "rule/rule.h"

namespace dehusk {

void check_conflicts(Reading& reading, const Value& table, const Rule& rule);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_CONFLICTS_H_
