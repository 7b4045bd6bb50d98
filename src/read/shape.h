#ifndef DEHUSK_READ_SHAPE_H_
#define DEHUSK_READ_SHAPE_H_
// What an element holds, as far as it decides how its own text is cut: found for all elements in one pass from the
// last to the first, so that no question is answered twice however deep the page nests.

#include <cstdint>
#include <vector>

#include "page/page.h"

namespace dehusk {

struct Shape {
  bool is_block = false;         // its text stands alone: by its name; a custom element's if it holds such a one
  bool holds_block = false;      // some block-level element below it
  bool holds_structure = false;  // some block-level element below it that is more than a p or div
  std::uint8_t paragraphs = 0;   // p and div below it that hold no block themselves; 2 stands for more

  // A table cell that is used to place parts of the page, not to hold one value.
  [[nodiscard]] bool is_layout() const { return holds_structure || paragraphs > 1; }
};

// One Shape for each element.
[[nodiscard]] std::vector<Shape> shapes_of(const std::vector<Element>& elements);

}  // namespace dehusk

#endif  // DEHUSK_READ_SHAPE_H_
