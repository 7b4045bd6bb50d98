#include "rule/char_classes.h"

#include <string_view>

#include "catch.h"
#include "rule/pattern_tree.h"

namespace dehusk {
namespace {

std::uint16_t class_of(const CharClasses& classes, char32_t c) {
  return c < 0x80 ? classes.of_ascii(static_cast<unsigned char>(c)) : classes.of(c);
}

Membership plain_member(const CharSet& set, char32_t c) {
  const auto holds = [&](const std::vector<CodeRange>& ranges) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const CodeRange& range) { return range.first <= c && c <= range.last; });
  };
  return holds(set.sure) ? Membership::in : holds(set.perhaps) ? Membership::perhaps : Membership::out;
}

TEST_CASE("characters share a class exactly if no set and no word border tells them apart") {
  const CharClasses classes(read_pattern("[a-f]\\d")->sets);
  const auto is_one = [&](char32_t a, char32_t b) { return class_of(classes, a) == class_of(classes, b); };
  CHECK(is_one('a', 'f'));
  CHECK(is_one('0', '9'));
  CHECK(is_one('g', 'Z'));
  CHECK(is_one('g', '_'));
  CHECK(is_one(' ', '-'));
  CHECK(is_one(' ', 0x4E00));
  CHECK_FALSE(is_one('a', '0'));
  CHECK_FALSE(is_one('f', 'g'));
  CHECK_FALSE(is_one('g', ' '));
  CHECK(classes.count() == 4);
  CHECK(classes.is_word(class_of(classes, '_')));
  CHECK_FALSE(classes.is_word(class_of(classes, 0xE9)));
}

TEST_CASE("each class answers for all of its characters in each set") {
  for (const std::string_view re : {"(?i)photo[:s]", "^\\p{Lu}[^.!?]+\\s(?:\\p{L}|[\\d_-])$",
                                    "[\\p{Han}a]|[^\\x00-\\x{3FF}]", "", "(?i)[k-s]\\w[\\x{FF}-\\x{2FF}]"}) {
    CAPTURE(re);
    const std::vector<CharSet> sets = read_pattern(re)->sets;
    const CharClasses classes(sets);
    for (char32_t c = 0; c < 0x11000; c += c < 0x500 ? 1 : 37) {
      for (std::uint32_t set = 0; set < sets.size(); ++set) {
        if (classes.member(class_of(classes, c), set) == plain_member(sets[set], c)) continue;
        CAPTURE(static_cast<std::uint32_t>(c), set);
        CHECK(classes.member(class_of(classes, c), set) == plain_member(sets[set], c));
      }
    }
  }
}

}  // namespace
}  // namespace dehusk
