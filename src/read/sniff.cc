#include "read/sniff.h"

#include <algorithm>
#include <array>

#include "page/tag.h"

namespace dehusk {

namespace {

constexpr std::size_t kSearchedBytes = 8192;
constexpr std::size_t kFirstTagBytes = 1024;  // a dump shows tags too, where it shows code, but not at its very start
constexpr int kEnoughTags = 4;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

// "div" in "<DIV class=x>"; `at` stands after '<' or '</'. Empty if that is no tag: "<3", "<you@example.org>".
std::string_view tag_name(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_letter_or_digit(text[end])) ++end;
  if (end == at || end == text.size() || !is_letter(text[at])) return {};
  const char after = text[end];
  const bool is_tag = after == '>' || after == '/' || after == ' ' || after == '\n' || after == '\t' || after == '\r';
  return is_tag ? text.substr(at, end - at) : std::string_view{};
}

// A tag that says that this is HTML. Not <img> and <iframe>: dumps hold those that stood in a <noscript>.
bool is_telling_name(std::string_view name) {
  std::array<char, 16> lower{};
  if (name.empty() || name.size() > lower.size()) return false;
  std::transform(name.begin(), name.end(), lower.begin(),
                 [](char c) { return static_cast<char>(is_letter(c) ? c | 0x20 : c); });
  const Tag tag = tag_from({lower.data(), name.size()});
  return tag != Tag::unknown && tag != Tag::img && tag != Tag::iframe;
}

// "<!doctype", "<!--", "<?xml": what only a document of markup begins with.
bool is_declaration(std::string_view text) { return text.starts_with("<!") || text.starts_with("<?"); }

}  // namespace

InputKind sniff(std::string_view text) {
  text = text.substr(0, kSearchedBytes);
  std::size_t at = text.find_first_not_of(" \t\n\f\r");
  if (at == std::string_view::npos) return InputKind::text;
  if (is_declaration(text.substr(at))) return InputKind::html;
  if (text[at] == '<' && is_telling_name(tag_name(text, at + 1))) return InputKind::html;

  int tags = 0;
  for (at = text.find('<', at); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (tags == 0 && at > kFirstTagBytes) return InputKind::text;
    const bool is_end_tag = at + 1 < text.size() && text[at + 1] == '/';
    if (!is_telling_name(tag_name(text, at + (is_end_tag ? 2 : 1)))) continue;
    if (++tags == kEnoughTags) return InputKind::html;
  }
  return InputKind::text;
}

}  // namespace dehusk
