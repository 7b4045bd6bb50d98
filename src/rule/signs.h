#ifndef DEHUSK_RULE_SIGNS_H_
#define DEHUSK_RULE_SIGNS_H_
// Which characters a text holds, as one number: a bit for each ASCII letter (whatever its case), one for all digits,
// one for each other sign of ASCII, five for the rest by script. What a pattern cannot match without is told from it in
// an instant.
//
//   signs_of("Photo: AP") & sign_of(':')   != 0        signs_of("Photo: AP") & sign_of('|')   == 0

#include <array>
#include <cstdint>
#include <string_view>

namespace dehusk {

using Signs = std::uint64_t;

// By byte; a character beyond ASCII counts by its first byte. White space and controls have no sign.
inline constexpr std::array<Signs, 256> kSignOf = [] {
  std::array<Signs, 256> signs{};
  unsigned bit = 0;
  for (unsigned c = 'a'; c <= 'z'; ++c) signs[c] = signs[c - 32] = Signs{1} << bit++;
  for (unsigned c = '0'; c <= '9'; ++c) signs[c] = Signs{1} << bit;
  ++bit;
  for (unsigned c = '!'; c <= '~'; ++c) {
    if (signs[c] == 0) signs[c] = Signs{1} << bit++;
  }
  for (unsigned c = 0xC0; c < 0x100; ++c) {
    const unsigned script = c == 0xC2 ? 0 : c == 0xE2 ? 1 : c < 0xC8 ? 2 : c < 0xE0 ? 3 : 4;
    signs[c] = Signs{1} << (bit + script);
  }
  return signs;
}();

inline Signs signs_of(std::string_view text) {
  Signs even = 0;
  Signs odd = 0;
  std::size_t at = 0;
  for (; at + 1 < text.size(); at += 2) {
    even |= kSignOf[static_cast<unsigned char>(text[at])];
    odd |= kSignOf[static_cast<unsigned char>(text[at + 1])];
  }
  if (at < text.size()) even |= kSignOf[static_cast<unsigned char>(text[at])];
  return even | odd;
}

}  // namespace dehusk

#endif  // DEHUSK_RULE_SIGNS_H_
