// The changes can only let more through: Unicode classes become any character (also where they are part of a bracket
// expression, negated or not) or one of fewer bounds, and counted repetitions of one character become * or +. RE2 has
// no lookaround, so nothing in a pattern turns "more" into "less".

#include "rule/loose_pattern.h"

#include <algorithm>

namespace dehusk {

namespace {

constexpr std::string_view kAny = "[\\x00-\\x{10ffff}]";
// Not under (?i): the fold of these would let an ASCII k and s in, which are in no class with the Kelvin sign.
constexpr std::string_view kNotAscii = "(?-i:[\\x{80}-\\x{10ffff}])";

// The Unicode classes that packs use, and their ASCII members as they stand in a bracket expression.
struct UnicodeClass {
  std::string_view name, ascii;
};
constexpr UnicodeClass kUnicodeClasses[] = {
    {"L", "A-Za-z"},
    {"Lu", "A-Z"},
    {"Ll", "a-z"},
    {"Lo", ""},
    {"M", ""},
    {"N", "0-9"},
    {"Nd", "0-9"},
    {"Latin", "A-Za-z"},
    {"Han", ""},
    {"Cyrillic", ""},
    {"Greek", ""},
    {"Arabic", ""},
    {"Hebrew", ""},
    {"Hangul", ""},
    {"Thai", ""},
    {"P", "!-#%-*,\\-.\\/:;?@\\[-\\]_{}"},
    {"S", "$+<=>\\^`|~"},
};

// One past the bracket expression that opens at `at`.
std::size_t class_end(std::string_view re, std::size_t at) {
  ++at;
  if (at < re.size() && re[at] == '^') ++at;
  if (at < re.size() && re[at] == ']') ++at;
  while (at < re.size() && re[at] != ']') {
    if (re.substr(at, 2) == "[:") {
      const std::size_t close = re.find(":]", at + 2);
      at = close == std::string_view::npos ? at + 1 : close + 2;
    } else {
      at += re[at] == '\\' ? 2 : 1;
    }
  }
  return std::min(at + 1, re.size());
}

// One past the `\p{Lu}`, `\pL` or `\P{^L}` at `at`; `at` itself if none stands there.
std::size_t unicode_class_end(std::string_view re, std::size_t at) {
  if (re.substr(at, 2) != "\\p" && re.substr(at, 2) != "\\P") return at;
  const std::size_t end = re.substr(at + 2, 1) == "{" ? re.find('}', at) : at + 2;
  return end == std::string_view::npos ? re.size() : std::min(end + 1, re.size());
}

const UnicodeClass* find_class(std::string_view written) {
  if (written.substr(0, 2) != "\\p") return nullptr;
  std::string_view name = written.substr(2);
  if (name.size() > 1) name = name.substr(1, name.size() - 2);
  const auto* found = std::find_if(std::begin(kUnicodeClasses), std::end(kUnicodeClasses),
                                   [&](const UnicodeClass& one) { return one.name == name; });
  return found == std::end(kUnicodeClasses) ? nullptr : found;
}

// A bracket expression, or a class that stands alone, with ASCII members only where it has Unicode classes, and every
// other character beside it. What a negated one does not exclude it lets through already.
std::string widened_class(std::string_view written) {
  const bool is_bracket = written[0] == '[', is_negated = written.substr(0, 2) == "[^";
  const std::size_t end = written.size() - (is_bracket ? 1 : 0);
  std::string members;
  bool has_widened = false;
  for (std::size_t at = is_negated ? 2 : is_bracket ? 1 : 0; at < end;) {
    std::size_t next = unicode_class_end(written, at);
    const UnicodeClass* const known = find_class(written.substr(at, next - at));
    if (next == at) next = at + (written[at] == '\\' ? 2 : 1);
    members += known != nullptr ? known->ascii : written.substr(at, next - at);
    has_widened = has_widened || known != nullptr;
    at = next;
  }
  if (!has_widened) return std::string(written);
  if (is_negated) return members.empty() ? std::string(kAny) : "[^" + members + "]";
  if (members.empty()) return std::string(kNotAscii);
  return "(?:[" + members + "]|" + std::string(kNotAscii) + ")";
}

bool has_unicode_class(std::string_view brackets) {
  for (std::size_t at = 0; at + 1 < brackets.size(); ++at) {
    if (brackets[at] != '\\') continue;
    ++at;
    if (brackets[at] == 'p' || brackets[at] == 'P') return true;
  }
  return false;
}

// One past the `{2,60}` at `at`; `at` itself if none stands there.
std::size_t count_end(std::string_view re, std::size_t at) {
  if (re.substr(at, 1) != "{") return at;
  const std::size_t end = re.find_first_not_of("0123456789,", at + 1);
  const bool is_count = end != std::string_view::npos && re[end] == '}' && end > at + 1 && re[at + 1] != ',';
  return is_count ? end + 1 : at;
}

// '*' for {0,n}, '+' for any other count.
char repetition(std::string_view count) {
  const std::size_t end = count.find_first_not_of('0', 1);
  return end > 1 && (count[end] == ',' || count[end] == '}') ? '*' : '+';
}

enum class Classes : std::uint8_t { any, wide };

std::string rewritten(std::string_view re, Classes classes, Counts counts) {
  std::string out;
  if (re.find("\\Q") != std::string_view::npos) return std::string(re);  // quoted text: rare, and not worth its rules
  for (std::size_t at = 0; at < re.size();) {
    std::size_t end = unicode_class_end(re, at);
    const bool is_class = end > at;
    const bool is_bracket = re[at] == '[';
    if (is_bracket) end = class_end(re, at);
    if (end == at) end = std::min(at + (re[at] == '\\' ? 2 : 1), re.size());
    const std::string_view written = re.substr(at, end - at);
    if (!is_class && !(is_bracket && has_unicode_class(written))) {
      out += written;
    } else if (classes == Classes::any) {
      out += kAny;
    } else {
      out += widened_class(written);
    }
    // One character, of which there are several: its count says nothing about literals.
    const bool is_one_of_many = is_class || is_bracket || re[at] == '.';
    at = end;
    if (counts == Counts::kept || !is_one_of_many) continue;
    const std::size_t after = count_end(re, at);
    if (after > at) out += repetition(re.substr(at, after - at));
    at = after;
  }
  return out;
}

}  // namespace

std::string loosened(std::string_view re) { return rewritten(re, Classes::any, Counts::loosened); }

std::string widened(std::string_view re, Counts counts) { return rewritten(re, Classes::wide, counts); }

}  // namespace dehusk
