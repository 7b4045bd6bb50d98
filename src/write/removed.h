#ifndef DEHUSK_WRITE_REMOVED_H_
#define DEHUSK_WRITE_REMOVED_H_
// The ledger as reports show it: neighbouring cuts by one rule are one removal, and places are counted in characters
// (code points), because that is what readers of JSON slice by.

#include <cstdint>
#include <string>
#include <vector>

#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

struct Removal {
  RuleId rule = 0;
  Stage stage = Stage::structure;
  std::uint32_t first_block = 0, last_block = 0;
  Span text;                           // in Page::text, bytes; blocks' borders inside included
  Span source;                         // in Page::source, bytes: of the blocks touched
  std::uint32_t start = 0, end = 0;    // `text` in code points
  std::uint32_t chars = 0, words = 0;  // taken; borders between blocks do not count
};

// The removals of a page in its order. A removal ends where another rule, another stage or kept text begins.
[[nodiscard]] std::vector<Removal> removals_of(const Page& page, const std::vector<Cut>& cuts);

// The first characters of what was removed, on one line; of script and the like, of the source.
[[nodiscard]] std::string sample_of(const Page& page, const Removal& removal, std::size_t max_chars);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_REMOVED_H_
