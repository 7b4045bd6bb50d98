// References are found by their "&#". Tags are looked at where look_over has seen the beginning of a name.

#include "read/source_repair.h"

#include <algorithm>
#include <array>

#include "read/html_bytes.h"
#include "read/source_look.h"

namespace dehusk {

namespace {

bool is_decimal(char c) { return c >= '0' && c <= '9'; }
bool is_hexadecimal(char c) { return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

void copy_once(std::string_view source, std::string& repaired) {
  if (repaired.empty()) repaired = source;
}

// Repairs the reference whose '&' is at `at`, if its number is above U+10FFFF; returns where to go on.
std::size_t repair_reference(std::string& text, std::size_t at) {
  const bool is_hex = at + 2 < text.size() && (text[at + 2] == 'x' || text[at + 2] == 'X');
  const std::size_t digits = at + (is_hex ? 3 : 2);
  std::size_t end = digits;
  unsigned long value = 0;
  while (end < text.size() && (is_hex ? is_hexadecimal(text[end]) : is_decimal(text[end]))) {
    const char c = text[end++];
    const int digit = is_decimal(c) ? c - '0' : (c | 0x20) - 'a' + 10;
    if (value <= 0x10FFFF) value = value * (is_hex ? 16 : 10) + static_cast<unsigned long>(digit);
  }
  if (value <= 0x10FFFF) return end;
  const std::string_view replacement = is_hex ? "fffd" : "65533";
  text.replace(digits, end - digits, std::string(end - digits - replacement.size(), '0').append(replacement));
  return end;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
  }
  return true;
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

// Where the last end tag of each swallower begins in `content`; 0 if there is none.
std::array<std::size_t, kSwallowers.size()> last_end_tags(std::string_view content) {
  std::array<std::size_t, kSwallowers.size()> last{};
  for (std::size_t at = content.find("</"); at != std::string_view::npos; at = content.find("</", at + 2)) {
    for (std::size_t i = 0; i < kSwallowers.size(); ++i) {
      if (starts_with_name(content.substr(at + 2), kSwallowers[i].name)) last[i] = at;
    }
  }
  return last;
}

// Browsers run scripts, so a <noscript> is text to them and ends at its end tag whatever is in it. To Gumbo it holds
// elements, and the first unclosed one of the above (`<noscript><iframe src=... /></noscript>`) would swallow the page.
// Returns how far it has looked.
std::size_t repair_noscript(std::string_view source, std::size_t begin, std::string& repaired) {
  std::size_t end = begin;
  do {
    end = source.find("</", end + 1);
    if (end == std::string_view::npos) return source.size();
  } while (!starts_with_name(source.substr(end + 2), "noscript"));
  const std::string_view content = source.substr(begin, end - begin);
  const auto last = last_end_tags(content);
  for (std::size_t at = content.find('<'); at != std::string_view::npos; at = content.find('<', at + 1)) {
    for (std::size_t i = 0; i < kSwallowers.size(); ++i) {
      const auto& [name, replacement] = kSwallowers[i];
      if (!starts_with_name(source.substr(begin + at + 1), name) || last[i] > at) continue;
      copy_once(source, repaired);
      repaired.replace(begin + at + 1, name.size(), replacement);
    }
  }
  return end;
}

bool is_start_tag(std::string_view rest, std::string_view lower_name) {
  return starts_with_name(rest, lower_name) && rest.size() > lower_name.size() &&
         byte_is(rest[lower_name.size()], kEndsTagName);
}

// A <title> that ends neither before </head> nor before <body> has lost its end tag, and the page would be its text.
void repair_title(std::string_view source, std::string& repaired) {
  constexpr std::size_t kMostHead = 1U << 16;
  constexpr Swallower kTitle = {"title", "param"};
  std::size_t title = std::string_view::npos;
  for (std::size_t at = source.find('<'); at < source.size(); at = source.find('<', at + 1)) {
    const std::string_view rest = source.substr(at + 1);
    if (title == std::string_view::npos) {
      if (at > kMostHead || is_start_tag(rest, "body")) return;
      if (is_start_tag(rest, kTitle.name)) title = at;
    } else if (is_start_tag(rest, "/title")) {
      return;
    } else if (is_start_tag(rest, "body") || is_start_tag(rest, "/head")) {
      copy_once(source, repaired);
      repaired.replace(title + 1, kTitle.name.size(), kTitle.replacement);
      return;
    }
  }
}

}  // namespace

bool repair_tags(std::string_view source, std::span<const std::uint32_t> suspects, std::string& repaired) {
  // A page of nothing but them must not become quadratic.
  constexpr std::size_t kMostLooks = 8;  // at each byte, from a <noscript> on
  constexpr std::size_t kMostMerged = 16;
  repaired.clear();
  repair_title(source, repaired);
  std::size_t looked_at = 0;
  std::size_t merged = 0;
  for (const std::uint32_t at : suspects) {
    const bool is_end_tag = at + 1 < source.size() && source[at + 1] == '/';
    const std::size_t name = at + (is_end_tag ? 2 : 1);
    if (name >= source.size()) break;
    const std::string_view rest = source.substr(name);
    for (const std::string_view wrong : {std::string_view("isindex"), std::string_view("annotation-xml")}) {
      if (starts_with_name(rest, wrong)) rename(source, name, wrong, repaired);
    }
    if (is_end_tag) continue;
    if (looked_at / kMostLooks < source.size() && starts_with_name(rest, "noscript"))
      looked_at += repair_noscript(source, name, repaired) - name;
    if ((is_start_tag(rest, "html") || is_start_tag(rest, "body")) && ++merged > kMostMerged) {
      copy_once(source, repaired);
      repaired[name] = '!';
    }
  }
  return !repaired.empty();
}

void repair_references(std::string& text) {
  std::size_t at = text.find("&#");
  while (at != std::string::npos) at = text.find("&#", repair_reference(text, at));
}

bool repair_source(std::string_view source, std::string& repaired) {
  const SourceLook look = look_over(source);
  if (!repair_tags(source, look.suspects, repaired)) repaired = source;
  repair_references(repaired);
  if (repaired == source) repaired.clear();
  return !repaired.empty();
}

}  // namespace dehusk
