#ifndef DEHUSK_READ_SNIFF_H_
#define DEHUSK_READ_SNIFF_H_
// Is this HTML or the text of a page? As browsers do (a known tag at the very start), and a little more, since scrapes
// also begin in the middle of a page: several tags of HTML within the first kilobytes.

#include <string_view>

#include "page/page.h"

namespace dehusk {

[[nodiscard]] InputKind sniff(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_READ_SNIFF_H_
