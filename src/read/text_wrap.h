#ifndef DEHUSK_READ_TEXT_WRAP_H_
#define DEHUSK_READ_TEXT_WRAP_H_
// Where a line ends because the page was wrapped, and where because its block ends. A wrapped line is one that the
// first word of the next line would not have fitted on:
//
//   |The council voted on Monday to close the old|   "bridge" did not fit:  one block
//   |bridge for two years.                       |   "Read" would have fitted: another block
//   |Read more                                   |
//
// The width is the one for which most pairs of lines agree with that and (nearly) no line is longer.

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/text_lines.h"

namespace dehusk {

// The width at which the page's lines are wrapped, in columns; 0 if they are not. lynx counts a wide character as one
// column: where that explains the lines better, their widths are changed to it.
[[nodiscard]] std::uint16_t find_wrap_width(std::string_view source, std::vector<TextLine>& lines);

// True if `line` ends only because the page is wrapped at `width` and `next` goes on with it, as far as their
// lengths, letters and blank lines tell; indents are for the caller to judge.
[[nodiscard]] bool is_wrapped(std::string_view source, const TextLine& line, const TextLine& next, std::uint16_t width);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_WRAP_H_
