#include <map>

#include "catch.h"
#include "clean/clean.h"
#include "clean/pages.h"

namespace dehusk {
namespace {

struct Row {
  std::string name, rules, page;
  std::uint32_t block;
  std::vector<std::pair<std::string, std::string>> misses;  // held, failed
};

constexpr const char* kProse =
    "The council met on Monday to talk about the harbour and its many leaking roofs for hours.\n";

CleanOptions without_budgets() {
  CleanOptions options;
  options.budgets = false;
  options.max_removed = 1;
  return options;
}

void check(const std::vector<Row>& rows, const CleanOptions& options) {
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const RuleSet rules = rules_of(row.rules);
    const Page page = page_of(row.page);
    std::vector<std::pair<std::string, std::string>> misses;
    for (const Miss& miss : near_misses(page, rules, options, row.block)) misses.emplace_back(miss.held, miss.failed);
    CHECK(misses == row.misses);
  }
}

// The rules begin in line 4 of the pack: [[rule]], then why, husk, remove, keep on lines of their own, then `id`.
TEST_CASE("a rule that got past its patterns says which condition failed first") {
  const std::string prose = kProse;
  const std::string re = "[[rule]]\nid = 'a'\nre = ['^zz', '^\\d[.] ']\n";
  const std::string held = "re[1] (line 10) matched";
  check(
      {
          {"zone",
           re + "zone = ['head']",
           prose + "1. A\n" + prose,
           1,
           {{held, "zone: the block is in body, the rule wants head"}}},
          {"block",
           re + "block = ['item', 'cell']",
           "1. A",
           0,
           {{held, "block: the block is para, the rule wants item, cell"}}},
          {"pre", re, "` 1. A", 0, {{held, "block: the block is pre, the rule wants every kind but pre"}}},
          {"first",
           re + "first = 1",
           "x\n1. A",
           1,
           {{held, "first: the block has 1 block before it, the rule wants the first 1"}}},
          {"last",
           re + "last = 1",
           "1. A\nx\ny",
           0,
           {{held, "last: the block has 2 blocks after it, the rule wants the last 1"}}},
          {"min_words", re + "min_words = 3", "1. A", 0, {{held, "min_words: 2 words, the rule wants at least 3"}}},
          {"max_words", re + "max_words = 1", "1. A", 0, {{held, "max_words: 2 words, the rule wants at most 1"}}},
          {"min_links",
           re + "min_links = 0.5",
           "1. A",
           0,
           {{held, "min_links: 0 % of the text is linked, the rule wants 50 %"}}},
          {"not_has", re + "not_has = ['b', 'a']", "1. A", 0, {{held, "not_has: entry 1 (line 11) is there"}}},
          {"not_re", re + "not_re = ['A$']", "1. A", 0, {{held, "not_re: entry 0 (line 11) matches"}}},
          {"inside",
           re + "inside = ['nav']",
           "1. A",
           0,
           {{held, "inside: the page is a text dump, it has no elements"}}},
          {"prev",
           re + "prev = 'x'\nprev_reach = 3",
           "a\nb\nc\n1. A",
           3,
           {{held, "prev: none of the 3 blocks before matches"}}},
          {"next", re + "next = 'x'", "1. A\nb", 0, {{held, "next: the block after does not match"}}},
          {"next at the end", re + "next = 'x'", "1. A", 0, {{held, "next: there is no block after"}}},
          {"run", re + "run = 3", "1. A\n1. B", 0, {{held, "run: 2 in a row, the rule wants 3"}}},
          {"region",
           re + "to = '^End$'\nmax_blocks = 2",
           "x\n1. A\ny\nz\nEnd",
           1,
           {{held, "to: opened at block 2; `to` not found in blocks 2-4: unclosed"}}},
          {"draft", re + "status = 'draft'", "1. A", 0, {{held, "status: the rule is a draft, it only reports"}}},
          {"risk", re + "risk = 'high'", "1. A", 0, {{held, "risk: the rule's is high, allowed is medium"}}},
          {"scope",
           re + "hosts = ['x.example']",
           "1. A",
           0,
           {{held, "scope: the page is not of its site, host, path, language or input"}}},
          {"another was first", re + "[[rule]]\nid = 'b'\nis = ['1. A']", "1. A", 0, {{"is[0] (line 17) matched", ""}}},
          {"taken", re, "1. A", 0, {}},
          {"not matched", re, "A", 0, {}},
          {"keep rule that protects", re + "action = 'keep'", "1. A", 0, {}},
          {"over a keep rule",
           "[[rule]]\nid = 'a'\nis = ['A']\n[[rule]]\nid = 'k'\nis = ['A']\naction = 'keep'",
           "A",
           0,
           {{"is[0] (line 10) matched", ""}}},
      },
      without_budgets());
}

TEST_CASE("a rule over its budget says so") {
  CleanOptions options;
  options.max_removed = 1;
  check({{"share",
          "[[rule]]\nid = 'a'\nis = ['A']",
          "A\nB",
          0,
          {{"is[0] (line 10) matched", "max_share: takes 50 % of the words, the limit is 30 %"}}}},
        options);
}

TEST_CASE("why a text rule took a block is told with its run or region") {
  struct Why {
    std::string rules, page;
    std::uint32_t block;
    std::string why;
  };
  const std::vector<Why> rows = {
      {"[[rule]]\nid = 'a'\nre = ['^\\d[.] ']\nrun = 3", "1. A\n2. B\n3. C", 2, "re[0] (line 10) matched, run 3 of 3"},
      {"[[rule]]\nid = 'a'\nis = ['x', 'Ad']\nto = '^End$'", "z\nAd\ny\nEnd", 2,
       "opened at block 2 (is[1] (line 10) matched), closed at block 4"},
      {"[[rule]]\nid = 'a'\nis = ['Ad']\nto_end = true", "z\nAd\ny", 2,
       "opened at block 2 (is[0] (line 10) matched), to the end"},
      {"[[rule]]\nid = 'a'\nstarts = ['Ad']\nends = ['x']", "Ad x", 0,
       "starts[0] (line 10) matched, ends[0] (line 11) matched"},
  };
  for (const Why& row : rows) {
    CAPTURE(row.rules);
    const RuleSet rules = rules_of(row.rules);
    const Page page = page_of(row.page);
    CHECK(why_taken(page, rules, without_budgets(), 0, row.block) == row.why);
  }
}

// body > div.box > p "Donate" , p "Rain": built by hand, as the readers are another floor.
Page html_page() {
  Page page = page_of("Donate now\nRain fell");
  page.kind = InputKind::html;
  add_attribute(page, "class", "box");
  const auto add = [&](Tag tag, std::uint32_t parent, std::uint32_t end, std::uint32_t first_block,
                       std::uint32_t end_block) {
    Element element;
    element.tag = tag;
    element.parent = parent;
    element.end = end;
    element.depth = parent == kNone ? std::uint16_t{0} : static_cast<std::uint16_t>(page.elements[parent].depth + 1);
    element.first_block = first_block;
    element.end_block = end_block;
    element.text = {page.blocks[first_block].text.begin, page.blocks[end_block - 1].text.end};
    page.elements.push_back(element);
  };
  add(Tag::html, kNone, 5, 0, 2);
  add(Tag::body, 0, 5, 0, 2);
  add(Tag::div, 1, 4, 0, 1);
  page.elements[2].attribute_count = 1;
  add(Tag::p, 2, 4, 0, 1);
  add(Tag::p, 1, 5, 1, 2);
  page.blocks[0].element = 3;
  page.blocks[1].element = 4;
  return page;
}

TEST_CASE("a css rule names the selector and the element, and the text key that failed") {
  const Page page = html_page();
  struct CssRow {
    std::string rules;
    std::uint32_t block;
    std::vector<std::pair<std::string, std::string>> misses;
    std::string why;
  };
  const std::vector<CssRow> rows = {
      {"[[rule]]\nid = 'a'\ncss = ['nav', 'div.box']\nhas = ['support us']",
       0,
       {{"css[1] (line 10) matched <div class=\"box\">", "has: does not match"}},
       ""},
      {"[[rule]]\nid = 'a'\ncss = ['div.box']\nhas = ['donate']\nmax_words = 1",
       0,
       {{"css[0] (line 10) matched <div class=\"box\">, has[0] (line 11) matched",
         "max_words: 2 words, the rule wants at most 1"}},
       ""},
      {"[[rule]]\nid = 'a'\ncss = ['div.box']\nhas = ['support us']", 1, {}, ""},
      {"[[rule]]\nid = 'a'\ncss = ['div.box']\nhas = ['donate']",
       0,
       {},
       "css[0] (line 10) matched <div class=\"box\">, has[0] (line 11) matched"},
      {"[[rule]]\nid = 'a'\ncss = ['.box p']\nclosest = 'div'",
       0,
       {},
       "css[0] (line 10) matched <p>, closest is <div class=\"box\">"},
  };
  for (const CssRow& row : rows) {
    CAPTURE(row.rules);
    const RuleSet rules = rules_of(row.rules);
    std::vector<std::pair<std::string, std::string>> misses;
    for (const Miss& miss : near_misses(page, rules, without_budgets(), row.block))
      misses.emplace_back(miss.held, miss.failed);
    CHECK(misses == row.misses);
    if (row.misses.empty() && row.block == 0) CHECK(why_taken(page, rules, without_budgets(), 0, 0) == row.why);
  }
}

TEST_CASE("a text rule asks for the elements around a block") {
  const Page page = html_page();
  const std::string rule = "[[rule]]\nid = 'a'\nhas = ['donate', 'rain']\ninside = ['div.box']";
  const RuleSet rules = rules_of(rule);
  const Cleaned cleaned = clean(page, rules, without_budgets());
  REQUIRE(cleaned.cuts.size() == 1);
  CHECK(cleaned.cuts[0].block == 0);
  const std::vector<Miss> misses = near_misses(page, rules, without_budgets(), 1);
  REQUIRE(misses.size() == 1);
  CHECK(misses[0].failed == "inside: no element around matches 'div.box'");
}

TEST_CASE("a block or a rule that is not there has no reasons") {
  const RuleSet rules = rules_of("[[rule]]\nid = 'a'\nis = ['A']");
  const Page page = page_of("A");
  CHECK(near_misses(page, rules, without_budgets(), 7).empty());
  CHECK(why_taken(page, rules, without_budgets(), 0, 7).empty());
  CHECK(why_taken(page, rules, without_budgets(), 9, 0).empty());
}

}  // namespace
}  // namespace dehusk
