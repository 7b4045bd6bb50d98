#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "catch.h"
#include "rule/rule_set.h"

using namespace dehusk;

namespace {

namespace fs = std::filesystem;

// A directory that is gone at the end of the test.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("dehusk-find-rules-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a directory gives its toml files in byte order, and names those it leaves out") {
  const Scratch scratch;
  scratch.write("b.toml", "b");
  scratch.write("B.toml", "B");
  scratch.write("a/z.toml", "z");
  scratch.write("old.yaml", "y");
  scratch.write(".git/x.toml", "hidden");
  scratch.write(".hidden", "hidden");
  std::vector<Fault> warnings;
  const std::vector<std::string> paths = {scratch.at("")};
  const Result<std::vector<RuleSource>> found = find_rules(paths, warnings);
  REQUIRE(found.ok());
  std::vector<std::string> names;
  for (const RuleSource& source : found.value())
    names.push_back(fs::path(source.file).lexically_relative(scratch.at("")).string() + "=" + source.text);
  CHECK(names == std::vector<std::string>{"B.toml=B", "a/z.toml=z", "b.toml=b"});
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == "W302");
  CHECK(fs::path(warnings[0].file).filename() == "old.yaml");
}

TEST_CASE("paths come in the order given, a file whatever its name, and none twice") {
  const Scratch scratch;
  scratch.write("b.toml", "b");
  scratch.write("a.rules", "a");
  std::vector<Fault> warnings;
  scratch.write("more/c.toml", "c");
  const std::string more = scratch.at("more");
  const std::vector<std::string> paths = {scratch.at("b.toml"), scratch.at("a.rules"), scratch.at("b.toml"), more,
                                          more};
  const Result<std::vector<RuleSource>> found = find_rules(paths, warnings);
  REQUIRE(found.ok());
  REQUIRE(found.value().size() == 3);
  CHECK(found.value()[0].text == "b");
  CHECK(found.value()[1].text == "a");
  CHECK(warnings.empty());
}

TEST_CASE("a path that is not there and a directory without rules are faults") {
  const Scratch scratch;
  scratch.write("notes/readme.md", "x");
  std::vector<Fault> warnings;
  const std::vector<std::string> paths = {scratch.at("gone.toml"), scratch.at("notes")};
  const Result<std::vector<RuleSource>> found = find_rules(paths, warnings);
  REQUIRE_FALSE(found.ok());
  REQUIRE(found.faults().size() == 2);
  CHECK(found.faults()[0].message == "there is no such file or directory");
  CHECK(found.faults()[1].message == "the directory holds no rule file");
}
