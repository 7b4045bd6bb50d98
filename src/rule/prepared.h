#ifndef DEHUSK_RULE_PREPARED_H_
#define DEHUSK_RULE_PREPARED_H_
// A RuleBook together with all that takes long to find out about it. Rules of the user's are prepared when they are
// loaded; the packs of the program are prepared when it is built, and it carries them as bytes, so that it starts at
// once:
//
//   rules/*.toml -- load_rules --> RuleBook -- prepare --> Prepared -- compile --> RuleSet
//                                                           |    ^
//                       tools/embed_rules, while building:  v    |  built_in_pack(), while starting
//                                                           bytes

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rule/pattern_needs.h"
#include "rule/rule_set.h"

namespace dehusk {

// What a rule's regexes need, see needs_of(). Empty where nobody needs to know.
struct RuleNeeds {
  std::vector<PatternNeeds> re;  // beside Match::re
  PatternNeeds prev, next;
};

struct Prepared {
  RuleBook book;
  std::string digest;
  std::vector<RuleNeeds> needs;  // by RuleId
};

// `sources` are only hashed, for the digest.
[[nodiscard]] Prepared prepare(RuleBook book, std::span<const RuleSource> sources);

// What can still fail here is size. A rule may have been switched off since it was prepared, but not on.
[[nodiscard]] Result<RuleSet> compile(Prepared prepared);

// The bytes hold all but the examples of the rules. They are of the machine that wrote them: no file format.
[[nodiscard]] std::string write_prepared(const Prepared& prepared);
[[nodiscard]] Prepared read_prepared(std::string_view bytes);

// The packs that are built into the program, without their examples: those stand in built_in_rules().
[[nodiscard]] Prepared built_in_pack();

}  // namespace dehusk

#endif  // DEHUSK_RULE_PREPARED_H_
