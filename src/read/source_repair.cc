// Two sweeps at the speed of memchr: over '&#', and over the tags.

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

bool starts_with_name(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && equals_ignoring_case(text, lower);
}

// Makes the name at `at` another one: its last letter becomes '_'.
void rename(std::string_view source, std::size_t at, std::string_view name, std::string& repaired) {
  copy_once(source, repaired);
  repaired[at + name.size() - 1] = '_';
}

// Elements that, when nobody closes them, swallow what comes after as their text, and void elements of that length,
// which Gumbo closes at once wherever they stand.
struct Swallower {
  std::string_view name;
  std::string_view replacement;
};
constexpr std::array<Swallower, 8> kSwallowers = {{{"iframe", "source"},
                                                   {"noembed", "bgsound"},
                                                   {"noframes", "basefont"},
                                                   {"script", "source"},
                                                   {"style", "param"},
                                                   {"textarea", "basefont"},
                                                   {"title", "param"},
                                                   {"xmp", "wbr"}}};

bool has_end_tag(std::string_view content, std::string_view name) {
  for (std::size_t at = content.find("</"); at != std::string_view::npos; at = content.find("</", at + 2)) {
    if (starts_with_name(content.substr(at + 2), name)) return true;
  }
  return false;
}

// Browsers run scripts, so a <noscript> is text to them and ends at its end tag whatever is in it. To Gumbo it holds
// elements, and the first unclosed one of the above (`<noscript><iframe src=... /></noscript>`) would swallow the page.
void repair_noscript(std::string_view source, std::size_t begin, std::string& repaired) {
  std::size_t end = begin;
  do {
    end = source.find("</", end + 1);
    if (end == std::string_view::npos) return;
  } while (!starts_with_name(source.substr(end + 2), "noscript"));
  for (std::size_t at = source.find('<', begin); at < end; at = source.find('<', at + 1)) {
    for (const auto& [name, replacement] : kSwallowers) {
      if (!starts_with_name(source.substr(at + 1), name) || has_end_tag(source.substr(at, end - at), name)) continue;
      copy_once(source, repaired);
      repaired.replace(at + 1, name.size(), replacement);
    }
  }
}

// One walk over all tags. A <noscript> is looked into up to its end tag, and the walk goes on behind its start tag.
void repair_tags(std::string_view source, std::string& repaired) {
  constexpr std::size_t kMostNoscripts = 100;
  std::size_t noscripts = 0;
  for (std::size_t at = source.find('<'); at != std::string_view::npos; at = source.find('<', at + 1)) {
    const std::size_t name = at + (at + 1 < source.size() && source[at + 1] == '/' ? 2 : 1);
    if (name >= source.size()) return;
    const char first = static_cast<char>(source[name] | 0x20);
    if (first != 'i' && first != 'a' && first != 'n') continue;
    const std::string_view rest = source.substr(name);
    for (const std::string_view wrong : {std::string_view("isindex"), std::string_view("annotation-xml")}) {
      if (starts_with_name(rest, wrong)) rename(source, name, wrong, repaired);
    }
    if (name == at + 1 && noscripts < kMostNoscripts && starts_with_name(rest, "noscript")) {
      ++noscripts;  // a page of nothing but them must not become quadratic
      repair_noscript(source, name, repaired);
    }
  }
}

}  // namespace

bool repair_source(std::string_view source, std::string& repaired) {
  repaired.clear();
  repair_references(source, repaired);
  repair_tags(source, repaired);
  return !repaired.empty();
}

}  // namespace dehusk
