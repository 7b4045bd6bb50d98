#include "base/fault.h"

#include "base/unicode.h"

namespace dehusk {

namespace {

// The source line and a caret under the culprit. The caret line repeats tabs, so that it lines up on any terminal.
std::string snippet(const Fault& fault) {
  std::string number = std::to_string(fault.line);
  number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
  std::string out = "\n" + number + " | ";
  std::string pad(number.size() + 1, ' ');
  std::string line;
  std::string under;
  int column = 1;
  for (std::size_t at = 0; at < fault.source.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(fault.source, at);
    const std::string shown = c == '\t' ? "\t" : escape_controls(fault.source.substr(start, at - start));
    line += shown;
    if (column < fault.column) under += c == '\t' ? "\t" : std::string(count_code_points(shown), ' ');
    ++column;
  }
  out += line;
  if (fault.column > 0)
    out += "\n" + pad + "| " + under + std::string(static_cast<std::size_t>(fault.width < 1 ? 1 : fault.width), '^');
  return out;
}

}  // namespace

std::string to_string(const Fault& fault) {
  std::string out;
  if (!fault.file.empty()) {
    out += escape_controls(fault.file) + ":";
    if (fault.line > 0) out += std::to_string(fault.line) + ":";
    if (fault.line > 0 && fault.column > 0) out += std::to_string(fault.column) + ":";
    out += " ";
  }
  out += fault.is_warning() ? "warning" : "error";
  if (!fault.code.empty()) out += "[" + fault.code + "]";
  out += ": " + escape_controls(fault.message);
  if (!fault.source.empty() && fault.line > 0) out += snippet(fault);
  if (!fault.help.empty()) out += "\n  help: " + escape_controls(fault.help);
  return out;
}

}  // namespace dehusk
