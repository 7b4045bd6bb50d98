#include "clean/tidy.h"

#include <string>
#include <vector>

#include "catch.h"
#include "clean/clean.h"
#include "read/read.h"

using namespace dehusk;

namespace {

// The texts of the blocks that are left when <aside> goes by a rule and headings by tidying.
std::vector<std::string> left_of(const std::string& html) {
  const std::vector<RuleSource> sources = {
      {"rules.toml",
       "dehusk = 1\n[pack]\nname = 'test'\n[[rule]]\nid = 'a/aside'\nwhy = 'test'\nhusk = 'related'\nrisk = 'low'\ncss "
       "= ['aside']\nmax_share = 1.0\n"
       "remove = ['<aside>x</aside>']\nkeep = ['<p>x</p>']\n[[rule]]\nid = 'tidy/empty-heading'\nwhy = 'test'\nhusk = "
       "'other'\nrisk = 'low'\nbuiltin = 'empty-heading'\n"}};
  Result<Loaded> loaded = load_rules(sources);
  REQUIRE(loaded.ok());
  const Result<RuleSet> rules = compile(std::move(loaded).value().book, sources);
  REQUIRE(rules.ok());
  const Page page = read_page({.bytes = html, .url = "", .charset = ""}, {.kind = Sniff::html, .limits = {}});
  CleanOptions options;
  options.max_removed = 2;
  const Cleaned cleaned = clean(page, rules.value(), options);
  std::vector<std::string> texts;
  std::size_t cursor = 0;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b)
    for (const Span span : kept_spans(page, b, cleaned.cuts, cursor)) texts.emplace_back(slice(page.text, span));
  return texts;
}

}  // namespace

TEST_CASE("a heading goes with the body that went") {
  using Texts = std::vector<std::string>;
  const std::vector<std::pair<std::string, Texts>> rows = {
      {"<p>A.</p><h2>More</h2><aside>x</aside>", {"A."}},
      {"<h2>More</h2><aside>x</aside><h2>Next</h2><p>B.</p>", {"Next", "B."}},
      {"<h2>Part</h2><h3>More</h3><aside>x</aside><h2>Next</h2><p>B.</p>", {"Next", "B."}},
      {"<h2>Part</h2><aside>x</aside><p>B.</p>", {"Part", "B."}},
      {"<h2>Part</h2><aside>x</aside><h3>Deeper</h3><p>B.</p>", {"Part", "Deeper", "B."}},
      {"<h2>One</h2><h2>Two</h2><h2>Three</h2>", {"One", "Two", "Three"}},  // never had a body
  };
  for (const auto& [html, texts] : rows) {
    CAPTURE(html);
    CHECK(left_of(html) == texts);
  }
}

TEST_CASE("a long heading stays without its body, for it says something by itself") {
  const std::string body = "<aside>x</aside><h2>Next</h2><p>B.</p>";
  const std::string eight = "The ferry held forty people and two carts";
  CHECK(left_of("<h2>" + eight + "</h2>" + body) == std::vector<std::string>{"Next", "B."});
  CHECK(left_of("<h2>" + eight + " then</h2>" + body) == std::vector<std::string>{eight + " then", "Next", "B."});
}

TEST_CASE("many empty headings are a list of cards and stay") {
  std::string cards;
  for (int i = 0; i < 6; ++i) cards += "<h2>Card</h2><aside>Buy</aside>";
  CHECK(left_of("<p>A.</p>" + cards) == std::vector<std::string>{"A."});
  CHECK(left_of("<p>A.</p>" + cards + "<h2>Card</h2><aside>Buy</aside>").size() == 8);
}
