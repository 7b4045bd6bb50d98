#ifndef DEHUSK_READ_RAW_CONTENT_H_
#define DEHUSK_READ_RAW_CONTENT_H_
// Elements whose content is text for some and no text for others: only what is in them tells. All answers are found in
// bounded work, since such elements nest.
//
//   <svg><title>Menu</title><path/></svg>   no words: nobody sees a title     <svg><text>1999</text></svg>   words
//   <video>Get a newer browser</video>      fallback                          <object> and the whole page    not

#include <cstdint>
#include <span>

#include "page/page.h"
#include "read/html_tree.h"

namespace dehusk {

// `runs`: the text runs of the page from the one on that would be the first in the element.

// Whether the text in an <object> or <video> is for browsers that cannot show it: it is, if there is little.
[[nodiscard]] bool is_fallback(const Page& page, std::uint32_t element, std::span<const TextRun> runs);

// Whether an <svg> shows words.
[[nodiscard]] bool has_words(const Page& page, std::uint32_t element, std::span<const TextRun> runs);

// Whether this element of svg or math is never shown: title, desc, annotation.
[[nodiscard]] bool is_unseen(const Page& page, const Element& element);

// Whether this is a <template> whose content is shown: a shadow tree, or one that nobody closed.
[[nodiscard]] bool is_shown_template(const Page& page, const Element& element);

}  // namespace dehusk

#endif  // DEHUSK_READ_RAW_CONTENT_H_
