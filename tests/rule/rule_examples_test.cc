#include "rule/rule_examples.h"

#include "catch.h"
#include "rule/rule_values.h"

using namespace dehusk;

TEST_CASE("mini pages lose the white space that all their lines share") {
  struct Row {
    const char* page;
    const char* want;
  };
  const Row rows[] = {
      {"Home", "Home"},
      {"  Home", "Home"},
      {"    Home\n    World\n", "Home\nWorld\n"},
      {"  Home\n    World\n", "Home\n  World\n"},
      {"  Home\n\n  World", "Home\n\nWorld"},
      {"\tHome\n  World", "\tHome\n  World"},
      {"  Home\n \n  World", "Home\n\nWorld"},
      {"", ""},
      {"   ", ""},
  };
  for (const Row& row : rows) {
    INFO(row.page);
    CHECK(dedent(row.page) == row.want);
  }
}

TEST_CASE("a case's lines are read with their gutter, blank lines left out") {
  const std::string text = "- Home\n  World\n\n+ W\n*x\n-";
  const std::vector<GutterLine> lines = read_gutter(text);
  REQUIRE(lines.size() == 5);
  CHECK(lines[0].gutter == '-');
  CHECK(lines[0].text == "Home");
  CHECK(lines[1].gutter == ' ');
  CHECK(lines[1].text == "World");
  CHECK(lines[2].gutter == '+');
  CHECK(lines[2].number == 4);
  CHECK(lines[3].gutter == '\0');
  CHECK(lines[3].text == "*x");
  CHECK(lines[4].gutter == '\0');
}
