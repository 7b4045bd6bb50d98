#ifndef DEHUSK_RULE_SELECTOR_GRAMS_H_
#define DEHUSK_RULE_SELECTOR_GRAMS_H_
// Attribute tests, found by three bytes that a value must hold (whatever their case): most values hold none of them.
//
//   [class*="donat" i]   filed by "don", "ona" and "nat", so one look at every third byte of a value cannot miss it
//   [href^="#"]          filed by "#", the beginning as far as it goes

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/eight_bytes.h"
#include "rule/selector.h"

namespace dehusk {

inline constexpr std::size_t kGramSize = 3;

[[nodiscard]] constexpr std::uint8_t lower_byte(char c) {
  return static_cast<std::uint8_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

// A text of at most three bytes as a number, the same for letters of either case (and for some signs, such as @ and `).
[[nodiscard]] constexpr std::uint32_t gram_of(std::string_view text) {
  std::uint32_t gram = 0;
  for (std::size_t i = 0; i < text.size(); ++i) gram |= (static_cast<unsigned char>(text[i]) | 0x20U) << (8 * i);
  return gram;
}

// The gram at this place of a text, all of it.
[[nodiscard]] inline std::uint32_t gram_at(std::string_view text, std::size_t at) {
  if (at + 8 > text.size()) return gram_of(text.substr(at, kGramSize));
  return (static_cast<std::uint32_t>(load_eight(text.data() + at)) | 0x202020U) & 0xFFFFFFU;
}

// A test by which a selector is filed.
struct FiledTest {
  AttributeTest test;
  std::uint32_t entry = 0;    // of the selector index
  std::uint32_t gram_at = 0;  // place in test.value of the gram that it is filed by
};

class GramIndex {
 public:
  void add(std::uint32_t gram, const FiledTest& filed);

  // The tests filed by this gram; null if there are none.
  [[nodiscard]] const std::vector<FiledTest>* find(std::uint32_t gram) const {
    const std::size_t bit = bit_of(gram);
    return (filter_[bit / 64] >> (bit % 64) & 1U) == 0 ? nullptr : look_up(gram);
  }

  [[nodiscard]] bool empty() const { return tests_.empty(); }

 private:
  struct Slot {
    std::uint32_t gram = 0;
    std::uint32_t number = kNone;  // index into tests_
  };

  // The high bits of a hash find the filter's bit, those above the lowest byte the slot.
  static std::uint32_t hash_of(std::uint32_t gram) { return gram * 2654435761U; }
  [[nodiscard]] std::size_t bit_of(std::uint32_t gram) const { return hash_of(gram) >> filter_shift_; }
  [[nodiscard]] std::size_t slot_of(std::uint32_t gram) const;
  [[nodiscard]] const std::vector<FiledTest>* look_up(std::uint32_t gram) const;
  void grow();

  std::vector<std::vector<FiledTest>> tests_;
  std::vector<Slot> slots_;                  // a power of two, at most half of them taken
  std::vector<std::uint64_t> filter_ = {0};  // a power of two
  unsigned filter_shift_ = 26;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_SELECTOR_GRAMS_H_
