#ifndef DEHUSK_CLI_HELP_H_
#define DEHUSK_CLI_HELP_H_
// The commands by name, and what --help shows of each: what it does, three examples, its flags in groups.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.h"

namespace dehusk {

struct CommandHelp {
  Command command;
  std::string_view name;   // as typed, "rules list"
  std::string_view usage;  // after "Usage: dehusk "
  std::string_view text;
  std::string_view examples;
};

struct FlagHelp {
  std::string group;
  std::vector<std::string> short_names, long_names;  // without their dashes
  std::string type;                                  // "FILE"; empty for switches
  std::string text;
  std::vector<std::string> choices;  // all values that it takes; empty: any
};

// A command and its flags: the table that help, man page and completions are made of.
struct CommandFlags {
  const CommandHelp* command;
  std::vector<FlagHelp> flags;
};

// The command that the words begin with, which is taken off them; "clean" if they begin with none. nullptr after
// "rules" without a known verb.
[[nodiscard]] const CommandHelp* take_command(std::vector<std::string>& words);

[[nodiscard]] std::span<const CommandHelp> all_commands();

// The first words of all commands.
[[nodiscard]] std::span<const std::string_view> command_words();

[[nodiscard]] std::string help_text(const CommandHelp& command, const std::vector<FlagHelp>& flags);

}  // namespace dehusk

#endif  // DEHUSK_CLI_HELP_H_
