// The packs that are built into the program hold what they promise: their inline examples and all fixtures.
#include "catch.h"
#include "check/pack.h"
#include "check/report.h"
#include "check/test_run.h"

namespace dehusk {
namespace {

const std::string kFixtures = std::string(DEHUSK_ROOT) + "/fixtures";

const Pack& built_in_pack() {
  static const Pack pack = [] {
    Pack loaded;
    std::vector<Fault> faults;
    const std::span<const RuleSource> sources = built_in_rules();
    const int exit_code = load_pack(std::vector<RuleSource>(sources.begin(), sources.end()), loaded, faults);
    INFO(to_text(faults));
    REQUIRE(exit_code == 0);
    return loaded;
  }();
  return pack;
}

TEST_CASE("every example in the built-in packs passes") {
  const Pack& pack = built_in_pack();
  const std::vector<ExampleResult> results = run_examples(pack, "");
  CHECK(results.size() >= 2 * pack.rules.rules().size() / 3);
  for (const ExampleResult& result : results) {
    if (result.is_todo) continue;
    std::string facts;
    for (const Failure& failure : result.failures)
      facts += "\n  " + failure.wish + "   " + failure.text + "   " + failure.fact;
    INFO(pack.rules.rule(result.rule).id << "  " << result.file << ':' << result.line << "  " << result.name << facts);
    CHECK(result.passed());
  }
}

TEST_CASE("every page of the fixtures comes out as its want.husk says") {
  Result<std::vector<Fixture>> fixtures = find_fixtures(kFixtures, "");
  if (!fixtures.ok()) FAIL(to_text(fixtures.faults()));
  REQUIRE_FALSE(fixtures.value().empty());
  for (const Fixture& fixture : fixtures.value()) {
    INFO(fixture.directory);
    CHECK_FALSE(fixture.page_file.empty());
    if (fixture.page_file.empty()) continue;
    const PageResult page = run_page(built_in_pack(), fixture, "");
    INFO(page.fixture.directory << ": " << changes_in_words(page) << "; `dehusk test` shows them");
    CHECK_FALSE(page.has(kFailing));
  }
}

}  // namespace
}  // namespace dehusk
