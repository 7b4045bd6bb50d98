#ifndef DEHUSK_RULE_RULE_READER_H_
#define DEHUSK_RULE_RULE_READER_H_
// One [[rule]] table becomes one Rule: its keys are checked and read, then what keys say together.

#include <optional>
#include <string_view>
#include <vector>

#include "rule/key_check.h"
#include "rule/rule.h"

namespace dehusk {

// `defaults` is the file's [defaults] or nullptr. The rule is whole as far as it could be read; what could not has its
// fault.
[[nodiscard]] Rule read_rule(Reading& reading, const Value& table, const Value* defaults);

// The keys that read_rule() knows how to read, for the test that the key table has no others.
[[nodiscard]] std::vector<std::string_view> readable_keys();

[[nodiscard]] std::optional<Risk> risk_from(std::string_view name);
[[nodiscard]] std::optional<Status> status_from(std::string_view name);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_READER_H_
