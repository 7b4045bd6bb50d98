#include "rule/prepared.h"

#include "catch.h"
#include "rule/compiled.h"

namespace dehusk {
namespace {

constexpr std::string_view kPack = R"(dehusk = 1
[pack]
name = 'test'
[sites.gazette]
hosts = ['gazette.example']
marks = ['The Gazette']
[[rule]]
id = 'test/all'
why = 'a rule with many keys'
husk = 'share'
risk = 'low'
was = ['test/old']
site = 'gazette'
lang = 'en'
input = 'html'
re = ['Tell a friend$', '^Pass it on$']
not_has = 'unless'
max_words = 12
min_links = 0.5
block = ['para', 'item']
zone = 'tail'
prev = 'Liked it\?'
remove = 'Tell a friend'
keep = 'Tell nobody'
[[rule]]
id = 'test/box'
why = 'a box'
husk = 'share'
css = 'div.share'
remove = '<div class=share>Share</div>'
keep = '<div>Share</div>'
)";

Prepared prepared_from(std::span<const RuleSource> sources) {
  Result<Loaded> loaded = load_rules(sources);
  if (!loaded.ok()) FAIL(to_string(loaded.faults()[0]));
  return prepare(std::move(loaded).value().book, sources);
}

Prepared test_pack() {
  const RuleSource source{"test.toml", std::string(kPack), false};
  return prepared_from(std::span(&source, 1));
}

TEST_CASE("the packs that the program carries are those of the rule files") {
  std::vector<RuleSource> sources(built_in_rules().begin(), built_in_rules().end());
  for (RuleSource& source : sources) source.is_built_in = false;  // all checks
  const Prepared loaded = prepared_from(sources), carried = built_in_pack();
  CHECK(carried.digest == loaded.digest);
  CHECK(carried.book.rules.size() > 100);
  CHECK(write_prepared(carried) == write_prepared(loaded));
}

TEST_CASE("what was written is read again, but for the examples") {
  const Prepared written = test_pack();
  const Prepared read = read_prepared(write_prepared(written));
  CHECK(write_prepared(read) == write_prepared(written));
  REQUIRE(read.book.rules.size() == 2);
  const Rule& rule = read.book.rules[0];
  CHECK(rule.id == "test/all");
  CHECK(rule.husk == Husk::share);
  CHECK(rule.risk == Risk::low);
  CHECK(rule.was == std::vector<std::string>{"test/old"});
  CHECK(rule.file == "test.toml");
  CHECK(rule.line == 7);
  CHECK(rule.scope.sites == std::vector<std::uint32_t>{0});
  CHECK(rule.scope.input == InputKind::html);
  REQUIRE(rule.match.re.size() == 2);
  CHECK(rule.match.re[1].text == "^Pass it on$");
  CHECK(rule.match.re[1].line == 16);
  CHECK(rule.match.max_words == 12U);
  CHECK_FALSE(rule.match.min_words);
  CHECK(rule.match.min_links == 0.5);
  CHECK(rule.match.prev->text == "Liked it\\?");
  CHECK(rule.take.max_share == 0.30);
  CHECK(written.book.rules[0].remove.size() == 1);
  CHECK(rule.remove.empty());
  CHECK(read.book.rules[1].is_structural());
  CHECK(read.book.sites[0].marks[0].text == "The Gazette");
  CHECK(read.needs[0].re[0].literals == std::vector<std::string>{"tell a friend"});
  CHECK(read.needs[0].prev.literals == std::vector<std::string>{"liked it?"});
}

TEST_CASE("bytes that end too early are read as far as they go") {
  const std::string bytes = write_prepared(test_pack());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Prepared read = read_prepared(std::string_view(bytes).substr(0, size));
    if (read.book.rules.size() > 2) FAIL(size);
  }
}

TEST_CASE("a rule that is switched off after it was prepared is in no index") {
  const auto named_rules = [](bool enabled) {
    Prepared prepared = test_pack();
    prepared.book.rules[0].enabled = enabled;
    const RuleSet rules = compile(std::move(prepared)).value();
    std::vector<std::uint32_t> numbers;
    rules.compiled().literals.find("tell a friend", numbers);
    return numbers.size();
  };
  CHECK(named_rules(true) == 1);
  CHECK(named_rules(false) == 0);
}

TEST_CASE("a book compiles to the same whether it was prepared before or not") {
  const Prepared prepared = test_pack();
  const RuleSet ahead = compile(prepared).value();
  const RuleSet at_once = compile(prepared.book, {}).value();
  CHECK(ahead.compiled().named.size() == at_once.compiled().named.size());
  CHECK(ahead.compiled().target_count == at_once.compiled().target_count);
  CHECK(ahead.digest() != at_once.digest());  // of no files
}

}  // namespace
}  // namespace dehusk
