#ifndef DEHUSK_CLEAN_WORD_KINDS_H_
#define DEHUSK_CLEAN_WORD_KINDS_H_
// Is a word a stop word, or one that husk is made of? Asked of every word of every page: one bit of a filter answers
// for most words, from the word's length and first eight bytes.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dehusk {

enum class WordKind : std::uint8_t { none, stop, husk };

// A byte that is an ASCII capital as the small letter.
[[nodiscard]] constexpr std::uint64_t lower_eight(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  const std::uint64_t low = eight & ~kHigh;
  const std::uint64_t from_a = low + kOnes * (0x80 - 'A');      // high bit: 'A' or above
  const std::uint64_t above_z = low + kOnes * (0x80 - 'Z' - 1);  // high bit: above 'Z'
  return eight | ((from_a & ~above_z & ~eight & kHigh) >> 2U);
}

// The first eight bytes of a word in small letters, the first byte lowest, zeros behind a shorter word. `length` > 0.
[[nodiscard]] inline std::uint64_t word_head(std::string_view text, std::size_t at, std::size_t length) {
  std::uint64_t eight = 0;
  if constexpr (std::endian::native == std::endian::little) {
    if (at + 8 <= text.size()) {
      std::memcpy(&eight, text.data() + at, 8);
    } else if (text.size() >= 8) {
      std::memcpy(&eight, text.data() + text.size() - 8, 8);
      eight >>= (at + 8 - text.size()) * 8;
    } else {
      std::memcpy(&eight, text.data() + at, text.size() - at);
    }
  } else {
    for (std::size_t i = 0; i < 8 && at + i < text.size(); ++i)
      eight |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[at + i])) << (i * 8);
  }
  if (length < 8) eight &= ~std::uint64_t{0} >> ((8 - length) * 8);
  return lower_eight(eight);
}

[[nodiscard]] constexpr std::uint32_t word_hash(std::uint64_t head, std::size_t length) {
  return static_cast<std::uint32_t>(((head + length) * 0x9E3779B97F4A7C15ULL) >> 40U);
}

// True if two words whose heads are equal are equal: `small` in small letters, `word` in any.
[[nodiscard]] inline bool is_same_word(std::string_view word, std::string_view small) {
  if (word.size() != small.size()) return false;
  for (std::size_t i = 8; i < word.size(); ++i)
    if ((word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i]) != small[i]) return false;
  return true;
}

// One bit for each hash (its low bits) that a listed word has.
inline constexpr std::size_t kWordFilterBits = 8192;
extern const std::array<std::uint64_t, kWordFilterBits / 64> kWordFilter;

// The kind of a word that the filter lets through. `word` in any case.
[[nodiscard]] WordKind listed_kind(std::string_view word, std::uint64_t head);

[[nodiscard]] inline WordKind word_kind(std::string_view text, std::size_t at, std::size_t length) {
  const std::uint64_t head = word_head(text, at, length);
  const std::uint32_t bit = word_hash(head, length) % kWordFilterBits;
  if ((kWordFilter[bit / 64] >> (bit % 64) & 1U) == 0) return WordKind::none;
  return listed_kind(text.substr(at, length), head);
}

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_WORD_KINDS_H_
