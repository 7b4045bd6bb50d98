#ifndef DEHUSK_READ_CONTROLS_H_
#define DEHUSK_READ_CONTROLS_H_
// Control characters in the text of a page: browsers show nothing for them, Gumbo would make U+FFFD of them, and a NUL
// would cut a C string short.

#include <string>

namespace dehusk {

// Takes the C0 and C1 controls out of valid UTF-8, but not tab, line feed, form feed, return and NEL: they are white
// space. Every page passes through here, and hardly any has something to take.
void drop_controls(std::string& text);

}  // namespace dehusk

#endif  // DEHUSK_READ_CONTROLS_H_
