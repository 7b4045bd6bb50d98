#ifndef DEHUSK_READ_FOREIGN_ATTRIBUTES_H_
#define DEHUSK_READ_FOREIGN_ATTRIBUTES_H_
// In svg and math some attributes lose their prefix: xlink:href becomes href, xml:lang lang, xmlns:xlink xlink.

#include "page/page.h"

namespace dehusk {

// Renames those of `element`, as Gumbo does. Twice is as good as once.
void rename_foreign_attributes(Page& page, const Element& element);

}  // namespace dehusk

#endif  // DEHUSK_READ_FOREIGN_ATTRIBUTES_H_
