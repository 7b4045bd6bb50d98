#ifndef DEHUSK_RULE_ID_GLOB_H_
#define DEHUSK_RULE_ID_GLOB_H_
// Globs over rule ids: `*` stands for any characters, '/' too; everything else for itself.
//
//   id_matches("nav/*", "nav/skip-links.html") = true

#include <string_view>

namespace dehusk {

[[nodiscard]] bool id_matches(std::string_view glob, std::string_view id);
[[nodiscard]] inline bool is_glob(std::string_view text) { return text.find('*') != std::string_view::npos; }

}  // namespace dehusk

#endif  // DEHUSK_RULE_ID_GLOB_H_
