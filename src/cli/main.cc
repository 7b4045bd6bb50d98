// dehusk: arguments in, exit code out. A reader that goes away early (`dehusk ... | head`) is no failure.
#include <csignal>
#include <cstdio>

#include "cli/args.h"
#include "cli/commands.h"

int main(int count, char** words) {
  std::signal(SIGPIPE, SIG_IGN);
  const dehusk::Parsed parsed = dehusk::parse_args(count, words);
  std::fputs(parsed.err.c_str(), stderr);
  if (!parsed.exit_code) return dehusk::run(parsed.args);
  return dehusk::print_and_exit(parsed.out, *parsed.exit_code);
}
