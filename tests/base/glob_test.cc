#include "base/glob.h"

#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("a glob matches the whole name, over slashes too") {
  struct Row {
    const char* name;
    const char* glob;
    bool want;
  };
  const Row rows[] = {
      {"nav/skip", "nav/skip", true},
      {"nav/skip-links", "nav/skip", false},
      {"nav/skip-links.html", "nav/*", true},
      {"", "*", true},
      {"a/b", "*", true},
      {"nav/list.html", "*.html", true},
      {"nav/list", "*.html", false},
      {"nav/lists", "n*v*s", true},
      {"nav/list", "n*v*s", false},
      {"nav/skip-links.html", "*s", false},
      {"", "", true},
      {"a", "", false},
      {"ba", "a*", false},
      {"a", "a*b", false},
      {"ba", "**a", true},
      {"aab", "*ab*", true},
      {"abcabd", "*ab?", true},
      {"nav", "n?v", true},
      {"nv", "n?v", false},
      {"", "?", false},
  };
  for (const Row& row : rows) {
    INFO(row.glob << " " << row.name);
    CHECK(matches_glob(row.name, row.glob) == row.want);
  }
}

TEST_CASE("a glob of many stars takes no long time") {
  CHECK_FALSE(matches_glob(std::string(2000, 'a'), "*a*a*a*a*a*a*a*a*a*a*b"));
}

TEST_CASE("only a star or a question mark makes a glob") {
  CHECK(is_glob("nav/*"));
  CHECK(is_glob("nav/sk?p"));
  CHECK_FALSE(is_glob("nav/skip.html"));
}
