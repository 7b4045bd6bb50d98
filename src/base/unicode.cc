// ASCII in tables, the rest by utf8proc. Validation and folding have a fast lane of eight ASCII bytes a step, since
// every page passes through them.

#include "base/unicode.h"

#include <utf8proc.h>

#include <array>
#include <cstdio>
#include <cstring>

namespace dehusk {

namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
constexpr char32_t kReplacement = 0xFFFD;

bool is_ascii8(const char* at) {
  std::uint64_t eight;
  std::memcpy(&eight, at, sizeof eight);
  return (eight & kHighBits) == 0;
}

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

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

utf8proc_category_t category_of(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

bool is_ascii_alphanumeric(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Writes the UTF-8 of `c` to `to`, which has room for four bytes, and says how many there are.
std::size_t encode(char32_t c, char* to) {
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

// The lower case of the letters that pages are full of, without a look into Unicode's tables.
char32_t lower_case(char32_t c) {
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
  if (c >= 0x400 && c <= 0x42F) return c < 0x410 ? c + 0x50 : c + 0x20;
  if ((c >= 0x430 && c <= 0x45F) || (c >= 0x3040 && c <= 0x9FFF)) return c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

// What fold() makes of one character that is not ASCII; 0 for none, `text` for more than one.
char32_t fold_character(char32_t c, const char*& text) {
  switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
      return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0x2026:
      text = "...";
      return 0;
    case 0x017F:
      return 's';
    case 0x212A:
      return 'k';
    case 0x1E9E:
      return 0x00DF;
    // Simple folding goes further than lower case: RE2's (?i) takes these for the same letter.
    case 0x00B5:
      return 0x03BC;
    case 0x03C2:
      return 0x03C3;
    case 0x03D0:
      return 0x03B2;
    case 0x03D1:
      return 0x03B8;
    case 0x03D5:
      return 0x03C6;
    case 0x03D6:
      return 0x03C0;
    case 0x03F0:
      return 0x03BA;
    case 0x03F1:
      return 0x03C1;
    case 0x03F5:
      return 0x03B5;
    case 0x0345:
    case 0x1FBE:
      return 0x03B9;
    case 0x1E9B:
      return 0x1E61;
    default:
      return lower_case(c);
  }
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  std::size_t bad = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && is_ascii8(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t length = sequence_length(bytes, at, bad);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t at = 0;
  std::size_t bad = 0;
  while (at < bytes.size()) {
    const std::size_t length = sequence_length(bytes, at, bad);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      at += bad;
    } else {
      out.append(bytes, at, length);
      at += length;
    }
  }
  return out;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const unsigned lead = byte_at(text, at++);
  if (lead < 0x80) return lead;
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t c = lead & (0x3FU >> more);
  for (int i = 0; i < more && at < text.size(); ++i) c = (c << 6U) | (byte_at(text, at++) & 0x3FU);
  return c;
}

char32_t code_point_before(std::string_view text, std::size_t at) {
  std::size_t start = at - 1;
  while (start > 0 && (byte_at(text, start) & 0xC0U) == 0x80) --start;
  return next_code_point(text, start);
}

void append_utf8(std::string& out, char32_t c) {
  std::array<char, 4> bytes{};
  out.append(bytes.data(), encode(c, bytes.data()));
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
  return count;
}

bool is_word_char(char32_t c) {
  if (c < 0x80) return is_ascii_alphanumeric(c) || c == '_';
  switch (category_of(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  const utf8proc_category_t category = category_of(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return category_of(c) == UTF8PROC_CATEGORY_LU;
}

bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return category_of(c) == UTF8PROC_CATEGORY_ND;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_ideograph(char32_t c) {
  if (c < 0x0E00) return false;
  return (c <= 0x0EFF) ||                 // Thai, Lao
         (c >= 0x1780 && c <= 0x17FF) ||  // Khmer
         (c >= 0x2E80 && c <= 0x2FDF) ||  // radicals
         (c >= 0x3041 && c <= 0x30FF) ||  // Hiragana, Katakana
         (c >= 0x3400 && c <= 0x9FFF) ||  // Han
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_invisible(char32_t c) { return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF; }

std::uint32_t count_words(std::string_view text) {
  std::uint32_t words = 0;
  std::uint32_t ideographs = 0;
  bool inside = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned byte = byte_at(text, at);
    if (byte < 0x80) {
      const bool is_word = is_ascii_alphanumeric(byte) || byte == '_';
      words += is_word && !inside ? 1 : 0;
      // An apostrophe inside a word does not end it: "don't" is one word.
      inside = is_word || (inside && byte == '\'');
      ++at;
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (is_ideograph(c)) {
      ++ideographs;
      inside = false;
      continue;
    }
    const bool is_word = is_word_char(c);
    words += is_word && !inside ? 1 : 0;
    inside = is_word || (inside && c == 0x2019);
  }
  return words + (ideographs + 1) / 2;
}

void append_folded(std::string& out, std::string_view text) {
  // Bytes gather in a small buffer: appending them one by one would cost more than folding them.
  std::array<char, 512> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
  std::size_t held = 0;
  const auto put = [&](char c) {
    if (held == buffer.size()) {
      out.append(buffer.data(), held);
      held = 0;
    }
    buffer[held++] = c;
  };
  bool pending_space = false;
  bool any = false;
  const auto put_space = [&] {
    if (pending_space && any) put(' ');
    pending_space = false;
    any = true;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned byte = byte_at(text, at);
    if (byte < 0x80) {
      ++at;
      if (is_space(byte)) {
        pending_space = true;
        continue;
      }
      put_space();
      put(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (is_space(c)) {
      pending_space = true;
      continue;
    }
    if (is_invisible(c)) continue;
    put_space();
    const char* more = nullptr;
    const char32_t folded = fold_character(c, more);
    if (more != nullptr) {
      for (; *more != 0; ++more) put(*more);
    } else {
      std::array<char, 4> bytes{};
      const std::size_t length = encode(folded, bytes.data());
      for (std::size_t i = 0; i < length; ++i) put(bytes[i]);
    }
  }
  out.append(buffer.data(), held);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_folded(out, text);
  return out;
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
