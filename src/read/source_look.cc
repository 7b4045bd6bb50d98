// Blocks of bytes are asked two broad questions in loops without branches, which the compiler makes vector code of.
// Only a block that says yes is looked at byte by byte.

#include "read/source_look.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace dehusk {

namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kAhead = 3;  // bytes behind a block that tell what its last ones begin

using Byte = unsigned char;

constexpr Byte lower(Byte c) { return static_cast<Byte>(c | 0x20U); }

// "<no" as in noscript, "<is" index, "<an" notation-xml, "<ht" ml, "<bo" dy.
constexpr bool begins_suspect(Byte a, Byte b) {
  return ((a == 'n') & (b == 'o')) | ((a == 'i') & (b == 's')) | ((a == 'a') & (b == 'n')) |
         ((a == 'h') & (b == 't')) | ((a == 'b') & (b == 'o'));
}

// Whether the block may hold a replaced character, or a suspect. It may be wrong in saying yes.
struct Answers {
  bool has_odd = false;
  bool has_suspect = false;
};

Answers ask(const char* block) {
  std::array<Byte, kBlock + kAhead> bytes;
  std::memcpy(bytes.data(), block, bytes.size());
  Byte odd = 0;
  Byte suspect = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const Byte c = bytes[i];
    // White space is on both sides of the '^'. Of the leads, C2 begins the high controls, EF and F0 on noncharacters.
    odd |= static_cast<Byte>(((c < 0x20) ^ ((c == '\t') | (c == '\n') | (c == '\f') | (c == '\r'))) |
                             ((c == 0x7F) | (c == 0xC2) | (c >= 0xEF)));
    const Byte next = lower(bytes[i + 1]);
    const Byte after = lower(bytes[i + 2]);
    const auto pair = static_cast<Byte>(((next == 'n') & (after == 'o')) | ((next == 'i') & (after == 's')) |
                                        ((next == 'a') & (after == 'n')) | ((next == 'h') & (after == 't')) |
                                        ((next == 'b') & (after == 'o')));
    suspect |= static_cast<Byte>(((c == '<') | (c == '/')) & pair);
  }
  return {odd != 0, suspect != 0};
}

bool has_replaced_in(const char* block) {
  std::array<Byte, kBlock + kAhead> bytes;
  std::memcpy(bytes.data(), block, bytes.size());
  Byte found = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const Byte a = bytes[i];
    const Byte b = bytes[i + 1];
    const Byte c = bytes[i + 2];
    const Byte d = bytes[i + 3];
    const bool is_control = (a < 0x20) & (a != '\t') & (a != '\n') & (a != '\f') & (a != '\r');
    const bool is_high_control = (a == 0x7F) | ((a == 0xC2) & (b < 0xA0));
    const bool is_arabic_gap = (a == 0xEF) & (b == 0xB7) & (c >= 0x90) & (c < 0xB0);  // U+FDD0 to U+FDEF
    const bool ends_basic = (a == 0xEF) & (b == 0xBF) & (c >= 0xBE);                  // U+FFFE, U+FFFF
    const bool ends_plane = (a >= 0xF0) & ((b & 0x0F) == 0x0F) & (c == 0xBF) & (d >= 0xBE);
    found |= static_cast<Byte>(is_control | is_high_control | is_arabic_gap | ends_basic | ends_plane);
  }
  return found != 0;
}

void collect_suspects(const char* block, std::size_t place, SourceLook& look) {
  for (std::size_t i = 0; i < kBlock; ++i) {
    if (block[i] != '<') continue;
    const std::size_t name = i + (block[i + 1] == '/' ? 2 : 1);
    if (begins_suspect(lower(static_cast<Byte>(block[name])), lower(static_cast<Byte>(block[name + 1]))))
      look.suspects.push_back(static_cast<std::uint32_t>(place + i));
  }
}

void look_at(const char* block, std::size_t place, SourceLook& look) {
  const Answers answers = ask(block);
  if (answers.has_odd && !look.has_replaced) look.has_replaced = has_replaced_in(block);
  // Of an "</is" that two blocks share, the question sees the second half only.
  if (answers.has_suspect || block[kBlock - 1] == '<') collect_suspects(block, place, look);
}

}  // namespace

SourceLook look_over(std::string_view source) {
  SourceLook look;
  std::size_t at = 0;
  for (; at + kBlock + kAhead <= source.size(); at += kBlock) look_at(source.data() + at, at, look);
  std::array<char, 2 * kBlock + kAhead> tail;
  tail.fill(' ');
  std::copy(source.begin() + static_cast<std::ptrdiff_t>(at), source.end(), tail.begin());
  for (std::size_t offset = 0; at + offset < source.size(); offset += kBlock)
    look_at(tail.data() + offset, at + offset, look);
  return look;
}

}  // namespace dehusk
