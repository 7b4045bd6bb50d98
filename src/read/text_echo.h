#ifndef DEHUSK_READ_TEXT_ECHO_H_
#define DEHUSK_READ_TEXT_ECHO_H_
// Text browsers print a picture's words and then its caption, and on many pages both say the same:
//
//   The old ferry at the quay in May.
//   The old ferry at the quay in May. Photo: J. Doe
//
// Such a pair becomes two captions. Of a short pair that ends like no sentence only the first does: there the second
// may well be a heading, or the name of a product, under a picture of it.
//
// Where the picture's own words are marked ("![Two men](a.jpg)", "[Two men with a lamp]"), the phrase or the one short
// sentence right below is its caption, whatever it says.

#include "page/page.h"

namespace dehusk {

// Paragraphs that a line beside them repeats, and captions below pictures, become captions. A dump in which there are
// many says everything twice, or is an album: it stays.
void find_echoes(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_ECHO_H_
