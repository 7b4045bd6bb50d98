#ifndef DEHUSK_READ_HTML_READER_H_
#define DEHUSK_READ_HTML_READER_H_
// An HTML page: tree, blocks, what the page says of itself.

#include "page/page.h"
#include "read/read.h"

namespace dehusk {

// Fills everything of `page` that follows from page.source, which must be valid UTF-8. A page that passes a limit is
// read without its tree, and has a note "limit/...".
void read_html(Page& page, const ReadOptions& options);

}  // namespace dehusk

#endif  // DEHUSK_READ_HTML_READER_H_
