#ifndef DEHUSK_TESTS_FEED_PACKED_H_
#define DEHUSK_TESTS_FEED_PACKED_H_
// gzip members and zstd frames made by hand, stored and not compressed, so that a test knows each byte of them.

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace dehusk {

inline std::string little_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFFU);
  return out;
}

// At most 65,535 bytes.
inline std::string gzip_member(std::string_view text) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char c : text) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return std::string("\x1F\x8B\x08\0\0\0\0\0\0\x03\x01", 11) + little_endian(text.size(), 2) +
         little_endian(~text.size() & 0xFFFFU, 2) + std::string(text) + little_endian(~sum & 0xFFFFFFFFU, 4) +
         little_endian(text.size(), 4);
}

// At most 128 KB.
inline std::string zstd_frame(std::string_view text) {
  return "\x28\xB5\x2F\xFD\xA0" + little_endian(text.size(), 4) + little_endian(text.size() << 3U | 1U, 3) +
         std::string(text);
}

// A file without a name that holds `bytes`, to be read from its beginning.
class HeldFile {
 public:
  explicit HeldFile(std::string_view bytes) : stream_(std::tmpfile()) {
    std::fwrite(bytes.data(), 1, bytes.size(), stream_);
    std::fflush(stream_);
    lseek(fileno(stream_), 0, SEEK_SET);
  }
  ~HeldFile() { std::fclose(stream_); }
  HeldFile(const HeldFile&) = delete;
  HeldFile& operator=(const HeldFile&) = delete;

  [[nodiscard]] int descriptor() const { return fileno(stream_); }

 private:
  std::FILE* stream_;
};

}  // namespace dehusk

#endif  // DEHUSK_TESTS_FEED_PACKED_H_
