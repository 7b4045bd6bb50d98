// Single-byte encodings are a table of 128 characters, asked from iconv once per page; where iconv has a hole among the
// C1 controls the Encoding Standard has the control itself. Multi-byte encodings go through iconv in one stream.

#include "read/decoder.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <memory>

#include "base/utf8.h"

namespace dehusk {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// What windows-1252 has at 0x80 to 0x9F: by far the most common of the single-byte encodings needs no iconv.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

using HighHalf = std::array<std::string, 128>;

struct CloseIconv {
  void operator()(void* open) const { iconv_close(open); }
};
using Iconv = std::unique_ptr<void, CloseIconv>;

// Null if this system does not have the encoding.
Iconv open_iconv(std::string_view name) {
  const iconv_t open = iconv_open("UTF-8", std::string(name).c_str());
  return Iconv(open == reinterpret_cast<iconv_t>(-1) ? nullptr : open);  // NOLINT: how iconv says no
}

HighHalf windows_1252() {
  HighHalf table;
  for (std::size_t i = 0; i < table.size(); ++i)
    append_utf8(table[i], i < kWindows1252.size() ? char32_t{kWindows1252[i]} : static_cast<char32_t>(0x80 + i));
  return table;
}

HighHalf high_half(const Encoding& encoding) {
  const Iconv open = encoding.name == "windows-1252" ? nullptr : open_iconv(encoding.iconv);
  if (open == nullptr) return windows_1252();
  HighHalf table;
  for (std::size_t i = 0; i < table.size(); ++i) {
    char byte = static_cast<char>(0x80 + i);
    std::array<char, 16> out{};
    char* from = &byte;
    char* to = out.data();
    std::size_t from_left = 1;
    std::size_t to_left = out.size();
    iconv(open.get(), nullptr, nullptr, nullptr, nullptr);
    const bool ok = iconv(open.get(), &from, &from_left, &to, &to_left) != static_cast<std::size_t>(-1) &&
                    iconv(open.get(), nullptr, nullptr, &to, &to_left) != static_cast<std::size_t>(-1);
    if (ok && to != out.data()) {
      table[i].assign(out.data(), to);
    } else if (i < 0x20) {
      append_utf8(table[i], static_cast<char32_t>(0x80 + i));
    } else {
      table[i] = kReplacement;
    }
  }
  // Where glibc and the standard differ.
  if (encoding.name == "koi8-u") {
    table[0x2E] = "\xD1\x9E";
    table[0x3E] = "\xD0\x8E";
  }
  return table;
}

Decoded decode_single_bytes(std::string_view bytes, const Encoding& encoding) {
  const HighHalf table = high_half(encoding);
  Decoded decoded;
  decoded.text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::size_t plain = ascii_length(bytes.substr(at));
    decoded.text.append(bytes, at, plain);
    at += plain;
    if (at == bytes.size()) break;
    const std::string& character = table[static_cast<unsigned char>(bytes[at]) - 0x80U];
    if (character == kReplacement) ++decoded.bad_bytes;
    decoded.text += character;
  }
  return decoded;
}

Decoded decode_utf16(std::string_view bytes, bool is_big_endian) {
  Decoded decoded;
  decoded.text.reserve(bytes.size() / 2 + bytes.size() / 8);
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(is_big_endian ? (first << 8U) | second : (second << 8U) | first);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = unit_at(at);
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_utf8(decoded.text, unit);
      continue;
    }
    const char32_t low = unit < 0xDC00 && at + 3 < bytes.size() ? unit_at(at + 2) : 0;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      append_utf8(decoded.text, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
      at += 2;
    } else {
      decoded.text += kReplacement;
      ++decoded.bad_bytes;
    }
  }
  if (at < bytes.size()) {
    decoded.text += kReplacement;
    ++decoded.bad_bytes;
  }
  return decoded;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(kReplacement); at != std::string_view::npos; at = text.find(kReplacement, at + 3))
    ++count;
  return count;
}

Decoded decode_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.text = to_valid_utf8(bytes);
  decoded.bad_bytes = count_replacements(decoded.text) - count_replacements(bytes);
  return decoded;
}

Decoded decode_stream(std::string_view bytes, const Encoding& encoding) {
  const Iconv open = open_iconv(encoding.iconv);
  if (open == nullptr) return decode_utf8(bytes);
  Decoded decoded;
  decoded.text.reserve(bytes.size() + bytes.size() / 2);
  std::array<char, 16384> out{};
  char* from = const_cast<char*>(bytes.data());  // NOLINT: iconv's signature; it does not write there
  std::size_t from_left = bytes.size();
  while (from_left > 0) {
    char* to = out.data();
    std::size_t to_left = out.size();
    const std::size_t result = iconv(open.get(), &from, &from_left, &to, &to_left);
    const int why = errno;
    decoded.text.append(out.data(), to);
    if (result != static_cast<std::size_t>(-1) || why == E2BIG) continue;
    // A lead byte with a trail that does not fit it: both are lost, but an ASCII byte is never eaten.
    const bool is_euro = encoding.name == "gbk" && static_cast<unsigned char>(*from) == 0x80;
    const bool takes_two = !is_euro && from_left > 1 && (static_cast<unsigned char>(from[1]) & 0x80U) != 0;
    decoded.text += is_euro ? "\xE2\x82\xAC" : kReplacement;
    decoded.bad_bytes += is_euro ? 0 : 1;
    from += takes_two ? 2 : 1;
    from_left -= takes_two ? 2 : 1;
    if (why == EINVAL) break;
  }
  return decoded;
}

}  // namespace

Decoded decode_as(std::string_view bytes, const Encoding& encoding) {
  if (encoding.is_single_byte) return decode_single_bytes(bytes, encoding);
  if (encoding.name == "utf-16le" || encoding.name == "utf-16be")
    return decode_utf16(bytes, encoding.name == "utf-16be");
  if (encoding.name == "utf-8") return decode_utf8(bytes);
  return decode_stream(bytes, encoding);
}

}  // namespace dehusk
