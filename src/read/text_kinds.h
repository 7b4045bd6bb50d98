#ifndef DEHUSK_READ_TEXT_KINDS_H_
#define DEHUSK_READ_TEXT_KINDS_H_
// What a single line of a dump shows by its own characters. All of these look at one line, without the white space
// at its ends; what its neighbours say is for text_lists and text_reader.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace dehusk {

// True for a first byte that may open anything but running text: a fence, a rule, a quotation, a heading's marks.
[[nodiscard]] inline bool is_telling(char first) {
  return std::string_view("`>#*-_=~\xE2").find(first) != std::string_view::npos;  // E2: drawn lines
}

// "-----", "* * *", "____": one kind of drawing character, three or more of them.
[[nodiscard]] bool is_rule_line(std::string_view line);

// "====" or "----" under a headline; its level, 0 for any other line.
[[nodiscard]] std::uint8_t underline_level(std::string_view line);

// How many of the first bytes are "#"s (with one space after) or, for `mark` '*', html2text's "*****"; 0 if they open
// no heading. The level is the number of "#"s, or 7 less the number of "*"s.
[[nodiscard]] std::size_t heading_mark(std::string_view line, char mark, std::uint8_t& level);

// The bytes at the end that close a heading opened by `mark`: " ##", " *****".
[[nodiscard]] std::size_t heading_end(std::string_view line, char mark);

// The bytes of a bullet and the space after it ("* ", "- "), all of the line if nothing follows; 0 for none.
// "o", "#", "@" and "=" count only `below` other points.
[[nodiscard]] std::size_t bullet_mark(std::string_view line, bool below);

// The same for "1. ", "1) " and "(1) ", up to four digits.
[[nodiscard]] std::size_t number_mark(std::string_view line, std::uint32_t& number);

// The bytes of "> ", ">> ", "> > " at the start; 0 for none.
[[nodiscard]] std::size_t quote_mark(std::string_view line);

[[nodiscard]] bool is_fence(std::string_view line);  // "```", "```cpp"

// Pipes (ASCII or drawn) in the line; escaped ones do not count.
[[nodiscard]] std::size_t count_pipes(std::string_view line);
[[nodiscard]] bool is_table_rule(std::string_view line);  // "---|---", "|:--|--:|", "+----+----+"
// The spans between the pipes, without white space, empty ones left out. `line` is a span of `source`.
void split_cells(std::string_view source, Span line, std::vector<Span>& cells);

// True if the line ends like a sentence: . ! ? or an ellipsis, closing quotes and brackets after it allowed.
[[nodiscard]] bool ends_sentence(std::string_view line);
// True if the line ends in the middle of a sentence as far as its last character tells: a letter or a comma.
[[nodiscard]] bool ends_open(std::string_view line);
[[nodiscard]] bool starts_lower(std::string_view line);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_KINDS_H_
