#include "read/frame.h"

#include "read/display.h"

namespace dehusk {

void enter_block(const Element& element, const Shape& shape, std::uint32_t place, Frame& frame) {
  if (is_heading(element.tag)) {
    frame.kind = Kind::heading;
    frame.level = static_cast<std::uint8_t>(1 + static_cast<int>(element.tag) - static_cast<int>(Tag::h1));
  } else if (is_list(element.tag)) {
    frame.list = place;
    frame.marker = element.tag == Tag::ol ? '1' : '-';
    if (frame.list_depth < 255) ++frame.list_depth;
  } else if (is_list_entry(element.tag)) {
    frame.kind = Kind::item;
    frame.entry = place;
  } else if (is_table_cell(element.tag)) {
    frame.cell = place;
    // What stands in a layout cell has the kind that it would have without the table.
    if (!shape.is_layout())
      frame.kind = Kind::cell;
    else if (frame.kind == Kind::cell)
      frame.kind = Kind::para;
  } else if (keeps_white_space(element.tag)) {
    frame.kind = Kind::pre;
    frame.white_space = WhiteSpace::keep;
  }
  switch (element.tag) {
    case Tag::table:
      frame.table = place;
      break;
    case Tag::blockquote:
      frame.kind = Kind::quote;
      break;
    case Tag::figcaption:
    case Tag::caption:
      frame.kind = Kind::caption;
      break;
    case Tag::summary:
    case Tag::legend:
    case Tag::select:
    case Tag::datalist:
    case Tag::title:
      frame.kind = Kind::other;
      break;
    default:
      break;
  }
}

}  // namespace dehusk
