#ifndef DEHUSK_WRITE_EXPLAIN_H_
#define DEHUSK_WRITE_EXPLAIN_H_
// A page with the reasons beside it, for people (terminal) and editors (JSON). This floor does not see the cleaner, so
// what only the cleaner knows comes in as plain values: a Story a block.
//
//   12 - nav/skip-links    | Skip to content
//   13                     | Rain fell on Monday.
//   14 ~ credit/agency     | The rivers rose. [-(dpa)-]

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

// A rule that looked at a block and did not take it: what held, and what failed. Empty `failed`: another rule owns
// the block, or a keep rule stands over it.
struct NearMiss {
  std::uint32_t block = 0;
  RuleId rule = 0;
  std::string held;
  std::string failed;
};

struct Story {
  std::uint32_t block = 0;
  std::vector<std::string> how;       // for each cut of the block, in order: why its rule took it
  std::vector<NearMiss> near;         // of this block
  std::vector<std::string> evidence;  // what the content stage saw, the strongest first
  std::string zone;                   // "head", "body", "tail"; empty: not known
};

struct ExplainOptions {
  bool color = false;
  int width = 0;              // columns of the terminal; 0: lines are not wrapped
  bool removed_only = false;  // leave out the blocks that nothing was taken from
};

// All that the functions below look at.
struct Explained {
  const Page& page;
  const std::vector<Rule>& rules;
  const Cleaned& cleaned;
};

// The page as it was, the rule in the margin, the counts by rule below.
[[nodiscard]] std::string explain_page(const Explained& it, const ExplainOptions& options);

// One block: what it is, who took it and why, who else wanted it, who nearly did.
[[nodiscard]] std::string explain_block(const Explained& it, const Story& story, const ExplainOptions& options);

// What one rule did on this page; `near`: blocks that it nearly took (shown when it did nothing, a few of them else).
[[nodiscard]] std::string explain_rule(const Explained& it, RuleId rule, const std::vector<NearMiss>& near,
                                       const ExplainOptions& options);

// One JSON object on one line: the page's blocks with their cuts, the counts by rule, events and notes. Only the blocks
// of the stories if there are any, with what the stories tell.
[[nodiscard]] std::string explain_json(const Explained& it, const std::vector<Story>& stories,
                                       const ExplainOptions& options);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_EXPLAIN_H_
