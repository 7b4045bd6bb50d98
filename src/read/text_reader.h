#ifndef DEHUSK_READ_TEXT_READER_H_
#define DEHUSK_READ_TEXT_READER_H_
// A text dump of a page: lines joined to paragraphs, kinds of blocks from how they look.

#include "page/page.h"

namespace dehusk {

// Fills everything of `page` that follows from page.source, which must be valid UTF-8.
void read_text(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_READER_H_
