#include "rule/pattern.h"

#include "base/unicode.h"
#include "catch.h"

namespace dehusk {
namespace {

TEST_CASE("a pattern that RE2 does not take is reported with its place and advice") {
  struct Row {
    std::string re, message, help;
    std::size_t offset, length;
  };
  const std::vector<Row> rows = {
      {"ab(?!x)Skip", "invalid perl operator: (?!", "RE2 has no lookahead. Put the unwanted text in `not_re`.", 2, 3},
      {"(?=x)", "invalid perl operator: (?=", "RE2 has no lookahead. What the next block must say goes in `next`.", 0,
       3},
      {"(a)\\1", "invalid escape sequence: \\1", "RE2 has no back-references.", 3, 2},
      {"a{2000}", "invalid repetition size: {2000}", "A repetition counts at most 1000, nested ones multiplied.", 1, 6},
      {"a(b", "missing ): a(b", "", 0, 3},
      {"\\pL{1000}", "pattern too large - compile failed", "Split the rule, or move the alternatives to `has`.", 0, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.re);
    const std::optional<PatternFault> fault = check_pattern(row.re);
    REQUIRE(fault.has_value());
    CHECK(fault->message == row.message);
    CHECK(fault->help == row.help);
    CHECK(fault->offset == row.offset);
    CHECK(fault->length == row.length);
    CHECK_FALSE(fault->is_limit);
  }
  const std::optional<PatternFault> behind = check_pattern("(?<!a)b");
  REQUIRE(behind.has_value());
  CHECK(behind->help.find("`prev`") != std::string::npos);
  CHECK_FALSE(check_pattern("^(?P<cut>a)b$").has_value());
}

TEST_CASE("a pattern over 2,000 bytes is over the limit, one of 2,000 is not") {
  CHECK_FALSE(check_pattern(std::string(2000, 'a')).has_value());
  const std::optional<PatternFault> fault = check_pattern(std::string(2001, 'a'));
  REQUIRE(fault.has_value());
  CHECK(fault->is_limit);
  CHECK(fault->message == "pattern is 2001 bytes; the limit is 2000");
}

TEST_CASE("a pattern that matches the empty string is told from one that does not") {
  for (const char* re : {"", "a*", "a?|b", "^", "$", "(?i)x{0,3}"}) CHECK(matches_empty(re));
  for (const char* re : {"a", "^.+$", "\\S", "a(?!b)"}) CHECK_FALSE(matches_empty(re));
}

TEST_CASE("only patterns that bind all branches to the start count as anchored") {
  for (const char* re : {"^a", "(?i)^a", "(?is)^(?:a|b)", "\\Ab", "^[|(]x", "^[]|]x", "^[[:alpha:]|]", "^\\|a", "^"}) {
    CAPTURE(re);
    CHECK(is_anchored(re));
  }
  for (const char* re : {"a", "^a|b", "(?m)^a", "(?:^a)", "^*a", "^?a", "^a\\Q|\\E", "(?i:^a)", ""}) {
    CAPTURE(re);
    CHECK_FALSE(is_anchored(re));
  }
}

TEST_CASE("a pattern names the folded strings without which it cannot match") {
  struct Row {
    std::string re;
    std::size_t letters;
    std::vector<std::string> literals;
  };
  const std::vector<Row> rows = {
      {"^Photo: .*", 4, {"photo:"}},
      {"(?i)dear (?:readers|friends)", 4, {"dear friends", "dear readers"}},
      {"(?:Getty|AFP)$", 4, {}},
      {"(?:Getty|AFP)$", 3, {"afp", "getty"}},
      {"^A message from .* to subscribers", 4, {"to subscribers"}},
      {"Don\xE2\x80\x99t miss", 4, {"don't miss"}},
      {"^\\d+$", 2, {}},
      {"a(?!b)", 2, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.re, row.letters);
    CHECK(required_literals(row.re, row.letters).literals == row.literals);
    CHECK(has_literal(row.re, row.letters) == !row.literals.empty());
  }
}

TEST_CASE("what a pattern matches holds one of its literals once it is folded") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"(?i)sKip", "\xC5\xBF\xE2\x84\xAAIP"},  // long s, Kelvin sign
      {"(?i)stra\xC3\x9F"
       "e \xC3\x9C"
       "ber",
       "STRA\xE1\xBA\x9E"
       "E \xC3\xBC"
       "ber"},
      {"(?i)\xCF\x83\xCE\xBF\xCF\x86\xCF\x8C\xCF\x83", "\xCE\xA3\xCE\xBF\xCF\x86\xCF\x8C\xCF\x82"},  // final sigma
      {"said\xE2\x80\xA6 no more", "He said\xE2\x80\xA6 no more"},
      {"a  b c d", "a  b c d"},
  };
  for (const auto& [re, text] : rows) {
    CAPTURE(re);
    REQUIRE(Pattern(re).search(text));
    const std::string folded = fold(text);
    bool any = false;
    for (const std::string& literal : required_literals(re, 3).literals)
      any = any || folded.find(literal) != std::string::npos;
    CHECK(any);
  }
}

TEST_CASE("a pattern that is one whole literal is told as its folded text") {
  CHECK(whole_literal("^Politics$") == "politics");
  CHECK(whole_literal("(?i)^Read more\\.$") == "read more.");
  CHECK(whole_literal("\\AShare$") == "share");
  for (const char* re : {"^Politics", "Politics$", "^A.B$", "^a|b$", "^ab\\$", "^$", "^a\\d$", "^a{2}$", "(?m)^a$"}) {
    CAPTURE(re);
    CHECK_FALSE(whole_literal(re).has_value());
  }
}

TEST_CASE("a search gives the match and the group named cut") {
  const Pattern pattern("[.!](?P<cut> ?Photo: .{2,20})$");
  const std::string_view text = "It rained. Photo: J. Doe";
  Pattern::Match match;
  REQUIRE(pattern.search(text, match));
  CHECK(match.whole == Span{9, 24});
  REQUIRE(match.cut.has_value());
  CHECK(*match.cut == Span{10, 24});
  CHECK_FALSE(pattern.search("It rained. Video: J. Doe"));

  const Pattern without("Photo");
  REQUIRE(without.search(text, match));
  CHECK_FALSE(match.cut.has_value());
  CHECK_FALSE(without.search(text, 12, match));
  CHECK_FALSE(without.search(text, 99, match));
}

TEST_CASE("the start of a text is its start, wherever a search begins") {
  Pattern::Match match;
  CHECK_FALSE(Pattern("^b").search("abb", 1, match));
  REQUIRE(Pattern("b").search("abb", 2, match));
  CHECK(match.whole == Span{2, 3});
}

TEST_CASE("a pattern that does not compile matches nothing") {
  CHECK_FALSE(Pattern("a(?!b)").search("a"));
  Pattern::Match match;
  CHECK_FALSE(Pattern("a(?!b)").search("a", match));
}

}  // namespace
}  // namespace dehusk
