#include "clean/known_runs.h"

#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("the share of the runs a text begins with that another has") {
  struct Row {
    const char* known;
    const char* asked;
    int share;
  };
  const Row rows[] = {
      {"Rain is due. The ferry sails", "The ferry sails at six", 67},
      {"Rain is due. The ferry sails", "rain IS due -- the ferry sails", 200},
      {"Rain is due. The ferry sails", "The quay is wet and the ferry sails",
       0},  // three strangers: not looked further
      {"Rain is due. The ferry sails", "Then, rain is due. The ferry sails", 160},
      {"Rain is due. The ferry sails", "ferry sails", 0},  // no run in it
      {"Rain is due. The ferry sails", "", 0},
      {"two words", "two words", 0},
      {"", "Rain is due", 0},
      {"Die F\xC3\x84HRE f\xC3\xA4hrt um sechs", "die f\xC3\xA4hre f\xC3\xA4hrt um sechs", 200},
      {"\xE6\xB8\xA1\xE3\x81\x97\xE8\x88\xB9\xE6\x9D\xA5", "\xE6\xB8\xA1\xE3\x81\x97\xE8\x88\xB9", 200},
  };
  for (const Row& row : rows) {
    CAPTURE(row.known, row.asked);
    CHECK(KnownRuns({row.known}).share_of_start(row.asked) == row.share);
  }
}

TEST_CASE("no run spans two of the texts") {
  const KnownRuns known({"Rain is due", "the ferry sails"});
  CHECK(known.share_of_start("Rain is due") == 200);
  CHECK(known.share_of_start("the ferry sails") == 200);
  CHECK(known.share_of_start("due the ferry") == 0);
}

TEST_CASE("of a long text only the first runs are asked for") {
  std::string known;
  for (int i = 0; i < 16; ++i) known += "stone" + std::to_string(i) + " ";
  CHECK(KnownRuns({known}).share_of_start(known + "and then a great deal more that nobody has said before") == 200);
}
