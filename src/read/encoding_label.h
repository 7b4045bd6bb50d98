#ifndef DEHUSK_READ_ENCODING_LABEL_H_
#define DEHUSK_READ_ENCODING_LABEL_H_
// The names by which pages call their encoding, as the Encoding Standard reads them: many labels, few encodings.
//
//   "ISO-8859-1" -> windows-1252      "gb2312" -> gbk      "x-sjis" -> shift_jis      "utf-4" -> nothing

#include <optional>
#include <string_view>

namespace dehusk {

// An encoding of the standard: its name (lower case) and what glibc's iconv calls it (empty: no need of iconv).
struct Encoding {
  std::string_view name;
  std::string_view iconv;
  bool is_single_byte = false;
};

// The encoding of a label, in any case and with white space around it; nothing for labels the standard does not know.
[[nodiscard]] std::optional<Encoding> encoding_of(std::string_view label);

}  // namespace dehusk

#endif  // DEHUSK_READ_ENCODING_LABEL_H_
