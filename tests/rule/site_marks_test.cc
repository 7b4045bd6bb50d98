#include "rule/site_marks.h"

#include <random>
#include <string>

#include "base/unicode.h"
#include "catch.h"

namespace dehusk {
namespace {

Page page_of(const std::vector<std::string>& texts) {
  Page page;
  page.kind = InputKind::text;
  for (const std::string& text : texts) {
    Block block;
    block.text.begin = static_cast<std::uint32_t>(page.text.size());
    page.text += text;
    block.text.end = static_cast<std::uint32_t>(page.text.size());
    page.text += '\n';
    page.blocks.push_back(block);
  }
  return page;
}

std::vector<std::uint32_t> sites_in(const std::vector<std::string>& marks, const std::string& text) {
  SiteMarks index;
  for (std::uint32_t i = 0; i < marks.size(); ++i) index.add(fold(marks[i]), i);
  index.build();
  return index.find(page_of({"Rain fell on the town.", text}));
}

TEST_CASE("a mark is found in any writing that folds to it, wherever it stands in a block") {
  const std::vector<std::string> marks = {"Skip to more Gazette sites", "Weiter zu den Seiten des Blatts",
                                          "Перейти к другим проектам", "More news... from \"The Gazette\"",
                                          "前往更多的報紙網站頁面看新聞"};
  struct Row {
    std::string text;
    std::vector<std::uint32_t> sites;
  };
  const std::vector<Row> rows = {
      {"Skip to more Gazette sites", {0}},
      {"SKIP  TO\xC2\xA0\xC2\xA0MORE\tGaZeTTe sites", {0}},
      {"S\xC2\xADkip t\xE2\x80\x8Bo more Gazette sites", {0}},
      {"Skip to more Gazette sitesx", {}},
      {"Skip to more Gazette site", {}},
      {"ПЕРЕЙТИ к другим ПРОЕКТАМ", {2}},
      {"more news\xE2\x80\xA6 from \xE2\x80\x9CThe Gazette\xE2\x80\x9D", {3}},
      {"前往更多的報紙網站頁面看新聞", {4}},
      {"weiter zu den \xC5\xBF"
       "eiten des blatts",
       {1}},
  };
  for (const Row& row : rows) {
    for (const std::string before : {"", "a ", "ж ", "\xE2\x80\xA6 ", "報。"}) {
      for (int more = 0; more < 30; ++more) {
        const std::string text =
            before + std::string(static_cast<std::size_t>(more), '.') + " " + row.text + " and more";
        CAPTURE(text);
        CHECK(sites_in(marks, text) == row.sites);
      }
    }
  }
}

TEST_CASE("samples find what a look through everything finds") {
  std::mt19937 dice(7);
  const std::vector<std::string> parts = {"skip",     "Skip",     " ", "  ", "to", "More", "dw", "SITES",
                                          "…",        "...",      "é", "É",  "ж",  "Ж",    "“",  "\"",
                                          "\xC2\xA0", "\xC2\xAD", "x", "-",  "—",  "網"};
  const auto text_of = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += parts[dice() % parts.size()];
    return text;
  };
  int found = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = text_of(20 + dice() % 20);
    // A mark cut out of the text, so that it may be there.
    const std::string whole = fold(text);
    std::size_t begin = dice() % whole.size(), end = std::min(whole.size(), begin + 12 + dice() % 30);
    while (begin > 0 && (static_cast<unsigned char>(whole[begin]) & 0xC0U) == 0x80U) --begin;
    while (end < whole.size() && (static_cast<unsigned char>(whole[end]) & 0xC0U) == 0x80U) ++end;
    const std::string mark = fold(whole.substr(begin, end - begin));
    if (mark.empty()) continue;
    LiteralIndex plain;
    plain.add(mark, Where::anywhere, 0);
    plain.build();
    std::vector<std::uint32_t> expected;
    plain.find(whole, expected);
    CAPTURE(text, mark);
    CHECK(sites_in({mark}, text) == expected);
    found += expected.empty() ? 0 : 1;
  }
  CHECK(found > 500);
}

}  // namespace
}  // namespace dehusk
