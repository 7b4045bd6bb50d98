#ifndef DEHUSK_RULE_PATTERN_TREE_H_
#define DEHUSK_RULE_PATTERN_TREE_H_
// A pattern as a tree, read here from its spelling, so that questions about it cost microseconds: RE2 takes a hundred
// times as long to compile one with a few \p{L} in it. Only what rules are written with is understood; of anything else
// there is no tree, and RE2 alone is asked.
//
//   '^(?:By|Von) \p{Lu}'   sequence(start, choice(B y, V o n), ' ', chars \p{Lu})

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "rule/char_set.h"

namespace dehusk {

enum class PartKind : std::uint8_t { chars, sequence, choice, repeat, start, end, border, no_border };

inline constexpr std::uint32_t kUnbounded = 0xFFFFFFFF;

struct PatternPart {
  PartKind kind = PartKind::sequence;  // an empty sequence matches the empty string
  std::vector<std::uint32_t> parts;    // of sequence, choice, repeat (one)
  std::uint32_t min = 0, max = 0;      // of repeat
  std::uint32_t set = 0;               // of chars
  char32_t character = 0;              // of chars: the one that was written, if it was one
  bool any_case = false;               // of such: in all its cases
};

struct PatternTree {
  std::vector<PatternPart> parts;
  std::vector<CharSet> sets;  // each once
  std::uint32_t root = 0;
};

// `re` must have passed check_pattern(). Nothing if it holds what this reader does not know.
[[nodiscard]] std::optional<PatternTree> read_pattern(std::string_view re);

}  // namespace dehusk

#endif  // DEHUSK_RULE_PATTERN_TREE_H_
