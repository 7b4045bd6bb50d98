// How a tree is cut into blocks, case by case.

#include "read/segmenter.h"

#include "catch.h"
#include "read/show_page.h"

namespace dehusk {

namespace {

struct Case {
  std::string_view what;
  std::string_view html;
  std::string_view blocks;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& one : cases) {
    INFO(one.what << ": " << one.html);
    CHECK(show_blocks(one.html) == one.blocks);
  }
}

const Element& element_named(const Page& page, std::string_view name) {
  for (const Element& element : page.elements) {
    if (page.name_of(element) == name) return element;
  }
  FAIL("no element " << name);
  return page.elements.front();
}

}  // namespace

TEST_CASE("inline text between block borders is one block") {
  check({
      {"inline elements", "<p>Rain fell on <b>Mon</b><i>day</i>.", "para Rain fell on Monday.\n"},
      {"text beside blocks", "<div>one<p>two</p>three</div>", "para one\npara two\npara three\n"},
      {"one line break is a space", "<p>One<br>two", "para One two\n"},
      {"two line breaks are a border", "<p>One<br> &nbsp; <br>two", "para One\npara two\n"},
      {"not in a heading", "<h1>One<br><br>two</h1>", "heading1 One two\n"},
      {"a rule is a border", "<div>one<hr>two</div>", "para one\npara two\n"},
      {"an image is none", "<p>one <img src=x alt=no> two", "para one two\n"},
      {"links that touch are two words", "<nav><a href=/>Home</a><a href=/n>News</a></nav>", "para Home News\n"},
      {"bold that touches is one word", "<p><b>Ho</b><b>me</b>", "para Home\n"},
      {"a custom element is inline", "<p>one <x-hint>two</x-hint> three", "para one two three\n"},
      {"unless it holds blocks", "<div>one <x-card><p>two</p></x-card> three</div>",
       "para one\npara two\npara three\n"},
      {"and then its own text stands alone", "one <x-card>two <x-in><p>three</p></x-in></x-card>",
       "para one\npara two\npara three\n"},
      {"display: block on a span", "<div>one <span style='color:red; display:block'>two</span></div>",
       "para one\npara two\n"},
  });
}

TEST_CASE("spans that touch are parted where a capital or a number begins a word") {
  check({
      {"beside each other", "<p><span>Reviews</span><span>One of the best</span>", "para Reviews One of the best\n"},
      {"a span and text", "<p><span>Synopsis</span>After the flood", "para Synopsis After the flood\n"},
      {"text and a span", "<p>Two offers<span>See all</span>", "para Two offers See all\n"},
      {"Cyrillic",
       "<p><span>\xD0\xBE\xD1\x82\xD0\xB4\xD1\x8B\xD1\x85</span><span>\xD0\x9A\xD1\x83\xD0\xB4\xD0\xB0</span>",
       "para \xD0\xBE\xD1\x82\xD0\xB4\xD1\x8B\xD1\x85 \xD0\x9A\xD1\x83\xD0\xB4\xD0\xB0\n"},
      {"a price", "<p><span>9.24</span><span>EUR</span>", "para 9.24 EUR\n"},
      {"a figure", "<p><span>Waterproof</span><span>6/6</span>", "para Waterproof 6/6\n"},
      {"through elements in them", "<p><span><b>Rating</b></span><span><i>Good</i></span>", "para Rating Good\n"},
      {"not inside a word", "<p><span>c</span>ompliance, r<span>isk</span>", "para compliance, risk\n"},
      {"not after a drop cap", "<p><span>R</span>ain", "para Rain\n"},
      {"not in names", "<p>i<span>Phone</span>, <span>Mc</span>Neil", "para iPhone, McNeil\n"},
      {"not between digits", "<p><span>12</span><span>34</span>", "para 1234\n"},
      {"not before an ordinal's letters", "<p>95<span>th</span>", "para 95th\n"},
      {"not at other elements", "<p><em>Chat</em><em>Bot</em>", "para ChatBot\n"},
      {"not in pre", "<pre><span>get</span><span>Name</span></pre>", "pre getName\n"},
  });
}

TEST_CASE("a title that nobody closed does not swallow the page") {
  CHECK(show_blocks("<head><title>Rain</titel></head><body><p>a") == "para Rain\npara a\n");
}

TEST_CASE("white space is collapsed and what cannot be seen is dropped") {
  check({
      {"over borders of runs", "<p> a \n <b> b </b> \t c ", "para a b c\n"},
      {"no-break spaces", "<p>a&nbsp;&nbsp;b", "para a b\n"},
      {"zero width", "<p>in\xC2\xADvis\xE2\x80\x8Bible", "para invisible\n"},
      {"controls",
       "<p>a&#27;[1mb&#x7f;\xC2\x9C"
       "c",
       "para a[1mbc\n"},
      {"blank blocks", "<p> &nbsp; <p>\xE2\x80\x8B<p>x", "para x\n"},
      {"kept in pre", "<pre>\n\n  if x:\n    y \n</pre>", "pre   if x:\n    y\n"},
      {"code in pre", "<pre><code>a\n b</code>\n</pre>after", "pre a\n b\npara after\n"},
      {"a line break in pre", "<pre>a<br>b</pre>", "pre a\nb\n"},
      {"a textarea", "<textarea>a\n b</textarea>", "pre a\n b\n"},
      {"white-space: pre", "<div style='white-space:pre'>a\n b</div>", "pre a\n b\n"},
      {"white-space: pre-wrap is prose", "<div style='white-space:pre-wrap'>a\nb\n \n  c</div>", "para a b\npara c\n"},
  });
}

TEST_CASE("elements give blocks their kind") {
  check({
      {"headings", "<h2>A<p>B</h2><h6>C</h6>", "heading2 A\nheading2 B\nheading6 C\n"},
      {"lists", "<ul><li>a<ol><li>b<li>c</ol>d<li>e</ul>", "item1-* a\nitem21* b\nitem21 c\npara d\nitem1- e\n"},
      {"the first block of a list entry is the item", "<ul><li><p>a<p>b</ul>", "item1-* a\npara b\n"},
      {"a heading in a list entry stays one", "<ul><li><h3>a</h3><p>b</ul>", "heading3 a\npara b\n"},
      {"definitions", "<dl><dt>a<dd>b</dl>", "item1-* a\nitem1- b\n"},
      {"entries without a list", "<li>a<li>b", "item1-* a\nitem1- b\n"},
      {"quotes", "<blockquote>a<p>b<ul><li>c</ul></blockquote>", "quote a\nquote b\nitem1-* c\n"},
      {"captions", "<figure><img><figcaption>a <p>b</figcaption></figure>", "caption a\ncaption b\n"},
      {"cells", "<table><caption>t</caption><tr><th>a<td>b<tr><td>c<br><br>d</table>",
       "caption t\ncell*r1 a\ncellr1 b\ncellr2 c d\n"},
      {"one paragraph in a cell is its value", "<table><tr><td><p>a</p><td>b</table>", "cell*r1 a\ncellr1 b\n"},
      {"layout cells keep the kinds in them", "<table><tr><td><h2>a</h2><p>b</p><td><ul><li>c</ul></table>",
       "heading2 a\npara b\nitem1-* c\n"},
      {"a table in a layout cell", "<table><tr><td>x<table><tr><td>a</table></table>", "para x\ncell*r2 a\n"},
      {"controls that stand alone", "<div><button>a</button><label>b</label><select><option>c<option>d</select></div>",
       "other a\nother b\nother c d\n"},
      {"controls in running text", "<p>press <button>this</button>now", "para press this now\n"},
      {"a button that is the heading", "<h2><button>a</button></h2>", "heading2 a\n"},
      {"summary and legend", "<details><summary>a</summary>b</details><fieldset><legend>c</legend>d</fieldset>",
       "other a\npara b\nother c\npara d\n"},
      {"the title in the head", "<title> a \n b </title><p>c", "other a b\npara c\n"},
      {"noscript is visible", "<noscript>a</noscript><p>b <noscript><img></noscript> c", "para a\npara b c\n"},
  });
}

TEST_CASE("what is no text of the page is a raw block of its own") {
  check({
      {"scripts do not part a paragraph", "<p>a <script>x()</script> b", "para a b\nraw script\n"},
      {"between blocks", "<p>a</p><style>x</style><p>b", "para a\nraw style\npara b\n"},
      {"templates and frames", "<template><p>x</p></template><iframe>y</iframe><p>a",
       "raw template\nraw iframe\npara a\n"},
      {"shadow trees are shown", "<template shadowrootmode=open><p>x</p></template>", "para x\n"},
      {"fallback text", "<video><p>Your browser...</p></video>a", "raw video\npara a\n"},
      {"icons, titled or not", "<p>a <svg><title>x</title><path d=z /></svg> b", "para a b\nraw svg\n"},
      {"drawings with words", "<p>a</p><svg><text>x</text><text>y</text></svg>", "para a\nother x\nother y\n"},
      {"math flows, its source does not", "<p>a <math><mi>x</mi><annotation>\\x</annotation></math> b", "para a x b\n"},
      {"isindex invents nothing", "<p>a<isindex>b", "para ab\n"},
  });
}

TEST_CASE("a frame that nobody closed does not swallow the page behind its noscript") {
  CHECK(show_blocks("<noscript><iframe src=x /></noscript><p>a") == "raw iframe\npara a\n");
  CHECK(show_blocks("<p>b</p><noscript><script></noscript><p>a") == "para b\nraw script\npara a\n");
}

TEST_CASE("an object that nobody closed is no fallback") {
  const std::string text(600, 'x');
  CHECK(show_blocks("<object><p>" + text) == "para " + text + "\n");
}

TEST_CASE("an element's text is the exact share of its subtree") {
  const Page page = read_html_page("<div>One <a href=x> two <b>three</b> </a> four<p>five</p></div>six");
  CHECK(page.text_of(element_named(page, "a")) == "two three");
  CHECK(page.text_of(element_named(page, "b")) == "three");
  CHECK(page.text_of(element_named(page, "div")) == "One two three four\nfive");
  CHECK(page.text_of(element_named(page, "head")).empty());
  const Element& div = element_named(page, "div");
  CHECK(div.first_block == 0);
  CHECK(div.end_block == 2);
  const Element& paragraph = element_named(page, "p");
  CHECK(paragraph.first_block == 1);
  CHECK(paragraph.end_block == 2);
}

TEST_CASE("a script inside a paragraph belongs to both") {
  const Page page = read_html_page("<p>a <i><script>x</script></i> b</p><p>c");
  CHECK(show_blocks(page) == "para a b\nraw script\npara c\n");
  const Element& script = element_named(page, "script");
  CHECK(script.first_block == 1);
  CHECK(script.end_block == 2);
  const Element& paragraph = element_named(page, "p");
  CHECK(paragraph.first_block == 0);
  CHECK(paragraph.end_block == 2);
  CHECK(page.blocks[1].element == static_cast<std::uint32_t>(&script - page.elements.data()));
}

TEST_CASE("linked bytes are the bytes inside links") {
  struct LinkCase {
    std::string_view html;
    std::uint32_t linked;
  };
  for (const LinkCase& one :
       {LinkCase{"<p>one <a href=x>two</a> three", 3}, LinkCase{"<p><a href=x>one <b>two</b></a>", 7},
        LinkCase{"<p><a href=x>one</a> <a href=y>two</a>", 6}, LinkCase{"<p><a name=x>one</a>", 0},
        LinkCase{"<a href=x><div>one</div></a>", 3}}) {
    INFO(one.html);
    CHECK(read_html_page(one.html).blocks.at(0).linked_bytes == one.linked);
  }
}

TEST_CASE("blocks know where they come from") {
  const std::string html = "<p>\n  one <b>two</b>\n</p>\n<script>x</script>\n<p>three\n";
  const Page page = read_html_page(html);
  REQUIRE(page.blocks.size() == 3);
  CHECK(slice(page.source, page.blocks[0].source) == "one <b>two");
  CHECK(page.blocks[0].line == 2);
  CHECK(slice(page.source, page.blocks[1].source) == "<script>x</script>");
  CHECK(page.blocks[1].line == 4);
  CHECK(slice(page.source, page.blocks[2].source) == "three");
  CHECK(page.blocks[2].line == 5);
}

}  // namespace dehusk
