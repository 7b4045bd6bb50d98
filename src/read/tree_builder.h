#ifndef DEHUSK_READ_TREE_BUILDER_H_
#define DEHUSK_READ_TREE_BUILDER_H_
// The ways from a page's source to its tree. All give the same tree; the fastest that can is taken.
//
//   fast lane   the scanner's tokens and a stack: most pages                        lane.h
//   skeleton    the same tokens, Gumbo's tree of next to nothing                    skeleton.h
//   plain       Gumbo reads the page as it is: slow, and what the others are checked against

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "read/html_tree.h"
#include "read/lane.h"
#include "read/read.h"

namespace dehusk {

enum class TreePath : std::uint8_t { lane, skeleton, plain };

struct BuiltTree {
  ParseStop stop = ParseStop::none;
  TreePath path = TreePath::lane;  // that was taken
  LaneExit exit = LaneExit::none;  // why not the lane
};

// Fills page.elements (all but the text spans and block ranges), page.attributes and page.attribute_text from
// page.source, and `runs` with its text, on the fastest path that can, but none before `first`. If a bound is passed
// all of them are empty. The runs' text lives until the next call in this thread, and as long as page.source stays
// where it is. Linear in the page but for what the bounds allow.
BuiltTree build_tree(Page& page, const Limits& limits, TreePath first, std::vector<TextRun>& runs);

// Whether all paths give the same tree for a page; if not, `difference` says where they part. Where the plain path
// passes a bound on memory, time or attributes, the others may still have a tree; where the page has more tags, texts
// and comments than Gumbo may make nodes, they may have none.
[[nodiscard]] bool same_tree(std::string_view html, std::string& difference);

}  // namespace dehusk

#endif  // DEHUSK_READ_TREE_BUILDER_H_
