#ifndef DEHUSK_RULE_RULE_LISTS_H_
#define DEHUSK_RULE_RULE_LISTS_H_
// The [lists] of all files, and what `{{name}}` stands for.
//
//   agencies = ['AP', 'dpa (Berlin)']      re = '^\({{agencies}}\)$'   ->   ^\(AP|dpa \(Berlin\)\)$
//                                                ^ offset 3               bytes 3..20 come from the {{agencies}}
//                                                at 3..15
//
// A file's own list stands before one of the same name in another file; among those the first loaded.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

struct WordList {
  std::size_t file = 0;  // number of the file that holds it
  std::string name;
  std::vector<std::string> words;
};

struct ListBook {
  std::vector<WordList> lists;
  bool is_complete = true;  // false if a file could not be read: then a missing list is no fault of its user
  [[nodiscard]] const WordList* find(std::size_t file, std::string_view name) const;  // nullptr if there is none
  [[nodiscard]] std::vector<std::string_view> names() const;
};

// Where in what was written an expanded pattern's bytes come from.
struct Piece {
  std::size_t at = 0, size = 0;  // in the expanded text
  std::size_t written_at = 0, written_size = 0;
  bool is_list = false;
};

struct Expanded {
  std::string text;
  std::vector<Piece> pieces;
  std::vector<std::pair<std::size_t, std::string>> unknown;  // offset and name of each {{name}} that no list has
};

// The regex with each {{name}} replaced by its list, escaped, joined by '|'.
[[nodiscard]] Expanded expand_pattern(const ListBook& lists, std::size_t file, std::string_view written);

// The offset in the written pattern that stands behind `offset` of the expanded one; `length` becomes that of the
// {{name}} if it came from one.
[[nodiscard]] std::size_t written_offset(const Expanded& expanded, std::size_t offset, std::size_t& length);

// "name" if `written` is exactly '{{name}}', else empty.
[[nodiscard]] std::string_view list_name(std::string_view written);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_LISTS_H_
