#ifndef DEHUSK_BASE_GLOB_H_
#define DEHUSK_BASE_GLOB_H_
// Shell-like patterns over names: `*` stands for any run of characters, '/' too, `?` for one; all else for itself.
//
//   matches_glob("nav/skip-links.html", "nav/*") = true

#include <string_view>

namespace dehusk {

// True if `name` as a whole matches `glob`. Takes at most the product of their lengths.
[[nodiscard]] bool matches_glob(std::string_view name, std::string_view glob);

// True if `text` may match more than itself.
[[nodiscard]] inline bool is_glob(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

}  // namespace dehusk

#endif  // DEHUSK_BASE_GLOB_H_
