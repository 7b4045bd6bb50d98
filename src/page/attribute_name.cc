#include "page/attribute_name.h"

#include <array>

#include "page/name_table.h"

namespace dehusk {

namespace {

// In the order of AttributeName.
constexpr std::array<std::string_view, kAttributeNameCount> kNames = {"",
                                                                      "class",
                                                                      "id",
                                                                      "href",
                                                                      "role",
                                                                      "style",
                                                                      "hidden",
                                                                      "type",
                                                                      "rel",
                                                                      "src",
                                                                      "name",
                                                                      "content",
                                                                      "property",
                                                                      "itemprop",
                                                                      "itemtype",
                                                                      "itemscope",
                                                                      "title",
                                                                      "alt",
                                                                      "value",
                                                                      "lang",
                                                                      "xml:lang",
                                                                      "dir",
                                                                      "width",
                                                                      "height",
                                                                      "colspan",
                                                                      "rowspan",
                                                                      "datetime",
                                                                      "pubdate",
                                                                      "target",
                                                                      "action",
                                                                      "for",
                                                                      "media",
                                                                      "charset",
                                                                      "http-equiv",
                                                                      "encoding",
                                                                      "color",
                                                                      "face",
                                                                      "size",
                                                                      "loading",
                                                                      "srcset",
                                                                      "tabindex",
                                                                      "open",
                                                                      "shadowrootmode",
                                                                      "aria-hidden",
                                                                      "aria-label",
                                                                      "aria-labelledby",
                                                                      "aria-expanded",
                                                                      "aria-modal",
                                                                      "data-testid",
                                                                      "data-test-id",
                                                                      "data-src",
                                                                      "data-component"};

constexpr NameTable<256, kNames.size()> kTable(kNames);

}  // namespace

std::string_view to_string(AttributeName name) { return kNames[static_cast<std::size_t>(name)]; }

AttributeName attribute_name_from(std::string_view name) { return static_cast<AttributeName>(kTable.find(name)); }

AttributeName attribute_name_in_any_case(std::string_view name) {
  return static_cast<AttributeName>(kTable.find_in_any_case(name));
}

}  // namespace dehusk
