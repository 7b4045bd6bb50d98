#include "check/fixture.h"

#include <unistd.h>

#include <filesystem>

#include "catch.h"
#include "check/files.h"

namespace dehusk {
namespace {

std::string fresh_directory(const std::string& name) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("dehusk_" + name + std::to_string(getpid()));
  std::filesystem::remove_all(path);
  return path.string();
}

TEST_CASE("a page.toml tells where a page comes from") {
  Fixture fixture;
  std::vector<Fault> faults;
  parse_page_toml(
      "page.toml",
      "# invented\nurl = 'https://example.org/a#b'  # not fetched\r\nlang = \"en\"\n\nrisk = 'high'\nnote = 'it''s'",
      fixture, faults);
  CHECK(fixture.url == "https://example.org/a#b");
  CHECK(fixture.lang == "en");
  CHECK(fixture.risk == Risk::high);
  REQUIRE(faults.size() == 1);  // TOML has no '' inside '...'
  CHECK(faults[0].line == 6);
}

TEST_CASE("what a page.toml cannot say is a fault with its line") {
  for (const std::string line : {"url 'x'", "url = x", "url = 'x", "uri = 'x'", "risk = 'none'", "note = 'a' 'b'",
                                 "note = \"a\\n\"", "lang = 'a'\nlang = 'b'"}) {
    CAPTURE(line);
    Fixture fixture;
    std::vector<Fault> faults;
    parse_page_toml("page.toml", line, fixture, faults);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].line == (line.find('\n') == std::string::npos ? 1 : 2));
  }
}

TEST_CASE("fixtures are the directories that hold a page or an expectation, in order of their names") {
  const std::string root = fresh_directory("fixtures");
  REQUIRE(write_file(root + "/b/two/page.txt", "Rain fell.\n"));
  REQUIRE(write_file(root + "/b/two/want.husk", "#! dehusk want 1\n  | Rain fell.\n"));
  REQUIRE(write_file(root + "/a/page.html", "<p>Rain fell."));
  REQUIRE(write_file(root + "/a/page.toml", "url = 'https://example.org/'\n"));
  REQUIRE(write_file(root + "/c/want.husk", "#! dehusk want 1\n"));
  REQUIRE(write_file(root + "/d/readme.md", "no fixture"));
  const Result<std::vector<Fixture>> all = find_fixtures(root, "");
  REQUIRE(all.ok());
  std::string names;
  for (const Fixture& fixture : all.value()) names += fixture.name + ' ' + fixture.page_file + ';';
  CHECK(names == "a page.html;b/two page.txt;c ;");
  CHECK(all.value()[0].url == "https://example.org/");
  CHECK_FALSE(all.value()[0].want);
  CHECK(all.value()[1].want->lines.size() == 1);

  const Result<std::vector<Fixture>> some = find_fixtures(root, "b/*");
  REQUIRE(some.ok());
  CHECK(some.value().size() == 1);

  REQUIRE(write_file(root + "/a/page.txt", "Rain fell.\n"));
  REQUIRE(write_file(root + "/b/two/want.husk", "<<<<<<< HEAD\n"));
  const Result<std::vector<Fixture>> broken = find_fixtures(root, "");
  REQUIRE_FALSE(broken.ok());
  CHECK(broken.faults().size() >= 2);
  std::filesystem::remove_all(root);
}

TEST_CASE("a file is written whole and can be read back") {
  const std::string root = fresh_directory("files");
  const std::string path = root + "/deep/er/x.bin";
  const std::string bytes("a\0b\n", 4);
  REQUIRE(write_file(path, bytes));
  CHECK(read_file(path) == bytes);
  CHECK_FALSE(std::filesystem::exists(path + ".tmp"));
  CHECK_FALSE(read_file(root));
  CHECK_FALSE(read_file(root + "/none"));
  std::filesystem::remove_all(root);
}

}  // namespace
}  // namespace dehusk
