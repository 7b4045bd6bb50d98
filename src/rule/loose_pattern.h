#ifndef DEHUSK_RULE_LOOSE_PATTERN_H_
#define DEHUSK_RULE_LOOSE_PATTERN_H_
// A pattern's loose form: it matches every text that the pattern matches, and more, and RE2 compiles it ten to fifty
// times as fast. `\p{L}` alone is an automaton of hundreds of states, a pattern with twenty of them takes milliseconds.
// What must be in a text for the loose form to match must be in it for the pattern too, so literals can be looked for
// in the loose form.
//
//   '(?i)donat\p{L}*[^.!?]{0,60}(?:us|our)'  ->  '(?i)donat[\x00-\x{10ffff}]*[^.!?]*(?:us|our)'

#include <cstdint>
#include <string>
#include <string_view>

namespace dehusk {

// Whether Unicode classes become any character too, or only the counts are given up: a form that compiles slower and
// lets less through, for where it is searched with.
enum class Classes : std::uint8_t { loosened, kept };

// `re` must have passed check_pattern(); of any other pattern it makes some other one.
[[nodiscard]] std::string loosened(std::string_view re, Classes classes = Classes::loosened);

}  // namespace dehusk

#endif  // DEHUSK_RULE_LOOSE_PATTERN_H_
