#ifndef DEHUSK_TESTS_READ_HTML_PARTS_H_
#define DEHUSK_TESTS_READ_HTML_PARTS_H_
// What pages are made of, for the laws that hold for all pages: one part for each kind of token, each way in which it
// can go wrong, and each rule of tree building; and a grammar of pages as people write them, now and then wrong.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace dehusk {

// clang-format off
inline const std::vector<std::string>& html_parts() {
  static const std::vector<std::string> kParts = {
      "<p>", "</p>", "<div>", "</div>", "<DIV CLASS='a \"b\" > c'>", "<b>", "</b>", "<i>", "</i>", "<b class=a>",
      "<b class=b>", "<i x=1 y=2>", "<i y=2 x=1>", "<font color=red>", "<font>", "</font>", "<a href=x>", "<a>",
      "</a>", "<a href='?a=1&amp;b=2&copy=3&lt;&#x20AC;&nbsp'>", "<a href=?x&notit;y>",
      "<a title=\"&lbrace;\" title=b>", "<a hidden hidden class=nav>", "<b hidden hidden class=nav>", "<a b=c/>",
      "<a b='c'd=e>", "<a =x ==y a= >", "<a / b/c / >", "<a\nb\r\n=\r'\r\n'>", "<table>", "<tr>", "<td>", "</td>",
      "</tr>", "</table>", "<tbody>", "<col>", "<colgroup>", "</colgroup>", "<caption>", "<input type=hidden>",
      "<input type=text>", "<ul>", "<li>", "</ul>", "<h2>", "</h3>", "<pre>", "<pre>\n", "<pre>\r\n", "<pre>\r\rx",
      "<pre>\n\n", "<pre>&#10;", "<listing>\nx", "</pre>", "<br>", "</br>", "</br a=b>", "<hr/>",
      "<img src=a alt='x > y'>", "<image>", "<script>x</script>", "<script>if (a < b) '</div>';</script >",
      "<script>\r\n</script>", "<script><!--<script></script>--></script>", "<script><!--<script>",
      "<script><!--> </script>", "<script><!-- </script>", "<script/>", "<script></script>", "</script>",
      "<style>p > a {}</style>", "<style>", "</style\n x>", "<title>a &amp; b</title>", "<title>", "</title>",
      "<title></b>x</title>", "<textarea>\n</textarea>", "<textarea>\r\nx", "<textarea>&#10;x</textarea>",
      "<textarea> <b>&nosuch; x", "</textarea>", "<xmp><b>&amp;</xmp>", "<iframe><p>x</iframe>",
      "<noembed>x</p></noembed>", "<noframes>", "</noframes>", "<noscript>", "</noscript>", "<svg>", "<svg/>",
      "</svg>", "<svg viewBox=1 xlink:href=y XML:lang=z>", "<path d='M0'/>", "<svg><title>x</title>",
      "<svg><style>a<b></style>", "<svg><script>a</script>", "<svg><a xlink:href=x>", "<foreignObject>",
      "</foreignObject>", "<desc>", "</desc>", "<math>", "</math>", "<mi>", "<annotation-xml encoding=text/html>",
      "<mglyph>", "<g/>", "<g>", "</g>", "<select>", "</select>", "<option>", "<optgroup>", "<button>", "</button>",
      "<form>", "</form>", "<x-card a=b>", "</x-card>", "<template>", "</template>", "<object>", "</object>",
      "<applet>", "<marquee>", "<nobr>", "<nobr class=a>", "</nobr>", "<html lang=en>", "<html class=x>", "<head>",
      "</head>", "<body>", "<body class=x id=y>", "</body>", "</html>", "<frameset>", "<frame>", "<plaintext>",
      "<isindex>", "<meta charset=x>", "<link rel=x>", "<base>", "<!doctype html>",
      "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\">", "<!doctype>", "<!-- c -->", "<!--a--!>", "<!-->",
      "<!--->", "<!---->", "<!--a--b->c-->", "<!--!>x-->", "<!x>", "<?php >", "</ x>", "</>", "<!>",
      "<![CDATA[a>b]]>", "<", "<<", "< ", "<1", "</", "&", "&#", "&#x", "&#;", "&amp", "&ampx", "&amp;", "&lt;b&gt;",
      "&nbsp;", "&#0;", "&#128;", "&#xD800;", "&#99999999999;", "&#32;", "&#9;x", "&Tab;", "&NewLine;", "&lang;",
      "&copy 1", "&notin;", "&notit;", "&foo;", "&foo", "R&D", "&eacute;", "word", " word ", "two words", " ", "\n",
      "\r\n", "\r", "\t\f", "  x\r\ny", "\xC3\xA9", "\xEF\xBF\xBF", "\xC2\x85", "\x0B", "x", " &amp; ",
      "\xE2\x80\x83", "<p", "<p class", "<p class=", "<p class='", "</p", "<!--", "<!-- x", "<!doc", "<tr><td>a",
      "<table><tr><td>x</td></tr></table>", "<thead>", "</tbody>", "</thead>", "<th>", "</th>", "</caption>", "<dl>",
      "<dt>", "<dd>", "</dd>", "</dl>", "</li>", "<ol>", "<section>", "</section>", "<h1>", "</h2>", "<span>",
      "</span>", "<em>", "</em>", "<strong>", "</strong>", "<u>", "<input type=HIDDEN>", "</option>", "</optgroup>",
      "<label>", "</label>", "<textarea>", "<ruby>", "<rt>", "</ruby>", "<rp>", "<center>", "</center>", "<address>",
      "<blockquote>", "</blockquote>", "</p a>", "</body>a", "</html> ", "<dialog>", "</dialog>", "<slot>", "</slot>",
      "<menuitem>", "<nav>", "<main>", "</main>", "<desc>x", "<mo>", "<mtext>x</mtext>", "<div></svg>",
      "<path></path>", "</path>", "</g >", "<p/>", "<a/>", "<meta name=a content=b>", "<style/>", "<base href=x>",
      "<noscript><img src=x></noscript>", "<noscript><link rel=x></noscript>", "<template><col>", "<template><col>a b", "<b><p>", "</a><b>",
      "<svg><desc>a</desc></svg>", "<keygen>", "<param>", "<wbr>", "<area>", "</marquee>", "</applet>", "<summary>",
      "<details>", "</form><p>"};
  return kParts;
}
// clang-format on

// Up to 25 parts, whatever they are.
inline std::string random_page(std::uint32_t seed) {
  std::mt19937 random(seed);
  std::string page = random() % 3 == 0 ? "<!doctype html><p>" : "";
  const std::size_t count = 1 + random() % 25;
  for (std::size_t i = 0; i < count; ++i) page += html_parts()[random() % html_parts().size()];
  return page;
}

// A page that nests as it should, but for a few slips: what the fast lane is made for.
class PageGrammar {
 public:
  explicit PageGrammar(std::uint32_t seed) : random_(seed) {}

  std::string page() {
    std::string out = pick({"<!doctype html>", "<!DOCTYPE html>\n", "", "<!-- a -->"});
    out += pick({"<html>", "<html lang=en>\n", ""});
    out += pick({"<head>", "<head>\n<meta charset=utf-8>", ""});
    for (auto i = random_() % 4; i > 0; --i)
      out += pick({"<title>a &amp; b</title>", "<script>x < y</script>\n", "<link rel=a href=b>", "<style>p{}</style>",
                   "<noscript><style>a</style></noscript>", "<noscript><img src=a></noscript>", "<base href=x>",
                   "<template><p>a</template>", "\n  "});
    out += pick({"</head>\n", "</head>", ""});
    out += pick({"<body class=a>\n", "<body>", "", "<script>a</script><body>", "<meta name=a>"});
    for (auto i = 1 + random_() % 5; i > 0; --i) out += block(0);
    return out + pick({"</body></html>\n", "</body>\n</html>", "</body>x", "", "</html>"});
  }

 private:
  std::string pick(const std::vector<std::string>& choices) { return slip() + choices[random_() % choices.size()]; }

  // Once in a while something that does not belong there.
  std::string slip() { return random_() % 150 == 0 ? html_parts()[random_() % html_parts().size()] : ""; }

  std::string end_tag(const std::string& name) { return random_() % 12 == 0 ? "" : slip() + "</" + name + ">"; }

  std::string wrap(const std::string& name, const std::string& content) {
    const std::string attributes = pick({"", " class=a", " id='x' hidden", " style=\"a:b\" data-x=&amp;", " A=B a=c"});
    return "<" + name + attributes + ">" + content + end_tag(name);
  }

  std::string line(int depth) {
    if (depth > 4) return "x";
    switch (random_() % 9) {
      case 0:
        return pick({"a ", " &amp; ", "&nbsp;", "\r\n", "word "});
      case 1:
        return wrap("a", line(depth + 1));
      case 2:
        return wrap(pick({"b", "i", "strong", "em", "font", "code"}), line(depth + 1));
      case 3:
        return wrap(pick({"span", "abbr", "label", "x-card", "time"}), line(depth + 1) + line(depth + 1));
      case 4:
        return pick({"<br>", "<img src=a alt='b > c'>", "<input type=text>", "<wbr/>", "<!-- c -->"});
      case 5:
        return pick({"<svg viewBox=1><path d=x /><g><title>t</title></g></svg>", "<math><mi>x</mi></math>",
                     "<svg><use xlink:href=#a></use></svg>", "<script>1<2</script>"});
      case 6:
        return pick({"<select><option>a<option selected>b</select>", "<textarea>\n a</textarea>",
                     "<button type=b>x</button>", "<object data=a>x</object>", "<iframe src=x></iframe>"});
      default:
        return "text ";
    }
  }

  std::string block(int depth) {
    if (depth > 5) return wrap("p", line(0));
    switch (random_() % 12) {
      case 0:
        return wrap("p", line(0) + line(0)) + "\n";
      case 1:
        return wrap(pick({"h1", "h2", "h3"}), line(0));
      case 2: {
        std::string items;
        for (auto i = random_() % 4; i > 0; --i) items += wrap("li", line(0) + (i == 2 ? block(depth + 2) : ""));
        return wrap(pick({"ul", "ol"}), items);
      }
      case 3:
        return table(depth);
      case 4:
        return wrap("dl", wrap("dt", line(0)) + wrap("dd", line(0)) + wrap("dt", line(0)));
      case 5:
        return "<form>" + slip() + block(depth + 1) + (random_() % 3 == 0 ? "<div>" + line(0) : "") + end_tag("form") +
               line(0);
      case 6:
        return wrap("pre", pick({"\n a", "\r\nb", " c", ""}));
      case 7:
        return wrap("blockquote", block(depth + 1));
      case 8:
        return pick({"<hr>", "text", "</p>", "<template><div>a</div></template>", "<noscript><img></noscript>",
                     "<ruby>a<rp>(<rt>b<rp>)</ruby>"});
      default:
        return wrap(pick({"div", "section", "article", "nav", "header"}), block(depth + 1) + block(depth + 1));
    }
  }

  std::string table(int depth) {
    std::string rows;
    for (auto i = random_() % 4; i > 0; --i) {
      std::string cells;
      for (auto k = random_() % 3; k > 0; --k)
        cells += wrap(pick({"td", "th"}), i == 1 ? block(depth + 2) : line(0)) + pick({"", "\n"});
      rows += wrap("tr", cells) + pick({"", "\n "});
    }
    const std::string before = pick({"", "<caption>a</caption>", "<colgroup><col><col></colgroup>", "<col>", "\n"});
    return wrap("table", before + (random_() % 2 == 0 ? rows : wrap(pick({"tbody", "thead"}), rows)));
  }

  std::mt19937 random_;
};

}  // namespace dehusk

#endif  // DEHUSK_TESTS_READ_HTML_PARTS_H_
