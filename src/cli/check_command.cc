// test, accept, lint, rules: what the rule workbench (src/check) returns goes to the two outputs.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "check/commands.h"
#include "cli/commands.h"

namespace dehusk {

namespace {

std::optional<std::string> ask(const std::string& question) {
  std::fputs(question.c_str(), stdout);
  std::fflush(stdout);
  std::string answer;
  if (!std::getline(std::cin, answer)) return std::nullopt;
  return answer;
}

// Without --rules and without a folder rules/ the author looks at other rules than they may think.
void tell_of_built_in_rules(const std::vector<std::string>& rules) {
  std::error_code error;
  if (rules.empty() && !std::filesystem::is_directory("rules", error))
    complain("there is no folder rules/ here: these are the rules built into dehusk");
}

}  // namespace

int run_check(const Args& args) {
  std::string out, err;
  int exit_code = kDone;
  const bool color = wants_color(args.color);
  switch (args.command) {
    case Command::test: {
      TestOptions options = args.test;
      options.color = color;
      if (!options.quiet) tell_of_built_in_rules(options.selection.rules);
      exit_code = run_test(options, out, err);
      break;
    }
    case Command::accept: {
      AcceptOptions options = args.accept;
      const char* ci = std::getenv("CI");
      options.is_ci = ci != nullptr && *ci != '\0';
      options.is_terminal = isatty(0) != 0;
      options.ask = ask;
      exit_code = run_accept(options, out, err);
      break;
    }
    case Command::lint: {
      LintOptions options = args.lint;
      options.color = color;
      if (!options.schema) tell_of_built_in_rules(options.rules);
      exit_code = run_lint(options, out, err);
      break;
    }
    default: {
      RulesOptions options = args.rules_command;
      options.color = color;
      exit_code =
          args.command == Command::rules_show ? run_rules_show(options, out, err) : run_rules_list(options, out, err);
    }
  }
  std::fputs(err.c_str(), stderr);
  return print_and_exit(out, exit_code);
}

}  // namespace dehusk
