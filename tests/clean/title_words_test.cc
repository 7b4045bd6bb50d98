#include "clean/title_words.h"

#include "catch.h"

using namespace dehusk;

TEST_CASE("the share of a text's longer words that the title has") {
  struct Row {
    const char* title;
    const char* text;
    bool is_ascii;
    int share;
  };
  const Row rows[] = {
      {"The Ferry sails again", "the FERRY sails AGAIN", true, 200},  // "the" is too short to count
      {"The Ferry sails again", "Ferry tickets sold again", true, 100},
      {"The Ferry sails again", "Six of us", true, 0},
      {"The Ferry sails again", "", true, 0},
      {"", "Ferry", true, 0},
      {"Extraordinarily late", "extraordinary", true, 0},  // the same first eight letters
      {"Extraordinarily late", "EXTRAORDINARILY", true, 200},
      {"Die F\xC3\xA4hre f\xC3\xA4hrt wieder", "F\xC3\x84HRE", false, 200},
      {"It\xE2\x80\x99s raining", "it's", true, 200},  // quotes fold
      {"late late late", "late\tnews\n late", true, 133},
  };
  for (const Row& row : rows) {
    CAPTURE(row.title, row.text);
    TitleWords title(row.title);
    CHECK(title.share_of(row.text, row.is_ascii) == row.share);
  }
}
