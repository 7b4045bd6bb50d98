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

TEST_CASE("Unicode classes keep their ASCII members and take in every other character") {
  struct Row {
    std::string re, want, want_loose_counts;
  };
  const std::string more = "(?-i:[\\x{80}-\\x{10ffff}])";
  const Row rows[] = {
      {"Skip to", "Skip to", "Skip to"},
      {"\\p{Lu}x", "(?:[A-Z]|" + more + ")x", "(?:[A-Z]|" + more + ")x"},
      {"\\pL{2,3}", "(?:[A-Za-z]|" + more + "){2,3}", "(?:[A-Za-z]|" + more + ")+"},
      {"[]\\p{Ll}.'-]", "(?:[]a-z.'-]|" + more + ")", "(?:[]a-z.'-]|" + more + ")"},
      {"[^\\p{L}x]", "[^A-Za-zx]", "[^A-Za-zx]"},
      {"[^\\p{Han}]", "[\\x00-\\x{10ffff}]", "[\\x00-\\x{10ffff}]"},
      {"\\p{Han}", more, more},
      {"\\P{L}[\\p{^L}\\p{Zs}]", "\\P{L}[\\p{^L}\\p{Zs}]", "\\P{L}[\\p{^L}\\p{Zs}]"},
      {"[^.!?]{0,60}\\\\p", "[^.!?]{0,60}\\\\p", "[^.!?]*\\\\p"},
  };
  for (const Row& row : rows) {
    INFO(row.re);
    CHECK(widened(row.re, Counts::kept) == row.want);
    CHECK(widened(row.re, Counts::loosened) == row.want_loose_counts);
  }
}

TEST_CASE("a widened class has the ASCII members that RE2 gives it, and lets every other character through") {
  for (const std::string name : {"L", "Lu", "Ll", "Lo", "M", "N", "Nd", "Latin", "Han", "Cyrillic", "Greek", "Arabic",
                                 "Hebrew", "Hangul", "Thai", "P", "S"}) {
    for (const std::string flags : {"", "(?i)"}) {
      const Pattern outside(flags + "^\\P{" + name + "}$");  // which is not widened
      for (const std::string& class_re : {"\\p{" + name + "}", "[\\p{" + name + "}]", "[^\\p{" + name + "}]"}) {
        const std::string wide = widened(flags + "^" + class_re + "$", Counts::kept);
        INFO(wide);
        REQUIRE_FALSE(check_pattern(wide).has_value());
        const Pattern of_wide(wide);
        const bool is_negated = class_re[1] == '^';
        for (char c = 1; c > 0; ++c) {
          const std::string text(1, c);
          if (of_wide.search(text) == (outside.search(text) == is_negated)) continue;
          INFO(text);
          CHECK(false);
        }
        for (const char* other : {"\u00e4", "\u212a", "\u4e2d", "\u20ac", "\U0001f600"})
          if (outside.search(other) == is_negated) CHECK(of_wide.search(other));
      }
    }
  }
}

TEST_CASE("a pattern with Unicode classes matches in ASCII and in other text as it says") {
  struct Row {
    std::string re, text;
    bool want;
  };
  const Row rows[] = {
      {"^\\p{Lu}\\p{L}+$", "Rain", true},
      {"^\\p{Lu}\\p{L}+$", "rain", false},
      {"^\\p{Lu}\\p{L}+$", "\u00c4rger", true},
      {"^\\p{Lu}\\p{L}+$", "\u00e4rger", false},
      {"^\\p{Lu}\\p{L}+$", "R\u00fcben", true},
      {"^\\p{Lu}\\p{L}+$", "R\u2014n", false},
      {"^[^\\p{L}]+$", "1 + 2", true},
      {"^[^\\p{L}]+$", "1 a 2", false},
      {"^[^\\p{L}]+$", "1 \u2014 2", true},
      {"^[^\\p{L}]+$", "1 \u00e4 2", false},
      {"\\p{Han} ?(?P<cut>\\p{L})$", "\u4e2dx", true},
      {"\\p{Han} ?(?P<cut>\\p{L})$", "\u00e4x", false},
  };
  for (const Row& row : rows) {
    INFO(row.re << " " << row.text);
    const Pattern pattern(row.re);
    Pattern::Match match;
    CHECK(pattern.search(row.text) == row.want);
    CHECK(pattern.search(row.text, match) == row.want);
    if (!row.want) continue;
    CHECK(match.whole == Span{0, static_cast<std::uint32_t>(row.text.size())});
    CHECK(match.cut.has_value() == (row.re.find("cut") != std::string::npos));
  }
}
