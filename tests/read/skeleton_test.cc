// The skeleton path gives the plain path's page: on tricky pages, on random ones, and on real ones if there are any
// (DEHUSK_CORPORA names a folder of pages; html5lib-tests is looked for beside the checkout).

#include "read/skeleton.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "catch.h"
#include "read/gumbo_tree.h"
#include "read/show_page.h"

namespace dehusk {

namespace {

Page read_as(std::string_view html, bool plain, Sniff kind, bool is_utf8 = true) {
  return read_page({.bytes = html, .url = {}, .charset = {}, .is_utf8 = is_utf8},
                   {.kind = kind, .limits = {}, .plain = plain});
}

bool have_same_attributes(const Page& a, const Element& from_a, const Page& b, const Element& from_b) {
  if (from_a.attribute_count != from_b.attribute_count) return false;
  for (std::uint32_t i = 0; i < from_a.attribute_count; ++i) {
    const Attribute& one = a.attributes[from_a.first_attribute + i];
    const Attribute& other = b.attributes[from_b.first_attribute + i];
    if (slice(a.attribute_text, one.name) != slice(b.attribute_text, other.name) ||
        slice(a.attribute_text, one.value) != slice(b.attribute_text, other.value))
      return false;
  }
  return true;
}

std::string element_difference(const Page& a, const Element& x, const Page& b, const Element& y) {
  if (x.tag != y.tag || a.name_of(x) != b.name_of(y)) return "tag";
  if (x.is_foreign != y.is_foreign) return "is_foreign";
  if (x.depth != y.depth || x.parent != y.parent || x.end != y.end) return "place in the tree";
  if (!(x.source == y.source)) return "source";
  if (!(x.text == y.text) || x.first_block != y.first_block || x.end_block != y.end_block) return "text";
  if (!have_same_attributes(a, x, b, y)) return "attributes";
  return {};
}

std::string block_difference(const Block& x, const Block& y) {
  if (!(x.text == y.text)) return "text";
  if (!(x.source == y.source) || x.line != y.line) return "source";
  if (x.kind != y.kind || x.level != y.level || x.marker != y.marker || x.row != y.row) return "kind";
  if (x.element != y.element || x.starts_group != y.starts_group) return "element";
  if (x.words != y.words || x.linked_bytes != y.linked_bytes) return "counts";
  return {};
}

// In words; empty if the pages are the same. `plain` may lack the tree because of a limit that the skeleton keeps.
std::string difference(const Page& plain, const Page& fast) {
  const bool is_limited = !plain.notes.empty() && plain.notes.back().code.starts_with("limit/");
  if (is_limited && fast.notes.size() < plain.notes.size()) return {};
  if (plain.notes.size() != fast.notes.size()) return "notes";
  if (plain.elements.size() != fast.elements.size()) return "number of elements";
  for (std::size_t i = 0; i < plain.elements.size(); ++i) {
    const std::string found = element_difference(plain, plain.elements[i], fast, fast.elements[i]);
    if (!found.empty())
      return "element " + std::to_string(i) + " (" + std::string(plain.name_of(plain.elements[i])) + "): " + found;
  }
  if (plain.text != fast.text) return "text";
  if (plain.blocks.size() != fast.blocks.size()) return "number of blocks";
  for (std::size_t i = 0; i < plain.blocks.size(); ++i) {
    const std::string found = block_difference(plain.blocks[i], fast.blocks[i]);
    if (!found.empty()) return "block " + std::to_string(i) + ": " + found;
  }
  if (plain.metadata.title != fast.metadata.title || plain.lang != fast.lang) return "metadata";
  return {};
}

// The difference in the runs of text, which no page shows.
std::string run_difference(std::string_view html) {
  Page plain;
  plain.source = html;
  Page fast;
  fast.source = html;
  std::vector<TextRun> plain_runs;
  std::vector<TextRun> fast_runs;
  if (build_tree_from_skeleton(fast, {}, fast_runs) != ParseStop::none) return {};
  std::vector<std::string> fast_texts;  // the plain path's parse ends the life of some
  for (const TextRun& run : fast_runs) fast_texts.emplace_back(run.text);
  if (build_plain_tree(plain, {}, plain_runs) != ParseStop::none) return {};
  if (plain_runs.size() != fast_runs.size()) return "number of runs";
  for (std::size_t i = 0; i < plain_runs.size(); ++i) {
    if (plain_runs[i].text != fast_texts[i]) return "text of run " + std::to_string(i);
    if (!(plain_runs[i].source == fast_runs[i].source)) return "source of run " + std::to_string(i);
    if (plain_runs[i].parent != fast_runs[i].parent || plain_runs[i].before != fast_runs[i].before)
      return "place of run " + std::to_string(i);
  }
  return {};
}

std::string difference(std::string_view html) {
  const std::string found = difference(read_as(html, true, Sniff::html), read_as(html, false, Sniff::html));
  return found.empty() ? run_difference(html) : found;
}

bool has_skeleton(std::string_view html) {
  Page page;
  page.source = html;
  std::vector<TextRun> runs;
  return build_tree_from_skeleton(page, {}, runs).has_value();
}

std::string show_skeleton(std::string_view html) {
  Skeleton skeleton;
  return make_skeleton(html, skeleton) ? skeleton.bytes : "(plain)";
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// One part for each kind of token and each way in which it can go wrong.
const std::vector<std::string>& parts() {
  static const std::vector<std::string> kParts = {"<p>",
                                                  "</p>",
                                                  "<div>",
                                                  "</div>",
                                                  "<DIV CLASS='a \"b\" > c'>",
                                                  "<b>",
                                                  "</b>",
                                                  "<i>",
                                                  "</i>",
                                                  "<b class=a>",
                                                  "<b class=b>",
                                                  "<i x=1 y=2>",
                                                  "<i y=2 x=1>",
                                                  "<font color=red>",
                                                  "<font>",
                                                  "</font>",
                                                  "<a href=x>",
                                                  "<a>",
                                                  "</a>",
                                                  "<a href='?a=1&amp;b=2&copy=3&lt;&#x20AC;&nbsp'>",
                                                  "<a href=?x&notit;y>",
                                                  "<a title=\"&lbrace;\" title=b>",
                                                  "<a hidden hidden class=nav>",
                                                  "<b hidden hidden class=nav>",
                                                  "<a b=c/>",
                                                  "<a b='c'd=e>",
                                                  "<a =x ==y a= >",
                                                  "<a / b/c / >",
                                                  "<a\nb\r\n=\r'\r\n'>",
                                                  "<table>",
                                                  "<tr>",
                                                  "<td>",
                                                  "</td>",
                                                  "</tr>",
                                                  "</table>",
                                                  "<tbody>",
                                                  "<col>",
                                                  "<colgroup>",
                                                  "</colgroup>",
                                                  "<caption>",
                                                  "<input type=hidden>",
                                                  "<input type=text>",
                                                  "<ul>",
                                                  "<li>",
                                                  "</ul>",
                                                  "<h2>",
                                                  "</h3>",
                                                  "<pre>",
                                                  "<pre>\n",
                                                  "<pre>\r\n",
                                                  "<pre>\r\rx",
                                                  "<pre>\n\n",
                                                  "<pre>&#10;",
                                                  "<listing>\nx",
                                                  "</pre>",
                                                  "<br>",
                                                  "</br>",
                                                  "</br a=b>",
                                                  "<hr/>",
                                                  "<img src=a alt='x > y'>",
                                                  "<image>",
                                                  "<script>x</script>",
                                                  "<script>if (a < b) '</div>';</script >",
                                                  "<script>\r\n</script>",
                                                  "<script><!--<script></script>--></script>",
                                                  "<script><!--<script>",
                                                  "<script><!--> </script>",
                                                  "<script><!-- </script>",
                                                  "<script/>",
                                                  "<script></script>",
                                                  "</script>",
                                                  "<style>p > a {}</style>",
                                                  "<style>",
                                                  "</style\n x>",
                                                  "<title>a &amp; b</title>",
                                                  "<title>",
                                                  "</title>",
                                                  "<title></b>x</title>",
                                                  "<textarea>\n</textarea>",
                                                  "<textarea>\r\nx",
                                                  "<textarea>&#10;x</textarea>",
                                                  "<textarea> <b>&nosuch; x",
                                                  "</textarea>",
                                                  "<xmp><b>&amp;</xmp>",
                                                  "<iframe><p>x</iframe>",
                                                  "<noembed>x</p></noembed>",
                                                  "<noframes>",
                                                  "</noframes>",
                                                  "<noscript>",
                                                  "</noscript>",
                                                  "<svg>",
                                                  "<svg/>",
                                                  "</svg>",
                                                  "<svg viewBox=1 xlink:href=y XML:lang=z>",
                                                  "<path d='M0'/>",
                                                  "<svg><title>x</title>",
                                                  "<svg><style>a<b></style>",
                                                  "<svg><script>a</script>",
                                                  "<svg><a xlink:href=x>",
                                                  "<foreignObject>",
                                                  "</foreignObject>",
                                                  "<desc>",
                                                  "</desc>",
                                                  "<math>",
                                                  "</math>",
                                                  "<mi>",
                                                  "<annotation-xml encoding=text/html>",
                                                  "<mglyph>",
                                                  "<g/>",
                                                  "<g>",
                                                  "</g>",
                                                  "<select>",
                                                  "</select>",
                                                  "<option>",
                                                  "<optgroup>",
                                                  "<button>",
                                                  "</button>",
                                                  "<form>",
                                                  "</form>",
                                                  "<x-card a=b>",
                                                  "</x-card>",
                                                  "<template>",
                                                  "</template>",
                                                  "<object>",
                                                  "</object>",
                                                  "<applet>",
                                                  "<marquee>",
                                                  "<nobr>",
                                                  "<nobr class=a>",
                                                  "</nobr>",
                                                  "<html lang=en>",
                                                  "<html class=x>",
                                                  "<head>",
                                                  "</head>",
                                                  "<body>",
                                                  "<body class=x id=y>",
                                                  "</body>",
                                                  "</html>",
                                                  "<frameset>",
                                                  "<frame>",
                                                  "<plaintext>",
                                                  "<isindex>",
                                                  "<meta charset=x>",
                                                  "<link rel=x>",
                                                  "<base>",
                                                  "<!doctype html>",
                                                  "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\">",
                                                  "<!doctype>",
                                                  "<!-- c -->",
                                                  "<!--a--!>",
                                                  "<!-->",
                                                  "<!--->",
                                                  "<!---->",
                                                  "<!--a--b->c-->",
                                                  "<!--!>x-->",
                                                  "<!x>",
                                                  "<?php >",
                                                  "</ x>",
                                                  "</>",
                                                  "<!>",
                                                  "<![CDATA[a>b]]>",
                                                  "<",
                                                  "<<",
                                                  "< ",
                                                  "<1",
                                                  "</",
                                                  "&",
                                                  "&#",
                                                  "&#x",
                                                  "&#;",
                                                  "&amp",
                                                  "&ampx",
                                                  "&amp;",
                                                  "&lt;b&gt;",
                                                  "&nbsp;",
                                                  "&#0;",
                                                  "&#128;",
                                                  "&#xD800;",
                                                  "&#99999999999;",
                                                  "&#32;",
                                                  "&#9;x",
                                                  "&Tab;",
                                                  "&NewLine;",
                                                  "&lang;",
                                                  "&copy 1",
                                                  "&notin;",
                                                  "&notit;",
                                                  "&foo;",
                                                  "&foo",
                                                  "R&D",
                                                  "&eacute;",
                                                  "word",
                                                  " word ",
                                                  "two words",
                                                  " ",
                                                  "\n",
                                                  "\r\n",
                                                  "\r",
                                                  "\t\f",
                                                  "  x\r\ny",
                                                  "\xC3\xA9",
                                                  "\xEF\xBF\xBF",
                                                  "\xC2\x85",
                                                  "\x0B",
                                                  "x",
                                                  " &amp; ",
                                                  "\xE2\x80\x83",
                                                  "<p",
                                                  "<p class",
                                                  "<p class=",
                                                  "<p class='",
                                                  "</p",
                                                  "<!--",
                                                  "<!-- x",
                                                  "<!doc"};
  return kParts;
}

std::string random_page(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string page = random() % 3 == 0 ? "<!doctype html><p>" : "";
  const std::size_t count = 1 + random() % 25;
  for (std::size_t i = 0; i < count; ++i) page += parts()[random() % parts().size()];
  return page;
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

TEST_CASE("every part alone, and every pair of parts, gives the same page with and without a skeleton") {
  for (const std::string& first : parts()) {
    INFO(first);
    CHECK(difference(first) == "");
    for (const std::string& second : parts()) {
      const std::string html = first + second + "a<b>c";
      INFO(html);
      REQUIRE(difference(html) == "");
    }
  }
}

TEST_CASE("random pages are the same with and without a skeleton") {
  int with_skeleton = 0;
  for (std::uint32_t seed = 0; seed < 20000; ++seed) {
    const std::string html = random_page(seed);
    INFO("seed " << seed << ": " << html);
    REQUIRE(difference(html) == "");
    with_skeleton += has_skeleton(html) ? 1 : 0;
  }
  CHECK(with_skeleton > 5000);  // else nothing was compared
}

TEST_CASE("long attributes make room for many elements, as they do on the plain path") {
  std::string html;
  for (int i = 0; i < 60000; ++i) html += "<p class=\"a-rather-long-name another-rather-long-name\">x";
  CHECK(difference(html) == "");
  CHECK(read_as(html, false, Sniff::html).notes.empty());
}

TEST_CASE("the pages of html5lib's tree construction tests are the same with and without a skeleton") {
  const std::filesystem::path folder =
      std::filesystem::path(DEHUSK_ROOT).parent_path() / "shared" / "html5lib-tests" / "tree-construction";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no html5lib-tests beside the checkout");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".dat") continue;
    const std::string all = read_file(entry.path());
    for (std::size_t at = all.find("#data\n"); at != std::string::npos; at = all.find("#data\n", at + 1)) {
      const std::size_t end = all.find("\n#errors", at);
      if (end == std::string::npos || end < at + 6) continue;
      const std::string html = all.substr(at + 6, end - at - 6);
      INFO(entry.path().filename().string() << ": " << html);
      CHECK(difference(html) == "");
    }
  }
}

TEST_CASE("every name of a character means the same with and without a skeleton") {
  const std::filesystem::path file = std::filesystem::path(DEHUSK_ROOT).parent_path() / "shared" / "html5lib-tests" /
                                     "tokenizer" / "namedEntities.test";
  if (!std::filesystem::exists(file)) {
    WARN("skipped: no html5lib-tests beside the checkout");
    return;
  }
  const std::string all = read_file(file);
  constexpr std::string_view kKey = "\"input\":";
  int names = 0;
  for (std::size_t at = all.find(kKey); at != std::string::npos; at = all.find(kKey, at + 1)) {
    const std::size_t begin = all.find('"', at + kKey.size()) + 1;
    const std::string name = all.substr(begin, all.find('"', begin) - begin);
    INFO(name);
    CHECK(difference("<p>" + name + "<a title=\"" + name + "\" href=?" + name + "=1>" + name + "x<p>" + name + "-") ==
          "");
    CHECK(difference("<p title=" + name + ">a " + name + " b") == "");
    ++names;
  }
  CHECK(names > 2000);
}

TEST_CASE("real pages are the same with and without a skeleton") {
  const char* const folder = std::getenv("DEHUSK_CORPORA");
  if (folder == nullptr) {
    WARN("skipped: DEHUSK_CORPORA does not name a folder of pages");
    return;
  }
  int pages = 0;
  int with_skeleton = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
    const std::string bytes = read_file(entry.path());
    const Page plain = read_as(bytes, true, Sniff::automatic, false);
    INFO(entry.path().string());
    CHECK(difference(plain, read_as(bytes, false, Sniff::automatic, false)) == "");
    ++pages;
    with_skeleton += has_skeleton(plain.source) ? 1 : 0;
  }
  WARN(with_skeleton << " of " << pages << " pages have a skeleton");
}

}  // namespace dehusk
