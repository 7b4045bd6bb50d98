// The compiled engine against the naive one, which confirms every rule on every block: same cuts, covers and events.
// Random rules are put together from parts that stress the indexes: overlapping literals, anchors, word borders,
// folding.

#include <algorithm>
#include <random>
#include <tuple>

#include "catch.h"
#include "clean/pages.h"
#include "clean/stage.h"
#include "rule/pattern.h"

namespace dehusk {
namespace {

class Inventor {
 public:
  explicit Inventor(unsigned seed) : random_(seed) {}

  unsigned below(unsigned count) { return static_cast<unsigned>(random_()) % count; }

  const char* word() {
    static constexpr const char* kWords[] = {"share",
                                             "Share",
                                             "SHARE",
                                             "shared",
                                             "photo",
                                             "Photo:",
                                             "AP",
                                             "ap",
                                             "maps",
                                             "read",
                                             "more",
                                             "Read more",
                                             "\xE2\x80\x9Cquote\xE2\x80\x9D",
                                             "it\xE2\x80\x99s",
                                             "it's",
                                             "\xC5\xBFhare",
                                             ("stra\xC3\x9F"
                                              "e"),
                                             "STRASSE",
                                             "\xC3\x89t\xC3\xA9",
                                             "\xC3\xA9t\xC3\xA9",
                                             "\xE2\x80\x93",
                                             "-",
                                             "1.",
                                             "12)",
                                             "2024",
                                             "a\xE2\x80\xA6",
                                             "a...",
                                             "\xE7\xB6\x9A\xE3\x81\x8D",
                                             "end.",
                                             "(x)",
                                             "x",
                                             "\xCE\xA3\xCE\xBF\xCF\x86\xCF\x8C\xCF\x82",
                                             "\xCF\x83\xCE\xBF\xCF\x86\xCF\x8C\xCF\x83"};
    return kWords[below(sizeof kWords / sizeof *kWords)];
  }

  std::string words(unsigned most) {
    std::string text = word();
    for (unsigned i = below(most); i > 0; --i) text += (below(8) == 0 ? "" : " ") + std::string(word());
    return text;
  }

  std::string pattern() {
    static constexpr const char* kParts[] = {"share",
                                             "(?:photo|Photo:|AP)",
                                             "\\d{1,4}",
                                             "[.)]",
                                             " ",
                                             ".{0,12}",
                                             "\\S+",
                                             "re(?:ad|al)",
                                             "more",
                                             "\\bap\\b",
                                             "\\p{Lu}",
                                             "[xX]",
                                             "it.s",
                                             "stra(?:\xC3\x9F|ss)e",
                                             "a(?:\xE2\x80\xA6|\\.\\.\\.)",
                                             "\xCF\x83\xCE\xBF\xCF\x86"};
    std::string re = below(3) == 0 ? "(?i)" : "";
    if (below(3) == 0) re += "^";
    for (unsigned i = 1 + below(4); i > 0; --i) re += kParts[below(sizeof kParts / sizeof *kParts)];
    if (below(3) == 0) re += "$";
    return re;
  }

  std::string list(bool is_pattern) {
    std::string entries;
    for (unsigned i = 1 + below(3); i > 0; --i) {
      const std::string entry = is_pattern ? pattern() : words(2);
      if (is_pattern && (matches_empty(entry) || check_pattern(entry))) return list(is_pattern);
      entries += "'''" + entry + "''', ";
    }
    return "[" + entries + "]";
  }

  std::string rule(unsigned number) {
    static constexpr const char* kActions[] = {"drop", "drop", "drop", "trim", "keep", "mark"};
    const std::string action = kActions[below(6)];
    std::string text = "[[rule]]\nid = 'r" + std::to_string(number) + "'\naction = '" + action + "'\n";
    static constexpr const char* kKeys[] = {"is", "starts", "ends", "has"};
    const bool is_trim = action == "trim";
    const unsigned key = below(is_trim ? 2 : 8);
    if (is_trim) {
      text += std::string(key == 0 ? "starts" : "ends") + " = " + list(false) + "\n";
    } else if (key < 4) {
      text += std::string(kKeys[key]) + " = " + list(false) + "\n";
    }
    if (!is_trim && (key >= 4 || below(4) == 0)) text += "re = " + list(true) + "\n";
    if (below(4) == 0) text += "not_has = " + list(false) + "\n";
    if (below(4) == 0) text += "max_words = " + std::to_string(1 + below(6)) + "\n";
    if (below(5) == 0) text += "zone = ['" + std::string(below(2) == 0 ? "head" : "tail") + "']\n";
    if (below(5) == 0) text += "prev = '''" + std::string(word()[0] == '(' ? "x" : "re|1|x") + "'''\nprev_reach = 2\n";
    if (!is_trim && below(6) == 0) text += "run = 2\n";
    if (action == "drop" && below(4) == 0) text += "to = 'more|2'\nmax_blocks = 4\n";
    return text;
  }

  std::string page() {
    static constexpr const char* kMarks[] = {"", "", "", "# ", "* ", "| ", "` "};
    std::string text;
    for (unsigned i = below(25); i > 0; --i) {
      text += kMarks[below(7)] + words(below(4) == 0 ? 20 : 4) + (below(4) == 0 ? "." : "") + "\n";
    }
    return text;
  }

 private:
  std::mt19937 random_;
};

using Row = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;

struct Outcome {
  std::vector<Row> cuts, covers, also;
  std::vector<std::string> events;
};

Outcome run(const Page& page, const RuleSet& rules, Engine engine) {
  CleanOptions options;
  options.engine = engine;
  options.trace = true;
  options.max_risk = Risk::high;
  Scene scene{page, rules, options, {}, {}, {}, {}};
  decide_scope(scene);
  const Taken taken = run_text(scene);
  Outcome outcome;
  for (const Cut& cut : taken.cuts) outcome.cuts.emplace_back(cut.block, cut.span.begin, cut.span.end, cut.rule);
  for (const Cover& cover : taken.covers)
    outcome.covers.emplace_back(cover.block, cover.span.begin, cover.span.end, cover.rule);
  for (const Also& also : taken.also) outcome.also.emplace_back(also.block, also.rule, also.by, also.kept ? 1U : 0U);
  for (const Event& event : taken.events) {
    outcome.events.push_back(std::string(to_string(event.kind)) + " " + std::to_string(event.rule) + " " +
                             std::to_string(event.block) + " " + event.detail);
  }
  return outcome;
}

void check_books(const Page& page, const std::vector<Row>& cuts) {
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const auto& [block, begin, end, rule] = cuts[i];
    CHECK(begin < end);
    CHECK(page.blocks[block].text.contains({begin, end}));
    CHECK(is_valid_utf8(slice(page.text, {begin, end})));
    if (i > 0) CHECK(std::get<2>(cuts[i - 1]) <= begin);
  }
}

TEST_CASE("on random rules and pages the compiled engine does what the naive one does") {
  std::size_t cuts = 0;
  std::size_t covers = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Inventor inventor(seed);
    std::string toml;
    const unsigned count = 1 + inventor.below(40);
    for (unsigned i = 0; i < count; ++i) toml += inventor.rule(i);
    const RuleSet rules = rules_of(toml);
    for (int round = 0; round < 15; ++round) {
      const Page page = page_of(inventor.page());
      const Outcome compiled = run(page, rules, Engine::compiled);
      const Outcome naive = run(page, rules, Engine::naive);
      CAPTURE(seed, round, toml, page.text);
      CHECK(compiled.cuts == naive.cuts);
      CHECK(compiled.covers == naive.covers);
      CHECK(compiled.also == naive.also);
      CHECK(compiled.events == naive.events);
      check_books(page, compiled.cuts);
      cuts += compiled.cuts.size();
      covers += compiled.covers.size();
    }
  }
  CHECK(cuts > 1000);  // else the rules never met the pages
  CHECK(covers > 100);
}

TEST_CASE("on their own examples the built-in rules do the same in both engines") {
  Result<Loaded> loaded = load_rules(built_in_rules());
  REQUIRE(loaded.ok());
  std::string lines;
  for (const Rule& rule : loaded.value().book.rules) {
    for (const std::vector<Text>* list : {&rule.remove, &rule.keep}) {
      for (const Text& text : *list) lines += text.text + "\n";
    }
    for (const Case& one : rule.cases) {
      if (one.text) lines += one.text->text + "\n";
    }
  }
  const Result<RuleSet> rules = compile(std::move(loaded.value().book), built_in_rules());
  REQUIRE(rules.ok());
  const Page page = page_of(lines);
  REQUIRE(page.blocks.size() > 100);
  const Outcome compiled = run(page, rules.value(), Engine::compiled);
  const Outcome naive = run(page, rules.value(), Engine::naive);
  CHECK(compiled.cuts == naive.cuts);
  CHECK(compiled.covers == naive.covers);
  CHECK(compiled.events == naive.events);
  check_books(page, compiled.cuts);
  CHECK(compiled.cuts.size() > 50);
}

}  // namespace
}  // namespace dehusk
