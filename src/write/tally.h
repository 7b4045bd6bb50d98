#ifndef DEHUSK_WRITE_TALLY_H_
#define DEHUSK_WRITE_TALLY_H_
// What was taken from a page, added up: by rule, and in all.

#include <cstdint>
#include <utility>
#include <vector>

#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

struct RuleTally {
  RuleId rule = 0;
  std::uint32_t blocks = 0;  // of which it took something
  std::uint32_t words = 0;   // that it took
};

struct Tally {
  std::uint32_t blocks = 0, blocks_kept = 0;  // raw blocks do not count; kept: something is left
  std::uint32_t words = 0, words_kept = 0;
  std::vector<RuleTally> rules;  // most words first, then most blocks, then by id
};

[[nodiscard]] Tally tally(const Page& page, const std::vector<Rule>& rules, const std::vector<Cut>& cuts);

// The cuts of one block: [first, last) in `cuts`.
[[nodiscard]] std::pair<std::size_t, std::size_t> cuts_of(const std::vector<Cut>& cuts, std::uint32_t block);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_TALLY_H_
