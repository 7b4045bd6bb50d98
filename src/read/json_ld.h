#ifndef DEHUSK_READ_JSON_LD_H_
#define DEHUSK_READ_JSON_LD_H_
// What a page says of itself in <script type="application/ld+json">. Half of the web's JSON-LD is a little broken (raw
// line ends in strings, comments around it, a comma too many), so this is no JSON parser: it follows braces and
// strings, and picks the few values that are wanted.
//
//   {"@type": "NewsArticle", "headline": "Rain", "author": [{"@type": "Person", "name": "A. Rook"}]}

#include <string>
#include <string_view>

namespace dehusk {

struct JsonLd {
  std::string type;  // the first @type that says what the page is: not WebSite, Organization, BreadcrumbList...
  std::string headline;
  std::string author;  // names joined with ", "
  std::string date;    // datePublished
  std::string description;
  std::string article_body;
};

// Adds what `script` tells to `found`; what is there stays. Linear.
void scan_json_ld(std::string_view script, JsonLd& found);

}  // namespace dehusk

#endif  // DEHUSK_READ_JSON_LD_H_
