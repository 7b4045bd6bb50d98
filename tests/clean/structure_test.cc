// The structure stage on invented pages. The ledger of a page is written as its blocks, one after the other, '/'
// between them; what goes stands in braces behind its rule: "{a:Home} / Rain {b:Share }fell". A raw block is "{a:}" or
// "<raw>".

#include "catch.h"
#include "clean/pages.h"
#include "clean/stage.h"
#include "tree_page.h"

namespace dehusk {
namespace {

struct Row {
  std::string name, rules, html, ledger;
};

Taken run(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  Scene scene{page, rules, options, {}, {}, {}, {}};
  decide_scope(scene);
  return run_structure(scene);
}

std::string ledger(const Page& page, const RuleSet& rules, const std::vector<Cut>& cuts) {
  std::string out;
  std::size_t at = 0;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    if (b > 0) out += " / ";
    const Block& block = page.blocks[b];
    std::uint32_t from = block.text.begin;
    bool is_cut = false;
    for (; at < cuts.size() && cuts[at].block == b; ++at) {
      is_cut = true;
      REQUIRE(cuts[at].span.begin >= from);
      REQUIRE(block.text.contains(cuts[at].span));
      out += slice(page.text, {from, cuts[at].span.begin});
      out += "{" + rules.rule(cuts[at].rule).id + ":" + std::string(slice(page.text, cuts[at].span)) + "}";
      from = cuts[at].span.end;
    }
    out += slice(page.text, {from, block.text.end});
    if (block.kind == Kind::raw && !is_cut) out += "<raw>";
  }
  REQUIRE(at == cuts.size());
  return out;
}

CleanOptions free_options() {
  CleanOptions options;
  options.budgets = false;
  options.trace = true;
  return options;
}

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const RuleSet rules = rules_of(row.rules);
    const Page page = tree_page(row.html);
    CleanOptions options = free_options();
    const Taken compiled = run(page, rules, options);
    CHECK(ledger(page, rules, compiled.cuts) == row.ledger);
    options.engine = Engine::naive;
    const Taken naive = run(page, rules, options);
    CHECK(ledger(page, rules, naive.cuts) == row.ledger);
    CHECK(naive.also.size() == compiled.also.size());
  }
}

std::string also_of(const RuleSet& rules, const Taken& taken) {
  std::string out;
  for (const Also& also : taken.also)
    out += std::to_string(also.block) + ":" + rules.rule(also.rule).id + (also.kept ? "<" : ">") +
           rules.rule(also.by).id + " ";
  return out;
}

std::string events_of(const RuleSet& rules, const Taken& taken) {
  std::string out;
  for (const Event& event : taken.events)
    out += std::string(to_string(event.kind)) + " " + (event.rule == kNone ? "" : rules.rule(event.rule).id) + ": " +
           event.detail + "\n";
  return out;
}

TEST_CASE("a css rule takes the elements that its selectors match") {
  const std::string a = "[[rule]]\nid = 'a'\ncss = ['nav', '.x']\n";
  check({
      {"whole blocks", a, "<nav><p>Home</p><p>World</p></nav><p>Rain</p>", "{a:Home} / {a:World} / Rain"},
      {"nothing", a, "<p>Rain</p>", "Rain"},
      {"an inline element goes with one space", a, "<p>Rain <b class=x>Share</b> fell.</p>", "Rain {a:Share }fell."},
      {"at the start", a, "<p><b class=x>Share</b> Rain fell.</p>", "{a:Share }Rain fell."},
      {"at the end", a, "<p>Rain fell. <b class=x>Share</b></p>", "Rain fell.{a: Share}"},
      {"two in a row at the end", a, "<p>Rain. <b class=x>One</b> <i class=x>Two</i></p>", "Rain.{a: One Two}"},
      {"between word and stop no space goes", a, "<p>Rain<sup class=x>1</sup>. Snow</p>", "Rain{a:1}. Snow"},
      {"what is left is only punctuation", a, "<p><a class=x>Home</a> | <a class=x>World</a></p><p>Rain</p>",
       "{a:Home | World} / Rain"},
      {"an inline element around whole blocks", a, "<a class=x><p>One</p><p>Two</p></a><p>Rain</p>",
       "{a:One} / {a:Two} / Rain"},
      {"script goes with its element", a, "<nav><script>x()</script><p>Home</p></nav><script>y()</script>",
       "{a:} / {a:Home} / <raw>"},
      {"a raw block alone", "[[rule]]\nid = 'a'\ncss = ['script']\n", "<p>Rain</p><script>x()</script>", "Rain / {a:}"},
      {"an element without text takes nothing", a, "<nav></nav><p>Rain</p>", "Rain"},
  });
}

TEST_CASE("the other keys test the element's text, words, links and place") {
  const std::string div = "[[rule]]\nid = 'a'\ncss = ['div']\n";
  const std::string two =
      "<div><h2>Related stories</h2><a href=/1>One</a></div><div><p>Related words by the river</p></div>";
  check({
      {"starts reads across blocks", div + "starts = ['related stories one']\n", two,
       "{a:Related stories} / {a:One} / Related words by the river"},
      {"ends", div + "ends = ['River']\n", two, "Related stories / One / {a:Related words by the river}"},
      {"is", div + "is = ['Related stories One']\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"has", div + "has = ['stories']\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"not_has", div + "not_has = ['stories']\n", two, "Related stories / One / {a:Related words by the river}"},
      {"re", div + "re = ['^Related \\w+ One$']\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"not_re", div + "not_re = ['One$']\n", two, "Related stories / One / {a:Related words by the river}"},
      {"max_words", div + "max_words = 3\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"min_words", div + "min_words = 4\n", two, "Related stories / One / {a:Related words by the river}"},
      {"min_links", div + "min_links = 0.1\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"first", div + "first = 1\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"last", div + "last = 1\n", two, "Related stories / One / {a:Related words by the river}"},
      {"block", div + "block = ['para']\n", two, "Related stories / One / {a:Related words by the river}"},
      {"inside", "[[rule]]\nid = 'a'\ncss = ['a']\ninside = ['div:has(h2)']\n", two + "<p><a href=/2>Two</a></p>",
       "Related stories / {a:One} / Related words by the river / Two"},
      {"next", div + "next = '^Related words'\n", two, "{a:Related stories} / {a:One} / Related words by the river"},
      {"prev", div + "prev = '^One$'\n", two, "Related stories / One / {a:Related words by the river}"},
      {"words of a part of a block", "[[rule]]\nid = 'a'\ncss = ['b']\nmax_words = 1\n",
       "<p>It <b>rained</b> and <b>it snowed</b> too.</p>", "It {a:rained }and it snowed too."},
      {"zone", "[[rule]]\nid = 'a'\ncss = ['div']\nzone = ['tail']\n",
       "<div>Home</div><p>The council met on Monday to talk about the leaking roofs of the harbour.</p><div>More</div>",
       "Home / The council met on Monday to talk about the leaking roofs of the harbour. / {a:More}"},
  });
}

TEST_CASE("closest and rest say how much is taken") {
  const std::string a = "[[rule]]\nid = 'a'\ncss = ['.x']\n";
  check({
      {"closest", a + "closest = ['li', 'nav']\n", "<ul><li>1 <a class=x>Skip</a></li><li>Rain</li></ul>",
       "{a:1 Skip} / Rain"},
      {"closest may be the element itself", a + "closest = ['div']\n", "<div><div class=x>Skip</div><p>Rain</p></div>",
       "{a:Skip} / Rain"},
      {"closest that is not there", a + "closest = ['nav']\n", "<ul><li>1 <a class=x>Skip</a></li></ul>", "1{a: Skip}"},
      {"rest", a + "rest = true\n", "<div><p>Rain</p><h2 class=x>More</h2><p>One</p>Two</div><p>Snow</p>",
       "Rain / {a:More} / {a:One} / {a:Two} / Snow"},
      {"to_end", a + "to_end = true\n",
       "<div><p>Rain</p><h2 class=x>More</h2><p>One</p></div><p>Snow</p><script>x()</script>",
       "Rain / {a:More} / {a:One} / {a:Snow} / {a:}"},
      {"to_end and an element that begins before it", a + "to_end = true\n[[rule]]\nid = 'b'\ncss = ['div']\n",
       "<div><p>Rain</p><h2 class=x>More</h2></div><p>Snow</p>", "{b:Rain} / {b:More} / {a:Snow}"},
      {"rest of the closest", a + "closest = ['h2']\nrest = true\n",
       "<div><h2><b class=x>More</b></h2><p>One</p></div><p>Snow</p>", "{a:More} / {a:One} / Snow"},
  });
}

TEST_CASE("a trim cuts the matched text only") {
  const std::string a = "[[rule]]\nid = 'a'\naction = 'trim'\ncss = ['p', 'div']\n";
  check({
      {"group", a + "re = ['[.](?P<cut>Photo: .*)$']\n", "<p>Rain fell.Photo: AP</p><p>Photo: AP</p>",
       "Rain fell.{a:Photo: AP} / Photo: AP"},
      {"whole match, each time", a + "re = ['\\[edit\\]']\n", "<p>Rain [edit] fell [edit]</p>",
       "Rain {a:[edit] }fell{a: [edit]}"},
      {"starts", a + "starts = ['skip next section']\n", "<p>Skip  next section Rain</p>",
       "{a:Skip next section }Rain"},
      {"ends", a + "ends = ['read more']\n", "<p>Rain fell. Read more</p>", "Rain fell.{a: Read more}"},
      {"across blocks", a + "re = ['One Two']\n", "<div><p>Rain. One</p><p>Two. Snow</p></div>",
       "Rain.{a: One} / {a:Two}. Snow"},
      {"nothing is left", a + "re = ['Rain']\n", "<p>Rain</p><p>Rain!</p>", "{a:Rain} / {a:Rain!}"},
  });
}

TEST_CASE("code is immune, but not the element that holds it") {
  const std::string a = "[[rule]]\nid = 'a'\ncss = ['.x']\n";
  check({
      {"inside pre", a, "<pre>one <b class=x>two</b></pre><pre class=x>three</pre>", "one two / three"},
      {"inside code", a, "<p>Use <code><b class=x>rm</b></code> now</p>", "Use rm now"},
      {"around pre", a, "<div class=x><p>One</p><pre>two</pre></div>", "{a:One} / {a:two}"},
      {"pre is named", a + "block = ['pre']\n", "<pre>one <b class=x>two</b></pre><p class=x>Three</p>",
       "one {a:two} / Three"},
      {"a script inside is no text", "[[rule]]\nid = 'a'\ncss = ['script']\n", "<pre>one<script>x</script></pre>",
       "one / {a:}"},
  });
}

TEST_CASE("the outer element owns what is in it; of two rules on one element, the scoped one, then the first") {
  const std::string nav = "[[rule]]\nid = 'a'\ncss = ['nav']\n";
  const std::string x = "[[rule]]\nid = 'b'\ncss = ['.x']\n";
  check({
      {"outer first", nav + x, "<div class=x><nav>Home</nav>Rain</div><nav><p class=x>World</p></nav>",
       "{b:Home} / {b:Rain} / {a:World}"},
      {"load order", nav + x, "<nav class=x>Home</nav>", "{a:Home}"},
      {"inline in inline", "[[rule]]\nid = 'a'\ncss = ['i']\n" + x,
       "<p>Rain <b class=x>Share <i>this</i> now</b> and <i>snow</i> fell.</p>",
       "Rain {b:Share this now }and {a:snow }fell."},
      {"a trim does not touch what is cut",
       x + "[[rule]]\nid = 't'\naction = 'trim'\ncss = ['p']\nre = ['Share.*fell']\n",
       "<p>Rain <b class=x>Share</b> fell down.</p>", "Rain {b:Share}{t: fell }down."},
  });
  const RuleSet rules = rules_of(nav + "[[rule]]\nid = 'b'\ncss = ['nav']\nhosts = ['a.example']\n");
  Page page = tree_page("<nav>Home</nav>");
  page.url = "https://a.example/";
  page.host = "a.example";
  const Taken taken = run(page, rules, free_options());
  CHECK(ledger(page, rules, taken.cuts) == "{b:Home}");
  CHECK(also_of(rules, taken) == "0:a>b ");
}

TEST_CASE("keep rules win over the rules they name, whole or in part") {
  const std::string a = "[[rule]]\nid = 'a'\ncss = ['aside', 'b']\n";
  const std::string k = "[[rule]]\nid = 'k'\naction = 'keep'\ncss = ['.k']\n";
  check({
      {"a block inside", a + k, "<aside><p>One</p><p class=k>Two</p></aside>", "{a:One} / Two"},
      {"an element around", a + k, "<div class=k><aside>One</aside></div><aside>Two</aside>", "One / {a:Two}"},
      {"a part of a block keeps the block", a + k, "<aside><p>One <i class=k>two</i></p><p>Three</p></aside>",
       "One two / {a:Three}"},
      {"another part does not", a + k, "<p>One <i class=k>two</i> <b>three</b></p>", "One two{a: three}"},
      {"only over the rules it names", a + k + "over = ['x*']\n[[rule]]\nid = 'x1'\ncss = ['p']\n",
       "<aside>One</aside><p class=k>Two</p><p>Three</p>", "{a:One} / Two / {x1:Three}"},
      {"a rule that is not protected against takes the inner element",
       "[[rule]]\nid = 'a'\ncss = ['div']\n[[rule]]\nid = 'b'\ncss = ['p']\n" + k + "over = ['a']\n",
       "<div class=k><p>One</p>Two</div>", "{b:One} / Two"},
  });
  const RuleSet rules = rules_of(a + k);
  const Page page = tree_page("<aside><p>One</p><p class=k>Two</p></aside>");
  const Taken taken = run(page, rules, free_options());
  CHECK(also_of(rules, taken) == "1:a<k ");
  REQUIRE(taken.covers.size() == 1);
  CHECK(taken.covers[0].block == 1);
  CHECK(taken.covers[0].span == page.blocks[1].text);
}

TEST_CASE("a rule over its budget is cancelled on the page and says so") {
  const std::string html =
      "<div class=x>One two three</div><div class=x>Four</div><p>Five six seven eight nine ten</p><script>no "
      "words</script>";
  struct BudgetRow {
    std::string keys, ledger, events;
  };
  const std::string all = "One two three / Four / Five six seven eight nine ten / <raw>";
  const std::string cut = "{a:One two three} / {a:Four} / Five six seven eight nine ten / <raw>";
  const BudgetRow rows[] = {
      {"", all, "over-budget a: takes 40 % of the words, the limit is 30 %\n"},
      {"max_share = 0.4\n", cut, ""},
      {"max_share = 1.0\nmax_hits = 1\n", all, "too-many a: 2 hits, the limit is 1\n"},
      {"max_share = 1.0\nmax_hits = 2\n", cut, ""},
      {"action = 'keep'\n", all, ""},
      {"status = 'draft'\nmax_share = 1.0\n", all,
       "draft a: would drop <div class=\"x\">\ndraft a: would drop <div class=\"x\">\n"},
      {"action = 'mark'\n", all, "mark a: <div class=\"x\">\nmark a: <div class=\"x\">\n"},
  };
  for (const BudgetRow& row : rows) {
    CAPTURE(row.keys);
    const RuleSet rules = rules_of("[[rule]]\nid = 'a'\ncss = ['.x']\n" + row.keys);
    const Page page = tree_page(html);
    const Taken taken = run(page, rules, CleanOptions{});
    CHECK(ledger(page, rules, taken.cuts) == row.ledger);
    CHECK(events_of(rules, taken) == row.events);
  }
}

TEST_CASE("nested hits of a rule count once") {
  const RuleSet rules = rules_of("[[rule]]\nid = 'a'\ncss = ['.x']\nmax_hits = 1\nmax_share = 0.5\n");
  const Page page = tree_page("<div class=x>One<p class=x>two</p></div><p>Three four</p>");
  const Taken taken = run(page, rules, CleanOptions{});
  CHECK(ledger(page, rules, taken.cuts) == "{a:One} / {a:two} / Three four");
  CHECK(taken.events.empty());
}

TEST_CASE("elements without text are no hits") {
  const RuleSet rules = rules_of("[[rule]]\nid = 'a'\ncss = ['script']\nmax_hits = 1\n");
  const Page page = tree_page("<script>one</script><p>Rain</p><script>two</script>");
  CHECK(ledger(page, rules, run(page, rules, CleanOptions{}).cuts) == "{a:} / Rain / {a:}");
}

TEST_CASE("a page that costs too much to read keeps everything and says so") {
  std::string html;
  const std::string long_text(100000, 'x');
  for (int i = 0; i < 700; ++i) html += "<div>";
  html += "<p>" + long_text + "</p><nav>Home</nav>";
  for (int i = 0; i < 700; ++i) html += "</div>";
  const RuleSet rules = rules_of("[[rule]]\nid = 'a'\ncss = ['nav', 'div']\nre = ['^Home']\n");
  const Page page = tree_page(html);
  const Taken taken = run(page, rules, free_options());
  CHECK(taken.cuts.empty());
  CHECK(events_of(rules, taken) == "degraded : css rules: this page's elements cost too much to read\n");
}

}  // namespace
}  // namespace dehusk
