#ifndef DEHUSK_RULE_CHAR_SET_H_
#define DEHUSK_RULE_CHAR_SET_H_
// The characters that one place of a pattern takes, in three answers: surely, perhaps, no. "Perhaps" stands where only
// RE2's own Unicode tables can tell, as for \p{L} beyond the scripts that pages are full of.
//
//   [a-c]    sure a-c
//   \p{Lu}   sure A-Z, A with grave to Thorn, Cyrillic capitals    perhaps: from U+0100 on
//   (?i)k    sure k, K                                             perhaps: the Kelvin sign

#include <string_view>
#include <vector>

namespace dehusk {

struct CodeRange {
  char32_t first = 0, last = 0;
};

// Both sorted and disjoint; a character that is in both is sure.
struct CharSet {
  std::vector<CodeRange> sure, perhaps;

  void add(char32_t first, char32_t last) { sure.push_back({first, last}); }
  void add(const CharSet& other);
  void add_cases();  // (?i): what has been added so far in all its cases
  void close();      // sorts and merges; must be called after the last add
  void negate();     // of a closed set; "perhaps" stays

  // Adds what \p{name} means; a set that holds "perhaps" for all characters if the name is not known here.
  void add_unicode_class(std::string_view name);
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_CHAR_SET_H_
