#ifndef DEHUSK_FEED_JSON_STRING_H_
#define DEHUSK_FEED_JSON_STRING_H_
// The escapes in JSON's strings, checked and decoded. Not by simdjson: that refuses the lone surrogates that Python
// writes. A page in a JSON string has an escape in every line of markup, so both go eight bytes a step.

#include <string>
#include <string_view>

namespace dehusk {

// True if every backslash in the inside of a string starts an escape that JSON has.
[[nodiscard]] bool escapes_are_valid(std::string_view inside);

// The text of a JSON string with its quotes, whose escapes are valid; lone surrogates become U+FFFD.
[[nodiscard]] std::string unescape_json(std::string_view quoted);

}  // namespace dehusk

#endif  // DEHUSK_FEED_JSON_STRING_H_
