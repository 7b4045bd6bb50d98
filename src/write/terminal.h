#ifndef DEHUSK_WRITE_TERMINAL_H_
#define DEHUSK_WRITE_TERMINAL_H_
// Text for a terminal: columns counted as a terminal counts them, lines wrapped at blanks, colours switched by one
// flag. Page text must go through escape_controls before it comes here.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

enum class Color : std::uint8_t { plain, bold, dim, red, green, yellow, blue, magenta, cyan };

// `text` between the escape sequences of `color`; just `text` if colours are off.
[[nodiscard]] std::string paint(std::string_view text, Color color, bool is_on);

// Columns that `text` takes: two for wide characters, none for combining ones.
[[nodiscard]] int columns_of(std::string_view text);

// `text` filled with blanks to `columns`, or cut to it with an ellipsis.
[[nodiscard]] std::string fit(std::string_view text, int columns);

// A stretch of text in one colour.
struct Run {
  std::string text;
  Color color = Color::plain;
};

// The runs as lines of at most `columns`, broken at blanks where there are any; never empty.
[[nodiscard]] std::vector<std::string> wrap(const std::vector<Run>& runs, int columns, bool is_colored);

// 1234567 -> "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t number);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_TERMINAL_H_
