#ifndef DEHUSK_FEED_WET_H_
#define DEHUSK_FEED_WET_H_
// The clean text of a WARC record as a conversion record, which is what WET files are made of. Its id follows from the
// record that it was made of and from the text, so that the same input gives the same file.

#include <string>
#include <string_view>

namespace dehusk {

struct WetSource {
  std::string_view id;  // of the record that the text is from, without "<urn:uuid:"
  std::string_view url, date, language;
};

// The record, with the two line ends behind it.
[[nodiscard]] std::string write_wet(const WetSource& source, std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_FEED_WET_H_
