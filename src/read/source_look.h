#ifndef DEHUSK_READ_SOURCE_LOOK_H_
#define DEHUSK_READ_SOURCE_LOOK_H_
// One look over all bytes of a page, before anything is made of it: for what hardly any page has, at the speed of
// memory.

#include <cstdint>
#include <string_view>
#include <vector>

namespace dehusk {

struct SourceLook {
  bool has_replaced = false;           // a character that Gumbo replaces: NUL and other controls, noncharacters
  std::vector<std::uint32_t> suspects;  // the '<' of what may be a tag that source_repair.h must see
};

[[nodiscard]] SourceLook look_over(std::string_view source);

}  // namespace dehusk

#endif  // DEHUSK_READ_SOURCE_LOOK_H_
