#include "cli/log.h"

#include <cstdio>
#include <string>

#include "base/json.h"
#include "base/unicode.h"

namespace dehusk {

namespace {

bool is_json = false;

std::string as_json(std::string_view level, std::string_view message) {
  return "{\"level\":" + to_json(level) + ",\"message\":" + to_json(message);
}

void put_line(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

}  // namespace

void log_as_json() { is_json = true; }

void complain(std::string_view message, Level level) {
  put_line(is_json ? as_json(level == Level::error ? "error" : "info", message) + "}"
                   : "dehusk: " + escape_controls(message));
}

void print_faults(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) {
    if (!is_json) {
      put_line(to_string(fault));
      continue;
    }
    put_line(as_json(fault.is_warning() ? "warning" : "error", fault.message) + ",\"code\":" + to_json(fault.code) +
             ",\"file\":" + to_json(fault.file) + ",\"line\":" + std::to_string(fault.line) +
             ",\"column\":" + std::to_string(fault.column) + ",\"help\":" + to_json(fault.help) + "}");
  }
}

void print_lines(std::string_view lines) {
  if (is_json) return complain(lines, Level::info);
  std::fwrite(lines.data(), 1, lines.size(), stderr);
}

}  // namespace dehusk
