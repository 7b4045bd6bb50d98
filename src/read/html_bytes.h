#ifndef DEHUSK_READ_HTML_BYTES_H_
#define DEHUSK_READ_HTML_BYTES_H_
// What a byte means to the scanner, by table. A NUL ends everything: the scanner reads strings that have one behind
// their last byte and, as pages with others are not scanned, none before it.

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/eight_bytes.h"

namespace dehusk {

inline constexpr std::uint8_t kIsSpace = 1;
inline constexpr std::uint8_t kEndsTagName = 2;        // space, '/', '>'
inline constexpr std::uint8_t kEndsAttributeName = 4;  // and '='
inline constexpr std::uint8_t kEndsBareValue = 8;      // space, '>'
inline constexpr std::uint8_t kIsLetter = 16;
inline constexpr std::uint8_t kIsUpper = 32;
inline constexpr std::uint8_t kIsGap = 64;  // between attributes: space, '/'

inline constexpr std::array<std::uint8_t, 256> kByteTraits = [] {
  std::array<std::uint8_t, 256> traits{};
  const auto add = [&traits](char byte, std::uint8_t trait) {
    std::uint8_t& held = traits[static_cast<unsigned char>(byte)];
    held = static_cast<std::uint8_t>(held | trait);
  };
  for (const char c : {' ', '\t', '\n', '\f', '\r'})
    add(c, kIsSpace | kEndsTagName | kEndsAttributeName | kEndsBareValue | kIsGap);
  for (const char c : {'>', '\0'}) add(c, kEndsTagName | kEndsAttributeName | kEndsBareValue);
  add('/', kEndsTagName | kEndsAttributeName | kIsGap);
  add('=', kEndsAttributeName);
  for (char c = 'a'; c <= 'z'; ++c) add(c, kIsLetter);
  for (char c = 'A'; c <= 'Z'; ++c) add(c, kIsLetter | kIsUpper);
  return traits;
}();

[[nodiscard]] inline bool byte_is(char byte, std::uint8_t trait) {
  return (kByteTraits[static_cast<unsigned char>(byte)] & trait) != 0;
}

[[nodiscard]] constexpr char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The place of the first of three bytes in [at, end), `end` if there is none.
[[nodiscard]] inline const char* find_one_of(const char* at, const char* end, char a, char b, char c) {
  constexpr std::uint64_t kOnes = eight_of(1);
  const auto zeros = [](std::uint64_t eight) { return (eight - kOnes) & ~eight; };  // the lowest one found is right
  const std::uint64_t eight_a = eight_of(static_cast<unsigned char>(a));
  const std::uint64_t eight_b = eight_of(static_cast<unsigned char>(b));
  const std::uint64_t eight_c = eight_of(static_cast<unsigned char>(c));
  for (; end - at >= 8; at += 8) {
    const std::uint64_t eight = load_eight(at);
    const std::uint64_t found = (zeros(eight ^ eight_a) | zeros(eight ^ eight_b) | zeros(eight ^ eight_c)) & kHighBits;
    if (found != 0) return at + (static_cast<unsigned>(std::countr_zero(found)) >> 3U);
  }
  while (at < end && *at != a && *at != b && *at != c) ++at;
  return at;
}

}  // namespace dehusk

#endif  // DEHUSK_READ_HTML_BYTES_H_
