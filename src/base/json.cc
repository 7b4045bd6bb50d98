#include "base/json.h"

#include "base/eight_bytes.h"
#include "base/utf8.h"

namespace dehusk {

namespace {

// True if one of the bytes cannot stand in a string as it is: '"', '\\', a control or DEL.
bool has_special(std::uint64_t eight) {
  const std::uint64_t printable = is_at_least(eight & ~kHighBits, ' ') | (eight & kHighBits);
  const std::uint64_t special = is_equal(eight, '"') | is_equal(eight, '\\') | is_equal(eight, 0x7F);
  return (printable & ~special) != kHighBits;
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  if (!is_valid_utf8(text)) {
    append_json(out, to_valid_utf8(text));
    return;
  }
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  std::size_t clean_from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + 8 <= text.size() && !has_special(load_eight(text.data() + i))) i += 8;
    if (i == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F) continue;
    out.append(text, clean_from, i - clean_from);
    clean_from = i + 1;
    switch (byte) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        out += "\\u00";
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
    }
  }
  out.append(text, clean_from);
  out += '"';
}

std::string to_json(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_json(out, text);
  return out;
}

}  // namespace dehusk
