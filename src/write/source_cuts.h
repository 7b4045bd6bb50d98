#ifndef DEHUSK_WRITE_SOURCE_CUTS_H_
#define DEHUSK_WRITE_SOURCE_CUTS_H_
// The cuts of a text dump as stretches of the dump itself, for those who take them out of it with tools of their own.
//
//   source  * Home\n* [3]About\n\n   Rain fell on **Monday**. Read more\n
//   cuts    ^------------------^                           ^-------^
//
// A block that goes whole takes along what stands between it and the line of the next one: blank lines, rules, fences.
// Of a part of a block the source is found again by its visible characters, the marks of formatting passed over.
//
// The law: the visible characters of the source outside these stretches are those of the text that is kept, and the
// marks that reading drops (text_reader.h lists them).

#include <vector>

#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

struct SourceCut {
  Span source;  // bytes of Page::source, not empty
  RuleId rule = 0;
  friend bool operator==(SourceCut, SourceCut) = default;
};

// In order, disjoint; two that touch have different rules. `page` is a text dump.
[[nodiscard]] std::vector<SourceCut> source_cuts(const Page& page, const std::vector<Cut>& cuts);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_SOURCE_CUTS_H_
