#ifndef DEHUSK_WRITE_KEPT_H_
#define DEHUSK_WRITE_KEPT_H_
// The page less its cuts, as the text and markdown writers need it: the stretches that are left of each block, and
// which blocks belong together (the points of one list, the cells of one row).
//
//   block   "By Ada Example | Rain fell on Monday."     cut "By Ada Example | "
//   kept    "Rain fell on Monday."                      one stretch, its edges free of white space

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

struct KeptBlock {
  std::uint32_t block = 0;
  std::vector<Span> spans;   // in Page::text, in order, not empty
  std::uint32_t group = 0;   // number of its list or table, counted from 1; 0 for other kinds
  std::uint32_t column = 0;  // cell: counted from 0, colspan considered
};

// The blocks of which something is left, in order. Linear in the page.
[[nodiscard]] std::vector<KeptBlock> kept_blocks(const Page& page, const std::vector<Cut>& cuts);

// The same, one after the other: on_kept(block), whose stretches hold until it returns.
void for_each_kept_block(const Page& page, const std::vector<Cut>& cuts,
                         const std::function<void(const KeptBlock&)>& on_kept);

// What stands between two kept stretches of one block whose cut between them is taken out: a space if two words
// would run together, else nothing.
[[nodiscard]] std::string_view seam(const Page& page, Span before, Span after);

// Appends `text` less the control characters that have no place in text: C0 but tab and newline, DEL, C1.
void append_printable(std::string& out, std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_KEPT_H_
