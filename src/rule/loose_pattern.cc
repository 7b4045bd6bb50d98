// Two changes, both of which can only let more through: Unicode classes become any character, also where they are part
// of a bracket expression (negated or not), and counted repetitions of one character become * or +. RE2 has no
// lookaround, so nothing in a pattern turns "more" into "less".

#include "rule/loose_pattern.h"

#include <algorithm>

namespace dehusk {

namespace {

constexpr std::string_view kAny = "[\\x00-\\x{10ffff}]";

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

}  // namespace

std::string loosened(std::string_view re, Classes classes) {
  std::string out;
  if (re.find("\\Q") != std::string_view::npos) return std::string(re);  // quoted text: rare, and not worth its rules
  for (std::size_t at = 0; at < re.size();) {
    std::size_t end = at + 1;
    bool is_one_of_many = false;  // one character, of which there are several: its count says nothing about literals
    std::string_view form;
    if (re[at] == '\\' && (re.substr(at + 1, 1) == "p" || re.substr(at + 1, 1) == "P")) {
      end = re.substr(at + 2, 1) == "{" ? re.find('}', at) : at + 2;
      end = end == std::string_view::npos ? re.size() : std::min(end + 1, re.size());
      is_one_of_many = true;
      if (classes == Classes::loosened) form = kAny;
    } else if (re[at] == '\\') {
      end = std::min(at + 2, re.size());
    } else if (re[at] == '[') {
      end = class_end(re, at);
      is_one_of_many = true;
      if (classes == Classes::loosened && has_unicode_class(re.substr(at, end - at))) form = kAny;
    } else if (re[at] == '.') {
      is_one_of_many = true;
    }
    out += form.empty() ? re.substr(at, end - at) : form;
    at = end;
    const std::size_t after = is_one_of_many ? count_end(re, at) : at;
    if (after > at) out += repetition(re.substr(at, after - at));
    at = after;
  }
  return out;
}

}  // namespace dehusk
