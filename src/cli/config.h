#ifndef DEHUSK_CLI_CONFIG_H_
#define DEHUSK_CLI_CONFIG_H_
// Flags from a file, for jobs that are to be the same every time: TOML whose keys are the flags' names.
//
//   to = 'jsonl'                 --to jsonl
//   jobs = 'auto'                --jobs auto
//   keep-husk = ['date']         --keep-husk date
//   drop-source = true           --drop-source
//
// No file is read that was not named by --config or DEHUSK_CONFIG.

#include <string>
#include <vector>

#include "base/fault.h"
#include "cli/flags.h"

namespace dehusk {

// Sets the flags that are not set yet by what the file says. All that is wrong with it, at its place; empty if nothing
// is. A key that is none of these flags' but `known` (as "max-bytes") is meant for another command.
[[nodiscard]] std::vector<Fault> apply_config(Flags& flags, const std::string& file, const std::string& text,
                                              const Names& known);

// All flags as such a file: those that are set, and as comments what the others are.
[[nodiscard]] std::string write_config(const std::vector<Setting>& settings);

}  // namespace dehusk

#endif  // DEHUSK_CLI_CONFIG_H_
