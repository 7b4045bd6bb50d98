#ifndef DEHUSK_READ_TAG_STRIPPER_H_
#define DEHUSK_READ_TAG_STRIPPER_H_
// A page without its tree, for pages that pass a limit: one linear pass that knows tags, but not nesting. What comes
// out is a flat tree, so that all that follows goes its usual way: body holds the blocks side by side, a block holds
// text and links.
//
//   <div><div><ul><li>One <a href=x>two</a></ul>   ->   html > body > li > "One ", a > "two"

#include <string>
#include <vector>

#include "page/page.h"
#include "read/html_tree.h"

namespace dehusk {

// Fills page.elements and page.attributes, and `runs`, from page.source; they must be empty. The runs' text lives as
// long as page.source and `decoded` do.
void strip_tags(Page& page, std::vector<TextRun>& runs, std::string& decoded);

}  // namespace dehusk

#endif  // DEHUSK_READ_TAG_STRIPPER_H_
