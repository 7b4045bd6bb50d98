#include "read/word_edge.h"

#include <cstddef>

#include "base/unicode.h"

namespace dehusk {

namespace {

// Shorter stems are halves of names: iPhone, McDonald.
constexpr std::size_t kLeastStem = 3;

// The scripts that have capitals end here: Latin, Greek, Cyrillic and, after them, Armenian.
constexpr char32_t kAfterCased = 0x590;

bool is_small(char32_t c) { return c < kAfterCased && is_letter(c) && !is_upper(c); }

// Moves `at` to the beginning of the character before it.
char32_t previous_code_point(std::string_view text, std::size_t& at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80);
  std::size_t begin = at;
  return next_code_point(text, begin);
}

}  // namespace

bool are_two_words(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return false;
  std::size_t at = 0;
  const char32_t first = next_code_point(right, at);
  const bool is_capital = is_upper(first);
  if (!is_capital && !is_digit(first)) return false;
  std::size_t end = left.size();
  const char32_t last = previous_code_point(left, end);
  if (!is_small(last) && !(is_capital && is_digit(last))) return false;
  std::size_t stem = 1;
  for (; stem < kLeastStem && end > 0; ++stem) {
    const char32_t c = previous_code_point(left, end);
    const bool belongs = is_digit(last) ? is_digit(c) || c == '.' || c == ',' : is_letter(c);
    if (!belongs) return false;
  }
  return stem == kLeastStem;
}

}  // namespace dehusk
