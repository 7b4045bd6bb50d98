#ifndef DEHUSK_READ_WORD_EDGE_H_
#define DEHUSK_READ_WORD_EDGE_H_
// Two texts that touch where a <span> begins or ends: one word or two? Style sheets set spans apart, and no white space
// in the source says so; but spans also cut words: drop caps, marked letters, a misplaced link. Capitals tell.
//
//   Reviews|One of the best      two      price 24|EUR        two      level preference|12     two
//   c|ompliance   M|athematics   one      i|Phone   Mc|D      one      95|th   CO|2   1|2      one

#include <string_view>

namespace dehusk {

// Whether `left` ends in one word and `right` begins with the next. Both are valid UTF-8.
[[nodiscard]] bool are_two_words(std::string_view left, std::string_view right);

}  // namespace dehusk

#endif  // DEHUSK_READ_WORD_EDGE_H_
