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
  return ((a == 'n') & (b == 'o')) | ((a == 'i') & (b == 's')) | ((a == 'a') & (b == 'n')) | ((a == 'h') & (b == 't')) |
         ((a == 'b') & (b == 'o'));
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

// The length of the replaced character at the front of `text` (valid UTF-8), 0 if it is none. Controls of one byte are
// another matter.
std::size_t replaced_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<Byte>(text[i]) : Byte{0}; };
  if (byte(0) == 0xC2) return byte(1) < 0xA0 ? 2 : 0;
  if (byte(0) == 0xEF) {
    const bool is_arabic_gap = byte(1) == 0xB7 && byte(2) >= 0x90 && byte(2) < 0xB0;  // U+FDD0 to U+FDEF
    return is_arabic_gap || (byte(1) == 0xBF && byte(2) >= 0xBE) ? 3 : 0;             // U+FFFE, U+FFFF
  }
  return byte(0) >= 0xF0 && (byte(1) & 0x0F) == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE ? 4 : 0;
}

// Whether a replaced character of two bytes or more may begin with the byte.
bool is_lead(char c) { return c == '\xC2' || static_cast<Byte>(c) >= 0xEF; }

void look_for_odd(const char* block, SourceLook& look) {
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto c = static_cast<Byte>(block[i]);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7F) look.has_control = true;
    if (c >= 0xC2 && replaced_length({block + i, std::min(kAhead + 1, kBlock + kAhead - i)}) != 0)
      look.has_replaced = true;
  }
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
  if (answers.has_odd) look_for_odd(block, look);
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

bool has_replaced_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_lead) && with_replacements(text) != text;
}

std::string with_replacements(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t length = is_lead(text[at]) ? replaced_length(text.substr(at)) : 0;
    if (length == 0) continue;
    out.append(text, copied, at - copied).append("\xEF\xBF\xBD");
    copied = at + length;
    at = copied - 1;
  }
  return out.append(text, copied);
}

}  // namespace dehusk
