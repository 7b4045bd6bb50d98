#ifndef DEHUSK_RULE_RULE_VALUES_H_
#define DEHUSK_RULE_RULE_VALUES_H_
// The values of a rule that need more than their type: regexes and selectors are compiled to see if they can be, lists
// are put in for {{name}}, mini pages are dedented. Each function reports its faults and leaves out what is broken.

#include <optional>
#include <string>
#include <vector>

#include "rule/key_check.h"
#include "rule/rule.h"

namespace dehusk {

// A string and where its content begins.
[[nodiscard]] Text text_of(const RuleFile& file, const Value& string);

// E107 for a {{name}} that no list has, or that does not stand alone.
[[nodiscard]] std::vector<Text> read_literals(Reading& reading, const Entry& entry);
[[nodiscard]] std::vector<std::string> read_strings(Reading& reading, const Entry& entry);

// As read_strings(), in lower case.
[[nodiscard]] std::vector<std::string> read_hosts(Reading& reading, const Entry& entry);

// E107, E111 (matches everything), E112 (RE2 does not take it), E122 (too long).
[[nodiscard]] std::vector<Text> read_patterns(Reading& reading, const Entry& entry);

// E107, E121.
[[nodiscard]] std::vector<Text> read_selectors(Reading& reading, const Entry& entry);

// Mini pages without their common leading white space.
[[nodiscard]] std::vector<Text> read_pages(Reading& reading, const Entry& entry);
[[nodiscard]] std::string dedent(std::string_view page);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_VALUES_H_
