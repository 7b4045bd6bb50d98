// Whole blocks are asked first, in a loop that the compiler turns into vector code.

#include "read/controls.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace dehusk {

namespace {

constexpr std::size_t kBlock = 64;
constexpr unsigned char kLeadOfC1 = 0xC2;

// Whether the block at `at` may hold a control. White space is in both halves of the '^'.
bool is_suspicious(std::string_view text, std::size_t at) {
  unsigned char seen = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    seen |= static_cast<unsigned char>(
        ((byte < 0x20) ^ ((byte == '\t') | (byte == '\n') | (byte == '\f') | (byte == '\r'))) |
        ((byte == 0x7F) | (byte == kLeadOfC1)));
  }
  return seen != 0;
}

// The length of the control character at `at`, 0 if there is none.
std::size_t control_length(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r' ? 0 : 1;
  if (byte == 0x7F) return 1;
  if (byte != kLeadOfC1 || at + 1 == text.size()) return 0;
  const auto next = static_cast<unsigned char>(text[at + 1]);
  return next < 0xA0 && next != 0x85 ? 2 : 0;
}

// The place of the first control from `at` on; the size if there is none.
std::size_t find_control(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (at + kBlock <= text.size() && !is_suspicious(text, at)) {
      at += kBlock;
      continue;
    }
    const std::size_t end = std::min(at + kBlock, text.size());
    for (; at < end; ++at) {
      if (control_length(text, at) != 0) return at;
    }
  }
  return at;
}

}  // namespace

void drop_controls(std::string& text) {
  std::size_t from = find_control(text, 0);
  std::size_t to = from;
  while (from < text.size()) {
    from += control_length(text, from);
    const std::size_t end = find_control(text, from);
    std::memmove(text.data() + to, text.data() + from, end - from);
    to += end - from;
    from = end;
  }
  text.resize(to);
}

}  // namespace dehusk
