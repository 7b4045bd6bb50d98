#ifndef DEHUSK_RULE_SELECTOR_GRAMS_H_
#define DEHUSK_RULE_SELECTOR_GRAMS_H_
// Three bytes of a value as a number: what the selector index files a long attribute value by, and the walk looks for.

#include <array>
#include <cstdint>
#include <string_view>

namespace dehusk {

inline constexpr std::size_t kGramSize = 3;

[[nodiscard]] constexpr std::uint8_t lower_byte(char c) {
  return static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

// The gram whose last byte is `c`, from the one before it.
[[nodiscard]] constexpr std::uint32_t next_gram(std::uint32_t gram, char c) {
  return (gram << 8U | lower_byte(c)) & 0xFFFFFFU;
}

[[nodiscard]] constexpr std::uint32_t gram_at(std::string_view text, std::size_t at) {
  std::uint32_t gram = 0;
  for (std::size_t i = 0; i < kGramSize; ++i) gram = next_gram(gram, text[at + i]);
  return gram;
}

[[nodiscard]] constexpr std::size_t gram_bit(std::uint32_t gram) { return (gram * 2654435761U) >> 20U; }

}  // namespace dehusk

#endif  // DEHUSK_RULE_SELECTOR_GRAMS_H_
