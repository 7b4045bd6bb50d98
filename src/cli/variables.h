#ifndef DEHUSK_CLI_VARIABLES_H_
#define DEHUSK_CLI_VARIABLES_H_
// Every flag can be set as a variable too: --max-bytes as DEHUSK_MAX_BYTES. A variable that no flag answers to does
// nothing, which its owner should hear of.

#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

// "max-bytes" -> "DEHUSK_MAX_BYTES"
[[nodiscard]] std::string variable_of(std::string_view flag);

// The names of the variables DEHUSK_... that are set, but for those of the tools around dehusk.
[[nodiscard]] std::vector<std::string> set_variables();

// "DEHUSK_MAXBYTES is set, but no flag has that name; did you mean DEHUSK_MAX_BYTES?"
[[nodiscard]] std::string unknown_variable(std::string_view variable, const std::vector<std::string>& known);

}  // namespace dehusk

#endif  // DEHUSK_CLI_VARIABLES_H_
