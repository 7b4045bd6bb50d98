#ifndef DEHUSK_READ_META_PRESCAN_H_
#define DEHUSK_READ_META_PRESCAN_H_
// What a page says of its own encoding, found in the bytes before they are decoded: the prescan of the HTML Standard,
// but over the first 64 KiB (an eighth of real pages says it after the standard's 1,024 bytes).

#include <string>
#include <string_view>

namespace dehusk {

// The label as written ("ISO-8859-1"); empty if there is none. <meta charset>, <meta http-equiv content> and
// <?xml encoding?>; comments and other tags are stepped over.
[[nodiscard]] std::string prescan_charset(std::string_view bytes);

}  // namespace dehusk

#endif  // DEHUSK_READ_META_PRESCAN_H_
