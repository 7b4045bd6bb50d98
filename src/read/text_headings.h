#ifndef DEHUSK_READ_TEXT_HEADINGS_H_
#define DEHUSK_READ_TEXT_HEADINGS_H_
// Sub-headings that no mark tells: a short line that is no sentence, alone between blank lines, with prose before and
// after it. w3m and copied text have no other sort. Only the sure ones; a caption may look the same, and the
// content stage judges again.

#include "page/page.h"

namespace dehusk {

// Turns such paragraphs of a text page into headings of level 2.
void find_headings(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_HEADINGS_H_
