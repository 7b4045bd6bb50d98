#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "catch.h"
#include "read/text_dump.h"
#include "read/text_reader.h"

using namespace dehusk;
using namespace dehusk::text_dump;

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
