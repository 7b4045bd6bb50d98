#ifndef DEHUSK_BASE_JSON_H_
#define DEHUSK_BASE_JSON_H_
// Writing JSON: only what cannot be got wrong by hand, the string. The output is always valid UTF-8, on one
// line, and safe inside HTML as well (U+2028/2029 and '<' in "</" are left alone: reports escape their own).

#include <string>
#include <string_view>

namespace dehusk {

// Appends `text` as a JSON string with its quotes. Ill-formed UTF-8 becomes U+FFFD.
void append_json(std::string& out, std::string_view text);
[[nodiscard]] std::string to_json(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_BASE_JSON_H_
