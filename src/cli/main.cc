// dehusk: arguments in, exit code out. A reader that goes away early (`dehusk ... | head`) is no failure.
#include <fcntl.h>

#include <csignal>
#include <cstdio>

#include "cli/args.h"
#include "cli/commands.h"

namespace {

// A standard stream that was closed before we began would lend its number to the next file that is opened, and messages
// would go into it. In its place comes one that fails: nothing can be read from 0 or written to 1 and 2.
void guard_standard_streams() {
  for (const int stream : {0, 1, 2}) {
    if (fcntl(stream, F_GETFD) != -1) continue;
    static_cast<void>(open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY));  // takes the lowest number that is free
  }
}

}  // namespace

int main(int count, char** words) {
  guard_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);
  const dehusk::Parsed parsed = dehusk::parse_args(count, words);
  std::fputs(parsed.err.c_str(), stderr);
  if (!parsed.exit_code) return dehusk::run(parsed.args);
  return dehusk::print_and_exit(parsed.out, *parsed.exit_code);
}
