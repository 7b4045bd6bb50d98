#ifndef DEHUSK_CHECK_COMPARE_H_
#define DEHUSK_CHECK_COMPARE_H_
// What a want.husk says against what cleaning does now. Blocks are paired by their text, in order (a longest common
// subsequence, linear on equal pages); a pair whose fate differs is a change of one of the classes of commands.h, and
// texts without a partner on the other side are blocks that were split, merged or reworded by the reader.
//
//   want   - a   b   - c   d          now   - a   - b   - c   d          b: newly removed

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "check/commands.h"
#include "check/want.h"

namespace dehusk {

// A pair (one line on each side), or a stretch without partners (any number on either side, change is split).
struct Step {
  std::uint32_t want = 0, want_end = 0;  // lines of the want
  std::uint32_t now = 0, now_end = 0;    // lines of what is
  std::optional<Change> change;
};

// All lines of both sides, in order. A rule that was renamed (`was`) counts as another rule: relabelled, never removed.
[[nodiscard]] std::vector<Step> compare(const std::vector<WantLine>& want, const std::vector<WantLine>& now);

// The want after the changes that `takes` says yes to are taken over (it is asked for steps with a change only). A
// known loss that is only relabelled stays a known loss.
[[nodiscard]] std::vector<WantLine> merge(const std::vector<WantLine>& want, const std::vector<WantLine>& now,
                                          const std::vector<Step>& steps,
                                          const std::function<bool(const Step&)>& takes);

// Counts by words: `husk` is what the marks call husk, `removed` what was cut, `both` what is in both.
struct Score {
  std::uint64_t husk = 0, removed = 0, both = 0;
  std::uint32_t known_misses = 0, known_losses = 0;
};
void add_score(Score& score, const std::vector<WantLine>& want, const std::vector<WantLine>& now,
               const std::vector<Step>& steps);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_COMPARE_H_
