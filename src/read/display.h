#ifndef DEHUSK_READ_DISPLAY_H_
#define DEHUSK_READ_DISPLAY_H_
// How an element takes part in cutting the page into blocks: what CSS calls its display, in the browser's own
// style sheet, and the few cases in which that is not enough.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "page/tag.h"

namespace dehusk {

enum class Display : std::uint8_t {
  inline_text,  // its text flows with what stands around it: a, b, span, ruby
  block,        // its text stands alone: p, div, td
  rule,         // no text, but a border between texts: hr
  line_break,   // br: one is a space, two are a border
  control,      // button, label, noscript: stands alone unless it stands in running text
  choice,       // option: inside one block, but a word of its own
  raw,          // what is in it is no text of the page: script, style
  fallback,     // its text is for browsers that cannot show it: object, video. Raw, unless it holds half the page
};

extern const std::array<Display, kTagCount> kDisplays;
[[nodiscard]] inline Display display_of(Tag tag) { return kDisplays[static_cast<std::size_t>(tag)]; }

[[nodiscard]] bool is_heading(Tag tag);
[[nodiscard]] bool is_list(Tag tag);        // ul, ol, dl, menu, dir
[[nodiscard]] bool is_list_entry(Tag tag);  // li, dt, dd
[[nodiscard]] bool is_table_cell(Tag tag);
[[nodiscard]] bool keeps_white_space(Tag tag);  // pre, textarea, listing, xmp, plaintext

// What an element's style attribute says about it.
struct InlineStyle {
  bool is_block = false;      // display: block, flex, grid, table and their like
  bool keeps_lines = false;   // white-space: pre
  bool splits_lines = false;  // white-space: pre-wrap, pre-line, break-spaces: prose whose blank lines part paragraphs
};

[[nodiscard]] InlineStyle read_inline_style(std::string_view style);

}  // namespace dehusk

#endif  // DEHUSK_READ_DISPLAY_H_
