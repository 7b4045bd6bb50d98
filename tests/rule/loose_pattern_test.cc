#include "rule/loose_pattern.h"

#include "catch.h"
#include "rule/pattern.h"

using namespace dehusk;

TEST_CASE("Unicode classes become any character, counts of one character * or +") {
  const std::string any = "[\\x00-\\x{10ffff}]";
  struct Row {
    std::string re, want;
  };
  const Row rows[] = {
      {"Skip to", "Skip to"},
      {"\\p{L}+x", any + "+x"},
      {"\\pLx\\P{Lu}", any + "x" + any},
      {"[\\p{L}.'-]*", any + "*"},
      {"[^\\p{L}]x", any + "x"},
      {"[^.!?]{0,60}x", "[^.!?]*x"},
      {"[a-z]{2,4}?", "[a-z]+?"},
      {".{00}x.{10}", ".*x.+"},
      {"a{2,3}(?:bc){2}", "a{2,3}(?:bc){2}"},
      {"\\.{2}[]{2}]{3,}", "\\.{2}[]{2}]+"},
      {"[[:alpha:]\\]p]\\\\p", "[[:alpha:]\\]p]\\\\p"},
      {".{x}", ".{x}"},
      {".{,3}", ".{,3}"},
      {"\\Q[\\p{L}]\\E", "\\Q[\\p{L}]\\E"},
  };
  for (const Row& row : rows) {
    INFO(row.re);
    CHECK(loosened(row.re) == row.want);
  }
}

TEST_CASE("the loose form compiles, and matches what the pattern matches") {
  const char* patterns[] = {
      R"(^(?:\p{Lu}[\p{L}.'-]* ){0,3}\p{Lu}[^\s/]{0,25} ?(?:/| via )(?:[^/.]{2,25}/){0,2}AP$)",
      R"((?i)(?:^|[ ,(])(?:please|help) (?:\p{L}+ )?donat\p{L}*[^.!?]{0,60}(?:us|our))",
      R"([^\p{L}\d]{2,})",
      R"(\P{L}$)",
      R"(^[A-Z]{2,4}\d{1,2}.{0,5}\.{2}$)",
  };
  const char* texts[] = {"",
                         "Jane Doe/EPA/AP",
                         "please kindly donate to us",
                         "PLEASE donating, help our",
                         "??",
                         "a?",
                         "AB12abc..",
                         "Rain fell.",
                         "\u00c9milie Roux/AP",
                         "\u00fc"};
  int hits = 0;
  for (const char* re : patterns) {
    const std::string loose = loosened(re);
    INFO(re << " " << loose);
    REQUIRE_FALSE(check_pattern(loose).has_value());
    const Pattern exact(re);
    const Pattern wide(loose);
    for (const char* text : texts) {
      INFO(text);
      if (!exact.search(text)) continue;
      ++hits;
      CHECK(wide.search(text));
    }
  }
  CHECK(hits > 8);
}
