#ifndef DEHUSK_RULE_SIEVE_H_
#define DEHUSK_RULE_SIEVE_H_
// Which of many conditions a block cannot meet is told here for 64 of them at once: for each property of a block that
// costs nothing to know (first byte, first two bytes, last byte, bytes, words, kind, zones) there is a row of bits, one
// bit a condition; where all rows have a bit, the condition may hold. What no literal names (see LiteralIndex) is tried
// on just those.
//
//   block 'May 3, 2021', a para in the head    rows of 'M', 'Ma', '1', 11 bytes, 3 words, para, head
//   and-ed: '^\p{L}+ \d' yes, '^\d{1,3}$' no

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "rule/pattern_needs.h"

namespace dehusk {

// What a rule asks of the blocks it holds on, beside its patterns.
struct BlockLimits {
  std::uint32_t min_words = 0, max_words = 0xFFFFFFFF;
  std::uint32_t kinds = 0xFFFFFFFF;  // bit i: Kind i
  std::uint8_t zones = 0xFF;         // bit i: Zone i
};

class Sieve {
 public:
  // Conditions get the numbers 0, 1, 2, ... One that `is_named` is only asked about by number; the others are found
  // by each(). Before build().
  void add(const PatternNeeds& needs, const BlockLimits& limits, bool is_named);
  void build();

  // A block seen by the sieve. Lives as long as its text.
  class View {
   public:
    View(const Sieve& sieve, std::string_view text, std::uint32_t words, Kind kind, std::uint8_t zones);

   private:
    friend class Sieve;
    std::array<const std::uint64_t*, 7> rows_{};
    std::string_view text_;
    mutable Signs signs_ = 0;
    mutable bool has_signs_ = false;
  };

  // True if condition `number` may hold.
  [[nodiscard]] bool lets_through(const View& block, std::uint32_t number) const {
    const std::uint32_t place = place_of_[number];
    return (word(block, place / 64) >> place % 64 & 1) != 0 && has_signs(block, place);
  }

  // Calls found(number) for each condition that is not named and may hold.
  template <class Found>
  void each(const View& block, Found found) const {
    for (std::uint32_t i = 0; i < unnamed_words_; ++i) {
      for (std::uint64_t bits = word(block, i) & unnamed_in(i); bits != 0; bits &= bits - 1) {
        const std::uint32_t place = i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
        if (has_signs(block, place)) found(number_at_[place]);
      }
    }
  }

  [[nodiscard]] std::uint32_t unnamed_count() const { return unnamed_count_; }

 private:
  struct Added {
    PatternNeeds needs;
    BlockLimits limits;
    bool is_named = false;
  };

  [[nodiscard]] std::uint64_t word(const View& block, std::size_t i) const {
    std::uint64_t bits = ~std::uint64_t{0};
    for (const std::uint64_t* row : block.rows_) bits &= row[i];
    return bits;
  }
  [[nodiscard]] std::uint64_t unnamed_in(std::uint32_t i) const {
    const std::uint32_t left = unnamed_count_ - i * 64;
    return left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
  }
  [[nodiscard]] bool has_signs(const View& block, std::uint32_t place) const {
    const std::array<Signs, 3>& wanted = signs_[place];
    if (wanted[0] == 0) return true;
    if (!block.has_signs_) {
      block.signs_ = signs_of(block.text_);
      block.has_signs_ = true;
    }
    const Signs held = block.signs_;
    return (held & wanted[0]) != 0 && (wanted[1] == 0 || (held & wanted[1]) != 0) &&
           (wanted[2] == 0 || (held & wanted[2]) != 0);
  }

  static constexpr std::size_t kSizes = 256, kWordCounts = 64, kZones = 8;  // the last row of counts is for all above
  static constexpr std::size_t kPairs = 1024;

  std::vector<Added> added_;
  std::vector<std::uint32_t> place_of_, number_at_;  // those that are not named come first
  std::uint32_t unnamed_count_ = 0, unnamed_words_ = 0;
  std::size_t words_ = 0;                                                             // of a row
  std::vector<std::uint64_t> first_, last_, pairs_, sizes_, counts_, kinds_, zones_;  // rows, one behind another
  std::vector<std::array<Signs, 3>> signs_;                                           // by place; zero: none
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_SIEVE_H_
