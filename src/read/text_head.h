#ifndef DEHUSK_READ_TEXT_HEAD_H_
#define DEHUSK_READ_TEXT_HEAD_H_
// The head that some dumps carry: YAML front matter between "---" lines, or "Title: ..." lines at the very top that
// end before the first prose. Only known names count, and in the second form only if an address or "Markdown Content:"
// is among them, so that an article which begins "Title: ..." keeps its words out of the metadata.
//
//   Title: Rain over the delta
//   URL Source: https://example.org/rain
//   Markdown Content:

#include "page/page.h"

namespace dehusk {

// Fills empty fields of page.metadata and page.lang; the blocks that said so become `other`.
void read_head(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_HEAD_H_
