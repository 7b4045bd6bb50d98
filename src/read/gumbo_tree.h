#ifndef DEHUSK_READ_GUMBO_TREE_H_
#define DEHUSK_READ_GUMBO_TREE_H_
// HTML to tree by Gumbo, under guard: the only door to it. Gumbo decides what the tree is; here it becomes the flat
// arrays of the Page, and the known bugs of Gumbo 0.10.1 are kept from mattering.

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "read/html_tokens.h"
#include "read/html_tree.h"
#include "read/read.h"

namespace dehusk {

// Each fills page.elements (all but the text spans and block ranges) and `runs` with the page's text. If a bound is
// passed it is returned, and what has been filled is of no use. The runs' text lives until the next call in this
// thread, and as long as page.source and `source` stay where they are. Linear in the page but for what the bounds
// allow.

// The way for all pages: Gumbo reads the page as it is. Fills page.attributes and page.attribute_text, too.
[[nodiscard]] ParseStop build_plain_tree(Page& page, const Limits& limits, std::vector<TextRun>& runs);

// The same tree from the page's skeleton, which is made of its tokens. Not `is_sure`: the scanner has guessed wrong,
// and the page needs the plain way. Where that one passes its bounds on memory, time or attributes, this one may have
// the tree.
[[nodiscard]] ParseStop build_skeleton_tree(std::string_view source, const HtmlTokens& tokens, Page& page,
                                            const Limits& limits, std::vector<TextRun>& runs, bool& is_sure);

// What a text says as Gumbo reads it, if no markup is in it.
[[nodiscard]] std::string text_by_gumbo(std::string_view raw);

// Whether a page with this doctype, empty for none, is read in quirks mode.
[[nodiscard]] bool is_quirky(std::string_view doctype);

// Whether Gumbo has a number for this element name, in any case; all others are one to it.
[[nodiscard]] bool is_known_to_gumbo(std::string_view name);

}  // namespace dehusk

#endif  // DEHUSK_READ_GUMBO_TREE_H_
