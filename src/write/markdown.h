#ifndef DEHUSK_WRITE_MARKDOWN_H_
#define DEHUSK_WRITE_MARKDOWN_H_
// The clean text as markdown (CommonMark with pipe tables): headings, nested lists with their numbers, quotes, fenced
// code, tables whose first row is the header.

#include <string>

#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

struct MarkdownOptions {
  bool links = false;  // [text](href) for http, https and relative links
};

// The kept blocks as markdown. Valid UTF-8 without control characters (but tab and newline); ends with one newline
// unless it is empty.
[[nodiscard]] std::string write_markdown(const Page& page, const Cleaned& cleaned, const MarkdownOptions& options);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_MARKDOWN_H_
