#ifndef DEHUSK_RULE_SHA256_H_
#define DEHUSK_RULE_SHA256_H_
// SHA-256 (FIPS 180-4), for the digest of a rule set: it names the rules that made an output, it keeps no secrets.
//
//   Sha256 sum;
//   sum.add("abc");
//   sum.hex()   "ba7816bf 8f01cfea ..." without the spaces

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dehusk {

class Sha256 {
 public:
  void add(std::string_view bytes);

  // The sum of all bytes added so far, 64 lower-case hex digits. Bytes may be added afterwards.
  [[nodiscard]] std::string hex() const;

 private:
  void add_block(const unsigned char* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_ = {};  // bytes that do not fill a block yet
  std::uint64_t size_ = 0;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_SHA256_H_
