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
  const AttributeName id = attribute_name_from(name);
  if (id != AttributeName::other) return attribute(element, id);
  for (const Attribute& held : attributes_of(element)) {
    if (held.id == AttributeName::other && name_of(held) == name) return value_of(held);
  }
  return std::nullopt;
}

std::optional<std::string_view> Page::attribute(const Element& element, AttributeName name) const {
  for (const Attribute& held : attributes_of(element)) {
    if (held.id == name) return value_of(held);
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

void add_attribute(Page& page, std::string_view lower_name, std::string_view value) {
  std::string& text = page.attribute_text;
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += lower_name;
  const auto middle = static_cast<std::uint32_t>(text.size());
  text += value;
  const auto end = static_cast<std::uint32_t>(text.size());
  page.attributes.push_back({.name = {.begin = begin, .end = middle},
                             .value = {.begin = middle, .end = end},
                             .id = attribute_name_from(lower_name)});
}

}  // namespace dehusk
