#ifndef DEHUSK_READ_SKELETON_RAW_H_
#define DEHUSK_READ_SKELETON_RAW_H_
// Where the content of an element ends in which '<' opens no tags.

#include <cstddef>
#include <string_view>

namespace dehusk {

// The place of the end tag "</name" that ends the content beginning at `begin`; the source's size if there is none.
[[nodiscard]] std::size_t find_raw_end(std::string_view source, std::size_t begin, std::string_view lower_name);

// The same for <script>, in which "<!-- <script>" hides one </script>.
[[nodiscard]] std::size_t find_script_end(std::string_view source, std::size_t begin);

// Where the comment or bogus comment ends whose '<' is at `begin`: after its '>', or at the end of the source.
[[nodiscard]] std::size_t find_comment_end(std::string_view source, std::size_t begin);

}  // namespace dehusk

#endif  // DEHUSK_READ_SKELETON_RAW_H_
