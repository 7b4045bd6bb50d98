// Every fixture with every built-in rule: the compiled engine and the naive one must give the same cuts and events.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "catch.h"
#include "clean/clean.h"
#include "read/read.h"
#include "rule/rule_set.h"

namespace dehusk {
namespace {

std::vector<std::filesystem::path> pages() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(DEHUSK_ROOT "/fixtures")) {
    const std::filesystem::path name = entry.path().filename();
    if (name == "page.html" || name == "page.txt") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> described(const Cleaned& cleaned, const RuleSet& rules) {
  std::vector<std::string> lines;
  for (const Cut& cut : cleaned.cuts) {
    lines.push_back(std::to_string(cut.block) + " " + std::to_string(cut.span.begin) + "-" +
                    std::to_string(cut.span.end) + " " + rules.rule(cut.rule).id);
  }
  for (const Also& also : cleaned.also)
    lines.push_back("also " + std::to_string(also.block) + " " + std::to_string(also.rule) + " " +
                    std::to_string(also.by));
  for (const Event& event : cleaned.events)
    lines.push_back(std::string(to_string(event.kind)) + " " + std::to_string(event.rule) + " " + event.detail);
  return lines;
}

TEST_CASE("on all fixtures both engines do the same with the built-in rules") {
  Result<Loaded> loaded = load_rules(built_in_rules());
  REQUIRE(loaded.ok());
  const Result<RuleSet> rules = compile(std::move(loaded.value().book), built_in_rules());
  REQUIRE(rules.ok());
  const std::vector<std::filesystem::path> paths = pages();
  REQUIRE_FALSE(paths.empty());
  std::size_t cuts = 0;
  for (const std::filesystem::path& path : paths) {
    CAPTURE(path.string());
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    ReadOptions reading;
    reading.kind = path.extension() == ".txt" ? Sniff::text : Sniff::html;
    const Page page = read_page({.bytes = bytes, .url = {}, .charset = {}}, reading);
    CleanOptions options;
    options.trace = true;
    options.max_risk = Risk::high;
    options.stages = 0x3;  // what rules drive; the stages after them have no second engine
    const Cleaned compiled = clean(page, rules.value(), options);
    options.engine = Engine::naive;
    CHECK(described(compiled, rules.value()) == described(clean(page, rules.value(), options), rules.value()));
    cuts += compiled.cuts.size();
  }
  CHECK(cuts > 50);
}

}  // namespace
}  // namespace dehusk
