#include "write/explain.h"

#include "catch.h"
#include "made_page.h"
#include "write/terminal.h"

using namespace dehusk;

namespace {

// A page with a menu that goes, a trimmed paragraph, scripts and an attack on the terminal.
MadePage rainy() {
  MadePage made;
  const RuleId menu = made.add_rule("nav/menu"), agency = made.add_rule("credit/agency"),
               script = made.add_rule("raw/script");
  made.add(Kind::item, "Skip to content");
  made.add_raw("<script src=a></script>");
  made.add_raw("<style>p{}</style>");
  made.add(Kind::para, "Rain fell on Monday. (dpa)");
  made.add(Kind::para, "It \x1b]0;pwned\x07 rained \xE2\x80\xAE on.");
  made.cut(0, menu);
  made.cut(1, script, "", Stage::structure);
  made.cut(2, script, "", Stage::structure);
  made.cut(3, agency, "(dpa)");
  return made;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the margin names the rule of each block, and raw blocks are folded") {
  const MadePage made = rainy();
  const std::string text = explain_page({made.page, made.rules, made.cleaned}, {});
  CHECK(has(text, "0 - nav/menu      \xE2\x94\x82 Skip to content\n"));
  CHECK(has(text,
            "1 - raw/script    \xE2\x94\x82 (script, style, 2 blocks)\n3 ~ credit/agency \xE2\x94\x82 Rain fell on "
            "Monday. [-(dpa)-]\n"));
  CHECK(has(text, "kept 9 of 13 words (69 %) in 2 of 3 blocks\n"));
  CHECK(has(text, "      3       1  nav/menu       nav         rules/made.toml:1\n"));
}

TEST_CASE("the short blocks of a menu share lines") {
  MadePage made;
  const RuleId menu = made.add_rule("nav/menu"), other = made.add_rule("nav/other");
  for (const std::string_view text : {"Home", "Sport", "Weather"}) made.add(Kind::item, text);
  made.add_raw("<svg></svg>");
  made.add(Kind::item, "Shop");
  made.add(Kind::item, "Imprint");
  made.add(Kind::para, "Rain fell.");
  for (const std::uint32_t block : {0U, 1U, 2U, 3U, 4U}) made.cut(block, menu);
  made.cut(5, other);
  const std::string text = explain_page({made.page, made.rules, made.cleaned}, {});
  CHECK(has(text,
            "0 - nav/menu  \xE2\x94\x82 Home \xC2\xB7 Sport \xC2\xB7 Weather \xC2\xB7 Shop\n5 - nav/other \xE2\x94\x82 "
            "Imprint\n6 "));
}

TEST_CASE("nothing that a page says can steer the terminal") {
  MadePage made = rainy();
  made.cleaned.title = "T\x1b[2J";
  made.page.notes.push_back({"x", "n\x9b"});
  Story story;
  story.block = 4;
  for (const bool is_colored : {false, true}) {
    std::string text = explain_page({made.page, made.rules, made.cleaned}, {.color = is_colored}) +
                       explain_block({made.page, made.rules, made.cleaned}, story, {.color = is_colored});
    CHECK_FALSE(has(text, "\x1b]"));
    CHECK_FALSE(has(text, "\x1b[2J"));
    CHECK_FALSE(has(text, "\x07"));
    CHECK_FALSE(has(text, "\xE2\x80\xAE"));
    CHECK(has(text, "\x1b[") == is_colored);
  }
}

TEST_CASE("only what was removed can be asked for") {
  const MadePage made = rainy();
  const std::string text = explain_page({made.page, made.rules, made.cleaned}, {.removed_only = true});
  CHECK(has(text, "Skip to content"));
  CHECK_FALSE(has(text, "rained"));
}

TEST_CASE("no line is wider than the terminal") {
  MadePage made = rainy();
  made.add(Kind::para,
           std::string(300, 'x') +
               " and many short words that are to be wrapped at their blanks, as people would do it by hand");
  made.cleaned.title =
      std::string("A title that is much longer than one line of the terminal, as titles of pages can be");
  const std::string all = explain_page({made.page, made.rules, made.cleaned}, {.width = 60});
  CHECK(has(all, "\nkept "));
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    CAPTURE(all.substr(at, end - at));
    CHECK(columns_of(std::string_view(all).substr(at, end - at)) <= 60);
    at = end + 1;
  }
}

TEST_CASE("a block's story tells who took it, how, and who nearly did") {
  const MadePage made = rainy();
  SECTION("taken") {
    Story story;
    story.how = {"starts[0] matched"};
    story.zone = "head";
    const std::string text = explain_block({made.page, made.rules, made.cleaned}, story, {});
    CHECK(text ==
          "block 0 (source line 1)  item, 3 words, zone head\n  \"Skip to content\"\n"
          "taken by nav/menu  rules/made.toml:1  (stage text, husk nav, risk medium)\n"
          "  why       it is no body text\n  how       starts[0] matched\n");
  }
  SECTION("kept") {
    Story story;
    story.block = 4;
    story.near = {{4, 1, "re[0] matched", "scope: another site"},
                  {4, 0, "re[0] matched", "zone: the block is in body, the rule wants head"}};
    story.evidence = {"+0.31 sentence ends"};
    const std::string text = explain_block({made.page, made.rules, made.cleaned}, story, {});
    CHECK(has(text, "kept: no rule took it\n  +0.31 sentence ends\nnear misses:\n"));
    CHECK(has(text,
              "  nav/menu  rules/made.toml:1  re[0] matched; FAILED zone: the block is in body, the rule wants head\n"
              "not for this page (its site, path, language or input):\n  credit/agency\n"));
  }
}

TEST_CASE("a rule's story lists its cuts, or says that there are none") {
  MadePage made = rainy();
  made.add_rule("nav/never");
  made.cleaned.also.push_back({3, 0, 1, false});
  made.cleaned.events.push_back({EventKind::unclosed, 3, 4, "`to` not found"});
  const Explained it{made.page, made.rules, made.cleaned};
  CHECK(has(explain_rule(it, 1, {}, {}), "took 1 word in 1 cut:\n     3  (dpa)  (trimmed)\n"));
  CHECK(has(explain_rule(it, 0, {}, {}), "     3  Rain fell on Monday. (dpa)  (owned by credit/agency)\n"));
  const std::string never = explain_rule(it, 3, {{0, 3, "re[0] matched", "zone"}}, {});
  CHECK(has(never, "took nothing on this page\nunclosed at block 4: `to` not found\nnear misses:\n"));
}

TEST_CASE("explain as JSON holds the cuts with their text, and the story of a block") {
  const MadePage made = rainy();
  const Explained it{made.page, made.rules, made.cleaned};
  const std::string all = explain_json(it, {}, {});
  CHECK(has(
      all,
      R"x({"block":3,"source_line":4,"kind":"para","words":5,"text":"Rain fell on Monday. (dpa)","cuts":[{"rule":"credit/agency",)x"
      R"x("file":"rules/made.toml","line":11,"why":"it is no body text","husk":"nav","stage":"text","text":"(dpa)"}]})x"));
  CHECK(has(all, R"("words":13,"words_kept":9})"));
  Story story;
  story.block = 4;
  story.near = {{4, 0, "a", "b"}};
  const std::string one = explain_json(it, {story}, {});
  CHECK(has(
      one,
      R"("near":[{"rule":"nav/menu","file":"rules/made.toml","line":1,"held":"a","failed":"b"}],"evidence":[]}],"rules")"));
  CHECK_FALSE(has(one, "\"block\":3"));
}

TEST_CASE("columns are counted as a terminal counts them") {
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("\xE9\x9B\xA8\xE5\xA4\xA9") == 4);  // two ideographs
  CHECK(columns_of("e\xCC\x81") == 1);                 // e and a combining accent
  CHECK(fit("abcdef", 4) == "abc\xE2\x80\xA6");
  CHECK(fit("ab", 4) == "ab  ");
  CHECK(wrap({{"aa bb cc", Color::plain}}, 10, false) == std::vector<std::string>{"aa bb cc"});
  CHECK(wrap({{"aaaa bbbb cccc", Color::plain}}, 10, false) == std::vector<std::string>{"aaaa bbbb", "cccc"});
  CHECK(wrap({}, 10, false) == std::vector<std::string>{""});
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(999) == "999");
}
