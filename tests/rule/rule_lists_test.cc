#include "rule/rule_lists.h"

#include "catch.h"

using namespace dehusk;

namespace {

ListBook book() {
  ListBook lists;
  lists.lists.push_back({0, "agencies", {"AP", "dpa (Berlin)"}});
  lists.lists.push_back({1, "agencies", {"AFP"}});
  return lists;
}

}  // namespace

TEST_CASE("a list in a regex is its words, escaped, joined by a bar") {
  CHECK(expand_pattern(book(), 0, "^(?:{{agencies}})$").text == "^(?:AP|dpa \\(Berlin\\))$");
  CHECK(expand_pattern(book(), 0, "{{agencies}}").text == "AP|dpa \\(Berlin\\)");
}

TEST_CASE("a file's own list stands before another file's, and any file may use it") {
  CHECK(expand_pattern(book(), 1, "{{agencies}}").text == "AFP");
  CHECK(expand_pattern(book(), 7, "{{agencies}}").text == "AP|dpa \\(Berlin\\)");
}

TEST_CASE("what only looks like a list is left alone") {
  for (const char* re : {"x{{2}}", "\\{{agencies}}", "{{}}", "{{agencies}", "{ {agencies}}", "{{two words}}"}) {
    INFO(re);
    const Expanded expanded = expand_pattern(book(), 0, re);
    CHECK(expanded.text == re);
    CHECK(expanded.unknown.empty());
  }
}

TEST_CASE("an unknown list is named with its place") {
  const Expanded expanded = expand_pattern(book(), 0, "^{{agences}}x{{months}}");
  REQUIRE(expanded.unknown.size() == 2);
  CHECK(expanded.unknown[0] == std::pair<std::size_t, std::string>(1, "agences"));
  CHECK(expanded.unknown[1] == std::pair<std::size_t, std::string>(13, "months"));
}

TEST_CASE("an offset in the expanded regex leads back to what was written") {
  const Expanded expanded = expand_pattern(book(), 0, "^{{agencies}}[b]");  // ^AP|dpa \(Berlin\)[b]
  struct Row {
    std::size_t offset, want, length;
  };
  const Row rows[] = {{0, 0, 1}, {1, 1, 12}, {10, 1, 12}, {18, 13, 1}, {19, 14, 1}, {500, 16, 1}};
  for (const Row& row : rows) {
    INFO(row.offset);
    std::size_t length = 1;
    CHECK(written_offset(expanded, row.offset, length) == row.want);
    CHECK(length == row.length);
  }
}

TEST_CASE("a list's name is read only where it stands alone") {
  CHECK(list_name("{{agencies}}") == "agencies");
  CHECK(list_name("by {{agencies}}").empty());
  CHECK(list_name("{{agencies}} ").empty());
  CHECK(list_name("").empty());
}
