#ifndef DEHUSK_READ_TEXT_LINES_H_
#define DEHUSK_READ_TEXT_LINES_H_
// A text dump as lines that hold something. Blank lines are not kept, each line only knows whether some stand before
// it, so a page of a million empty lines costs nothing. Columns are counted as a terminal does: a tab goes to the next
// multiple of eight, a wide (Chinese, Japanese, Korean) character takes two, a combining mark none.
//
//   "     * Home of\n"   text "* Home of", indent 5, width 14, head 1 (the columns of the first word, "*")
//
// LF, CR LF, CR, form feed, vertical tab, NEL and U+2028/9 end a line. White space of every kind and zero-width
// characters at both ends are not part of the line's text.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace dehusk {

// What stands in a line, one bit each: later passes look only where their bit is set.
enum Mark : std::uint8_t {
  kOddSpace = 1,    // white space other than single spaces, or characters that do not show
  kBracket = 2,     // "["
  kStar = 4,        // "*"
  kUnderscore = 8,  // "_"
  kEscape = 16,     // "\\" or "]"
  kAmpersand = 32,  // "&"
  kPipe = 64,       // "|" or one drawn
};

// Kept small: a page may be nothing but short lines.
struct TextLine {
  Span text;                     // in the source; never empty
  std::uint32_t number = 0;      // 1-based line of the source, counted in LF, CR LF and CR
  std::uint16_t indent = 0;      // these three stop at 65535
  std::uint16_t width = 0;       // indent included
  std::uint16_t head = 0;        // how much of the line a wrap would have had to take along: its first word
  std::uint16_t wide = 0;        // how many characters take two columns
  std::uint8_t marks = 0;        // of Mark
  bool after_blank : 1 = false;  // a blank line or the page's border stands before it
  bool has_gap : 1 = false;      // there is a place where it could have been wrapped
  bool starts_wide : 1 = false;  // the first character is Chinese or Japanese: no space comes before it in running text
  bool ends_wide : 1 = false;
  bool starts_paragraph : 1 = false;  // an ideographic space stands before it, as in front of East Asian paragraphs
  // Set by find_lists (text_lists.h):
  bool starts_list : 1 = false;  // the first of its list
  char marker = 0;               // '-' or '1': the line opens an item of a list
  std::uint8_t level = 0;        // depth of the list, 1 outermost
  std::uint16_t body = 0;        // column where the text after the marker begins
};

[[nodiscard]] std::vector<TextLine> split_lines(std::string_view source);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_LINES_H_
