#include "rule/id_glob.h"

#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("a glob over ids stands for any characters where it has a star") {
  struct Row {
    const char* glob;
    const char* id;
    bool want;
  };
  const Row rows[] = {
      {"nav/skip", "nav/skip", true},
      {"nav/skip", "nav/skip-links", false},
      {"nav/*", "nav/skip-links.html", true},
      {"*", "", true},
      {"*", "a/b", true},
      {"*.html", "nav/list.html", true},
      {"*.html", "nav/list", false},
      {"n*v*s", "nav/lists", true},
      {"n*v*s", "nav/list", false},
      {"", "", true},
      {"", "a", false},
      {"a*", "ba", false},
      {"**a", "ba", true},
      {"*ab*", "aab", true},
  };
  for (const Row& row : rows) {
    INFO(row.glob << " " << row.id);
    CHECK(id_matches(row.glob, row.id) == row.want);
  }
}

TEST_CASE("a glob of many stars takes no long time") {
  CHECK_FALSE(id_matches("*a*a*a*a*a*a*a*a*a*a*b", std::string(2000, 'a')));
}
