#include "read/foreign_attributes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dehusk {

namespace {

// The new name is always the end of the old one.
constexpr std::array<std::string_view, 11> kPrefixed = {"xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role",
                                                        "xlink:show",    "xlink:title",   "xlink:type", "xml:base",
                                                        "xml:lang",      "xml:space",     "xmlns:xlink"};

}  // namespace

void rename_foreign_attributes(Page& page, const Element& element) {
  for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
    Attribute& attribute = page.attributes[element.first_attribute + i];
    const std::string_view name = page.name_of(attribute);
    if (name.empty() || name.front() != 'x') continue;
    if (std::find(kPrefixed.begin(), kPrefixed.end(), name) == kPrefixed.end()) continue;
    const std::size_t prefix = name.find(':') + 1;
    attribute.id = attribute_name_from(name.substr(prefix));
    attribute.name.begin += static_cast<std::uint32_t>(prefix);
  }
}

}  // namespace dehusk
