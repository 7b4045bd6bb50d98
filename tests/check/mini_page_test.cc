#include "check/mini_page.h"

#include "catch.h"

namespace dehusk {
namespace {

using Fate = Expected::Fate;

Case case_of(std::string text, bool is_html) {
  Case example;
  (is_html ? example.html : example.text) = Text{std::move(text), 1, 1};
  return example;
}

// "goes Skip to content;stays Rain fell."
std::string fates(const MiniPage& mini) {
  std::string out;
  for (std::size_t i = 0; i < mini.blocks.size(); ++i) {
    static const char* const kNames[] = {"stays", "goes", "becomes", "changes", "any"};
    out += kNames[static_cast<int>(mini.blocks[i].fate)];
    out += " " + std::string(mini.page.text_of(mini.page.blocks[i]));
    if (!mini.blocks[i].left.empty()) out += " => " + mini.blocks[i].left;
    out += ';';
  }
  return out;
}

TEST_CASE("each line of a text example is one block, whatever the reader of dumps would make of it") {
  const Page page = page_from_lines(
      {"1. Home", "2. World", "* one", "(3) three", "A line that does not", "end here", "", "1.5 metres"}, "", "");
  std::string kinds;
  for (const Block& block : page.blocks) {
    kinds +=
        std::string(to_string(block.kind)) + (block.starts_group ? "! " : " ") + std::string(page.text_of(block)) + ';';
  }
  CHECK(kinds ==
        "item! 1. Home;item 2. World;item! * one;item! (3) three;para A line that does not;para end here;para 1.5 "
        "metres;");
  CHECK(page.blocks[6].line == 8);
  CHECK(page.blocks[4].words == 5);
  CHECK(page.kind == InputKind::text);
}

TEST_CASE("a mini page knows the host of its url") {
  const Page page = page_from_lines({"a"}, "https://www.Example.org/news/1?x=2", "de");
  CHECK(page.host == "www.example.org");
  CHECK(page.path == "/news/1?x=2");
  CHECK(page.lang == "de");
}

TEST_CASE("the gutter says what becomes of a line") {
  const MiniPage mini = page_of_case(case_of("- 1. Home\n\n  Rain fell.\n- It ended.Photo: X\n+ It ended.\n", false));
  CHECK(mini.fault.empty());
  CHECK(fates(mini) == "goes 1. Home;stays Rain fell.;becomes It ended.Photo: X => It ended.;");
}

TEST_CASE("a wrong gutter is named with its line") {
  CHECK(page_of_case(case_of("  a\n* b\n", false)).fault == "line 2 starts with '* '; use '- ', '+ ' or two spaces");
  CHECK(page_of_case(case_of("  a\n+ b\n", false)).fault == "line 2: '+ ' must stand directly under a '- '");
  CHECK_FALSE(page_of_case(case_of("\n", false)).fault.empty());
}

TEST_CASE("a husk attribute marks what must go, a part of a block too") {
  const MiniPage mini =
      page_of_case(case_of("<ul husk><li>Home<li>World</ul><p>Rain fell.</p><p>It ended. <span husk>Photo: <b "
                           "husk>X</b></span></p><nav husk></nav>",
                           true));
  CHECK(mini.fault.empty());
  CHECK(fates(mini) == "goes Home;goes World;stays Rain fell.;becomes It ended. Photo: X => It ended.;");
}

TEST_CASE("HTML that brings no head is a piece of a body") {
  CHECK(fates(page_of_entry("<noscript>Turn on scripts.</noscript>", true, Fate::goes)) == "goes Turn on scripts.;");
  const MiniPage piece = page_of_case(case_of("<noscript husk>Turn on scripts.</noscript>", true));
  CHECK(fates(piece) == "goes Turn on scripts.;");
  const MiniPage whole = page_of_case(case_of("<html><head husk><title>Rain</title></head><body><p>Rain fell.", true));
  CHECK(fates(whole) == "goes Rain;stays Rain fell.;");
}

TEST_CASE("a husk attribute takes no value") {
  CHECK_FALSE(page_of_case(case_of("<p husk='nav'>Home</p>", true)).fault.empty());
}

TEST_CASE("an example of nothing but a script is about the script; beside text it is not asked for") {
  CHECK(fates(page_of_entry("<script>x()</script>", true, Fate::goes)) == "goes ;");
  CHECK(fates(page_of_entry("<div><script>x()</script><p>Home</p></div>", true, Fate::goes)) == "any ;goes Home;");
  CHECK(fates(page_of_entry("<div><script>x()</script><p>Home</p></div>", true, Fate::stays)) == "stays ;stays Home;");
}

TEST_CASE("what is left of a block has a space where a cut would glue two words") {
  const Page page = page_from_lines({"one two three"}, "", "");
  CHECK(left_of(page, page.blocks[0], {{3, 8}}) == "one three");
  CHECK(left_of(page, page.blocks[0], {{0, 4}, {7, 13}}) == "two");
  CHECK(left_of(page, page.blocks[0], {{0, 13}}).empty());
  CHECK(left_of(page, page.blocks[0], {}) == "one two three");
}

}  // namespace
}  // namespace dehusk
