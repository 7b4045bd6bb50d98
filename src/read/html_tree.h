#ifndef DEHUSK_READ_HTML_TREE_H_
#define DEHUSK_READ_HTML_TREE_H_
// What building the tree of an HTML page hands to the segmenter: Page::elements in document order with their
// attributes and source spans, and beside them the text runs, also in document order. Who built it does not matter.
//
//   <p>Rain on <b>Monday</b>.</p>      elements  0 html  1 head  2 body  3 p  4 b
//                                      runs      "Rain on " {parent 3, before 4}  "Monday" {4, 5}  "." {3, 5}

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/page.h"

namespace dehusk {

// One text node. The order of elements and runs follows from `before`: the run comes after all elements below it.
struct TextRun {
  std::string_view text;     // character references decoded; valid UTF-8; see who made it for how long it lives
  Span source;               // in Page::source
  std::uint32_t parent = 0;  // the element that holds it
  std::uint32_t before = 0;  // the first element that opens after it; the number of elements if none does
};

// Why no tree came of a page.
enum class ParseStop : std::uint8_t { none, memory, elements, depth, formatting, attributes, deadline, assertion };

// "depth", "memory": the second half of the Note's code.
[[nodiscard]] std::string_view to_string(ParseStop stop);

}  // namespace dehusk

#endif  // DEHUSK_READ_HTML_TREE_H_
