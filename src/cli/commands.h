#ifndef DEHUSK_CLI_COMMANDS_H_
#define DEHUSK_CLI_COMMANDS_H_
// What the commands do with the arguments: each reads, calls the floors below, writes, and returns the exit code.
//
//   0 done   1 test or lint found something, or too many errors   2 usage   3 rules do not load   4 input unreadable
//   5 output failed   70 dehusk itself failed, or too many crashes   128 + N ended by signal N

#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "cli/args.h"
#include "cli/log.h"
#include "feed/job.h"

namespace dehusk {

enum Exit : int {
  kDone = 0,
  kFound = 1,
  kUsage = 2,
  kBadRules = 3,
  kBadInput = 4,
  kBadOutput = 5,
  kInternal = 70,
  kSignal = 128
};

[[nodiscard]] int run(const Args& args);

[[nodiscard]] int run_clean(const Args& args);
[[nodiscard]] int run_explain(const Args& args);
[[nodiscard]] int run_version(const Args& args);
[[nodiscard]] int run_check(const Args& args);  // test, accept, lint, rules

// The rules and options that the arguments ask for. On failure all faults are printed, `exit_code` is 2 or 3.
[[nodiscard]] std::optional<Job> job_from(const Args& args, int& exit_code);

// Writes to standard output and ends the command: `exit_code`, or 5 if that failed.
[[nodiscard]] int print_and_exit(std::string_view text, int exit_code);

// Colours, for --color and this standard output.
[[nodiscard]] bool wants_color(const std::string& choice);
// Columns of the terminal at standard output; 0 if it is none.
[[nodiscard]] int terminal_width();

}  // namespace dehusk

#endif  // DEHUSK_CLI_COMMANDS_H_
