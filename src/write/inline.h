#ifndef DEHUSK_WRITE_INLINE_H_
#define DEHUSK_WRITE_INLINE_H_
// Running text as markdown: what would read as markup is escaped, and as little else as can be; links of the page
// become [text](href) when asked for.
//
//   a_b *c* <d> [1]       ->  a_b \*c\* \<d> [1]
//   see <a href=/x>here</a>  ->  see [here](/x)

#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace dehusk {

struct Link {
  Span text;         // in Page::text
  std::string href;  // ready for markdown: no blanks, no brackets
};

// The page's links that may leave it: http, https and relative ones, in document order.
[[nodiscard]] std::vector<Link> links_of(const Page& page);

// Where the escaped text will stand: some characters mean something only there.
enum class Place : char { running, link_text, cell };
void append_escaped(std::string& out, std::string_view text, Place place);

// Appends `span` of the page's text, its links marked. `next` is a cursor into `links`: start it at 0 and go through
// the page in order.
void append_inline(std::string& out, const Page& page, Span span, const std::vector<Link>& links, std::size_t& next,
                   Place place);

// Escapes what would make a heading, list, quote, rule or fence of a paragraph that starts with it.
void escape_line_start(std::string& line);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_INLINE_H_
