#ifndef DEHUSK_CHECK_FILES_H_
#define DEHUSK_CHECK_FILES_H_
// The few things that the rule workbench wants of the file system: a whole file in, a whole file out without a moment
// in which it is half written, and shell-like patterns over names.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dehusk {

// The bytes of a file; nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

// Writes beside `path` and renames, so that readers see the old file or the new one. Missing directories are made.
[[nodiscard]] bool write_file(const std::string& path, std::string_view bytes);

// True if `name` as a whole matches `glob`: `*` is any run of characters ('/' too), `?` is one.
[[nodiscard]] bool matches_glob(std::string_view name, std::string_view glob);

// FNV-1a, as 16 hex digits: tells whether something has changed since, and withstands no malice.
[[nodiscard]] std::string fingerprint(std::string_view bytes);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_FILES_H_
