// `# dehusk: allow W301, W303 -- reason`: which warnings it silences, and which of these comments are needless.

#include <algorithm>

#include "base/unicode.h"
#include "rule/lint.h"

namespace dehusk {

namespace {

using std::string_view;

struct Allow {
  int line = 0;
  int governs = 0;  // the next line that is no comment
  std::vector<std::string> codes;
  bool has_reason = false;
  std::vector<std::string> used;
};

constexpr string_view kMark = "dehusk:";

string_view trim(string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool is_comment(string_view line) { return trim(line).substr(0, 1) == "#"; }

// The lines inside strings of several lines, which are no comments whatever they look like.
void mark_strings(const Value& value, std::vector<bool>& is_string) {
  if (value.is_string()) {
    for (int line = value.begin.line + 1; line <= value.end.line; ++line)
      is_string[static_cast<std::size_t>(line)] = true;
  }
  for (const Value& entry : value.list) mark_strings(entry, is_string);
  for (const Entry& entry : value.table) mark_strings(entry.value, is_string);
}

bool read_allow(string_view line, Allow& allow) {
  string_view text = trim(trim(line).substr(1));
  if (text.substr(0, kMark.size()) != kMark) return false;
  text = trim(text.substr(kMark.size()));
  if (text.substr(0, 5) != "allow") return false;
  text = trim(text.substr(5));
  const std::size_t dashes = text.find("--");
  if (dashes != string_view::npos) allow.has_reason = !trim(text.substr(dashes + 2)).empty();
  std::string code;
  for (const char c : std::string(text.substr(0, dashes)) + " ") {
    if (c != ' ' && c != ',' && c != '\t') {
      code += c;
    } else if (!code.empty()) {
      allow.codes.push_back(std::move(code));
      code.clear();
    }
  }
  return true;
}

std::vector<Allow> find_allows(const RuleFile& file) {
  std::vector<Allow> allows;
  if (file.text.find(kMark) == std::string::npos) return allows;
  const int lines = static_cast<int>(file.line_starts.size());
  std::vector<bool> is_string(static_cast<std::size_t>(lines) + 2, false);
  mark_strings(file.root, is_string);
  for (int line = 1; line <= lines; ++line) {
    Allow allow;
    if (!is_comment(line_of(file, line)) || is_string[static_cast<std::size_t>(line)] ||
        !read_allow(line_of(file, line), allow))
      continue;
    allow.line = line;
    allow.governs = line + 1;
    while (allow.governs <= lines && is_comment(line_of(file, allow.governs))) ++allow.governs;
    allows.push_back(std::move(allow));
  }
  return allows;
}

bool allows(Allow& allow, const Warning& warning) {
  const std::string& code = warning.fault.code;
  const bool is_meant =
      allow.governs == warning.fault.line || allow.governs == warning.key_line || allow.governs == warning.rule_line;
  if (!is_meant || !allow.has_reason || std::find(allow.codes.begin(), allow.codes.end(), code) == allow.codes.end())
    return false;
  allow.used.push_back(code);
  return true;
}

Fault allow_fault(const RuleFile& file, const Allow& allow, std::string message, std::string help) {
  const string_view line = line_of(file, allow.line);
  const std::size_t at = line.find(kMark);
  const int column = static_cast<int>(count_code_points(line.substr(0, at))) + 1;
  return fault_at(file, "W321", {allow.line, column}, 1000, std::move(message), std::move(help));
}

}  // namespace

std::vector<Fault> without_allowed(const RuleFile& file, std::vector<Warning> warnings) {
  std::vector<Fault> left;
  std::vector<Allow> comments = find_allows(file);
  for (Warning& warning : warnings) {
    bool is_allowed = false;
    for (Allow& allow : comments) is_allowed = allows(allow, warning) || is_allowed;
    if (!is_allowed) left.push_back(std::move(warning.fault));
  }
  for (const Allow& allow : comments) {
    if (!allow.has_reason || allow.codes.empty()) {
      left.push_back(allow_fault(file, allow, "this comment allows nothing: it needs a code and a reason",
                                 "# dehusk: allow W303 -- why it is right here"));
      continue;
    }
    for (const std::string& code : allow.codes) {
      if (std::find(allow.used.begin(), allow.used.end(), code) != allow.used.end()) continue;
      left.push_back(allow_fault(file, allow, "there is no " + code + " here to allow", "take the comment out"));
    }
  }
  return left;
}

}  // namespace dehusk
