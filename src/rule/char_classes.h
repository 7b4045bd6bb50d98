#ifndef DEHUSK_RULE_CHAR_CLASSES_H_
#define DEHUSK_RULE_CHAR_CLASSES_H_
// The characters that a pattern's sets cannot tell apart are one class, so that an automaton needs a cell for each
// class and not for each character.
//
//   sets [a-f] and \d    classes: 0-9, a-f, other word characters of ASCII, all others

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "rule/char_set.h"

namespace dehusk {

enum class Membership : std::uint8_t { out, perhaps, in };

class CharClasses {
 public:
  // Word characters of ASCII never share a class with others, whatever the sets.
  explicit CharClasses(const std::vector<CharSet>& sets);

  [[nodiscard]] std::uint16_t of_ascii(unsigned char c) const { return ascii_[c]; }
  [[nodiscard]] std::uint16_t of(char32_t c) const {  // beyond ASCII
    const auto after = std::upper_bound(beyond_.begin(), beyond_.end(), c);
    return beyond_class_[static_cast<std::size_t>(after - beyond_.begin()) - 1];
  }

  [[nodiscard]] std::uint16_t count() const { return static_cast<std::uint16_t>(is_word_.size()); }
  [[nodiscard]] bool is_word(std::uint16_t number) const { return is_word_[number]; }
  [[nodiscard]] Membership member(std::uint16_t number, std::uint32_t set) const {
    return members_[number * set_count_ + set];
  }

 private:
  std::array<std::uint16_t, 128> ascii_{};
  std::vector<char32_t> beyond_;  // where stretches of characters begin, sorted
  std::vector<std::uint16_t> beyond_class_;
  std::vector<bool> is_word_;        // by class
  std::vector<Membership> members_;  // by class, then set
  std::size_t set_count_ = 0;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_CHAR_CLASSES_H_
