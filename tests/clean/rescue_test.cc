#include "clean/rescue.h"

#include <string>
#include <vector>

#include "catch.h"
#include "clean/clean.h"
#include "read/read.h"

using namespace dehusk;

namespace {

constexpr std::string_view kProse =
    "The council met on Monday evening and decided, after three hours, to rebuild the old bridge before the winter.";

Cleaned cleaned_by(const std::string& rules, const std::string& html) {
  const std::vector<RuleSource> sources = {{"rules.toml", "dehusk = 1\n[pack]\nname = 'test'\n" + rules}};
  Result<Loaded> loaded = load_rules(sources);
  REQUIRE(loaded.ok());
  const Result<RuleSet> set = compile(std::move(loaded).value().book, sources);
  REQUIRE(set.ok());
  const Page page = read_page({.bytes = html, .url = "", .charset = ""}, {.kind = Sniff::html, .limits = {}});
  CleanOptions options;
  options.max_removed = 2;  // without the fallback to careful rules, which would come first
  return clean(page, set.value(), options);
}

std::string rule(const std::string& id, const std::string& husk, const std::string& risk, const std::string& css) {
  return "[[rule]]\nid = '" + id + "'\nwhy = 'test'\nhusk = '" + husk + "'\nrisk = '" + risk + "'\ncss = ['" + css +
         "']\nmax_share = 1.0\nremove = ['<" + css + ">x</" + css + ">']\nkeep = ['<b>x</b>']\n";
}

std::string in(const std::string& tag) { return "<" + tag + "><p>" + std::string(kProse) + "</p></" + tag + ">"; }

}  // namespace

TEST_CASE("a page whose rules took all its prose gets back what the riskiest of them took") {
  const std::string rules =
      rule("a/aside", "related", "low", "aside") + rule("a/section", "related", "medium", "section");
  const Cleaned both = cleaned_by(rules, in("aside") + in("section"));
  CHECK(both.rescued);
  REQUIRE(both.cuts.size() == 1);
  CHECK(both.cuts[0].block == 0);

  const Cleaned one = cleaned_by(rules, in("aside"));
  CHECK(one.rescued);
  CHECK(one.cuts.empty());
}

TEST_CASE("notices and appeals are not put back") {
  const Cleaned cleaned = cleaned_by(rule("a/aside", "cookie", "low", "aside"), in("aside"));
  CHECK_FALSE(cleaned.rescued);
  CHECK(cleaned.cuts.size() == 1);
}

TEST_CASE("a page with something left is not touched") {
  const Cleaned cleaned = cleaned_by(rule("a/aside", "related", "medium", "aside"), in("aside") + "<p>Left.</p>");
  CHECK_FALSE(cleaned.rescued);
  CHECK(cleaned.cuts.size() == 1);
}
