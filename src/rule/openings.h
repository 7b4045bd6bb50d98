#ifndef DEHUSK_RULE_OPENINGS_H_
#define DEHUSK_RULE_OPENINGS_H_
// With which three characters a text can begin if one of a rule's literals stands at its start. Nearly all texts begin
// with others, and then nobody has to fold them.
//
//   starts = ['Read more', 'Trending now']     may_begin("Rain fell") -> false    may_begin("Readers wrote") -> true

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

class Openings {
 public:
  Openings() = default;  // of a rule that wants no beginning: any text will do
  explicit Openings(const std::vector<std::string>& folded_literals);

  // `text` as the page has it, not folded. "Yes" is not certain, "no" is.
  [[nodiscard]] bool may_begin(std::string_view text) const;

 private:
  std::vector<std::uint64_t> bits_;  // by hash of the three characters; empty: any text will do
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_OPENINGS_H_
