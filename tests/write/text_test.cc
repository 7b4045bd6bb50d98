#include "write/text.h"

#include "catch.h"
#include "made_page.h"

using namespace dehusk;

TEST_CASE("paragraphs and sub-headings stand apart, points of a list and rows of a table do not") {
  MadePage made;
  made.add(Kind::para, "Rain fell on Monday.");
  made.add(Kind::heading, "What to take along");
  made.add_point("An umbrella", 1, '-', true);
  made.add_point("Dry socks", 1, '-', false);
  made.add_point("of wool", 2, '-', true);
  made.add_point("One", 1, '1', true);
  made.add_cell("Town", 1, true);
  made.add_cell("Rain", 1, false);
  made.add_cell("Ahaus", 2, false);
  made.add_cell("31", 2, false);
  made.add_cell("Next table", 3, true);
  made.add(Kind::quote, "It rained.");
  made.add(Kind::pre, "\n  if (rain)\n    stay();\n\n");
  CHECK(write_text(made.page, made.cleaned) ==
        "Rain fell on Monday.\n\nWhat to take along\n\nAn umbrella\nDry socks\nof wool\n\nOne\n\nTown | Rain\nAhaus | "
        "31\n\nNext table\n\n"
        "It rained.\n\n  if (rain)\n    stay();\n");
}

TEST_CASE("a list whose first point is cut is still a list of its own") {
  MadePage made;
  made.add_point("First list", 1, '-', true);
  made.add_point("Cut", 1, '-', true);
  made.add_point("Second list", 1, '-', false);
  made.cut(1, made.add_rule("a"));
  CHECK(write_text(made.page, made.cleaned) == "First list\n\nSecond list\n");
}

TEST_CASE("a cut takes its white space along") {
  struct Row {
    std::string_view text, cut, want;
  };
  const Row rows[] = {
      {"By Ada Rain fell.", "By Ada", "Rain fell.\n"},
      {"Rain fell. (dpa)", "(dpa)", "Rain fell.\n"},
      {"Rain [photo] fell.", "[photo]", "Rain fell.\n"},
      {"Rain[photo]fell.", "[photo]", "Rain fell.\n"},
      {"Rain [photo], snow", "[photo]", "Rain , snow\n"},
      {"\xE9\x9B\xA8[x]\xE5\xA4\xA9", "[x]", "\xE9\x9B\xA8\xE5\xA4\xA9\n"},
      {"all", "all", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    MadePage made;
    made.add(Kind::para, row.text);
    made.cut(0, made.add_rule("a"), row.cut);
    CHECK(write_text(made.page, made.cleaned) == row.want);
  }
}

TEST_CASE("no control character but tab and newline leaves the program as text") {
  MadePage made;
  made.add(Kind::para,
           "a\x1b[31mb\x7f"
           "c\xC2\x9B"
           "d\x07 \xC2\xA0z");
  made.add(Kind::pre, "x\ty\r\nz");
  CHECK(write_text(made.page, made.cleaned) == "a[31mbcd \xC2\xA0z\n\nx\ty\nz\n");
}

TEST_CASE("script and style leave nothing, an empty page is an empty text") {
  MadePage made;
  CHECK(write_text(made.page, made.cleaned).empty());
  made.add_raw("<script>x()</script>");
  CHECK(write_text(made.page, made.cleaned).empty());
}
