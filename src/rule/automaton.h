#ifndef DEHUSK_RULE_AUTOMATON_H_
#define DEHUSK_RULE_AUTOMATON_H_
// Answers "is this pattern found in the text?" by one table step a character, mostly without RE2: an automaton over
// characters whose states are made when a text first reaches them. What would make it large is taken loosely (long
// counted repetitions, Unicode classes in rare scripts); a match that hangs on such a thing is only "perhaps", and then
// RE2 is asked. "No" is always right, and so is "yes".
//
//   '\d{2}'            "May 12"        yes
//   '[^.!?]{0,60}us'   "sent to us"    perhaps: sixty characters at most are taken as any number of them
//
// States are bounded in number; a text that needs more is answered with "perhaps".

#include <cstdint>
#include <memory>
#include <string_view>

#include "rule/pattern_tree.h"
#include "rule/steps.h"

namespace dehusk {

class Automaton {
 public:
  enum class Answer : std::uint8_t { no, perhaps, yes };

  explicit Automaton(const PatternTree& tree, Effort effort = Effort::quick);
  Automaton(Automaton&&) noexcept;
  Automaton& operator=(Automaton&&) noexcept;
  ~Automaton();

  // Any number of threads may ask at once. `text` is valid UTF-8.
  [[nodiscard]] Answer search(std::string_view text) const;

 private:
  struct Shape;
  struct States;
  std::unique_ptr<const Shape> shape_;
  std::unique_ptr<States> states_;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_AUTOMATON_H_
