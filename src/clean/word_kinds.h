#ifndef DEHUSK_CLEAN_WORD_KINDS_H_
#define DEHUSK_CLEAN_WORD_KINDS_H_
// Is a word a stop word, or one that husk is made of? Asked of every word of every page, by a hash of its first and
// last eight bytes and its length.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace dehusk {

// A byte that is an ASCII capital as the small letter.
[[nodiscard]] constexpr std::uint64_t lower_eight(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  const std::uint64_t low = eight & ~kHigh;
  const std::uint64_t from_a = low + kOnes * (0x80 - 'A');       // high bit: 'A' or above
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

[[nodiscard]] constexpr std::uint64_t word_hash(std::uint64_t head, std::uint64_t tail, std::size_t length) {
  return (head + tail * 0xD6E8FEB86659FD93ULL + length) * 0x2245BD5FBB686F69ULL;
}

[[nodiscard]] inline std::uint64_t word_hash(std::string_view text, std::size_t at, std::size_t length) {
  const std::uint64_t head = word_head(text, at, length);
  const std::uint64_t tail = length > 8 ? word_head(text, at + length - 8, 8) : 0;
  return word_hash(head, tail, length);
}

// True if two words whose heads are equal are equal: `small` in small letters, `word` in any.
[[nodiscard]] inline bool is_same_word(std::string_view word, std::string_view small) {
  if (word.size() != small.size()) return false;
  for (std::size_t i = 8; i < word.size(); ++i)
    if ((word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i]) != small[i]) return false;
  return true;
}

// The listed words: their hashes' high bits name a bucket, and the middle bits stand there, the lowest bit cleared for
// a stop word and set for one of husk. To ask for a word is four comparisons and no branch; a false hit needs a word
// whose hash agrees in 40 bits.
inline constexpr unsigned kWordBucketBits = 9;
using WordBucket = std::array<std::uint32_t, 4>;
extern const std::array<WordBucket, std::size_t{1} << kWordBucketBits> kWordBuckets;

[[nodiscard]] constexpr std::size_t word_bucket(std::uint64_t hash) { return hash >> (64 - kWordBucketBits); }
[[nodiscard]] constexpr std::uint32_t word_mark(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> (32 - kWordBucketBits)) & ~1U;
}

// What the word at [at, at + length) in `text` is; in any case of its letters.
struct WordKind {
  std::uint32_t stop = 0;  // 1: it is
  std::uint32_t husk = 0;
};
[[nodiscard]] inline WordKind word_kind(std::string_view text, std::size_t at, std::size_t length) {
  const std::uint64_t hash = word_hash(text, at, length);
  const std::uint32_t mark = word_mark(hash);
  WordKind kind;
  for (const std::uint32_t listed : kWordBuckets[word_bucket(hash)]) {
    kind.stop |= listed == mark ? 1 : 0;
    kind.husk |= listed == (mark | 1U) ? 1 : 0;
  }
  return kind;
}

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_WORD_KINDS_H_
