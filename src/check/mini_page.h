#ifndef DEHUSK_CHECK_MINI_PAGE_H_
#define DEHUSK_CHECK_MINI_PAGE_H_
// The small pages that stand in rules as examples, with what the rule shall do to each of their blocks.
//
//   text, with a gutter of two columns               html, where elements with a bare `husk` attribute must go
//     - 1. Home                                        <ul husk><li>Home</li></ul>
//     - It ended late.Photo: X/AP                      <p>It ended late.<span husk>Photo: X/AP</span></p>
//     + It ended late.
//       The chamber met on Monday.                     <p>The chamber met on Monday.</p>
//
// A text line is always one block (the reader of dumps would join and split lines by its own judgement).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

struct Expected {
  enum class Fate : std::uint8_t {
    stays,    // untouched
    goes,     // nothing is left
    becomes,  // `left` is left
    changes,  // something is taken, no matter what
    any,      // no matter
  };
  Fate fate = Fate::stays;
  std::string left;
};

struct MiniPage {
  Page page;
  std::vector<Expected> blocks;  // one for each block of the page
  std::string fault;             // what is wrong with the example itself; empty: nothing
};

// One block a line; blank lines are none. Bullets and numbers make items, everything else is a paragraph.
[[nodiscard]] Page page_from_lines(const std::vector<std::string>& lines, std::string_view url, std::string_view lang);

// An entry of `remove` or `keep` (dedented by the loader): every block has the same fate.
[[nodiscard]] MiniPage page_of_entry(std::string_view text, bool is_html, Expected::Fate fate);

// A [[rule.case]].
[[nodiscard]] MiniPage page_of_case(const Case& example);

// What is left of a block when `gone` (sorted, inside the block) is taken out, white space collapsed.
[[nodiscard]] std::string left_of(const Page& page, const Block& block, const std::vector<Span>& gone);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_MINI_PAGE_H_
