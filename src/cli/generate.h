#ifndef DEHUSK_CLI_GENERATE_H_
#define DEHUSK_CLI_GENERATE_H_
// The table of commands and flags in the forms that systems want: a man page, and what shells complete words by. All
// come from the table that --help is made of, so none can fall behind.
//
//   dehusk --generate man | man -l -
//   source <(dehusk --generate complete-bash)

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help.h"

namespace dehusk {

// "man", "complete-bash", "complete-zsh", "complete-fish"
[[nodiscard]] const std::vector<std::string>& generated_forms();

// In one of these forms.
[[nodiscard]] std::string generate(std::string_view form, const std::vector<CommandFlags>& commands);

[[nodiscard]] std::string man_page(const std::vector<CommandFlags>& commands);
[[nodiscard]] std::string bash_completion(const std::vector<CommandFlags>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<CommandFlags>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<CommandFlags>& commands);

// What a flag's value is, for a shell that wants to help with it.
enum class ValueHelp : std::uint8_t { none, files, folders, choices, anything };
[[nodiscard]] ValueHelp value_help(const FlagHelp& flag);
// One value may be several of the choices, with commas.
[[nodiscard]] bool takes_list(const FlagHelp& flag);

}  // namespace dehusk

#endif  // DEHUSK_CLI_GENERATE_H_
