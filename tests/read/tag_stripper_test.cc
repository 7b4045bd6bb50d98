#include "read/tag_stripper.h"

#include "catch.h"
#include "read/show_page.h"

namespace dehusk {

namespace {

Page strip(std::string_view html) {
  Limits limits;
  limits.max_memory = 1;  // nothing can be parsed in one byte
  return read_html_page(html, limits);
}

}  // namespace

TEST_CASE("a page without its tree still has blocks with kinds") {
  struct Case {
    std::string_view html;
    std::string_view blocks;
  };
  for (const Case& one : {
           Case{"<title>t</title><h1>a</h1><div><div><p>b <b>c</b></p></div>d</div>",
                "other t\nheading1 a\npara b c\npara d\n"},
           Case{"<ul><li>a <a href=x>b</a> c<li>d</ul>", "item1-* a b c\nitem1- d\n"},
           Case{"<p>a <script>if (a < b) '<p>'</script> b<!-- <p> -->c", "para a bc\nraw script\n"},
           Case{"<p>a < b & c &lt; &#8211; &nosuch;", "para a < b & c < \xE2\x80\x93 &nosuch;\n"},
           Case{"<p>a <svg><title>t</title></svg> b<p>c<br><br>d<svg>e", "para a b\nraw svg\npara c\npara de\n"},
           Case{"<pre>a\n  b</pre>", "pre a\n  b\n"},
           Case{"<p title='>'>a<p title=\"never closed>b", "para a\n"},
           Case{"<style>x", "raw style\n"},
       }) {
    INFO(one.html);
    CHECK(show_blocks(strip(one.html)) == one.blocks);
  }
}

TEST_CASE("a page without its tree still tells its title and language") {
  const Page page = strip("<html lang=de-AT><meta property=og:title content='A &amp; B'><p class=lead>x");
  CHECK(page.lang == "de");
  CHECK(page.metadata.title == "A & B");
  CHECK(page.attribute(page.elements[page.blocks.at(0).element], "class") == "lead");
}

TEST_CASE("links are counted without a tree too") {
  const Page page = strip("<p>one <a href=x>two</a> three");
  CHECK(page.blocks.at(0).linked_bytes == 3);
}

}  // namespace dehusk
