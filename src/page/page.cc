#include "page/page.h"

#include <array>

namespace dehusk {

namespace {
constexpr std::array<std::string_view, kKindCount> kKindNames = {"para", "heading", "item", "quote", "cell",
                                                                 "pre",  "caption", "raw",  "other"};
}  // namespace

std::string_view to_string(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kind_from(std::string_view name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i)
    if (kKindNames[i] == name) return static_cast<Kind>(i);
  return std::nullopt;
}

std::optional<std::string_view> Page::attribute(const Element& element, std::string_view name) const {
  for (std::uint32_t i = 0; i < element.attribute_count; ++i) {
    const Attribute& held = attributes[element.first_attribute + i];
    if (slice(attribute_text, held.name) == name) return slice(attribute_text, held.value);
  }
  return std::nullopt;
}

std::string_view Page::name_of(const Element& element) const {
  return element.tag == Tag::unknown ? slice(attribute_text, element.name) : to_string(element.tag);
}

std::optional<float> Page::link_share(const Block& block) {
  if (!block.links_known) return std::nullopt;
  if (block.text.empty()) return 0.0F;
  return static_cast<float>(block.linked_bytes) / static_cast<float>(block.text.size());
}

}  // namespace dehusk
