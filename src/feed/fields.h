#ifndef DEHUSK_FEED_FIELDS_H_
#define DEHUSK_FEED_FIELDS_H_
// The head of a WARC record or of an HTTP message: a first line, named fields, an empty line. Lines end with "\r\n" or,
// in what some tools wrote, with "\n".
//
//   WARC/1.0                                field(head, "warc-type") -> "response"
//   WARC-Type: response                     parameter("text/html; Charset=\"UTF-8\"", "charset") -> "UTF-8"

#include <cstddef>
#include <string_view>

namespace dehusk {

// The size of the head that `bytes` begins with, with its empty line; npos if it does not end.
[[nodiscard]] std::size_t head_size(std::string_view bytes);

// The value of the first field of this name, in any case, without the white space around it; empty if there is none.
[[nodiscard]] std::string_view field(std::string_view head, std::string_view name);

// The media type in front of the parameters, and one of these, without quotes.
[[nodiscard]] std::string_view media_type(std::string_view value);
[[nodiscard]] std::string_view parameter(std::string_view value, std::string_view name);

[[nodiscard]] bool is_same_name(std::string_view a, std::string_view b);

}  // namespace dehusk

#endif  // DEHUSK_FEED_FIELDS_H_
