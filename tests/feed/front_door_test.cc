// The example in src/dehusk.h, compiled with that header alone.
#include "catch.h"
#include "dehusk.h"

TEST_CASE("one header is enough to clean a page and to say who took what") {
  using namespace dehusk;
  const std::string_view html =
      "<html><body><nav><a href=/>Home</a></nav><p>Rain fell on Monday in the north of the country, and the rivers "
      "rose.</p></body></html>";
  RuleSource own{"own.toml", R"(dehusk = 1
[pack]
name = 'own'
version = '1'
[[rule]]
id = 'own/nav'
why = 'Menu'
husk = 'nav'
css = ['nav']
remove = ['<nav><a href="/">Home</a></nav>']
keep = ['<p>Home</p>']
)"};
  const std::vector<RuleSource> sources = {own};
  Result<Loaded> loaded = load_rules(sources);
  REQUIRE(loaded.ok());
  const Result<RuleSet> rules = compile(std::move(loaded).value().book, sources);
  REQUIRE(rules.ok());
  const Page page = read_page({.bytes = html, .url = "https://example.org/story", .charset = ""}, {});
  const Cleaned cleaned = clean(page, rules.value(), {});
  CHECK(write_text(page, cleaned) == "Rain fell on Monday in the north of the country, and the rivers rose.\n");
  REQUIRE(cleaned.cuts.size() == 1);
  CHECK(rules.value().rule(cleaned.cuts[0].rule).id == "own/nav");
  CHECK(slice(page.text, cleaned.cuts[0].span) == "Home");
}
