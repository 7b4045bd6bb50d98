#ifndef DEHUSK_READ_SEGMENTER_H_
#define DEHUSK_READ_SEGMENTER_H_
// Cuts the flat tree of a page into blocks: walks elements and text runs once, in document order, and gathers the
// inline runs between the borders that block-level elements draw.
//
//   <ul><li>Rain <b>fell</b><p>all day</ul>   ->  item "Rain fell"   para "all day"
//   <p>One<br>two<br><br>three</p>            ->  para "One two"     para "three"
//   <p>Go <script>...</script> on</p>         ->  para "Go on"       raw ""

#include <vector>

#include "page/page.h"
#include "read/html_tree.h"

namespace dehusk {

// Fills page.text, page.blocks, and the text and block spans of page.elements. page.source and the rest of the elements
// must be there, and `runs` must fit them. Linear.
void segment(Page& page, const std::vector<TextRun>& runs);

}  // namespace dehusk

#endif  // DEHUSK_READ_SEGMENTER_H_
