#ifndef DEHUSK_PAGE_ATTRIBUTE_NAME_H_
#define DEHUSK_PAGE_ATTRIBUTE_NAME_H_
// The attribute names that rules and readers ask for, and the commonest others, as numbers: to ask an element for its
// class compares bytes. Any other name is AttributeName::other; Page::name_of(attribute) tells it.
//
// To add one: a line here and a line in attribute_name.cc, at the same place.

#include <cstdint>
#include <string_view>

namespace dehusk {

enum class AttributeName : std::uint8_t {
  other,
  class_,
  id,
  href,
  role,
  style,
  hidden,
  type,
  rel,
  src,
  name,
  content,
  property,
  itemprop,
  itemtype,
  itemscope,
  title,
  alt,
  value,
  lang,
  xml_lang,
  dir,
  width,
  height,
  colspan,
  rowspan,
  datetime,
  pubdate,
  target,
  action,
  for_,
  media,
  charset,
  http_equiv,
  encoding,
  color,
  face,
  size,
  loading,
  srcset,
  tabindex,
  open,
  shadowrootmode,
  aria_hidden,
  aria_label,
  aria_labelledby,
  aria_expanded,
  aria_modal,
  data_testid,
  data_test_id,
  data_src,
  data_component,
};
inline constexpr int kAttributeNameCount = 52;  // `other` included

// "class", "aria-hidden"; "" for other.
[[nodiscard]] std::string_view to_string(AttributeName name);

// The number of a lower-case name; other for a name that has none.
[[nodiscard]] AttributeName attribute_name_from(std::string_view name);

// The same for a name in any case.
[[nodiscard]] AttributeName attribute_name_in_any_case(std::string_view name);

}  // namespace dehusk

#endif  // DEHUSK_PAGE_ATTRIBUTE_NAME_H_
