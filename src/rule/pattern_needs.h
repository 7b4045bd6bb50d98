#ifndef DEHUSK_RULE_PATTERN_NEEDS_H_
#define DEHUSK_RULE_PATTERN_NEEDS_H_
// What a text must be like, or a pattern cannot match it: plain data, found out from the pattern's tree once. A few
// comparisons with it spare nearly all texts the search itself.
//
//   '^(?:By|Von) \p{Lu}.{2,40}$'   begins with 'by ' or 'von ', first byte B or V, 6 to 170 bytes
//   '\|.{3,30}\|[^.]*photos?$'     holds 'photo', a '|', ends with o or s

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rule/signs.h"

namespace dehusk {

inline constexpr std::size_t kShortestInside = 3;  // bytes of a literal that is looked for inside texts

// The bytes at its ends, and how many there are.
struct EdgeNeeds {
  // Bit i of the 256: may be the first byte, the last byte of the text. Empty: any may.
  std::vector<std::uint64_t> first, last;
  std::uint32_t min_bytes = 0, max_bytes = 0xFFFFFFFF;
};

struct PatternNeeds {
  // One of these, once the text is folded (see fold()): at its start, or anywhere. Empty: there is no such list.
  std::vector<std::string> literals;
  bool at_start = false;
  double frequency = 0;  // of those looked for anywhere, per byte of text: a rough guess

  EdgeNeeds edges;
  // Of texts of two bytes or more: bit j of the i-th of 32 says that byte i may be followed by byte j at the start, of
  // both the five low bits, which are the same for both cases of a letter. Empty: any may.
  std::vector<std::uint32_t> pairs;
  std::vector<Signs> signs;  // one of each of these sets must be in the text; the most telling first, three at most
};

// `re` must have passed check_pattern(). Of a pattern that cannot be read nothing is needed.
[[nodiscard]] PatternNeeds needs_of(std::string_view re);

// The same but for the literals, which take longest to find.
struct PatternTree;
[[nodiscard]] PatternNeeds byte_needs_of(const PatternTree& tree);

// Only the ends, which are found in no time.
[[nodiscard]] EdgeNeeds edge_needs_of(const PatternTree& tree);

// True if every match begins at the start of the text.
[[nodiscard]] bool is_bound_to_start(const PatternTree& tree);

// How often a folded literal stands in text, per byte: a rough guess.
[[nodiscard]] double frequency_of(std::string_view folded);

}  // namespace dehusk

#endif  // DEHUSK_RULE_PATTERN_NEEDS_H_
