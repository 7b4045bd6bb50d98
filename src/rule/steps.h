#ifndef DEHUSK_RULE_STEPS_H_
#define DEHUSK_RULE_STEPS_H_
// A pattern's tree as a flat program of steps, the form in which an automaton walks it: each step takes a character, or
// leads to others without taking any. Counted repetitions are written out; those that would take too many steps become
// "any number", followed by a step that makes the match unsure.
//
//   'a(?:b|c)$'    0 match   1 at_end -> 0   2 take b -> 1   3 take c -> 1   4 split -> 2, 3   5 take a -> 4

#include <cstdint>
#include <vector>

#include "rule/pattern_tree.h"

namespace dehusk {

struct PatternStep {
  enum Kind : std::uint8_t { match, take, split, unsure, at_start, at_end, at_border, at_no_border };
  Kind kind = match;
  std::uint32_t set = 0;                  // of take
  std::uint32_t first_way = 0, ways = 0;  // where it leads: of split any number, of match none, of others one
};

struct PatternSteps {
  std::vector<PatternStep> steps;
  std::vector<std::uint32_t> ways;  // of all steps, one behind the other: numbers of steps
  std::uint32_t first = 0;
  bool is_anchored = false;  // every way begins with at_start
};

enum class Effort : std::uint8_t { quick, patient };  // long counts are taken loosely, or written out in full

// Nothing comes of a tree that takes too many steps even so: `steps` is empty then.
[[nodiscard]] PatternSteps write_steps(const PatternTree& tree, Effort effort);

}  // namespace dehusk

#endif  // DEHUSK_RULE_STEPS_H_
