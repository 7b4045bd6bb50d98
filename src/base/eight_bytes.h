#ifndef DEHUSK_BASE_EIGHT_BYTES_H_
#define DEHUSK_BASE_EIGHT_BYTES_H_
// Eight bytes of text at once, in a 64-bit number: what one would write with vector instructions, in plain C++. A mask
// has the high bit of each byte for which something holds; the first byte of the text is the lowest of the number.
//
//   is_between(load_eight("Ab1 c_.2"), 'a', 'z')  ->  high bits of the second and the fifth byte
//
// is_ascii and is_equal take any bytes; the other answers hold for ASCII only.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace dehusk {

inline constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

constexpr std::uint64_t eight_of(unsigned char byte) { return 0x0101010101010101ULL * byte; }

inline std::uint64_t load_eight(const char* from) {
  std::uint64_t eight;
  std::memcpy(&eight, from, sizeof eight);
  if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
  return eight;
}

// The `count` bytes (1 to 7) before `end`, and `filler` after them. There must be eight bytes before `end`.
inline std::uint64_t load_tail(const char* end, std::size_t count, unsigned char filler) {
  return (load_eight(end - 8) >> (64 - 8 * count)) | (eight_of(filler) << (8 * count));
}

inline void store_eight(char* to, std::uint64_t eight) {
  if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
  std::memcpy(to, &eight, sizeof eight);
}

constexpr bool is_ascii(std::uint64_t eight) { return (eight & kHighBits) == 0; }

// Which bytes are `low` or above; `low` is 1 to 127.
constexpr std::uint64_t is_at_least(std::uint64_t eight, unsigned char low) {
  return (eight + eight_of(static_cast<unsigned char>(0x80 - low))) & kHighBits;
}

// Which bytes are `low` to `high`; `high` is below 127.
constexpr std::uint64_t is_between(std::uint64_t eight, unsigned char low, unsigned char high) {
  return is_at_least(eight, low) & ~is_at_least(eight, static_cast<unsigned char>(high + 1));
}

constexpr std::uint64_t is_equal(std::uint64_t eight, unsigned char byte) {
  const std::uint64_t different = eight ^ eight_of(byte);
  return ~(((different & ~kHighBits) + ~kHighBits) | different) & kHighBits;
}

// Which bytes are letters, digits or '_'.
constexpr std::uint64_t is_word(std::uint64_t eight) {
  return is_between(eight | eight_of(0x20), 'a', 'z') | is_between(eight, '0', '9') | is_equal(eight, '_');
}

constexpr std::uint64_t to_lower(std::uint64_t eight) { return eight | (is_between(eight, 'A', 'Z') >> 2U); }

// How many bytes a mask names.
constexpr unsigned count_bytes(std::uint64_t mask) {
  return static_cast<unsigned>(((mask >> 7U) * 0x0101010101010101ULL) >> 56U);
}

// The mask moved on by one byte: for each byte what holds for the one before it, `carry` for the first.
constexpr std::uint64_t one_later(std::uint64_t mask, bool carry) { return (mask << 8U) | (carry ? 0x80U : 0U); }
constexpr bool last_of(std::uint64_t mask) { return (mask >> 63U) != 0; }

}  // namespace dehusk

#endif  // DEHUSK_BASE_EIGHT_BYTES_H_
