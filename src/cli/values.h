#ifndef DEHUSK_CLI_VALUES_H_
#define DEHUSK_CLI_VALUES_H_
// What a person writes behind a flag, as numbers: sizes, times, plain numbers within bounds.

#include <cstdint>
#include <optional>
#include <string_view>

namespace dehusk {

// "5s", "500ms", "2" (seconds) as milliseconds; nothing if it is none of these, or zero.
[[nodiscard]] std::optional<std::uint32_t> milliseconds_from(std::string_view text);

// "16M", "500 kb", "2GiB", "4096" as bytes, k being 1024; nothing if it is none of these, zero, or more than a
// terabyte.
[[nodiscard]] std::optional<std::uint64_t> bytes_from(std::string_view text);

// "0.9", "12"; nothing if there is more than the number, or it lies outside [least, most].
[[nodiscard]] std::optional<double> number_from(std::string_view text, double least, double most);

// "fd:3" -> 3
[[nodiscard]] std::optional<int> descriptor_from(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_CLI_VALUES_H_
