// Two sweeps at the speed of memchr and memmem: over '&#', and over the two element names.

#include "read/source_repair.h"

#include <array>
#include <cstring>

namespace dehusk {

namespace {

bool is_decimal(char c) { return c >= '0' && c <= '9'; }
bool is_hexadecimal(char c) { return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

void copy_once(std::string_view source, std::string& repaired) {
  if (repaired.empty()) repaired = source;
}

// Repairs the reference whose '&' is at `at`, if its number is above U+10FFFF; returns where to go on.
std::size_t repair_reference(std::string_view source, std::size_t at, std::string& repaired) {
  const bool is_hex = at + 2 < source.size() && (source[at + 2] == 'x' || source[at + 2] == 'X');
  const std::size_t digits = at + (is_hex ? 3 : 2);
  std::size_t end = digits;
  unsigned long value = 0;
  while (end < source.size() && (is_hex ? is_hexadecimal(source[end]) : is_decimal(source[end]))) {
    const char c = source[end++];
    const int digit = is_decimal(c) ? c - '0' : (c | 0x20) - 'a' + 10;
    if (value <= 0x10FFFF) value = value * (is_hex ? 16 : 10) + static_cast<unsigned long>(digit);
  }
  if (value <= 0x10FFFF) return end;
  copy_once(source, repaired);
  const std::string_view replacement = is_hex ? "fffd" : "65533";
  repaired.replace(digits, end - digits, std::string(end - digits - replacement.size(), '0').append(replacement));
  return end;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
  }
  return true;
}

void repair_references(std::string_view source, std::string& repaired) {
  std::size_t at = source.find("&#");
  while (at != std::string_view::npos) at = source.find("&#", repair_reference(source, at, repaired));
}

// Element names are looked for by a letter that is rare in HTML ('x'), then backwards.
void repair_names(std::string_view source, std::string& repaired) {
  constexpr std::array<std::string_view, 2> kNames = {"isindex", "annotation-xml"};
  constexpr std::array<std::size_t, 2> kPlaceOfX = {6, 11};
  for (const char x : {'x', 'X'}) {
    for (std::size_t at = source.find(x); at != std::string_view::npos; at = source.find(x, at + 1)) {
      for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (at < kPlaceOfX[i] + 1) continue;
        const std::size_t begin = at - kPlaceOfX[i];
        const bool is_start_tag = source[begin - 1] == '<' && source.size() - begin >= kNames[i].size() &&
                                  equals_ignoring_case(source.substr(begin), kNames[i]);
        const bool is_end_tag = begin >= 2 && source[begin - 1] == '/' && source[begin - 2] == '<' &&
                                source.size() - begin >= kNames[i].size() &&
                                equals_ignoring_case(source.substr(begin), kNames[i]);
        if (!is_start_tag && !is_end_tag) continue;
        copy_once(source, repaired);
        repaired[begin + kNames[i].size() - 1] = '_';
      }
    }
  }
}

}  // namespace

bool repair_source(std::string_view source, std::string& repaired) {
  repaired.clear();
  repair_references(source, repaired);
  repair_names(source, repaired);
  return !repaired.empty();
}

}  // namespace dehusk
