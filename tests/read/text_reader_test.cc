#include "read/text_reader.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "catch.h"

using namespace dehusk;

namespace {

Page read(std::string_view source) {
  Page page;
  page.kind = InputKind::text;
  page.source = std::string(source);
  read_text(page);
  return page;
}

// A line a block: "kind", its level if it has one, "^" for the first of a list or table, "| " and the text.
std::string shown(const Page& page) {
  std::string out;
  for (const Block& block : page.blocks) {
    out += to_string(block.kind);
    if (block.level > 0) out += std::to_string(block.level);
    if (block.starts_group) out += '^';
    out += "| " + std::string(page.text_of(block)) + '\n';
  }
  return out;
}

struct Case {
  const char* name;
  std::string_view dump;
  std::string_view want;
};

void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.name);
    CHECK(shown(read(one.dump)) == one.want);
  }
}

}  // namespace

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

TEST_CASE("numbered links leave the text and tell what is linked") {
  const Page page = read(
      "   [1]Home\n   [2]News [3]Sport\n   The council met in [4]Norhaven Town Hall, the mayor said on Friday.\n   Not "
      "linked at all\n"
      "   See note [9] below and [5]here\n     * [6]Rain: what now\n\nReferences\n\n   1. https://norhaven.example/\n  "
      " 2. https://norhaven.example/news\n");
  CHECK(shown(page) ==
        "para| Home\npara| News Sport\npara| The council met in Norhaven Town Hall, the mayor said on Friday.\npara| "
        "Not linked at all\n"
        "para| See note [9] below and here\nitem1^| * Rain: what now\nheading2| References\nitem1^| 1. "
        "https://norhaven.example/\nitem1| 2. https://norhaven.example/news\n");
  const std::vector<std::uint32_t> want = {4, 10, 18, 0, 4, 16, 0, 0, 0};
  REQUIRE(page.blocks.size() == want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    CAPTURE(page.text_of(page.blocks[i]));
    CHECK(page.blocks[i].linked_bytes == want[i]);
    CHECK(page.blocks[i].links_known);
  }
  REQUIRE_FALSE(page.notes.empty());
  CHECK(page.notes[0].code == "text/link-marks");
  CHECK(page.notes[0].detail == "6");
}

TEST_CASE("footnotes are not taken for links") {
  const std::string_view text =
      "The council met.[1] It rained.[2] The mayor left.[3] The harbour closed.[4] Ships left.[5] Snow came.[6] The "
      "end.\n";
  const Page page = read(text);
  REQUIRE(page.blocks.size() == 1);
  CHECK(page.text_of(page.blocks[0]) == text.substr(0, text.size() - 1));
  CHECK_FALSE(page.blocks[0].links_known);
}

TEST_CASE("html2text underlines links, and the underlines become spaces") {
  const Page page = read(
      "    * Middle_East\n    * Sport\n****** The water comes ******\nThe council met in Norhaven_Town_Hall, said "
      "mayor_x@norhaven.example on Friday.\n"
      "____________\nNorhaven&#x27;s ice &#8212; R&D &#; &#xZ;\n");
  CHECK(shown(page) ==
        "item1^| * Middle East\nitem1| * Sport\nheading1| The water comes\n"
        "para| The council met in Norhaven Town Hall, said mayor_x@norhaven.example on Friday.\nother| ____________\n"
        "para| Norhaven's ice \xE2\x80\x94 R&D &#; &#xZ;\n");
  CHECK(page.blocks[0].linked_bytes == 13);
  CHECK(page.blocks[0].links_known);
  CHECK_FALSE(page.blocks[1].links_known);
}

TEST_CASE("a link on a line of its own is not joined to the prose above it") {
  CHECK(shown(read(
            "The harbour of Norhaven closes in May, said the Council_of_the\nTown on Friday, after a long night of "
            "talks about money, mud\n"
            "and the boats that have to go before the summer comes.\nBecome_a_member_today\n***** More *****\n")) ==
        "para| The harbour of Norhaven closes in May, said the Council of the Town on Friday, after a long night of "
        "talks about money, "
        "mud and the boats that have to go before the summer comes.\npara| Become a member today\nheading2| More\n");
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

TEST_CASE("names with underscores stay when nothing says html2text") {
  CHECK(shown(read("Set max_bytes and min_bytes in the file site_rules.toml.\n")) ==
        "para| Set max_bytes and min_bytes in the file site_rules.toml.\n");
}

TEST_CASE("markdown loses its marks but no word") {
  const Page page = read(
      "# Title\n\n## Part\n\n[Home](/) [News](https://a.example/n_(x))\n\n![A ship at sea](/ship.jpg)\n\n"
      "It **rained** for _three_ days\\. The [council](/c \"The council\") met *twice*, in [brackets] and 2 * 3 * "
      "4.\n\n[![Logo](l.png)](/)\n");
  CHECK(shown(page) ==
        "heading1| Title\nheading2| Part\npara| Home News\nother| A ship at sea\n"
        "para| It rained for three days. The council met twice, in [brackets] and 2 * 3 * 4.\nother| Logo\n");
  CHECK(page.blocks[2].linked_bytes == 8);
  CHECK(page.blocks[4].linked_bytes == 7);
  CHECK(page.blocks[5].linked_bytes == 4);
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

namespace {

bool is_border(std::string_view text, std::uint32_t at) {
  return at <= text.size() && (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80);
}

// The laws of a page's blocks; `dump` is shown if one is broken.
void check_laws(const Page& page) {
  CAPTURE(page.source);
  std::uint32_t text_end = 0;
  std::uint32_t source_end = 0;
  bool holds = true;
  for (const Block& block : page.blocks) {
    holds =
        holds && block.text.begin == text_end && block.text.end > block.text.begin && block.text.end < page.text.size();
    holds = holds && page.text[block.text.end] == '\n';
    holds = holds && block.source.begin >= source_end && block.source.end > block.source.begin &&
            block.source.end <= page.source.size();
    holds = holds && is_border(page.source, block.source.begin) && is_border(page.source, block.source.end);
    holds = holds && block.linked_bytes <= block.text.size();
    text_end = block.text.end + 1;
    source_end = block.source.end;
  }
  CHECK(holds);
  CHECK(text_end == page.text.size());
  CHECK(is_valid_utf8(page.text));
}

std::string without_space(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_space(c) && !is_invisible(c)) append_utf8(out, c);
  }
  return out;
}

std::string random_text(std::mt19937& random, const std::vector<std::string_view>& pieces) {
  std::string out;
  const std::size_t count = random() % 120;
  for (std::size_t i = 0; i < count; ++i) out += pieces[random() % pieces.size()];
  return out;
}

}  // namespace

TEST_CASE("any text gives blocks in order, on character borders, that fill the page's text") {
  const std::vector<std::string_view> pieces = {" ",
                                                "  ",
                                                "\n",
                                                "\n",
                                                "\n\n",
                                                "\r\n",
                                                "\t",
                                                "\f",
                                                "\b",
                                                "* ",
                                                "- ",
                                                "1. ",
                                                "2. ",
                                                "o ",
                                                "# ",
                                                "## ",
                                                "***** ",
                                                " *****",
                                                "**",
                                                "_",
                                                "__",
                                                "*",
                                                "[",
                                                "]",
                                                "](",
                                                ")",
                                                "![",
                                                "[1]",
                                                "[2]",
                                                "[3]",
                                                "[4]",
                                                "[5]",
                                                "|",
                                                "---|---",
                                                "---",
                                                "===",
                                                "> ",
                                                "```",
                                                "References",
                                                "https://a.example/x",
                                                "\\",
                                                "word",
                                                "Another",
                                                "a_b_c",
                                                "Some_Longer_Name",
                                                "longer words in a row that wrap",
                                                "\xC2\xA0",
                                                "\xE2\x80\x8B",
                                                "\xE6\xB8\xAF",
                                                "\xE3\x80\x80",
                                                "\xD0\x94\xD0\xB0",
                                                "\xF0\x9F\x98\x80",
                                                "\xE2\x94\x82",
                                                "\xE2\x80\xA2 ",
                                                ".",
                                                "    ",
                                                "title: x"};
  std::mt19937 random(7);
  for (int i = 0; i < 4000; ++i) check_laws(read(random_text(random, pieces)));
}

TEST_CASE("without marks of formatting every character that is no space is in the text, in order") {
  const std::vector<std::string_view> pieces = {" ",
                                                "\n",
                                                "\n\n",
                                                "\r\n",
                                                "\t",
                                                "* ",
                                                "- ",
                                                "1. ",
                                                "2. ",
                                                "  ",
                                                "(",
                                                ")",
                                                "[12]",
                                                "word",
                                                "Two",
                                                "and",
                                                "a_name",
                                                "sentence.",
                                                "+ ",
                                                "$5",
                                                "@",
                                                "\xC3\xA9t\xC3\xA9",
                                                "\xE6\xB8\xAF",
                                                "\xE2\x80\xA2 ",
                                                "long line of words that is wrapped somewhere near here\n"};
  std::mt19937 random(11);
  for (int i = 0; i < 4000; ++i) {
    const Page page = read(random_text(random, pieces));
    CAPTURE(page.source);
    check_laws(page);
    CHECK(without_space(page.text) == without_space(page.source));
  }
}

TEST_CASE("huge and strange pages are read in bounded time") {
  const auto repeat = [](std::string_view piece, std::size_t count) {
    std::string out;
    out.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
  };
  const std::vector<std::string> pages = {std::string(4U << 20, '\n'),
                                          std::string(4U << 20, 'a'),
                                          repeat("# t\n\n", 1) + repeat("[](", 1U << 20),
                                          repeat("# t\n## u\n", 1) + repeat("[a](", 1U << 19) + ")",
                                          repeat("*a ", 1U << 20),
                                          repeat("a_b\n", 1U << 19),
                                          repeat("> ", 1U << 20),
                                          repeat("1. a\n", 1U << 18),
                                          repeat("```a\n", 1U << 18),
                                          repeat("a|b\n---|---\n", 1U << 17),
                                          repeat("\b", 1U << 20),
                                          repeat("[1]", 1U << 20)};
  for (const std::string& dump : pages) check_laws(read(dump));
}
