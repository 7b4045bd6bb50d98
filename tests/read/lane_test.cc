// Which pages are plain enough for the fast lane, and why the others are not. That its trees are right is for
// same_tree_test.cc.

#include "read/lane.h"

#include "catch.h"
#include "read/tree_builder.h"

namespace dehusk {

namespace {

std::string exit_of(std::string_view html) {
  Page page;
  page.source = html;
  std::vector<TextRun> runs;
  return std::string(to_string(build_tree(page, {}, TreePath::lane, runs).exit));
}

}  // namespace

TEST_CASE("what nests plainly takes the lane") {
  const std::vector<std::string> pages = {
      "",
      "a",
      "<!doctype html><html><head><title>a</title></head><body><p>b</body></html>\n",
      "<p>a<p>b<div>c</div>",
      "<ul><li>a<li>b<ul><li>c</ul></ul>",
      "<dl><dt>a<dd>b<dt>c</dl>",
      "<table><tr><td>a<td>b<tr><td>c</table>",
      "<table><caption>a</caption><colgroup><col></colgroup><thead><tr><th>b</thead><tbody><tr><td>c</table>",
      "<a>a<span>b</a>c",
      "<a>a<a>b",
      "<table><td><b>a</table>b",
      "<form><p>a</form>b",
      "<select><option>a<option>b</select>",
      "<svg><title>a</title><path/></svg>",
      "<svg><g><p>a",
      "<pre>\na</pre></p></br></div>",
      "<noscript><img></noscript><body class=a>",
      "<object><b>a</object>b",
      "<p><b>a</p>b<i>c</b>d",
      "<template><p>a</template><p>b",
      "<head><template><style>a</style>b</template></head>a",
      "</head><template>a</template><body>",
      "<form><div>a</form>b</div>c",
      "<nobr>a<nobr>b",
      "<ruby>a<rp>(<rt>b<rp>)</ruby>",
      "<svg><path></g></path></svg>",
  };
  for (const std::string& html : pages) {
    INFO(html);
    CHECK(exit_of(html) == "none");
  }
}

TEST_CASE("what Gumbo would move or copy leaves the lane, with the reason") {
  struct Row {
    std::string html;
    std::string why;
  };
  const std::vector<Row> rows = {
      {"<b><p>a</b>b", "adoption"},
      {"<a><div><a>", "adoption"},
      {"<b><b><b><b>", "many_formatting"},
      {"<table><td><object>a</table>", "marker"},
      {"<table>a", "table_gap"},
      {"<table><div>", "table_gap"},
      {"<button><button>", "button"},
      {"<li><form><div></form>", "form"},
      {"<menuitem>", "rare_tag"},
      {"<template><tr>", "rare_tag"},
      {"<svg><desc><p>", "foreign"},
      {"<pre>&#10;a", "unsure_text"},
      {"<a href='&notit;'>", "unsure_attribute"},
      {"<select><style></style>", "raw_text"},
      {"a</>", "odd_markup"},
      {"<p", "odd_markup"},
  };
  for (const Row& row : rows) {
    INFO(row.html);
    CHECK(exit_of(row.html) == row.why);
  }
}

TEST_CASE("deep nesting is for Gumbo's bounds") {
  std::string html;
  for (int i = 0; i < 1300; ++i) html += "<div>";
  CHECK(exit_of(html) == "bounds");
}

}  // namespace dehusk
