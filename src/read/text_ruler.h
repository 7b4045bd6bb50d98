#ifndef DEHUSK_READ_TEXT_RULER_H_
#define DEHUSK_READ_TEXT_RULER_H_
// Measures lines that hold more than ASCII. Most of those still hold nothing but characters of one column, which one
// look tells; only in the others is each character judged.

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/text_lines.h"

namespace dehusk {

// What a look at a line tells. `columns` and `has_pipe` mean nothing if the line is odd.
struct Look {
  bool is_ascii = true;
  bool is_odd = false;        // some character may be white space, a line's end, wide or without width
  bool has_pipe = false;      // a drawn one
  std::uint32_t columns = 0;  // of the whole
};
[[nodiscard]] Look look_at_line(std::string_view line);

// A line as the Ruler found it, and the character that ended it; 0 at the end of what was measured.
struct Measured {
  TextLine line;
  bool has_text = false;
  char32_t end = 0;
};

// Measures what stands in [at, end) of the source up to the first character that ends a line, and moves `at` past it.
[[nodiscard]] Measured measure_line(std::string_view source, std::size_t& at, std::size_t end);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_RULER_H_
