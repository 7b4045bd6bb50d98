#ifndef DEHUSK_FEED_JSON_LINE_H_
#define DEHUSK_FEED_JSON_LINE_H_
// One line of JSONL, checked from end to end, and where in it the fields stand that a JSON pointer names, so that a
// value can be replaced and every other byte stays as it was.
//
//   {"id":7,"page":{"html":"<p>Rain"},"ok":true}       /page/html -> value "<p>Rain", its member, and its object's end
//   {"pages":[{"html":"<p>Rain"},"<p>Snow"]}           /pages/1 -> value "<p>Snow", which is an element
//

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace dehusk {

// "/page/html" -> {"page", "html"}; nothing if it does not start with '/'. "~1" is '/', "~0" is '~'.
// In an array a part is the number of an element: "/pages/0".
using Pointer = std::vector<std::string>;
[[nodiscard]] std::optional<Pointer> pointer_from(std::string_view text);

enum class JsonType : std::uint8_t { string, number, literal, object, array };

// Where a pointer leads in a line. Spans are bytes of the line.
struct JsonPlace {
  bool is_found = false;
  JsonType type = JsonType::literal;
  Span value;                      // with the quotes of a string
  Span member;                     // from the key's quote to the value's end
  bool is_element = false;         // of an array: there is no key, and no object
  bool has_object = false;         // the object that the field stands in, or would stand in, is there
  std::uint32_t object_begin = 0;  // its '{'
  std::uint32_t object_end = 0;    // its '}'
  bool object_is_empty = false;
  std::vector<Span> earlier;  // members of the same name before it, in the same object
};

class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  // Looks the pointers up in `line`, which must be one JSON object: `places` gets one entry a pointer. What is wrong
  // with the line; empty if nothing is. Of two fields with the same name the last counts, as for all readers of JSON.
  [[nodiscard]] std::string read(std::string_view line, const std::vector<Pointer>& pointers,
                                 std::vector<JsonPlace>& places);

 private:
  struct Parser;  // simdjson's, and the padded copy of the line
  std::unique_ptr<Parser> parser_;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_JSON_LINE_H_
