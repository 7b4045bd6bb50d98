#include "cli/variables.h"

#include <unistd.h>

#include <algorithm>

#include "rule/rule_keys.h"

namespace dehusk {

namespace {

constexpr std::string_view kPrefix = "DEHUSK_";

// Of the tests, the benches and the tools.
constexpr std::string_view kToolVariables[] = {"DEHUSK_BLESS", "DEHUSK_CORPORA", "DEHUSK_EVERY"};

}  // namespace

std::string variable_of(std::string_view flag) {
  std::string variable(kPrefix);
  for (const char c : flag) variable += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return variable;
}

std::vector<std::string> set_variables() {
  std::vector<std::string> names;
  for (const char* const* variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::string_view name = text.substr(0, text.find('='));
    const bool is_tool =
        std::find(std::begin(kToolVariables), std::end(kToolVariables), name) != std::end(kToolVariables);
    if (name.substr(0, kPrefix.size()) == kPrefix && !is_tool) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string unknown_variable(std::string_view variable, const std::vector<std::string>& known) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  std::string text = std::string(variable) + " is set, but no flag has that name";
  const std::string_view meant = nearest(variable, candidates);
  if (!meant.empty()) text += "; did you mean " + std::string(meant) + "?";
  return text;
}

}  // namespace dehusk
