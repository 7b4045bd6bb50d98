#include "read/metadata.h"

#include "catch.h"
#include "read/json_ld.h"
#include "read/show_page.h"
#include "read/url.h"

namespace dehusk {

TEST_CASE("a page's own words about itself are gathered") {
  const Page page = read_html_page(R"(<!doctype html><html lang="en-GB"><head>
    <title>Rain at last - The Heron</title>
    <meta property="og:title" content="Rain   at last"><meta property="og:site_name" content="The Heron">
    <meta property="og:type" content="website"><meta name="description" content="It rained.">
    <meta property="article:published_time" content="2031-05-06T07:08:09Z">
    <meta name="author" content="A. Rook"><link rel="canonical" href="https://Heron.example/news/rain?x=1#top">
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Other", "articleBody": "It rained.\nA lot."}</script>
    </head><body><p>x)");
  CHECK(page.metadata.title == "Rain at last");
  CHECK(page.metadata.site == "The Heron");
  CHECK(page.metadata.type == "NewsArticle");
  CHECK(page.metadata.description == "It rained.");
  CHECK(page.metadata.date == "2031-05-06T07:08:09Z");
  CHECK(page.metadata.author == "A. Rook");
  CHECK(page.metadata.article_body == "It rained.\nA lot.");
  CHECK(page.lang == "en");
  CHECK(page.url == "https://Heron.example/news/rain?x=1#top");
  CHECK(page.host == "heron.example");
  CHECK(page.path == "/news/rain?x=1");
}

TEST_CASE("where the best place is empty the next one counts") {
  const Page page = read_html_page(
      "<html lang=''><title>Only a title</title><meta property=og:locale content=de_AT><meta property=og:type "
      "content=product>"
      "<p>by <a rel=author href=/r>B. Wren</a> on <time pubdate datetime=2031-01-02>2 Jan</time>");
  CHECK(page.metadata.title == "Only a title");
  CHECK(page.metadata.type == "product");
  CHECK(page.metadata.author == "B. Wren");
  CHECK(page.metadata.date == "2031-01-02");
  CHECK(page.lang == "de");
  CHECK(page.url.empty());
}

TEST_CASE("a title inside a drawing is not the page's") {
  CHECK(read_html_page("<title>Page</title><svg><title>Icon</title></svg>").metadata.title == "Page");
  CHECK(read_html_page("<svg><title>Icon</title></svg>").metadata.title.empty());
}

TEST_CASE("an author's address is no name") {
  CHECK(read_html_page("<meta property=article:author content='https://example.org/u'>").metadata.author.empty());
}

TEST_CASE("JSON-LD is read even when it is broken") {
  struct Case {
    std::string_view script;
    std::string_view type, headline, author, date;
  };
  for (
      const Case& one : {
          Case{
              R"({"@graph": [{"@type": "WebSite", "name": "S"}, {"@type": "Article", "headline": "H", "datePublished": "2031"}]})",
              "Article", "H", "", "2031"},
          Case{R"([{"@type": ["BlogPosting"], "author": [{"@type": "Person", "name": "A"}, {"name": "B"}]}])",
               "BlogPosting", "", "A, B", ""},
          Case{R"({"@type": "Article", "author": "A. B.", "publisher": {"@type": "Organization", "name": "P"}})",
               "Article", "", "A. B.", ""},
          Case{"<!-- {\"headline\": \"line\nend\", \"@type\": \"Recipe\",,} -->", "Recipe", "line\nend", "", ""},
          Case{R"({"headline": "caf\u00e9 \ud83d\ude00 \"q\" <\/b>"})", "", "caf\xC3\xA9 \xF0\x9F\x98\x80 \"q\" </b>",
               "", ""},
          Case{R"({"related": {"headline": "no", "datePublished": "no"}, "headline": "yes"})", "", "yes", "", ""},
          Case{R"({"headline": "never closed)", "", "never closed", "", ""},
          Case{R"({"headline": "\)", "", "\\", "", ""},
          Case{"not JSON", "", "", "", ""},
      }) {
    INFO(one.script);
    JsonLd found;
    scan_json_ld(one.script, found);
    CHECK(found.type == one.type);
    CHECK(found.headline == one.headline);
    CHECK(found.author == one.author);
    CHECK(found.date == one.date);
  }
}

TEST_CASE("addresses fall into host and path") {
  struct Case {
    std::string_view url, host, path;
  };
  for (const Case& one : {
           Case{"https://user@Www.Example.org:8080/a/b?c#d", "www.example.org", "/a/b?c"},
           Case{"http://example.org", "example.org", "/"},
           Case{"http://example.org?q", "example.org", "/?q"},
           Case{"//example.org/x", "example.org", "/x"},
           Case{"http://[::1]:80/", "[::1]", "/"},
           Case{"/only/a/path", "", ""},
           Case{"", "", ""},
       }) {
    INFO(one.url);
    Page page;
    page.url = one.url;
    split_url(page);
    CHECK(page.host == one.host);
    CHECK(page.path == one.path);
  }
}

TEST_CASE("the caller's address goes before the page's") {
  const Page page = read_bytes("<link rel=canonical href=https://a.example/>", Sniff::html, "https://b.example/");
  CHECK(page.host == "b.example");
}

}  // namespace dehusk
