#ifndef DEHUSK_BASE_KEPT_BUFFER_H_
#define DEHUSK_BASE_KEPT_BUFFER_H_
// Strings and vectors that are kept from page to page, so that their memory is asked for once and not once a page. What
// a very large page made of them goes back, lest it stay for good.

#include <cstddef>

namespace dehusk {

inline constexpr std::size_t kMostKeptBytes = 4U << 20;

// Empties a std::string or std::vector; its memory stays unless that is a lot.
template <class Buffer>
void empty_kept(Buffer& buffer) {
  const std::size_t bytes = buffer.capacity() * sizeof(typename Buffer::value_type);
  if (bytes > kMostKeptBytes) Buffer().swap(buffer);  // to assign an empty one may keep the memory
  buffer.clear();
}

}  // namespace dehusk

#endif  // DEHUSK_BASE_KEPT_BUFFER_H_
