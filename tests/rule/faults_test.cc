// Every message that a rule author can get is pinned here: fixtures/faults/<code-slug>/rules.toml, and beside it, in
// want.txt, the faults or warnings as they are printed. DEHUSK_BLESS=1 rewrites the want files; read their diff as an
// author would.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "catch.h"
#include "rule/rule_set.h"

using namespace dehusk;

namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::vector<fs::path> fault_fixtures() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(DEHUSK_ROOT) / "fixtures" / "faults"))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<Fault> load_fixture(const fs::path& path) {
  const std::vector<RuleSource> sources = {{"rules.toml", read_text(path / "rules.toml")}};
  const Result<Loaded> loaded = load_rules(sources);
  return loaded.ok() ? loaded.value().warnings : loaded.faults();
}

}  // namespace

TEST_CASE("every fault of the fixtures reads as it was blessed") {
  REQUIRE(fault_fixtures().size() > 30);
  for (const fs::path& path : fault_fixtures()) {
    INFO(path.filename().string());
    std::string printed;
    for (const Fault& fault : load_fixture(path)) printed += to_string(fault) + "\n";
    if (std::getenv("DEHUSK_BLESS") != nullptr) std::ofstream(path / "want.txt", std::ios::binary) << printed;
    CHECK(printed == read_text(path / "want.txt"));
  }
}

TEST_CASE("a fault fixture shows the code that its directory is named for") {
  for (const fs::path& path : fault_fixtures()) {
    INFO(path.filename().string());
    const std::string slug = path.filename().string();
    const std::vector<Fault> faults = load_fixture(path);
    REQUIRE_FALSE(faults.empty());
    for (const Fault& fault : faults) {
      std::string code = fault.code;
      std::transform(code.begin(), code.end(), code.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
      CHECK(slug.rfind(code, 0) == 0);
      CHECK(fault.line > 0);
      CHECK(fault.column > 0);
      CHECK_FALSE(fault.source.empty());
    }
  }
}

TEST_CASE("every code of a rule file has a fixture") {
  std::set<std::string> seen;
  for (const fs::path& path : fault_fixtures()) seen.insert(path.filename().string().substr(0, 4));
  for (const char* code : {"e100", "e101", "e102", "e103", "e104", "e105", "e106", "e107", "e108", "e110",
                           "e111", "e112", "e113", "e121", "e122", "e130", "e131", "e132", "e133", "w130",
                           "w131", "w301", "w303", "w304", "w306", "w310", "w321", "w330"}) {
    INFO(code);
    CHECK(seen.count(code) == 1);
  }
}
