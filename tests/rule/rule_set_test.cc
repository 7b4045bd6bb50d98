#include "rule/rule_set.h"

#include "catch.h"
#include "rule/compiled.h"

namespace dehusk {
namespace {

Rule rule(std::string id, Action action = Action::drop, std::vector<std::string> over = {}) {
  Rule made;
  made.id = std::move(id);
  made.match.is = {{"x", 1, 1}};
  made.take.action = action;
  for (std::string& glob : over) made.take.over.push_back({std::move(glob), 1, 1});
  return made;
}

RuleSet compiled(std::vector<Rule> rules) {
  RuleBook book;
  book.rules = std::move(rules);
  return compile(std::move(book), {}).value();
}

TEST_CASE("the digest names the files and their bytes") {
  const std::vector<RuleSource> one = {{"a.toml", "x"}};
  const std::vector<std::vector<RuleSource>> others = {
      {}, {{"b.toml", "x"}}, {{"a.toml", "y"}}, {{"a.tomlx", ""}}, {{"a.toml", "x"}, {"b.toml", ""}}};
  const std::string digest = compile({}, one).value().digest();
  CHECK(digest.size() == 7 + 64);
  CHECK(digest.substr(0, 7) == "sha256:");
  CHECK(compile({}, one).value().digest() == digest);
  for (const std::vector<RuleSource>& other : others) CHECK(compile({}, other).value().digest() != digest);
}

TEST_CASE("a keep rule protects against all rules, or those that its ids and globs mean, by former ids too") {
  Rule renamed = rule("ad/new");
  renamed.was = {"nav/old"};
  const RuleSet rules = compiled({rule("nav/a"), rule("nav/b.html"), renamed, rule("k/all", Action::keep),
                                  rule("k/id", Action::keep, {"nav/a"}), rule("k/glob", Action::keep, {"nav/*"}),
                                  rule("k/two", Action::keep, {"*b*", "ad/new"})});
  const std::vector<std::vector<RuleId>> protects_of = {{3, 0}, {3, 1}, {3, 2}, {4, 0}, {5, 0},
                                                        {5, 1}, {5, 2}, {6, 1}, {6, 2}};
  for (RuleId keep = 3; keep < 7; ++keep) {
    for (RuleId other = 0; other < 3; ++other) {
      CAPTURE(keep, other);
      const bool expected =
          std::find(protects_of.begin(), protects_of.end(), std::vector<RuleId>{keep, other}) != protects_of.end();
      CHECK(protects(rules.compiled(), keep, other) == expected);
    }
  }
}

TEST_CASE("rules of a site or host own before generic ones, then those loaded first") {
  Rule hosted = rule("c");
  hosted.scope.hosts = {"x.example"};
  const RuleSet rules = compiled({rule("a"), rule("b"), hosted});
  CHECK(owns_before(rules.compiled(), 0, 1));
  CHECK_FALSE(owns_before(rules.compiled(), 1, 0));
  CHECK(owns_before(rules.compiled(), 2, 0));
  CHECK_FALSE(owns_before(rules.compiled(), 0, 2));
}

TEST_CASE("more than 20,000 rules are a fault") {
  RuleBook book;
  book.rules.resize(20001);
  book.rules.back().file = "big.toml";
  const Result<RuleSet> rules = compile(std::move(book), {});
  REQUIRE_FALSE(rules.ok());
  CHECK(rules.faults()[0].message == "20001 rules; the limit is 20000");
  CHECK(rules.faults()[0].file == "big.toml");
}

// What no literal names is tried on every block that the sieve lets through: there must be few of that sort.
TEST_CASE("literals name the blocks of nearly all built-in regexes") {
  Result<Loaded> loaded = load_rules(built_in_rules());
  REQUIRE(loaded.ok());
  const Result<RuleSet> rules = compile(std::move(loaded.value().book), built_in_rules());
  REQUIRE(rules.ok());
  CHECK(rules.value().compiled().sieve.unnamed_count() * 6 < rules.value().compiled().named.size());
}

}  // namespace
}  // namespace dehusk
