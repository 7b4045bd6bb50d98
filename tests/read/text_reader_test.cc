#include "read/text_reader.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.h"
#include "read/text_dump.h"

using namespace dehusk;
using namespace dehusk::text_dump;

TEST_CASE("white space of every kind ends lines, is collapsed and leaves no block of its own") {
  check({
      {"nothing", "", ""},
      {"blank lines only", "\n \t\n\xC2\xA0\n\xE2\x80\x8B\r\n", ""},
      {"line ends", "One\r\nTwo\rThree\fFour\nFive\xE2\x80\xA8Six",
       "para| One\npara| Two\npara| Three\npara| Four\npara| Five\npara| Six\n"},
      {"spaces",
       "  a \t b\xC2\xA0\xC2\xA0"
       "c\xE3\x80\x80"
       "d \n",
       "para| a b c d\n"},
      {"invisible characters", "\xEF\xBB\xBFsoft\xC2\xADhyphen \xE2\x80\x8Bzero\xE2\x80\x8B width\n",
       "para| softhyphen zero width\n"},
      {"overstrikes", "N\bNA\bAME _\bf_\bo_\bo\n", "para| NAME foo\n"},
  });
}

TEST_CASE("one line a block stays one line a block") {
  check({{"a copied page",
          "1. Skip to content\n  2. Skip to main menu\n  3. Skip to more sites\n\nHarbour to close for two years\n\n"
          "The harbour of Norhaven closes in May, the council said on Friday after a long night of talks about money "
          "and mud.\n"
          "Ships will be sent to the neighbouring ports, which have asked for more pilots, more cranes and more time.\n"
          "ab/cd (Agency)\n",
          "item1^| 1. Skip to content\nitem1| 2. Skip to main menu\nitem1| 3. Skip to more sites\n"
          "para| Harbour to close for two years\n"
          "para| The harbour of Norhaven closes in May, the council said on Friday after a long night of talks about "
          "money and mud.\n"
          "para| Ships will be sent to the neighbouring ports, which have asked for more pilots, more cranes and more "
          "time.\n"
          "para| ab/cd (Agency)\n"}});
}

TEST_CASE("wrapped lines become one block and short lines stay apart") {
  check({
      {"lynx",
       "   Home\n   News\n   Sport\n\nHarbour closes for two years as the council fails to agree on the price\nof "
       "dredging\n\n"
       "   The harbour of Norhaven closes in May, the council said on Friday\n   after a long night of talks about "
       "money and mud. Ships will be sent\n"
       "   to the ports nearby.\n   Read more\n",
       "para| Home\npara| News\npara| Sport\n"
       "heading2| Harbour closes for two years as the council fails to agree on the price of dredging\n"
       "para| The harbour of Norhaven closes in May, the council said on Friday after a long night of talks about "
       "money and mud. "
       "Ships will be sent to the ports nearby.\npara| Read more\n"},
      {"lynx with a centred headline",
       "                               The harbour closes\n\n   The harbour of Norhaven closes in May, the council "
       "said on Friday\n"
       "   after a long night of talks about money and mud. Ships will be sent\n   to the ports nearby.\n\n            "
       "                   Boats of the town\n",
       "heading1| The harbour closes\npara| The harbour of Norhaven closes in May, the council said on Friday after a "
       "long night of talks "
       "about money and mud. Ships will be sent to the ports nearby.\npara| Boats of the town\n"},
      {"paragraphs without blank lines",
       "The harbour of Norhaven closes in May, the council said on Friday after a\nlong night of talks.\n"
       "Ships will be sent to the ports nearby, which have asked for more pilots, more\ncranes and more time for the "
       "work.\n",
       "para| The harbour of Norhaven closes in May, the council said on Friday after a long night of talks.\n"
       "para| Ships will be sent to the ports nearby, which have asked for more pilots, more cranes and more time for "
       "the work.\n"},
      {"a hyphen at the end joins without a space, but not before und",
       "Der Hafen von Norhaven schliesst im Mai, sagte die Verwaltung der See-\nbehoerde am Freitag nach einer langen "
       "Nacht mit den wirklich vielen Vor-\n"
       "und Nachteilen, die niemand mehr hoeren wollte, und ging dann heim zu\nihren Kindern.\n",
       "para| Der Hafen von Norhaven schliesst im Mai, sagte die Verwaltung der See-behoerde am Freitag nach einer "
       "langen Nacht mit den "
       "wirklich vielen Vor- und Nachteilen, die niemand mehr hoeren wollte, und ging dann heim zu ihren Kindern.\n"},
      {"a number at the start of a line is part of the sentence",
       "   The council of Norhaven met for the very first time on the evening of\n   3. October and agreed to meet "
       "again in the second week of the month\n"
       "   before the ice comes.\n",
       "para| The council of Norhaven met for the very first time on the evening of 3. October and agreed to meet "
       "again in the second week of "
       "the month before the ice comes.\n"},
  });
}

TEST_CASE("Chinese and Japanese lines are joined without a space") {
  const std::string text = "\xE6\xB8\xAF\xE5\x8F\xA3\xE5\x85\xB3\xE9\x97\xAD";  // five characters
  std::string row;
  for (int i = 0; i < 8; ++i) row += text;
  const std::string dump = row + "\n" + row + "\n" + row + "\n" + text + "\xE3\x80\x82\n\n" + text + "\n";
  CHECK(shown(read(dump)) == "para| " + row + row + row + text + "\xE3\x80\x82\npara| " + text + "\n");
}

TEST_CASE("list items keep their marker and take their hanging lines") {
  check({
      {"lynx levels",
       "     * Politics\n          + Europe\n               o Spain\n               o Malta\n          + Asia\n     * "
       "Sport\n   Text at the margin\n",
       "item1^| * Politics\nitem2^| + Europe\nitem3^| o Spain\nitem3| o Malta\nitem2| + Asia\nitem1| * Sport\npara| "
       "Text at the margin\n"},
      {"w3m",
       "  \xE2\x80\xA2 The harbour of Norhaven closes in May for two whole years, the council said\n    on Friday\n  "
       "\xE2\x80\xA2\n    Sport\n"
       "      \xE2\x96\xA1 Football\n",
       "item1^| \xE2\x80\xA2 The harbour of Norhaven closes in May for two whole years, the council said on Friday\n"
       "item1| \xE2\x80\xA2 Sport\nitem2^| \xE2\x96\xA1 Football\n"},
      {"numbers aligned on the right", "   9. Nine\n  10. Ten\n  11. Eleven\n",
       "item1^| 9. Nine\nitem1| 10. Ten\nitem1| 11. Eleven\n"},
      {"numbered headlines of lynx",
       "1. Buy early\n\n   Early is cheap.\n   Very cheap.\n\n2. Sell late\n\n   Late is dear.\n   Very dear.\n",
       "heading2| 1. Buy early\npara| Early is cheap.\npara| Very cheap.\nheading2| 2. Sell late\npara| Late is "
       "dear.\npara| Very dear.\n"},
      {"a date is no list", "12. October 2023\n\nThe harbour closes.\n",
       "para| 12. October 2023\npara| The harbour closes.\n"},
      {"a word is no bullet", "   O que o senhor fez\n   o presidente disse\n",
       "para| O que o senhor fez\npara| o presidente disse\n"},
      {"two lists", "1. One\n2. Two\n\nBetween\n\n1. One\n2. Two\n",
       "item1^| 1. One\nitem1| 2. Two\npara| Between\nitem1^| 1. One\nitem1| 2. Two\n"},
      {"an empty bullet", "  * Home\n  *\n  * Sport\n", "item1^| * Home\nother| *\nitem1| * Sport\n"},
  });
}

TEST_CASE("headings show by their marks or stand alone between prose") {
  constexpr std::string_view kProse =
      "It rained for three days in the delta, and the council of Norhaven met twice to talk about the water.";
  const std::string prose = "para| " + std::string(kProse) + "\n";
  const auto around = [&](std::string_view middle) {
    return std::string(kProse) + "\n\n" + std::string(middle) + "\n\n" + std::string(kProse) + "\n";
  };
  const std::vector<std::pair<std::string, std::string>> cases = {
      {around("## The water comes"), "heading2| The water comes"},
      {around("### The water comes ###"), "heading3| The water comes"},
      {around("***** The water comes *****"), "heading2| The water comes"},
      {around("The water comes\n==============="), "heading1| The water comes"},
      {around("The water comes\n---------------"), "heading2| The water comes"},
      {around("The water comes"), "heading2| The water comes"},
      {around("\"What now?\""), "heading2| \"What now?\""},
      {around("The water comes."), "para| The water comes."},
      {around("Photo: A. Example/Agency"), "para| Photo: A. Example/Agency"},
      {around("Advertisement"), "para| Advertisement"},
      {around("#1 in the charts"), "heading2| #1 in the charts"},
  };
  for (const auto& [dump, want] : cases) {
    CAPTURE(dump);
    CHECK(shown(read(dump)) == prose + want + "\n" + prose);
  }
}

TEST_CASE("rules, quotations, code and tables have their kinds") {
  check({
      {"rules", "One\n\n-----\n\n* * *\n\n____________________\n\nTwo\n",
       "para| One\nother| -----\nother| * * *\nother| ____________________\npara| Two\n"},
      {"quotation", "He wrote:\n\n> We met\n> twice\n\n> twice more\n",
       "para| He wrote:\nquote| We met\nquote| twice\nquote| twice more\n"},
      {"an arrow is no quotation", "> Read more\n", "para| > Read more\n"},
      {"fence", "# Title\n\n```cpp\nint a;\n\n  int b;\n```\nText\n",
       "heading1| Title\npre| int a;\n\n  int b;\npara| Text\n"},
      {"open fence", "```\nint a;\n", "para| ```\npara| int a;\n"},
      {"indented code", "# Title\n## Part\n\n    if (a) {\n      b;\n    }\n\nText\n",
       "heading1| Title\nheading2| Part\npre| if (a) {\n  b;\n}\npara| Text\n"},
      {"table", "Year | Rain\n---|---\n2001 | 3 mm\n2002 | 4 mm\n\nText\n",
       "cell^| Year\ncell| Rain\ncell| 2001\ncell| 3 mm\ncell| 2002\ncell| 4 mm\npara| Text\n"},
      {"pipes in a menu are no table", "Home | News | Sport\nSign in | Subscribe | Help\n",
       "para| Home | News | Sport\npara| Sign in | Subscribe | Help\n"},
  });
  const Page page = read("| a | b |\n|---|---|\n| c | d |\n");
  REQUIRE(page.blocks.size() == 4);
  CHECK(page.blocks[1].row == 1);
  CHECK(page.blocks[3].row == 2);
}

TEST_CASE("long paragraphs of about one length are not taken for wrapped lines") {
  const std::string one =
      "It rained for three days in the delta, and the council of Norhaven met twice to talk about the water and the "
      "boats in the harbour.";
  const std::string two =
      "It snowed for three days in the delta, and the council of Norhaven met twice to talk about the ice and the "
      "boats in the harbour.";
  CHECK(read(one + "\n" + two + "\n" + one + "\n" + two + "\n" + one + "\n").blocks.size() == 5);
}

TEST_CASE("the head of a dump becomes metadata and blocks of kind other") {
  const Page jina = read(
      "Title: The water comes\n\nURL Source: https://norhaven.example/w\n\nPublished Time: 2024-05-01\n\nMarkdown "
      "Content:\nIt rained.\n");
  CHECK(jina.metadata.title == "The water comes");
  CHECK(jina.metadata.date == "2024-05-01");
  CHECK(shown(jina) ==
        "other| Title: The water comes\nother| URL Source: https://norhaven.example/w\nother| Published Time: "
        "2024-05-01\n"
        "other| Markdown Content:\npara| It rained.\n");
  const Page yaml = read("---\ntitle: \"The water comes\"\nauthor: A. Example\nlanguage: en-GB\n---\nIt rained.\n");
  CHECK(yaml.metadata.title == "The water comes");
  CHECK(yaml.metadata.author == "A. Example");
  CHECK(yaml.lang == "en");
  CHECK(yaml.blocks.back().kind == Kind::para);
  CHECK(read("Title: a poem\nDate: the first of May\nIt rained.\n").metadata.title.empty());
}

TEST_CASE("a block knows its line and its bytes in the source") {
  const Page page = read("\r\nOne\r\n\r\n  Two  \r\n");
  REQUIRE(page.blocks.size() == 2);
  CHECK(page.blocks[0].line == 2);
  CHECK(page.blocks[1].line == 4);
  CHECK(slice(page.source, page.blocks[1].source) == "Two");
  CHECK(page.text == "One\nTwo\n");
  CHECK(page.blocks[1].words == 1);
}
