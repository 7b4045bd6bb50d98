#ifndef DEHUSK_READ_TEXT_LISTS_H_
#define DEHUSK_READ_TEXT_LISTS_H_
// Which lines open an item of a list, and how deep. A bullet is nearly always one; "1." is one if "2." follows at the
// same place (else it may be a date or a football club); "o", "#" and "=" are bullets only below other items, where
// lynx and html2text print them.
//
//   * Politics        '-' level 1, starts a list
//       o Europe      '-' level 2, starts a list
//   * Sport           '-' level 1

#include <string_view>
#include <vector>

#include "read/text_style.h"

namespace dehusk {

// Sets marker, level, body and starts_list of the lines.
void find_lists(std::string_view source, const TextStyle& style, std::vector<TextLine>& lines);

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_LISTS_H_
