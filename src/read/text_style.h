#ifndef DEHUSK_READ_TEXT_STYLE_H_
#define DEHUSK_READ_TEXT_STYLE_H_
// Which program printed a dump shows in its marks, and the marks decide what a line means. The style is found once,
// for the page as a whole; a mark that only looks like one (a footnote "[1]", a name with an underscore) must not
// be taken for formatting, so each needs several witnesses.
//
//   lynx        "   [12]Politics", "   1. https://..." under "References"    paragraphs indented by three, headings by
//   none w3m         "  (bullet) Politics", "[logo]"                                     blank lines round blocks, no
//   other mark html2text   "    * Middle_East", "****** Headline ******"                Debian's: links underlined, few
//   blank lines markdown    "## Headline", "[Politics](/politics)", "1\\. Mai"            Python's html2text and its
//   kin

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/text_lines.h"

namespace dehusk {

struct TextStyle {
  std::uint16_t wrap_width = 0;       // the lines are hard-wrapped at this many columns; 0: they are not
  bool has_numbered_links = false;    // "[12]" opens a link
  bool has_underlined_links = false;  // "_" is a space inside a link
  bool has_star_headings = false;     // "***** Headline *****"
  bool is_markdown = false;
  bool has_markdown_links = false;
  bool is_indented = false;        // as lynx does: text at column 3, headings to the left of it
  bool breaks_at_hyphens = false;  // a line may end inside "on-\nline"
};

// The style of the page. May change the widths and heads of the lines to what the program that wrapped
// them must have counted.
[[nodiscard]] TextStyle find_style(std::string_view source, std::vector<TextLine>& lines);

// The bytes of a link mark "[12]" that stands at `at` and comes next after number `last` (which is then moved on);
// 0 if there is none.
[[nodiscard]] std::size_t link_mark(std::string_view text, std::size_t at, std::uint32_t& last);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_STYLE_H_
