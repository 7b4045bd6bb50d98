#ifndef DEHUSK_RULE_KEY_CHECK_H_
#define DEHUSK_RULE_KEY_CHECK_H_
// Holds one table of a rule file against the table of keys: unknown keys, types, ranges, choices, what is missing. What
// passes can be read without further questions; what does not has its fault and is passed over by the reader.

#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "rule/rule_file.h"
#include "rule/rule_keys.h"
#include "rule/rule_lists.h"

namespace dehusk {

// A W-code, and the lines above which `# dehusk: allow` silences it.
struct Warning {
  Fault fault;
  int key_line = 0;   // of the key that the fault is about
  int rule_line = 0;  // of its [[rule]]
};

// One file being read.
struct Reading {
  const RuleFile& file;
  std::size_t number = 0;  // of the file, in load order
  const ListBook& lists;
  const std::vector<Site>& sites;
  std::vector<Fault>& faults;
  std::vector<Warning>& warnings;
  std::string label = {};  // "rule 'nav/skip-links'"
  int rule_line = 0;
};

// `label` names the table in messages: "rule 'x'", "[pack]". Keys that are required and missing are reported at the
// table's begin.
void check_table(Reading& reading, const Value& table, TableKind kind, const std::string& label);

// "did you mean 'starts'?", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& candidates);

// "a, b or c"
[[nodiscard]] std::string join(std::span<const std::string_view> words);

// "the string '12'", "the number 3.5", "a list"
[[nodiscard]] std::string found(const Value& value);

// "2,310"
[[nodiscard]] std::string with_commas(std::size_t number);

// The strings of a key that takes one or more: the list's, or the one string. Other values have had their fault.
[[nodiscard]] std::vector<const Value*> strings_of(const Value& value);

// "re[1]" in a list, "re" alone.
[[nodiscard]] std::string name_of(const Entry& entry, std::size_t index);

}  // namespace dehusk

#endif  // DEHUSK_RULE_KEY_CHECK_H_
