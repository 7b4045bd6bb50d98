#ifndef DEHUSK_READ_LANE_H_
#define DEHUSK_READ_LANE_H_
// The fast lane: a page whose tags nest so plainly that building the tree needs no more than a stack. The lane takes
// the tokens one by one as HTML's insertion modes say, as long as no element has to be moved or copied, and leaves at
// the first tag that would need it; Gumbo then reads the page's skeleton, made of the same tokens.
//
//   <ul><li>a<li>b</ul>          plain: the second <li> ends the first
//   <p><b>a</p>b                 not plain: the <b> goes on behind the paragraph
//   <table>a<tr><td>b</table>    not plain: the a is moved before the table
//
// Gumbo is the authority: the lane is right only where it builds Gumbo's tree, bugs and all.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "read/html_tokens.h"
#include "read/html_tree.h"
#include "read/read.h"

namespace dehusk {

// Why a page is not plain: for those who count.
enum class LaneExit : std::uint8_t {
  none,              // it is plain
  formatting,        // a formatting element would go on behind the one that ends
  adoption,          // an end tag of a formatting element ends special ones
  many_formatting,   // four of a kind
  marker,            // an <object> is ended by another end tag
  table_gap,         // text or tags between the cells of a table
  button,            // a button in a button
  form,              // a </form> in the middle of something
  rare_tag,          // <template>, <ruby>, <nobr> and the like
  foreign,           // HTML inside svg or math
  unsure_text,       // a reference that only Gumbo knows
  unsure_attribute,  // likewise
  raw_text,          // the scanner was wrong about what is raw text
  odd_markup,        // "</>", or a tag that the end of the page cuts off
  bounds,            // nesting or size near the bounds, or bounds that leave nothing
};
[[nodiscard]] std::string_view to_string(LaneExit why);

// Fills page.elements and `runs` as build_skeleton_tree does. If the page is not plain, they are of no use.
[[nodiscard]] LaneExit build_lane_tree(std::string_view source, const HtmlTokens& tokens, Page& page,
                                       const Limits& limits, std::vector<TextRun>& runs);

}  // namespace dehusk

#endif  // DEHUSK_READ_LANE_H_
