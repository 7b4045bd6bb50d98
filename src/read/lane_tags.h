#ifndef DEHUSK_READ_LANE_TAGS_H_
#define DEHUSK_READ_LANE_TAGS_H_
// What the fast lane knows of each element: what its start tag and its end tag do in a body, and what it is to those
// who walk up the stack of open elements. The names of the groups are those of the HTML standard, as Gumbo has them.

#include <cstdint>

#include "page/tag.h"

namespace dehusk {

// What a start tag does in a body.
enum class StartRule : std::uint8_t {
  open,        // any other
  block,       // ends a paragraph
  heading,     // and a heading right above
  pre,         // and drops a line end
  form,        // not in a form
  item,        // ends the <li> before it
  definition,  // ends the <dt> or <dd> before it
  button,
  anchor,      // ends the <a> before it
  formatting,  // <b>: goes on behind the block that ends before it does
  object,      // shuts formatting in
  table,
  empty,      // has no content: <br>, <meta>
  image,      // <image>: an <img>
  rule,       // ends a paragraph and has no content: <hr>
  raw,        // its content is one text
  raw_block,  // <xmp>: and ends a paragraph
  select,
  option,
  ruby,        // <rt>: in a <ruby>, ends what has an implied end
  table_part,  // is ignored outside of tables, as is <head>
  html,
  body,
  foreign,  // <svg>, <math>
  holder,   // <template>: a page of its own
  never,    // Gumbo knows what to do
};

// What an end tag does in a body.
enum class EndRule : std::uint8_t {
  any_other,  // ends the element of its name, if nothing special is in between
  block,      // ends the element of its name, if it is in scope
  heading,    // ends any heading
  paragraph,  // makes a paragraph if there is none
  item,
  definition,
  form,
  formatting,
  object,
  line_break,  // </br>: a <br>
  document,    // </body>, </html>
  holder,
  never,
};

struct LaneTag {
  StartRule start = StartRule::open;
  EndRule end = EndRule::any_other;
  bool is_special : 1 = false;       // "any other end tag" does not look behind it
  bool bounds_scope : 1 = false;     // "in scope" does not look behind it
  bool is_marker : 1 = false;        // formatting elements do not reach into it
  bool ends_with_items : 1 = false;  // <li>, <p>...: has an implied end
  bool is_in_head : 1 = false;       // its start tag belongs into the head
  bool ends_paragraph : 1 = false;   // its start tag does
  bool revives : 1 = false;          // formatting elements that ended too early go on before it opens
};

[[nodiscard]] const LaneTag& lane_tag(Tag tag);

// <a>, <b> and the like, which go on behind a block that ends before they do.
[[nodiscard]] inline bool is_formatting_tag(Tag tag) {
  const StartRule rule = lane_tag(tag).start;
  return rule == StartRule::formatting || rule == StartRule::anchor;
}

[[nodiscard]] constexpr bool is_heading_tag(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

}  // namespace dehusk

#endif  // DEHUSK_READ_LANE_TAGS_H_
