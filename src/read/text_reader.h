#ifndef DEHUSK_READ_TEXT_READER_H_
#define DEHUSK_READ_TEXT_READER_H_
// A text dump as blocks: hard-wrapped lines joined, lists, headings, quotes, code and tables told by their marks.
//
//      * [4]Home                          item 1   * Home
//   Rain over the delta                   heading  Rain over the delta
//      It rained for three days in the    para     It rained for three days in the delta of the Ems.
//      delta of the Ems.
//
// Every character of the source that is not white space is in some block's text, but for the marks of formatting
// that text_marks.h lists and these: "#" and "*****" round a heading, the line under one, ">" before a quotation,
// the fences of code, the pipes and rules of a table. Markers of list items stay in the text.

#include "page/page.h"

namespace dehusk {

// Fills text, blocks and notes of a page whose source is set (valid UTF-8), and from the head that some dumps have
// ("Title: ...", front matter) what it tells of title, author, date, site and language. Takes time linear in the
// source.
void read_text(Page& page);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_READER_H_
