#ifndef DEHUSK_BENCH_SHAPES_H_
#define DEHUSK_BENCH_SHAPES_H_
// Made pages of one shape and any size, for what real pages do not show: whether the cost stays linear, and what a
// hostile page can make dehusk hold in memory. All text is invented.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

struct Shape {
  std::string_view name;
  std::size_t size;                    // for linear: the largest of its sizes, n, 2n and 4n
  std::string (*page)(std::size_t n);  // with n of what it is made of
};

// Shapes that a page may well have, in numbers that it should not.
[[nodiscard]] const std::vector<Shape>& linear_shapes();

// Shapes that are made to hurt, at the size that a page may have.
[[nodiscard]] const std::vector<Shape>& hostile_shapes();

}  // namespace dehusk

#endif  // DEHUSK_BENCH_SHAPES_H_
