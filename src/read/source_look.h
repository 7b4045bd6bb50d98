#ifndef DEHUSK_READ_SOURCE_LOOK_H_
#define DEHUSK_READ_SOURCE_LOOK_H_
// One look over all bytes of a page, before anything is made of it: for what hardly any page has, at the speed of
// memory.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

struct SourceLook {
  bool has_control = false;             // NUL, vertical tab and the like: Gumbo replaces them
  bool has_replaced = false;            // other characters that Gumbo replaces: U+0080 to U+009F, noncharacters
  std::vector<std::uint32_t> suspects;  // the '<' of what may be a tag that source_repair.h must see
};

[[nodiscard]] SourceLook look_over(std::string_view source);

// Whether there is a replaced character in a part of the page, and the part with U+FFFD in their places.
[[nodiscard]] bool has_replaced_characters(std::string_view text);
[[nodiscard]] std::string with_replacements(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_READ_SOURCE_LOOK_H_
