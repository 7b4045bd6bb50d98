#ifndef DEHUSK_READ_GUMBO_TREE_H_
#define DEHUSK_READ_GUMBO_TREE_H_
// HTML to tree by Gumbo, under guard: the only door to it. Gumbo decides what the tree is; here it becomes the flat
// arrays of the Page, and the known bugs of Gumbo 0.10.1 are kept from mattering.

#include <optional>
#include <vector>

#include "page/page.h"
#include "read/html_tree.h"
#include "read/read.h"

namespace dehusk {

// Each fills page.elements (all but the text spans and block ranges), page.attributes and page.attribute_text from
// page.source, and `runs` with its text. If a bound is passed all of them stay as they were, and the bound is returned.
// The runs' text lives until the next call in this thread, and as long as page.source stays where it is. Linear in the
// page but for what the bounds allow.

// The way for all pages: Gumbo reads the page as it is.
[[nodiscard]] ParseStop build_plain_tree(Page& page, const Limits& limits, std::vector<TextRun>& runs);

// The fast way, with the same tree: Gumbo reads the page's skeleton. Nothing for pages that need the plain one. Where
// the plain one passes its bounds on memory, time or attributes, this one may have the tree.
[[nodiscard]] std::optional<ParseStop> build_tree_from_skeleton(Page& page, const Limits& limits,
                                                                std::vector<TextRun>& runs);

}  // namespace dehusk

#endif  // DEHUSK_READ_GUMBO_TREE_H_
