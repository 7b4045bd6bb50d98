#ifndef DEHUSK_RULE_RULE_EXAMPLES_H_
#define DEHUSK_RULE_RULE_EXAMPLES_H_
// The examples that a rule carries: it must have one that goes and one that stays (E130, E131; for a draft W130, W131),
// no two may be the same page (E132), and a case's gutter must be whole (E133). Whether they hold is for `dehusk test`.

#include <string>
#include <string_view>
#include <vector>

#include "rule/key_check.h"
#include "rule/rule.h"

namespace dehusk {

void check_examples(Reading& reading, const Value& table, const Rule& rule);

// One line of a case's text: its gutter ('-', '+' or ' ') and what follows. Blank lines have no gutter and are left
// out.
struct GutterLine {
  char gutter = ' ';
  std::string_view text;
  int number = 0;  // 1-based in the case's text
};
// Lives as long as `text`. A line with any other gutter has '\0' as `gutter` and its whole line as `text`.
[[nodiscard]] std::vector<GutterLine> read_gutter(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_EXAMPLES_H_
