#include "write/markdown.h"

#include "catch.h"
#include "made_page.h"
#include "write/inline.h"

using namespace dehusk;

namespace {

std::string paragraph(std::string_view text) {
  MadePage made;
  made.add(Kind::para, text);
  return write_markdown(made.page, made.cleaned, {});
}

}  // namespace

TEST_CASE("each kind of block has its markdown") {
  MadePage made;
  made.add(Kind::heading, "Rain").level = 2;
  made.add(Kind::para, "It fell.");
  made.add(Kind::quote, "Much rain");
  made.add(Kind::quote, "in the north");
  made.add(Kind::pre, "a = `b`\n``` c\n");
  made.add_point("One", 1, '1', true);
  made.add_point("Two", 1, '1', false);
  made.add_point("inner", 2, '-', true);
  made.add_point("innermost", 3, '1', true);
  made.add_point("Three", 1, '1', false);
  made.add_point("Other list", 1, '-', true);
  CHECK(write_markdown(made.page, made.cleaned, {}) ==
        "## Rain\n\nIt fell.\n\n> Much rain\n>\n> in the north\n\n````\na = `b`\n``` c\n````\n\n"
        "1. One\n2. Two\n   - inner\n     1. innermost\n3. Three\n\n- Other list\n");
}

TEST_CASE("a paragraph inside a list item stays inside it") {
  MadePage made;
  made.add_point("First point", 1, '1', true);
  made.add(Kind::para, "goes on");
  made.add(Kind::para, "After the list");
  const std::uint32_t point = made.add_element(Tag::li, "First point");
  const std::uint32_t inner = made.add_element(Tag::p, "goes on");
  made.page.elements[point].end = inner + 1;
  made.page.elements[inner].parent = point;
  const std::uint32_t after = made.add_element(Tag::p, "After");
  made.page.blocks[0].element = point;
  made.page.blocks[1].element = inner;
  made.page.blocks[2].element = after;
  CHECK(write_markdown(made.page, made.cleaned, {}) == "1. First point\n\n   goes on\n\nAfter the list\n");
}

TEST_CASE("the points of a text dump bring their own marks, which are not doubled") {
  MadePage made;
  made.page.kind = InputKind::text;
  made.add_point("4. Four", 1, '1', true);
  made.add_point("5) Five", 1, '1', false);
  made.add_point("\xE2\x80\xA2 Bullet", 1, '-', true);
  made.add_point("-5 degrees", 1, '-', false);
  CHECK(write_markdown(made.page, made.cleaned, {}) == "4. Four\n5) Five\n\n- Bullet\n- -5 degrees\n");
}

TEST_CASE("a table has a header, all its columns, and no bar of the page's own") {
  MadePage made;
  made.add_cell("Town", 1, true);
  made.add_cell("Rain | snow", 2, false);
  made.add_cell("31", 2, false);
  CHECK(write_markdown(made.page, made.cleaned, {}) == "| Town |  |\n| --- | --- |\n| Rain \\| snow | 31 |\n");
}

TEST_CASE("the column of a cell does not depend on what was cut before it") {
  MadePage made;
  made.add_cell("A", 1, true);
  made.add_cell("B", 1, false);
  made.add_cell("C", 1, false);
  const std::uint32_t row = made.add_element(Tag::tr, "A");
  std::uint32_t last = row;
  const std::string_view texts[] = {"A", "B", "C"};
  for (int i = 0; i < 3; ++i) {
    last = made.add_element(Tag::td, texts[i]);
    if (i == 0) made.add_attribute("colspan", "2");
    made.page.elements[last].parent = row;
    made.page.blocks[static_cast<std::size_t>(i)].element = last;
  }
  made.page.elements[row].end = last + 1;
  made.cut(1, made.add_rule("a"));
  CHECK(write_markdown(made.page, made.cleaned, {}) == "| A |  |  | C |\n| --- | --- | --- | --- |\n");
}

TEST_CASE("what would read as markup is escaped, and little else") {
  struct Row {
    std::string_view text, want;
  };
  const Row rows[] = {
      {"2 * 3 and snake_case and _this_", "2 \\* 3 and snake_case and \\_this\\_"},
      {"a < b, <b>, </b>, &amp; & co; AT&T", "a < b, \\<b>, \\</b>, \\&amp; & co; AT&T"},
      {"[1] and [x](y)", "[1] and [x\\](y)"},
      {"# no heading", "\\# no heading"},
      {"#hashtag", "#hashtag"},
      {"1. no list", "1\\. no list"},
      {"1.5 litres", "1.5 litres"},
      {"- no point", "\\- no point"},
      {"-5 degrees", "-5 degrees"},
      {"> no quote", "\\> no quote"},
      {"---", "\\---"},
      {"C:\\dir \\*", "C:\\dir \\\\\\*"},
      {"~~gone~~ ~5", "\\~~gone\\~~ ~5"},
      {"a | b", "a | b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(paragraph(row.text) == std::string(row.want) + "\n");
  }
}

TEST_CASE("links are written on request, and only those that lead somewhere") {
  struct Row {
    std::string_view href, want;
  };
  const Row rows[] = {
      {"https://a.example/x", "See [the map](https://a.example/x) now\n"},
      {"/x y(1)", "See [the map](/x%20y%281%29) now\n"},
      {"HTTP://a.example", "See [the map](HTTP://a.example) now\n"},
      {"//a.example/x:y", "See [the map](//a.example/x:y) now\n"},
      {"javascript:alert(1)", "See the map now\n"},
      {" java\nscript:alert(1)", "See the map now\n"},
      {"data:text/html,x", "See the map now\n"},
      {"mailto:a@b.example", "See the map now\n"},
      {"#", "See the map now\n"},
      {"", "See the map now\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.href);
    MadePage made;
    made.add(Kind::para, "See the map now");
    made.add_element(Tag::a, "the map ");
    made.add_attribute("href", row.href);
    CHECK(write_markdown(made.page, made.cleaned, {.links = true}) == row.want);
    CHECK(write_markdown(made.page, made.cleaned, {}) == "See the map now\n");
  }
}

TEST_CASE("a link over several blocks is a link in each, less what is cut") {
  MadePage made;
  made.add(Kind::heading, "Rain [live]").level = 3;
  made.add(Kind::para, "Read more here");
  made.add_element(Tag::a, "Rain [live]\nRead more");
  made.add_attribute("href", "/r");
  made.cut(1, made.add_rule("a"), "Read ");
  CHECK(write_markdown(made.page, made.cleaned, {.links = true}) == "### [Rain \\[live\\]](/r)\n\n[more](/r) here\n");
}
