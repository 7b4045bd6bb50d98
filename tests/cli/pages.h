#ifndef DEHUSK_TESTS_CLI_PAGES_H_
#define DEHUSK_TESTS_CLI_PAGES_H_
// An invented page and a rule file for it, so that these tests do not depend on the built-in rules.

#include <string_view>

namespace dehusk {

inline constexpr std::string_view kPage =
    "<html lang=en><head><title>Rain in the north</title></head><body><nav><a href=/>Home</a></nav>\n"
    "<p>Rain fell on Monday in the north of the country, and the rivers rose above their banks.</p>\n"
    "<p>Two roads were closed, the <a href=/police>police</a> said, and will open again on Tuesday.</p>\n"
    "</body></html>\n";

inline constexpr std::string_view kText =
    "Rain fell on Monday in the north of the country, and the rivers rose above their banks.\n\n"
    "Two roads were closed, the police said, and will open again on Tuesday.\n";

inline constexpr std::string_view kRules =
    "dehusk = 1\n[pack]\nname = 'own'\nversion = '1'\n"
    "[[rule]]\nid = 'own/nav'\nwhy = 'Menu'\nhusk = 'nav'\ncss = ['nav', 'title']\n"
    "remove = ['<nav><a href=\"/\">Home</a></nav>']\nkeep = ['<p>Home</p>']\n";

}  // namespace dehusk

#endif  // DEHUSK_TESTS_CLI_PAGES_H_
