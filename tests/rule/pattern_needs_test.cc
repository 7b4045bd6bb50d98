#include "rule/pattern_needs.h"

#include <algorithm>

#include "base/unicode.h"
#include "catch.h"

namespace dehusk {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("the literals that a pattern cannot match without are found") {
  struct Row {
    const char* re;
    bool at_start;
    Strings literals;
  };
  const std::vector<Row> rows = {
      {"Photo credit", false, {"photo credit"}},
      {"^Photo", true, {"phot"}},
      {"^(?:By|Von) \\p{Lu}", true, {"by", "von"}},
      {"^(?:[*-] )?more", true, {"* mo", "- mo", "more"}},  // four bytes are enough
      {"^\\d+ shares", false, {"shares"}},
      {"(?i)ÄRGER über", false, {"ärger über"}},
      {"(?:photo|image)s? by", false, {"image by", "images by", "photo by", "photos by"}},
      {"a.{2,9}subscribe", false, {"subscribe"}},
      {"subscribe.*newsletter", false, {"subscribe"}},  // the rarer of the two
      {"[Pp]hoto", false, {"photo"}},
      {"isn[’']t it", false, {"isn't it"}},
      {"photo(?:graph)*", false, {"photo"}},
      {"(?:photo)+", false, {"photo"}},
      {"(?:photo)?", false, {}},
      {"photo|\\d", false, {}},
      {"^\\p{Lu}", false, {}},
      {"^[a-z]", false, {}},
      {"ab", false, {}},  // too short to look for inside texts
      {"(?m)^photo", false, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.re);
    const PatternNeeds needs = needs_of(row.re);
    CHECK(needs.at_start == row.at_start);
    CHECK(needs.literals == row.literals);
  }
}

bool has_bit(const std::vector<std::uint64_t>& bytes, char byte) {
  const auto bit = static_cast<unsigned char>(byte);
  return (bytes.at(bit / 64) >> bit % 64 & 1) != 0;
}

TEST_CASE("the bytes that a match begins and ends with are known where it is bound there") {
  const PatternNeeds needs = needs_of("^(?:By )?[\\p{Lu}\\d]\\w{0,3}[.!]$");
  for (const char byte : {'B', 'A', '7', '\xC3', '\xD0'}) CHECK(has_bit(needs.edges.first, byte));
  for (const char byte : {'b', '.', ' '}) CHECK_FALSE(has_bit(needs.edges.first, byte));
  for (const char byte : {'.', '!'}) CHECK(has_bit(needs.edges.last, byte));
  CHECK_FALSE(has_bit(needs.edges.last, '?'));
  CHECK(needs.edges.min_bytes == 2);
  CHECK(needs.edges.max_bytes == 3 + 4 + 3 + 1);
  CHECK(needs_of("a|^b").edges.first.empty());
  CHECK(needs_of("a$").edges.first.empty());
  CHECK(has_bit(needs_of("é$").edges.last, '\xA9'));
  CHECK(needs_of("^a?$").edges.first.empty());
  CHECK(needs_of("^a+$").edges.max_bytes == 0xFFFFFFFF);
}

TEST_CASE("the signs that a match must hold are told, one set for each") {
  const auto lets = [](const char* re, std::string_view text) {
    const Signs held = signs_of(text);
    const std::vector<Signs> signs = needs_of(re).signs;
    return std::all_of(signs.begin(), signs.end(), [&](Signs set) { return (held & set) != 0; });
  };
  CHECK(lets("\\d\\.\\d", "1.2"));
  CHECK_FALSE(lets("\\d\\.\\d", "12"));
  CHECK_FALSE(lets("\\d\\.\\d", "a.b"));
  CHECK(lets("[|·] ?\\w", "a · b"));
  CHECK_FALSE(lets("[|·] ?\\w", "a - b"));
  CHECK(lets("(?i)quiz", "QUIZ"));
  CHECK_FALSE(lets("(?:©|\\(c\\)) \\d", "copyright 2020"));
  CHECK(lets("x?y*", ""));
}

}  // namespace
}  // namespace dehusk
