#ifndef DEHUSK_READ_METADATA_H_
#define DEHUSK_READ_METADATA_H_
// What an HTML page says of itself, for machines: <meta>, JSON-LD, <title>, <link rel=canonical>, <html lang>.

#include "page/page.h"

namespace dehusk {

// Fills page.metadata and page.lang, and page.url if the caller gave none. The elements must be complete.
void read_metadata(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_METADATA_H_
