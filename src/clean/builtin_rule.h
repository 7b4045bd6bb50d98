#ifndef DEHUSK_CLEAN_BUILTIN_RULE_H_
#define DEHUSK_CLEAN_BUILTIN_RULE_H_
// The rules whose matcher is code, a stage of its own: `builtin = 'evidence'`.

#include <optional>
#include <string_view>

#include "clean/stage.h"
#include "rule/compiled.h"

namespace dehusk {

// The first rule with this matcher that is in force on the page.
[[nodiscard]] inline std::optional<RuleId> builtin_rule(const Scene& scene, std::string_view matcher) {
  for (const RuleId id : scene.rules.compiled().builtins)
    if (scene.active[id] && scene.rules.rule(id).match.builtin == matcher) return id;
  return std::nullopt;
}

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_BUILTIN_RULE_H_
