// The whole way of a page through the stages, without the readers.

#include "clean/clean.h"

#include "catch.h"
#include "clean/pages.h"
#include "tree_page.h"

namespace dehusk {
namespace {

std::string left(const Page& page, const Cleaned& cleaned) {
  std::string out;
  std::size_t cursor = 0;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    for (const Span span : kept_spans(page, b, cleaned.cuts, cursor)) out += slice(page.text, span);
    if (!out.empty() && out.back() != '/') out += '/';
  }
  return out;
}

// rules_of() with the husk of each rule as given: "nav" is what it writes.
RuleSet rules_of_kinds(std::string toml, const std::vector<Husk>& kinds) {
  RuleBook book;
  book.rules = rules_of(toml).rules();
  for (std::size_t i = 0; i < kinds.size(); ++i) book.rules[i].husk = kinds[i];
  Result<RuleSet> rules = compile(std::move(book), {});
  REQUIRE(rules.ok());
  return rules.value();
}

constexpr const char* kProse = "The council met on Monday to talk about the harbour and its many leaking roofs.";

TEST_CASE("the text stage sees what the structure stage left, and the ledger holds the cuts of both in order") {
  const RuleSet rules = rules_of(
      "[[rule]]\nid = 't'\nis = ['Rain fell.', 'Home']\nmax_share = 1.0\n[[rule]]\nid = 's'\ncss = ['nav', "
      "'.x']\nmax_share = 1.0\n");
  const Page page = tree_page("<p>Rain <b class=x>Share</b> fell.</p><nav>Home</nav><p>Snow</p>");
  CleanOptions options;
  options.max_removed = 1;
  const Cleaned cleaned = clean(page, rules, options);
  std::string cuts;
  for (const Cut& cut : cleaned.cuts)
    cuts += rules.rule(cut.rule).id + std::to_string(static_cast<int>(cut.stage)) + "[" +
            std::string(slice(page.text, cut.span)) + "]";
  CHECK(cuts == "t1[Rain ]s0[Share ]t1[fell.]s0[Home]");
  CHECK(left(page, cleaned) == "Snow/");
  options.stages = 1;
  CHECK(left(page, clean(page, rules, options)) == "Rain fell./Snow/");
  options.stages = 2;
  CHECK(left(page, clean(page, rules, options)) == "Rain Share fell./Snow/");
  options.stages = 0;
  CHECK(clean(page, rules, options).cuts.empty());
}

TEST_CASE("a keep rule of the structure stage protects from the text stage as well") {
  const RuleSet rules = rules_of(
      "[[rule]]\nid = 't'\nis = ['Home']\nmax_share = 1.0\n[[rule]]\nid = 'k'\naction = 'keep'\ncss = ['.k']\n");
  const Page page = tree_page("<p class=k>Home</p><p>Home</p><p>Rain and snow</p>");
  CHECK(left(page, clean(page, rules, CleanOptions{})) == "Home/Rain and snow/");
}

TEST_CASE("where all rules together take nearly everything, only those of low risk apply") {
  const std::string toml =
      "[[rule]]\nid = 'low'\nrisk = 'low'\nis = ['Home']\nmax_share = 1.0\n[[rule]]\nid = 'medium'\nre = "
      "['^R']\nmax_share = 1.0\n";
  const RuleSet rules = rules_of(toml);
  const Page page = page_of("Home\nRain fell on the harbour in the north of the old town.\nRoads are closed.\nYes");
  CleanOptions options;
  Cleaned cleaned = clean(page, rules, options);
  CHECK(left(page, cleaned) == "Rain fell on the harbour in the north of the old town./Roads are closed./Yes/");
  REQUIRE(cleaned.events.size() == 1);
  CHECK(cleaned.events[0].kind == EventKind::fallback);
  CHECK(cleaned.events[0].rule == kNone);
  CHECK(cleaned.events[0].detail == "the rules took 94 % of the words; only those of low risk were applied");
  options.max_removed = 0.95;
  cleaned = clean(page, rules, options);
  CHECK(left(page, cleaned) == "Yes/");
  CHECK(cleaned.events.empty());
}

TEST_CASE(
    "the title is the headline that the rules cut, author and date are what the page says of itself, else what they "
    "cut nearest to the body") {
  const RuleSet rules = rules_of_kinds(
      "[[rule]]\nid = 'h'\nre = ['^H ']\nmax_share = 1.0\n[[rule]]\nid = 'b'\nre = ['^By ']\nmax_share = 1.0\n"
      "[[rule]]\nid = 'd'\nre = ['^\\d+ May']\nmax_share = 1.0\n",
      {Husk::headline, Husk::byline, Husk::date});
  Page page =
      page_of("H far\n1 May\nH near\nBy Jo Example\n" + std::string(kProse) + "\n" + kProse + "\n2 May\nBy Al Other\n");
  page.metadata.title = "Meta title";
  page.metadata.author = "Meta author";
  page.metadata.date = "2024-05-01";
  Cleaned cleaned = clean(page, rules, CleanOptions{});
  CHECK(cleaned.title == "H near");
  CHECK(cleaned.author == "Meta author");
  CHECK(cleaned.date == "2024-05-01");
  page.metadata.author = "https://example.org/profile/jo";
  page.metadata.date.clear();
  cleaned = clean(page, rules, CleanOptions{});
  CHECK(cleaned.author == "By Jo Example");
  CHECK(cleaned.date == "2 May");
  CleanOptions options;
  options.keep_husk = bit(Husk::headline) | bit(Husk::byline) | bit(Husk::date);
  cleaned = clean(page, rules, options);
  CHECK(cleaned.title == "Meta title");
  CHECK(cleaned.author.empty());
  CHECK(cleaned.date.empty());
}

TEST_CASE("a page that has prose never comes out empty because of the evidence") {
  RuleBook book;
  book.rules = rules_of("[[rule]]\nid = 'a'\nis = ['Home']\n").rules();
  Rule evidence;
  evidence.id = "content/evidence";
  evidence.match.builtin = "evidence";
  book.rules.push_back(evidence);
  book.content = "[content.text]\nfirst = '''\n-3000\n'''\n";  // all is husk to this judge
  const Result<RuleSet> rules = compile(std::move(book), {});
  REQUIRE(rules.ok());

  const Page page = page_of("Home\n" + std::string(kProse) + "\nTags");
  Cleaned cleaned = clean(page, rules.value(), CleanOptions{});
  CHECK(left(page, cleaned) == std::string(kProse) + "/");
  CHECK(cleaned.rescued);
  REQUIRE(cleaned.events.size() == 1);
  CHECK(cleaned.events[0].kind == EventKind::rescued);

  const Page menu = page_of("Home\nWorld\nTags");
  cleaned = clean(menu, rules.value(), CleanOptions{});
  CHECK(left(menu, cleaned).empty());
  CHECK_FALSE(cleaned.rescued);
}

TEST_CASE("a headline of two lines is one title") {
  const RuleSet rules = rules_of_kinds("[[rule]]\nid = 'h'\ncss = ['h1', 'h2']\nmax_share = 1.0\n", {Husk::headline});
  const Page page =
      tree_page("<h2>Far</h2><h1>Rain in<br>the north</h1><p>" + std::string(kProse) + "</p><h2>One</h2><h2>Two</h2>");
  CHECK(clean(page, rules, CleanOptions{}).title == "Rain in the north");
}

TEST_CASE("both engines give the same ledger") {
  const RuleSet rules = rules_of(
      "[[rule]]\nid = 'a'\ncss = ['nav', 'div > p:has(a)']\nmax_share = 1.0\n[[rule]]\nid = 'b'\nhas = "
      "['share']\n[[rule]]\nid = 'c'\ncss = ['*']\nis = ['More']\n");
  const Page page =
      tree_page("<nav>Home</nav><div><p>Rain <a href=/>fell</a></p><p>Share this</p><p>More</p></div><p>" +
                std::string(kProse) + "</p>");
  CleanOptions options;
  options.trace = true;
  const Cleaned compiled = clean(page, rules, options);
  options.engine = Engine::naive;
  const Cleaned naive = clean(page, rules, options);
  CHECK(left(page, compiled) == std::string(kProse) + "/");
  CHECK(left(page, naive) == left(page, compiled));
  CHECK(naive.cuts.size() == compiled.cuts.size());
  CHECK(naive.also.size() == compiled.also.size());
}

}  // namespace
}  // namespace dehusk
