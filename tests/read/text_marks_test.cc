#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "read/text_dump.h"
#include "read/text_reader.h"

using namespace dehusk;
using namespace dehusk::text_dump;

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
        "heading1| Title\nheading2| Part\npara| Home News\ncaption| A ship at sea\n"
        "para| It rained for three days. The council met twice, in [brackets] and 2 * 3 * 4.\ncaption| Logo\n");
  CHECK(page.blocks[2].linked_bytes == 8);
  CHECK(page.blocks[4].linked_bytes == 7);
  CHECK(page.blocks[5].linked_bytes == 4);
}
