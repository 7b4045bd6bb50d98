#ifndef DEHUSK_READ_CHARSET_H_
#define DEHUSK_READ_CHARSET_H_
// The encoding of a page, and its text as UTF-8. Pages lie about it, so what the bytes say goes first:
//
//   1 a byte order mark            "bom"        5 <meta>, <?xml?> in the first 64 KiB   "meta"
//   2 valid UTF-8, not only ASCII  "valid"      6 a guess by letter frequencies         "guess"
//   3 only ASCII                   as declared  7 windows-1252                          "default"
//   4 the caller's charset         "declared"
//
// A declared utf-8 whose bytes are broken here and there is UTF-8 with U+FFFD in it; one broken all over is a lie.

#include "page/page.h"
#include "read/read.h"

namespace dehusk {

// Sets page.source (valid UTF-8, no byte order mark, no control characters), page.encoding and page.encoding_source; a
// note "charset/repaired" says that there were bytes without meaning.
void decode(const Input& input, Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_CHARSET_H_
