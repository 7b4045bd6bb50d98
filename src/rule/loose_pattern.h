#ifndef DEHUSK_RULE_LOOSE_PATTERN_H_
#define DEHUSK_RULE_LOOSE_PATTERN_H_
// Forms of a pattern that match every text that it matches, and more, and that RE2 compiles ten to fifty times as fast:
// `\p{L}` alone is an automaton of hundreds of states, a pattern with twenty of them takes milliseconds.
//
//   loosened   '(?i)donat\p{L}*[^.!?]{0,60}us'  ->  '(?i)donat[\x00-\x{10ffff}]*[^.!?]*us'
//   widened    '^\p{Lu}.{2,9}$'                  ->  '^(?:[A-Z]|(?-i:[\x{80}-\x{10ffff}])).{2,9}$'

#include <cstdint>
#include <string>
#include <string_view>

namespace dehusk {

// Unicode classes become any character, counts `*` or `+`: as loose as can be, but what must be in a text for it to
// match must be there for the pattern too, so literals are looked for in this form. `re` must have passed
// check_pattern(); of any other pattern it makes some other one.
[[nodiscard]] std::string loosened(std::string_view re);

enum class Counts : std::uint8_t { kept, loosened };

// Unicode classes keep their ASCII members and take in every other character, so that with Counts::kept this form and
// `re` match the same in a text that is ASCII. `re` itself if it has nothing to widen.
[[nodiscard]] std::string widened(std::string_view re, Counts counts);

}  // namespace dehusk

#endif  // DEHUSK_RULE_LOOSE_PATTERN_H_
