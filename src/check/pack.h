#ifndef DEHUSK_CHECK_PACK_H_
#define DEHUSK_CHECK_PACK_H_
// The rules under test, loaded and compiled. For the inline examples there is a second compilation in which nothing is
// asleep: draft, disabled and mark-only rules take what they would take, since each runs alone there.

#include <string>
#include <vector>

#include "base/fault.h"
#include "check/commands.h"
#include "rule/rule_set.h"

namespace dehusk {

struct Pack {
  std::vector<RuleSource> sources;
  RuleSet rules;
  RuleSet trial;  // same rules, same ids, all awake
  std::vector<Fault> warnings;
};

// Loads the rule files of `paths` (empty: the directory "rules" if there is one, else the built-in packs). Returns 0;
// or 2 if a path does not exist, 3 if the files do not load, with the faults in `faults`.
[[nodiscard]] int load_pack(const std::vector<std::string>& paths, Pack& pack, std::vector<Fault>& faults);

// The same of rule files that are in memory: 0 or 3.
[[nodiscard]] int load_pack(std::vector<RuleSource> sources, Pack& pack, std::vector<Fault>& faults);

// Just the files, for lint: 0 or 2.
[[nodiscard]] int find_sources(const std::vector<std::string>& paths, std::vector<RuleSource>& sources,
                               std::vector<Fault>& warnings, std::vector<Fault>& faults);

// The rule of this id, or the one that was renamed from it; kNone if there is none.
[[nodiscard]] RuleId find_rule(const RuleSet& rules, std::string_view id);

// The faults as people read them, one after the other.
[[nodiscard]] std::string to_text(const std::vector<Fault>& faults);

// "1 page", "3 pages"; a plural that is not formed with s is given.
[[nodiscard]] std::string count_of(std::size_t count, std::string_view noun, std::string_view plural = {});

}  // namespace dehusk

#endif  // DEHUSK_CHECK_PACK_H_
