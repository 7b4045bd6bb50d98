#ifndef DEHUSK_READ_DECODER_H_
#define DEHUSK_READ_DECODER_H_
// Bytes in a known encoding to UTF-8. Nothing fails: what the encoding has no character for is U+FFFD.

#include <cstddef>
#include <string>
#include <string_view>

#include "read/encoding_label.h"

namespace dehusk {

struct Decoded {
  std::string text;           // valid UTF-8
  std::size_t bad_bytes = 0;  // places that became U+FFFD
};

[[nodiscard]] Decoded decode_as(std::string_view bytes, const Encoding& encoding);

}  // namespace dehusk

#endif  // DEHUSK_READ_DECODER_H_
