#ifndef DEHUSK_FEED_DOLMA_H_
#define DEHUSK_FEED_DOLMA_H_
// Attributes as the Dolma toolkit keeps them: beside each document a row that says which characters of its text which
// rule would take, and a mixer that takes them out later, or not.
//
//   {"id":"7","source":"crawl","attributes":{"dehusk__dehusk__nav_skip_links":[[0,16,1.0]]}}
//
// The spans are code points of the text field as it is in the document, begin and end of a half-open range. In each
// list they are sorted and disjoint, and so are those of different rules. A document without husk has no attributes.

#include <string>
#include <string_view>
#include <vector>

#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

// "nav/skip-links" -> "dehusk__dehusk__nav_skip_links"
[[nodiscard]] std::string dolma_attribute(std::string_view rule);

// The value of "attributes": `field` is the text that `page`, a text dump, was read from.
[[nodiscard]] std::string write_dolma_attributes(std::string_view field, const Page& page,
                                                 const std::vector<Rule>& rules, const std::vector<Cut>& cuts);

// A row, without a newline. `id` and `source` are JSON; null if empty.
[[nodiscard]] std::string write_dolma_row(std::string_view id, std::string_view source, std::string_view attributes);

}  // namespace dehusk

#endif  // DEHUSK_FEED_DOLMA_H_
