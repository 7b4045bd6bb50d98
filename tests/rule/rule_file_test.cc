#include "rule/rule_file.h"

#include "catch.h"

using namespace dehusk;

namespace {

RuleFile read(std::string text) {
  Result<RuleFile> file = read_rule_file({"rules.toml", std::move(text)});
  REQUIRE(file.ok());
  return std::move(file).value();
}

}  // namespace

TEST_CASE("keys come in the order of the file, with the place of each") {
  const RuleFile file = read("dehusk = 1\n[lists]\nzebra = ['z']\nant = [\n  'a',\n]\n");
  REQUIRE(file.root.table.size() == 2);
  const Entry& lists = file.root.table[1];
  REQUIRE(lists.value.table.size() == 2);
  CHECK(lists.value.table[0].key == "zebra");
  CHECK(lists.value.table[1].key == "ant");
  CHECK(lists.value.table[1].spot == Spot{4, 1});
  CHECK(lists.value.table[1].value.list[0].begin == Spot{5, 3});
}

TEST_CASE("a place inside a string counts quotes, escapes and line breaks") {
  struct Row {
    const char* toml;
    std::size_t offset;
    Spot want;
  };
  const Row rows[] = {
      {"re = 'abc'", 0, {1, 7}},
      {"re = 'abc'", 2, {1, 9}},
      {"re = '''abc'''", 1, {1, 10}},
      {"re = '''\nabc\ndef'''", 0, {2, 1}},
      {"re = '''\nabc\ndef'''", 5, {3, 2}},
      {"re = ''", 0, {1, 7}},
      {"re = \"a\\tb\"", 2, {1, 10}},
      {"re = \"\\u00e9b\"", 2, {1, 13}},
      {"re = 'é[b'", 2, {1, 8}},
      {"re = \"\"\"\na\\\n   b\"\"\"", 1, {2, 2}},
      {"re = \"\"\"\na\\\n   bc\"\"\"", 2, {3, 5}},
  };
  for (const Row& row : rows) {
    INFO(row.toml << " at " << row.offset);
    const RuleFile file = read(row.toml);
    const Spot spot = spot_in(file, file.root.table[0].value, row.offset);
    CHECK(spot.line == row.want.line);
    CHECK(spot.column == row.want.column);
  }
}

TEST_CASE("the inside of [content] is not read, and what follows keeps its line") {
  const RuleFile file =
      read("dehusk = 1\n[content]\nthis is = = no toml\n[content.trees]\n[1, 2],\n[[rule]]\nid = 'content/evidence'\n");
  CHECK(file.content_line == 2);
  const Entry* rules = file.root.find("rule");
  REQUIRE(rules != nullptr);
  CHECK(rules->value.list[0].begin == Spot{6, 1});
  CHECK(file.root.find("content") != nullptr);
}

TEST_CASE("a file over its limit is a fault, and a content model may be larger") {
  const std::string filler(kMaxFileBytes, '#');
  CHECK_FALSE(read_rule_file({"rules.toml", "dehusk = 1\n" + filler}).ok());
  CHECK(read_rule_file({"rules.toml", "dehusk = 1\n[content]\n" + filler}).ok());
}

TEST_CASE("a file that is not UTF-8 or nests without end is a fault, not a crash") {
  const Result<RuleFile> bytes = read_rule_file({"rules.toml", "dehusk = 1\nwhy = 'caf\xE9'\n"});
  REQUIRE_FALSE(bytes.ok());
  CHECK(bytes.faults()[0].code == "E100");
  CHECK(bytes.faults()[0].line == 2);
  CHECK(to_string(bytes.faults()[0]).find("caf\xEF\xBF\xBD") != std::string::npos);
  CHECK_FALSE(read_rule_file({"rules.toml", "a = " + std::string(3000, '[')}).ok());
  CHECK_FALSE(read_rule_file({"rules.toml", std::string("a = 1\0b", 7)}).ok());
}

TEST_CASE("line ends of Windows do not show in a fault's source line") {
  const RuleFile file = read("dehusk = 1\r\nwhy = 'x'\r\n");
  CHECK(line_of(file, 2) == "why = 'x'");
  CHECK(fault_at(file, "E104", {2, 1}, 1000, "x").width == 9);
  CHECK(line_of(file, 0).empty());
  CHECK(line_of(file, 99).empty());
}
