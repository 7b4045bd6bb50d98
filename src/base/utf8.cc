// Validation goes over ASCII in blocks that the compiler turns into vector code, since every page passes through it.

#include "base/utf8.h"

#include <array>
#include <cstdint>
#include <cstdio>

#include "base/eight_bytes.h"

namespace dehusk {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }
bool is_tail(unsigned byte) { return (byte & 0xC0U) == 0x80; }

// The length of the well-formed sequence at `at`, or 0 with `bad` set to the length of the maximal ill-formed
// subsequence there (Unicode table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at, std::size_t& bad) {
  const unsigned lead = byte_at(text, at);
  bad = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size()) return 0;
    const unsigned next = byte_at(text, at + i);
    if (next < low || next > high) return 0;
    bad = i + 1;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

// The end of the well-formed sequences that are not ASCII and follow each other from `at` on. Two and three bytes go
// the short way: they are whole pages of Cyrillic or Chinese.
std::size_t skip_sequences(std::string_view text, std::size_t at) {
  std::size_t bad = 0;
  while (at < text.size()) {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x80) return at;
    if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text.size() && is_tail(byte_at(text, at + 1))) {
      at += 2;
    } else if (lead > 0xE0 && lead < 0xED && at + 2 < text.size() && is_tail(byte_at(text, at + 1)) &&
               is_tail(byte_at(text, at + 2))) {
      at += 3;
    } else {
      const std::size_t length = sequence_length(text, at, bad);
      if (length == 0) return at;
      at += length;
    }
  }
  return at;
}

}  // namespace

std::size_t ascii_length(std::string_view bytes) {
  constexpr std::size_t kBlock = 64;
  std::size_t at = 0;
  while (at + kBlock <= bytes.size()) {
    unsigned char seen = 0;
    for (std::size_t i = 0; i < kBlock; ++i) seen |= static_cast<unsigned char>(bytes[at + i]);
    if (seen >= 0x80) break;
    at += kBlock;
  }
  while (at + 8 <= bytes.size() && is_ascii(load_eight(bytes.data() + at))) at += 8;
  while (at < bytes.size() && byte_at(bytes, at) < 0x80) ++at;
  return at;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    at += ascii_length(bytes.substr(at));
    const std::size_t after = skip_sequences(bytes, at);
    if (after == at && at < bytes.size()) return false;
    at = after;
  }
  return true;
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    at += ascii_length(bytes.substr(at));
    at = skip_sequences(bytes, at);
    out.append(bytes, begin, at - begin);
    if (at > begin || at == bytes.size()) continue;
    static_cast<void>(sequence_length(bytes, at, bad));
    out += "\xEF\xBF\xBD";
    at += bad;
  }
  return out;
}

char32_t code_point_before(std::string_view text, std::size_t at) {
  std::size_t start = at - 1;
  while (start > 0 && is_tail(byte_at(text, start))) --start;
  return next_code_point(text, start);
}

std::size_t encode_utf8(char32_t c, char* to) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (c < 0x80) {
    to[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    to[0] = static_cast<char>(0xC0 | (c >> 6));
    to[1] = tail(c);
    return 2;
  }
  if (c < 0x10000) {
    to[0] = static_cast<char>(0xE0 | (c >> 12));
    to[1] = tail(c >> 6);
    to[2] = tail(c);
    return 3;
  }
  to[0] = static_cast<char>(0xF0 | (c >> 18));
  to[1] = tail(c >> 12);
  to[2] = tail(c >> 6);
  to[3] = tail(c);
  return 4;
}

void append_utf8(std::string& out, char32_t c) {
  std::array<char, 4> bytes{};
  out.append(bytes.data(), encode_utf8(c, bytes.data()));
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += is_tail(static_cast<unsigned char>(c)) ? 0 : 1;
  return count;
}

std::string escape_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::array<char, 16> escape{};
  std::size_t at = 0;
  std::size_t bad = 0;
  while (at < text.size()) {
    const std::size_t length = sequence_length(text, at, bad);
    if (length == 0) {
      std::snprintf(escape.data(), escape.size(), "\\x%02x", byte_at(text, at));
      out += escape.data();
      ++at;
      continue;
    }
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    const bool is_bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(c));
      out += escape.data();
    } else if (is_bidi || c == 0xFEFF) {
      std::snprintf(escape.data(), escape.size(), "\\u{%04X}", static_cast<unsigned>(c));
      out += escape.data();
    } else {
      out.append(text, start, at - start);
    }
  }
  return out;
}

}  // namespace dehusk
