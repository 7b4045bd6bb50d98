// The flat element array, and that no page can hurt the process.

#include "read/gumbo_tree.h"

#include <string>

#include "catch.h"
#include "read/show_page.h"

namespace dehusk {

namespace {

// "html(head,body(p(b)))"
std::string show_tree(const Page& page, std::uint32_t index = 0) {
  std::string out(page.name_of(page.elements[index]));
  const std::uint32_t end = page.elements[index].end;
  if (index + 1 == end) return out;
  out += '(';
  for (std::uint32_t child = index + 1; child < end; child = page.elements[child].end) {
    if (child != index + 1) out += ',';
    out += show_tree(page, child);
  }
  return out + ')';
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

std::string first_note(const Page& page) { return page.notes.empty() ? "" : page.notes.front().code; }

}  // namespace

TEST_CASE("elements stand in document order with their ends") {
  CHECK(show_tree(read_html_page("<p>a<b>b<x-card>c</b><p>d")) == "html(head,body(p(b(x-card)),p))");
  CHECK(show_tree(read_html_page("<p>a<b>b<p>c")) == "html(head,body(p(b),p(b)))");
  CHECK(show_tree(read_html_page("<table><td>a")) == "html(head,body(table(tbody(tr(td)))))");
  CHECK(show_tree(read_html_page("<DIALOG><Picture>")) == "html(head,body(dialog(picture)))");
  CHECK(read_html_page("<dialog>").elements.at(3).tag == Tag::dialog);
}

TEST_CASE("source spans run from the start tag to the end tag") {
  const Page page = read_html_page("<div id=a><p>one<p>two</div><table><td>x</table>");
  const auto source = [&page](std::size_t i) { return slice(page.source, page.elements[i].source); };
  CHECK(source(0).empty());  // html is implied
  CHECK(source(3) == "<div id=a><p>one<p>two</div>");
  CHECK(source(4) == "<p>one");
  CHECK(source(6) == "<table><td>x</table>");
  CHECK(source(7).empty());  // tbody
  CHECK(page.elements[7].source.begin == page.source.find("<td>"));
}

TEST_CASE("a nameless end tag is no part of the next element") {
  const Page page = read_html_page("a</></><x-card>b</x-card>");
  CHECK(page.name_of(page.elements.at(3)) == "x-card");
  CHECK(slice(page.source, page.elements.at(3).source) == "<x-card>b</x-card>");
}

TEST_CASE("attributes have lower-case names and decoded values") {
  const Page page = read_html_page("<a HREF='?a&amp;b=&eacute;' hidden hidden class=nav viewBox=1>x</a>");
  const Element& link = page.elements.at(3);
  CHECK(page.attribute(link, "href") == "?a&b=\xC3\xA9");
  CHECK(page.attribute(link, "hidden") == "");
  CHECK(page.attribute(link, "class") == "nav");
  CHECK(page.attribute(link, "viewbox") == "1");
  CHECK(!page.attribute(link, "id").has_value());
}

TEST_CASE("numbers too large for a character do not cut the text") {
  CHECK(show_blocks("A&#xFFFFFF80;B&#2147483648;C&#4294967361;D") ==
        "para A\xEF\xBF\xBD"
        "B\xEF\xBF\xBD"
        "C\xEF\xBF\xBD"
        "D\n");
  CHECK(show_blocks("&#" + std::string(100000, '9') + ";x") == "para \xEF\xBF\xBDx\n");
  CHECK(show_blocks("&#xD83D;&#xDE00;") == "para \xEF\xBF\xBD\xEF\xBF\xBD\n");
}

TEST_CASE("a failed assertion in the parser ends the parse, not the process") {
  for (const std::string_view html :
       {"<table><math><select><mi><select><th>", "<table><svg><select><title><select><td>"}) {
    const Page page = read_html_page(std::string(html) + "still <b>read</b>");
    CHECK((first_note(page) == "limit/assertion" || first_note(page).empty()));  // later Gumbos have it mended
    CHECK(page.text.find("still read") != std::string::npos);
    CHECK(show_blocks("<p>next page") == "para next page\n");
  }
}

TEST_CASE("pages that would take the parser's time or memory are read without a tree") {
  struct Hostile {
    std::string html;
    std::string note;
  };
  const std::string attributes = [] {
    std::string tag = "<a";
    for (int i = 0; i < 600; ++i) tag += " a" + std::to_string(i);
    return tag + ">";
  }();
  std::string fonts;
  for (int i = 0; i < 400; ++i) fonts += "<font size=" + std::to_string(i) + "><p>";
  for (const Hostile& one :
       {Hostile{repeated("<x>", 3000), "limit/depth"}, Hostile{repeated("<div>", 100000), "limit/depth"},
        Hostile{repeated("<ul><li>", 50000), "limit/depth"}, Hostile{fonts, "limit/formatting"},
        Hostile{attributes, "limit/attributes"}, Hostile{repeated("<template>", 10000), "limit/formatting"},
        Hostile{repeated("<table><tr><td>", 20000), "limit/formatting"},
        Hostile{repeated("<!--c-->x", 510000), "limit/elements"}}) {
    const Page page = read_html_page("<title>t</title>" + one.html + "<p>the <i>words</i>");
    INFO(one.html.substr(0, 20));
    CHECK(first_note(page) == one.note);
    CHECK(page.text.find("the words") != std::string::npos);
    CHECK(broken_law(page).empty());
  }
}

TEST_CASE("what is large but harmless keeps its tree") {
  std::string attributes = "<p";
  for (int i = 0; i < 200; ++i) attributes += " a" + std::to_string(i);
  for (const std::string& html : {repeated("<div>", 1000), attributes + " class=x>", repeated("<p>a", 50000),
                                  repeated("<!--c-->", 100000), "<select>" + repeated("<option>x", 20000),
                                  repeated("&", 500000), "<svg>" + repeated("<title>x</title>", 5000)}) {
    const Page page = read_html_page(html + "<p>the words");
    INFO(html.substr(0, 20));
    CHECK(first_note(page).empty());
    CHECK(page.text.find("the words") != std::string::npos);
  }
}

TEST_CASE("the deadline of the parse holds") {
  Limits limits;
  limits.timeout_ms = 0;
  const Page page = read_html_page(repeated("<p>some words", 20000), limits);
  CHECK(first_note(page) == "limit/deadline");
  CHECK(page.blocks.size() == 20000);
}

TEST_CASE("input over the limit is cut with a note") {
  Limits limits;
  limits.max_bytes = 10;
  const Page page = read_html_page("<p>0123456789</p>", limits);
  CHECK(page.source == "<p>0123456");
  CHECK(first_note(page) == "limit/input");
  CHECK(show_blocks(page) == "para 0123456\n");
}

}  // namespace dehusk
