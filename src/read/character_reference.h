#ifndef DEHUSK_READ_CHARACTER_REFERENCE_H_
#define DEHUSK_READ_CHARACTER_REFERENCE_H_
// Character references for text that no HTML parser has decoded: the 253 names of HTML 4 and XML with their semicolon,
// and numbers as browsers read them. The result is never longer than the text.
//
//   "R&amp;D &#8211; caf&#xE9; &#146; &nosuch;"   ->   "R&D (en dash) caf(e acute) (right quote) &nosuch;"

#include <string>
#include <string_view>

namespace dehusk {

// Appends valid UTF-8 if `text` is valid UTF-8.
void append_decoded(std::string& out, std::string_view text);

// The character of a name as written between '&' and ';' ("eacute"); 0 if the table does not have it.
[[nodiscard]] char32_t named_character(std::string_view name);

// What browsers make of a number in a reference: 146 is a right quote, 0 and what is no character are U+FFFD.
[[nodiscard]] char32_t numbered_character(char32_t number);

}  // namespace dehusk

#endif  // DEHUSK_READ_CHARACTER_REFERENCE_H_
