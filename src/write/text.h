#ifndef DEHUSK_WRITE_TEXT_H_
#define DEHUSK_WRITE_TEXT_H_
// The clean text as people read it and models are trained on it: paragraphs, sub-headings and quotes apart by a blank
// line, the points of a list on consecutive lines, a table row on one line with " | " between its cells.
//
//   Rain fell on Monday.\n\nWhat to take along\n\nAn umbrella\nDry socks\n\nTown | Millimetres\nAhaus | 31\n

#include <string>

#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

// The kept blocks as text. Valid UTF-8 without control characters (but tab and newline); ends with one newline
// unless it is empty.
[[nodiscard]] std::string write_text(const Page& page, const Cleaned& cleaned);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_TEXT_H_
