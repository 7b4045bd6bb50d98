#ifndef DEHUSK_READ_FRAME_H_
#define DEHUSK_READ_FRAME_H_
// What an open element means for the text in it: found once, when it opens, from its name and from the frame around it.
// A frame begins as a copy of the one around it, so what is not changed is inherited.

#include <cstdint>

#include "page/page.h"
#include "read/shape.h"
#include "read/text_writer.h"

namespace dehusk {

inline constexpr std::uint32_t kNoFrame = 0xFFFFFFFF;

struct Frame {
  std::uint32_t element = kNone;
  std::uint32_t owner = kNone;    // the innermost block-level element
  std::uint32_t list = kNoFrame;  // places in the stack of the innermost list, list entry, table and cell
  std::uint32_t entry = kNoFrame;
  std::uint32_t table = kNoFrame;
  std::uint32_t cell = kNoFrame;
  std::uint32_t row = 0;   // number of the table row
  Kind kind = Kind::para;  // of the blocks in it
  std::uint8_t level = 0;  // of a heading
  std::uint8_t list_depth = 0;
  std::uint8_t marker = '-';  // of the innermost list
  WhiteSpace white_space = WhiteSpace::collapse;
  bool splits_lines = false;  // blank lines part paragraphs
  bool is_raw = false;        // its text is no text of the page
  bool is_linked = false;     // inside a link

  // Its own, not inherited:
  bool is_block = false;
  bool is_control = false;  // an inline button: parts words
  bool is_link = false;
  bool is_span = false;    // an inline <span>
  bool has_begun = false;  // list, entry, table, cell: the first block in it was cut
};

// Makes a copy of an element's frame that of its child `element`: all inherited, nothing of its own yet.
inline void step_inside(Frame& frame, std::uint32_t element) {
  frame.element = element;
  frame.is_block = frame.is_control = frame.is_link = frame.is_span = frame.has_begun = false;
}

// What a block-level element makes of its frame, which stands at `place` in the stack.
void enter_block(const Element& element, const Shape& shape, std::uint32_t place, Frame& frame);

}  // namespace dehusk

#endif  // DEHUSK_READ_FRAME_H_
