#ifndef DEHUSK_CLEAN_ZONES_H_
#define DEHUSK_CLEAN_ZONES_H_
// The parts of a page that `zone` asks about. A prose block is a paragraph of twelve words or more that ends as
// sentences do.
//
//   Menu | Sport | Rain in the north | Two roads were closed ... Monday. | Advertisement | The army ... north. | Tags
//   '------------- head ------------'  '-------------------------- body -------------------------------------'  'tail'

#include <cstdint>
#include <optional>
#include <span>

#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

[[nodiscard]] bool is_prose(const Page& page, const Block& block);

// Where body begins and ends among the blocks that a stage sees.
struct Zones {
  std::uint32_t first_prose = kNone;  // kNone: the page has no prose, and no zones
  std::uint32_t last_prose = 0;

  // Bit i: the range [begin, end) of those blocks touches Zone i; 0 if there are no zones.
  [[nodiscard]] std::uint8_t of(std::uint32_t begin, std::uint32_t end) const;
};

// `seen`: the blocks that the stage sees, as indices into page.blocks, in order.
[[nodiscard]] Zones find_zones(const Page& page, std::span<const std::uint32_t> seen);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_ZONES_H_
