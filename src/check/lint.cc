// `dehusk lint`: loads the rule files and shows what is wrong with them, all files at once, sorted by place.
#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "check/commands.h"
#include "check/pack.h"
#include "check/report.h"
#include "rule/rule_keys.h"
#include "write/terminal.h"

namespace dehusk {
namespace {

std::string json_of(const Fault& fault) {
  return "{\"code\":" + to_json(fault.code) + ",\"level\":" + (fault.is_warning() ? "\"warning\"" : "\"error\"") +
         ",\"file\":" + to_json(fault.file) + ",\"line\":" + std::to_string(fault.line) +
         ",\"column\":" + std::to_string(fault.column) + ",\"width\":" + std::to_string(fault.width) +
         ",\"message\":" + to_json(fault.message) + ",\"help\":" + to_json(fault.help) +
         ",\"source\":" + to_json(fault.source) + "}\n";
}

std::string annotation_of(const Fault& fault) {
  std::string text = fault.is_warning() ? "::warning file=" : "::error file=";
  text += github_text(fault.file, true);
  if (fault.line > 0) text += ",line=" + std::to_string(fault.line);
  if (fault.column > 0) text += ",col=" + std::to_string(fault.column);
  text += ",title=" + github_text(fault.code, true) + "::" + github_text(fault.message, false);
  if (!fault.help.empty()) text += "%0A" + github_text(fault.help, false);
  return text + '\n';
}

// The first line in the colour of its level, the rest (source line, caret, help) as it is.
std::string human_of(const Fault& fault, bool is_colored) {
  const std::string text = to_string(fault);
  const std::size_t end = std::min(text.find('\n'), text.size());
  const Color color = fault.is_warning() ? Color::yellow : Color::red;
  return paint(text.substr(0, end), color, is_colored) + text.substr(end) + "\n\n";
}

void sort_by_place(std::vector<Fault>& faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
}

}  // namespace

int run_lint(const LintOptions& options, std::string& out, std::string& err) {
  if (options.schema) {
    out += rule_schema();
    return 0;
  }
  Pack pack;
  std::vector<Fault> faults;
  const int exit_code = load_pack(options.rules, pack, faults);
  if (exit_code == 2) {
    err += to_text(faults);
    return 2;
  }
  faults.insert(faults.end(), pack.warnings.begin(), pack.warnings.end());
  const auto is_disabled = [&](const Fault& fault) {
    return fault.is_warning() &&
           std::find(options.disable.begin(), options.disable.end(), fault.code) != options.disable.end();
  };
  faults.erase(std::remove_if(faults.begin(), faults.end(), is_disabled), faults.end());
  sort_by_place(faults);
  for (const Fault& fault : faults) {
    switch (options.format) {
      case Format::json:
        out += json_of(fault);
        break;
      case Format::github:
        out += annotation_of(fault);
        break;
      default:
        out += human_of(fault, options.color);
    }
  }
  const auto warnings = static_cast<std::size_t>(
      std::count_if(faults.begin(), faults.end(), [](const Fault& f) { return f.is_warning(); }));
  const std::size_t errors = faults.size() - warnings;
  if (options.format == Format::human) {
    if (errors == 0) out += count_of(pack.rules.rules().size(), "rule") + ", ";
    out += count_of(errors, "error") + ", " + count_of(warnings, "warning") + '\n';
  }
  if (exit_code != 0) return exit_code;
  return options.fail_on_warnings && warnings > 0 ? 1 : 0;
}

}  // namespace dehusk
