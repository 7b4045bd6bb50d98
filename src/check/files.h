#ifndef DEHUSK_CHECK_FILES_H_
#define DEHUSK_CHECK_FILES_H_
// The few things that the rule workbench wants of the file system: a whole file in, and a whole file out without a
// moment in which it is half written.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dehusk {

// The bytes of a file; nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);

// Writes beside `path` and renames, so that readers see the old file or the new one. Missing directories are made.
[[nodiscard]] bool write_file(const std::string& path, std::string_view bytes);

// FNV-1a, as 16 hex digits: tells whether something has changed since, and withstands no malice.
[[nodiscard]] std::string fingerprint(std::string_view bytes);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_FILES_H_
