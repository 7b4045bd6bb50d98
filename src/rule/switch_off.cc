// An old id is looked for as it is: renaming a rule must not switch another one off.

#include "rule/switch_off.h"

#include <algorithm>

#include "base/glob.h"

namespace dehusk {

const std::string* switch_off(RuleBook& book, std::span<const std::string> globs) {
  for (const std::string& glob : globs) {
    bool has_matched = false;
    for (Rule& rule : book.rules) {
      const bool was_called = std::find(rule.was.begin(), rule.was.end(), glob) != rule.was.end();
      if (!was_called && !matches_glob(rule.id, glob)) continue;
      rule.enabled = false;
      has_matched = true;
    }
    if (!has_matched) return &glob;
  }
  return nullptr;
}

}  // namespace dehusk
