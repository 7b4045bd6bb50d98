#ifndef DEHUSK_FEED_CONTAINER_H_
#define DEHUSK_FEED_CONTAINER_H_
// What an input is: one page, or a container of many records. Said by the user, or found out from the first bytes and
// the name, which are looked at no further than it takes: who sends one line and waits for the answer sends no more.

#include <cstdint>
#include <string>
#include <string_view>

#include "feed/byte_source.h"

namespace dehusk {

enum class Container : std::uint8_t { page, jsonl, warc, messages };

// `asked`: the value of --in. The source is unpacked already.
[[nodiscard]] Container container_of(std::string_view asked, std::string_view file, ByteSource& source);

}  // namespace dehusk

#endif  // DEHUSK_FEED_CONTAINER_H_
