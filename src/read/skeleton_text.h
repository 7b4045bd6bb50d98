#ifndef DEHUSK_READ_SKELETON_TEXT_H_
#define DEHUSK_READ_SKELETON_TEXT_H_
// What a stretch of source says once line ends and character references are read, as Gumbo reads them: or that we are
// not sure. HTML has 2,231 names for characters, and 106 of them need no semicolon; here are only the 251 with a
// semicolon that pages use, and the proof that an '&' is none of the others. Whatever is neither is left to Gumbo.
//
//   "R&amp;D &#8211; x"   decode       "AT&T"   as_is        "&lbrace;", "&copy 1999", "&nbspx"   unsure
//   in an attribute: "?a=1&copy=2"     as_is (a name before '=' is none)

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dehusk {

enum class References : std::uint8_t { none, in_text, in_attribute };

enum class Reading : std::uint8_t {
  as_is,   // it says what it is
  decode,  // append_read tells
  unsure,  // only Gumbo knows
};

// One '&' and what follows it.
struct Reference {
  Reading reading = Reading::as_is;
  std::size_t length = 1;  // '&' included; for as_is: what can be copied
  char32_t character = 0;
};

// The reference that begins with the '&' at the front of `raw`, which may go on behind it.
[[nodiscard]] Reference read_reference(std::string_view raw, References references);

[[nodiscard]] Reading reading_of(std::string_view raw, References references);

// Appends what `raw` says; its reading must not be `unsure`. Never longer than `raw`.
void append_read(std::string& out, std::string_view raw, References references);

// True for "&#32;" and the like: white space that does not look it.
[[nodiscard]] constexpr bool is_coded_white(const Reference& reference) {
  const char32_t c = reference.character;
  return reference.reading == Reading::decode && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
}

}  // namespace dehusk

#endif  // DEHUSK_READ_SKELETON_TEXT_H_
