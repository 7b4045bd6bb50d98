// Each condition on its own, and the order in which failures are told.

#include "rule/conditions.h"

#include "base/unicode.h"
#include "catch.h"
#include "rule/rule_set.h"

namespace dehusk {
namespace {

// One rule, compiled, and a subject that the rows change.
struct Bench {
  explicit Bench(const Rule& rule) {
    RuleBook book;
    book.rules.push_back(rule);
    rules = compile(std::move(book), {}).value();
  }
  [[nodiscard]] bool holds(Subject subject) const {
    const std::string folded = fold(subject.text);
    subject.folded = folded;
    return dehusk::holds(rules.rule(0), rules.compiled().rules[0], subject);
  }
  [[nodiscard]] Finding explain(Subject subject) const {
    const std::string folded = fold(subject.text);
    subject.folded = folded;
    return dehusk::explain(rules.rule(0), rules.compiled().rules[0], subject);
  }
  RuleSet rules;
};

Text text(std::string_view words, int line = 1) { return {std::string(words), line, 1}; }

Subject subject_of(std::string_view words, std::span<const std::string_view> texts = {}) {
  Subject subject;
  subject.text = words;
  subject.kinds = 1U << static_cast<unsigned>(Kind::para);
  subject.words = count_words(words);
  subject.texts = texts;
  return subject;
}

std::uint8_t zones(std::initializer_list<Zone> list) {
  unsigned bits = 0;
  for (const Zone zone : list) bits |= 1U << static_cast<unsigned>(zone);
  return static_cast<std::uint8_t>(bits);
}

TEST_CASE("every condition has its own key, a line for the docs, and is asked only by rules that give it") {
  const Rule bare;
  std::vector<std::string_view> keys;
  for (const Condition& condition : conditions()) {
    CAPTURE(condition.key);
    keys.push_back(condition.key);
    CHECK_FALSE(condition.about.empty());
    CHECK(condition.is_asked(bare) == (condition.key == "block"));
    CHECK((condition.entries == nullptr) == (condition.first_hit == nullptr));
  }
  CHECK(keys == std::vector<std::string_view>{"block", "zone", "first", "last", "min_words", "max_words", "min_links",
                                              "is", "starts", "ends", "has", "re", "not_has", "not_re", "inside",
                                              "prev", "next"});
}

TEST_CASE("an element is in a zone if all of it is, and a page without zones is in all") {
  Rule rule;
  rule.match.re = {text("x")};
  rule.match.zones = zones({Zone::head, Zone::body});
  const Bench bench(rule);
  struct Row {
    std::uint8_t zones;
    bool holds;
  };
  for (const Row& row : {Row{zones({Zone::head}), true},
                         {zones({Zone::head, Zone::body}), true},
                         {zones({Zone::tail}), false},
                         {zones({Zone::body, Zone::tail}), false},
                         {0, true}}) {
    Subject subject = subject_of("x");
    subject.zones = row.zones;
    CAPTURE(static_cast<int>(row.zones));
    CHECK(bench.holds(subject) == row.holds);
  }
}

TEST_CASE("a least share of links fails where the share is unknown") {
  Rule rule;
  rule.match.re = {text("x")};
  rule.match.min_links = 0.5;
  const Bench bench(rule);
  Subject subject = subject_of("x");
  CHECK_FALSE(bench.holds(subject));
  CHECK(bench.explain(subject).failed == "min_links: an unknown share of the text is linked, the rule wants 50 %");
  subject.link_share = 0.5F;
  CHECK(bench.holds(subject));
  subject.link_share = 0.49F;
  CHECK_FALSE(bench.holds(subject));
}

TEST_CASE("kinds: all but pre for blocks, whatever for elements, and all of an element's must be allowed") {
  Rule rule;
  rule.match.re = {text("x")};
  Rule with_kinds = rule;
  with_kinds.match.kinds = 1U << static_cast<unsigned>(Kind::item) | 1U << static_cast<unsigned>(Kind::para);
  const Bench any(rule);
  const Bench some(with_kinds);
  const auto bit_of = [](Kind kind) { return 1U << static_cast<unsigned>(kind); };
  struct Row {
    std::uint32_t kinds;
    bool is_element, any, some;
  };
  for (const Row& row : {Row{bit_of(Kind::pre), false, false, false},
                         {bit_of(Kind::item), false, true, true},
                         {bit_of(Kind::heading), false, true, false},
                         {bit_of(Kind::pre) | bit_of(Kind::para), true, true, false},
                         {bit_of(Kind::item) | bit_of(Kind::para), true, true, true}}) {
    CAPTURE(row.kinds, row.is_element);
    Subject subject = subject_of("x");
    subject.kinds = row.kinds;
    subject.is_element = row.is_element;
    CHECK(any.holds(subject) == row.any);
    CHECK(some.holds(subject) == row.some);
  }
}

TEST_CASE("neighbours are looked for on both sides of an element's blocks, as far as reach goes") {
  Rule rule;
  rule.match.re = {text("x")};
  rule.match.prev = text("^a$");
  rule.match.next = text("^b$");
  rule.match.prev_reach = 2;
  const Bench bench(rule);
  const std::vector<std::string_view> texts = {"a", "-", "x", "x", "b", "-"};
  struct Row {
    std::uint32_t begin, end;
    bool holds;
  };
  for (const Row& row : {Row{2, 4, true}, {2, 3, false}, {3, 4, false}, {0, 4, false}, {1, 4, true}, {2, 6, false}}) {
    CAPTURE(row.begin, row.end);
    Subject subject = subject_of("x", texts);
    subject.begin = row.begin;
    subject.end = row.end;
    CHECK(bench.holds(subject) == row.holds);
    NeighbourMemo memo{std::vector<NeighbourMemo::Answer>(texts.size()),
                       std::vector<NeighbourMemo::Answer>(texts.size())};
    subject.memo = &memo;
    CHECK(bench.holds(subject) == row.holds);
    CHECK(bench.holds(subject) == row.holds);  // from what the memo remembers
  }
}

TEST_CASE("entries that no index named are not tried") {
  Rule rule;
  rule.match.re = {text("x"), text("y")};
  const Bench bench(rule);
  Subject subject = subject_of("x");
  subject.entries = entry_bit(1);
  CHECK_FALSE(bench.holds(subject));
  subject.entries = entry_bit(0);
  CHECK(bench.holds(subject));
  CHECK(entry_bit(63) == entry_bit(64));
}

TEST_CASE("explain tells what held, entry and line, and then the first failure") {
  Rule rule;
  rule.match.starts = {text("Photo", 7), text("Image", 8)};
  rule.match.re = {text("\\d", 9)};
  rule.match.max_words = 2;
  rule.match.not_re = {text("z$", 11)};
  const Bench bench(rule);
  struct Row {
    std::string words, held, failed;
    bool is_matched;
  };
  for (const Row& row : {Row{"Image 3", "starts[1] (line 8) matched, re[0] (line 9) matched", "", true},
                         {"Video 3", "", "starts: none of 2 matches", false},
                         {"Image", "starts[1] (line 8) matched", "re: does not match", false},
                         {"Image 3 of z", "starts[1] (line 8) matched, re[0] (line 9) matched",
                          "max_words: 4 words, the rule wants at most 2", true},
                         {"Image 3z", "starts[1] (line 8) matched, re[0] (line 9) matched",
                          "not_re: entry 0 (line 11) matches", true}}) {
    CAPTURE(row.words);
    const Finding finding = bench.explain(subject_of(row.words));
    CHECK(finding.held == row.held);
    CHECK(finding.failed == row.failed);
    CHECK(finding.is_matched == row.is_matched);
    CHECK(bench.holds(subject_of(row.words)) == row.failed.empty());
  }
}

TEST_CASE("a trim by a literal covers the bytes that fold to it") {
  struct Row {
    std::string text, literal;
    Where where;
    Span span;
  };
  for (const Row& row : {Row{"SKIP \xE2\x80\x93 x", "skip -", Where::start, {0, 8}},
                         {"a Read  more\xE2\x80\xA6", "read more...", Where::end, {2, 15}},
                         {"Skip", "skip", Where::end, {0, 4}},
                         {"skip", "skim", Where::start, {}},
                         {"sk", "skip", Where::end, {}},
                         {"\xC3\x89t\xC3\xA9 x", "\xC3\xA9t\xC3\xA9", Where::start, {0, 5}}}) {
    CAPTURE(row.text, row.literal);
    CHECK(literal_span(row.text, row.literal, row.where) == row.span);
  }
}

}  // namespace
}  // namespace dehusk
