#ifndef DEHUSK_CLEAN_BYTES64_H_
#define DEHUSK_CLEAN_BYTES64_H_
// 64 bytes of text, asked all at once: an answer has a bit for each byte, the first byte's bit lowest. Words are then
// runs of set bits, and finding their ends is arithmetic: a byte by byte walk guesses wrong at the end of every word.
//
//   text   The 2 cats.
//   word   1110101111 0      is_in('a', 'z') | is_in('A', 'Z') | is_in('0', '9'), first byte on the left
//
// The intrinsics are those that every x86-64 has: nothing in plain C++ gathers one bit of each byte.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dehusk {

#if defined(__SSE2__)

class Bytes64 {
 public:
  explicit Bytes64(const char* at) {  // 64 bytes are readable there
    for (std::size_t i = 0; i < parts_.size(); ++i)
      parts_[i] = Part{_mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i * 16))};
  }

  [[nodiscard]] std::uint64_t is(char c) const {
    const __m128i wanted = _mm_set1_epi8(c);
    return gather([wanted](__m128i part) { return _mm_cmpeq_epi8(part, wanted); });
  }

  [[nodiscard]] std::uint64_t is_in(char first, char last) const {
    const __m128i base = _mm_set1_epi8(first);
    const __m128i width = _mm_set1_epi8(static_cast<char>(last - first));
    return gather([base, width](__m128i part) {
      const __m128i offset = _mm_sub_epi8(part, base);
      return _mm_cmpeq_epi8(_mm_min_epu8(offset, width), offset);
    });
  }

  [[nodiscard]] std::uint64_t is_beyond_ascii() const {
    return gather([](__m128i part) { return part; });
  }

 private:
  struct Part {
    __m128i bytes;
  };

  template <class Ask>
  [[nodiscard]] std::uint64_t gather(Ask ask) const {
    const auto bits = [&](std::size_t i) {
      return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(ask(parts_[i].bytes)))) << (i * 16);
    };
    return bits(0) | bits(1) | bits(2) | bits(3);
  }

  std::array<Part, 4> parts_;
};

#else

class Bytes64 {
 public:
  explicit Bytes64(const char* at) { std::memcpy(bytes_.data(), at, bytes_.size()); }

  [[nodiscard]] std::uint64_t is(char c) const { return is_in(c, c); }
  [[nodiscard]] std::uint64_t is_in(char first, char last) const {
    const auto base = static_cast<unsigned char>(first);
    const auto width = static_cast<unsigned char>(last - first);
    return gather([=](unsigned char byte) { return static_cast<unsigned char>(byte - base) <= width; });
  }
  [[nodiscard]] std::uint64_t is_beyond_ascii() const {
    return gather([](unsigned char byte) { return byte >= 0x80; });
  }

 private:
  template <class Ask>
  [[nodiscard]] std::uint64_t gather(Ask ask) const {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < bytes_.size(); ++i) bits |= static_cast<std::uint64_t>(ask(bytes_[i]) ? 1 : 0) << i;
    return bits;
  }

  std::array<unsigned char, 64> bytes_;
};

#endif

// The 64 bytes of `text` from `at` (below its size) on; zeros behind its end.
[[nodiscard]] inline Bytes64 bytes_at(const char* text, std::size_t size, std::size_t at) {
  if (at + 64 <= size) return Bytes64(text + at);
  std::array<char, 64> rest{};
  std::memcpy(rest.data(), text + at, size - at);
  return Bytes64(rest.data());
}

// The lowest `count` (at most 64) bits.
[[nodiscard]] constexpr std::uint64_t low_bits(std::size_t count) {
  return count == 0 ? 0 : ~std::uint64_t{0} >> (64 - count);
}

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_BYTES64_H_
