// What Gumbo is given instead of a page.

#include "read/skeleton.h"

#include "catch.h"
#include "read/html_tokens.h"

namespace dehusk {

namespace {

std::string show_skeleton(std::string_view html) {
  Page page;
  page.source = html;
  HtmlTokens tokens;
  if (!scan_html(page.source, false, page, tokens)) return "(plain)";
  Skeleton skeleton;
  make_skeleton(page.source, tokens, skeleton);
  return skeleton.bytes;
}

}  // namespace

TEST_CASE("a skeleton has the tags, and a letter for each text") {
  struct Row {
    std::string html;
    std::string skeleton;
  };
  const std::vector<Row> rows = {
      {"<p class=\"lead\">  Rain <!-- ad -->fell.</p>", "<p> x<!-->x</p>"},
      {"<script src=a>var a = 1 < 2;</script\n>", "<script>x</script\n>"},
      {"<br/><img alt='>'>", "<br/><img>"},
      {"<b class=x>a</b>", "<b class=x>x</b>"},
      {"<a title=&lbrace;>R&amp;D &lbrace;</a>", "<a title=&lbrace;>R&amp;D &lbrace;</a>"},
      {"<pre>\n a</pre>", "<pre>\n x</pre>"},
      {"<!DOCTYPE html>\n<p", "<!DOCTYPE html> <p "},
      {"<svg><title>x<b></title></svg>", "<svg><title>x<b></title></svg>"},
      {"<plaintext>", "(plain)"},
  };
  for (const Row& row : rows) {
    INFO(row.html);
    CHECK(show_skeleton(row.html) == row.skeleton);
  }
}

}  // namespace dehusk
