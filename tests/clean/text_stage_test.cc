// The text stage on invented pages. A page is written as in rule cases: '- ' goes, '  ' stays, '+ ' under a '- ' is
// what a trim leaves. Every table is run by both engines.

#include <algorithm>
#include <iterator>

#include "catch.h"
#include "clean/pages.h"
#include "clean/stage.h"

namespace dehusk {
namespace {

struct Row {
  std::string name, rules, page;
};

std::string without_gutter(std::string_view page) {
  std::string lines;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.size() > 2 && line[0] != '+') lines += std::string(line.substr(2)) + "\n";
  }
  return lines;
}

Scene scene_of(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  Scene scene{page, rules, options, {}, {}, {}, {}};
  decide_scope(scene);
  return scene;
}

// The page in its gutter again, as the cuts leave it. Marks of kinds ('# ') are not written.
std::string gutter(const Page& page, const std::vector<Cut>& cuts) {
  std::string lines;
  std::size_t cut = 0;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    const std::string_view text = page.text_of(page.blocks[b]);
    std::string kept;
    for (const Span span : kept_spans(page, b, cuts, cut)) kept += slice(page.text, span);
    lines += (kept == text ? "  " : "- ") + std::string(text) + "\n";
    if (!kept.empty() && kept != text) lines += "+ " + kept + "\n";
  }
  return lines;
}

std::string without_marks(std::string_view page) {
  std::string lines;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    std::string line(page.substr(0, end));
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.size() > 4 && std::string_view("#*|`").find(line[2]) != std::string_view::npos && line[3] == ' ')
      line.erase(2, 2);
    if (!line.empty()) lines += line + "\n";
  }
  return lines;
}

void check(const std::vector<Row>& rows, bool budgets = false) {
  for (const Row& row : rows) {
    const RuleSet rules = rules_of(row.rules);
    const Page page = page_of(without_gutter(row.page));
    for (const Engine engine : {Engine::compiled, Engine::naive}) {
      CAPTURE(row.name, row.rules, static_cast<int>(engine));
      CleanOptions options;
      options.engine = engine;
      options.budgets = budgets;
      options.max_risk = Risk::high;
      const Scene scene = scene_of(page, rules, options);
      CHECK(gutter(page, run_text(scene).cuts) == without_marks(row.page));
    }
  }
}

constexpr const char* kProse =
    "  The council met on Monday to talk about the harbour and its many leaking roofs for hours.\n";

TEST_CASE("each key that looks for something finds it and nothing near it") {
  check({
      {"is", "[[rule]]\nid = 'a'\nis = ['Sport', 'Read \xE2\x80\x9Cmore\xE2\x80\x9D']",
       "- Sport\n- SPORT\n- Read \"More\"\n  Sport today\n  Transport\n"},
      {"starts", "[[rule]]\nid = 'a'\nstarts = ['Share']",
       "- Share this\n- share: now\n  Shareholders met\n  To share\n"},
      {"ends", "[[rule]]\nid = 'a'\nends = ['Read more']",
       "- The story: read more\n- Read more\n  Spread more\n  Read more books\n"},
      {"has", "[[rule]]\nid = 'a'\nhas = ['by AP']", "- Photo by AP, 2020\n  Photo by Apple\n  rugby AP\n"},
      {"re is searched in the text as it stands", "[[rule]]\nid = 'a'\nre = ['[A-Z]{4}']",
       "- see NATO here\n  see nato here\n"},
      {"re that is a whole literal keeps its case", "[[rule]]\nid = 'a'\nre = ['^Sport$']",
       "- Sport\n  SPORT\n  Sports\n"},
      {"re with (?i)", "[[rule]]\nid = 'a'\nre = ['(?i)^read on\\.$']", "- READ ON.\n  read onx\n"},
      {"re anchored without a literal", "[[rule]]\nid = 'a'\nre = ['^\\d{1,2}[.)] \\S+$']",
       "- 1. Home\n  1. Home again\n  1.Home\n"},
      {"re without any hold", "[[rule]]\nid = 'a'\nre = ['\\d{4}$']", "- in 2024\n  2024 was\n"},
      {"entries of a list are joined by OR", "[[rule]]\nid = 'a'\nre = ['^Photo: ', '\\d{4}$']",
       "- Photo: J\n- in 2024\n  else\n"},
      {"keys are joined by AND", "[[rule]]\nid = 'a'\nstarts = ['Photo']\nre = ['\\d$']", "- Photo 1\n  Photo\n  1\n"},
  });
}

TEST_CASE("each restriction holds a rule back") {
  const std::string prose = kProse;
  check({
      {"not_has", "[[rule]]\nid = 'a'\nstarts = ['Photo']\nnot_has = ['story']",
       "- Photo one\n  Photo story\n- Photo storyboard\n"},
      {"not_re", "[[rule]]\nid = 'a'\nstarts = ['Photo']\nnot_re = ['[.]$']", "- Photo one\n  Photo one.\n"},
      {"min_words", "[[rule]]\nid = 'a'\nhas = ['one']\nmin_words = 2", "  one\n- one two\n"},
      {"max_words", "[[rule]]\nid = 'a'\nhas = ['one']\nmax_words = 2", "- one two\n  one two three\n"},
      {"min_links fails where links are unknown", "[[rule]]\nid = 'a'\nhas = ['one']\nmin_links = 0.5", "  one\n"},
      {"block", "[[rule]]\nid = 'a'\nhas = ['one']\nblock = ['heading', 'item']", "- # one\n- * one\n  one\n"},
      {"pre is immune by default", "[[rule]]\nid = 'a'\nhas = ['one']", "  ` one\n- # one\n- one\n"},
      {"pre when asked", "[[rule]]\nid = 'a'\nhas = ['one']\nblock = ['pre']", "- ` one\n  # one\n"},
      {"zone head", "[[rule]]\nid = 'a'\nis = ['Menu']\nzone = ['head']",
       "- Menu\n" + prose + "  Menu\n" + prose + "  Menu\n"},
      {"zone body", "[[rule]]\nid = 'a'\nis = ['Menu']\nzone = ['body']",
       "  Menu\n" + prose + "- Menu\n" + prose + "  Menu\n"},
      {"zone tail", "[[rule]]\nid = 'a'\nis = ['Menu']\nzone = ['tail']",
       "  Menu\n" + prose + "  Menu\n" + prose + "- Menu\n"},
      {"a page without prose has no zones", "[[rule]]\nid = 'a'\nis = ['Menu']\nzone = ['tail']",
       "- Menu\n  A short line.\n"},
      {"first", "[[rule]]\nid = 'a'\nis = ['Menu']\nfirst = 2", "- Menu\n- Menu\n  Menu\n"},
      {"last", "[[rule]]\nid = 'a'\nis = ['Menu']\nlast = 2", "  Menu\n- Menu\n- Menu\n"},
      {"inside fails on a dump", "[[rule]]\nid = 'a'\nis = ['Menu']\ninside = ['nav']", "  Menu\n"},
      {"prev", "[[rule]]\nid = 'a'\nhas = ['Reuters']\nprev = '^Photo'", "  Photo\n- Reuters\n  Reuters\n"},
      {"prev_reach", "[[rule]]\nid = 'a'\nhas = ['Reuters']\nprev = '^Photo'\nprev_reach = 2",
       "  Photo\n- Reuters\n- Reuters\n  Reuters\n"},
      {"next", "[[rule]]\nid = 'a'\nhas = ['Reuters']\nnext = '^Photo'", "  Reuters\n- Reuters\n  Photo\n  Reuters\n"},
      {"next_reach", "[[rule]]\nid = 'a'\nhas = ['Reuters']\nnext = '^Photo'\nnext_reach = 2",
       "- Reuters\n- Reuters\n  Photo\n"},
      {"run", "[[rule]]\nid = 'a'\nre = ['^\\d[.] ']\nrun = 3", "- 1. A\n- 2. B\n- 3. C\n  Else\n  1. A\n  2. B\n"},
  });
}

TEST_CASE("a region runs to its closer or takes nothing") {
  check({
      {"to takes the closer too", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nto = '^Later[.]$'",
       "  Rain\n- Dear reader\n- Help\n- Later.\n  Later.\n"},
      {"to may close on the opener", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nto = 'now$'",
       "- Dear reader, give now\n  Help now\n"},
      {"until leaves the closer", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nuntil = '^Later[.]$'",
       "- Dear reader\n- Help\n  Later.\n"},
      {"until cannot close on the opener", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nuntil = 'now$'",
       "- Dear reader, give now\n- Help\n  Do it now\n"},
      {"no closer", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nto = '^Later[.]$'", "  Dear reader\n  Help\n"},
      {"closer at max_blocks", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nto = '^Later[.]$'\nmax_blocks = 2",
       "- Dear reader\n- Help\n- Later.\n"},
      {"closer beyond max_blocks", "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nto = '^Later[.]$'\nmax_blocks = 2",
       "  Dear reader\n  Help\n  Help\n  Later.\n"},
      {"a second opener may be near enough",
       "[[rule]]\nid = 'a'\nstarts = ['Dear reader']\nto = '^Later[.]$'\nmax_blocks = 2",
       "  Dear reader\n  Help\n- Dear reader\n- Later.\n"},
      {"two regions", "[[rule]]\nid = 'a'\nis = ['Ad']\nto = '^End$'", "- Ad\n- x\n- End\n  y\n- Ad\n- End\n  z\n"},
      {"to_end", "[[rule]]\nid = 'a'\nis = ['More stories']\nto_end = true", "  Rain\n- More stories\n- One\n- Two\n"},
  });
}

TEST_CASE("a trim cuts the matched text and the white space it leaves") {
  check({
      {"named group", "[[rule]]\nid = 'a'\naction = 'trim'\nre = ['[.!](?P<cut>\\s?Photo: .{2,40})$']",
       "- Rain fell.Photo: J. Doe\n+ Rain fell.\n  The slogan read Photo: x\n"},
      {"whole match without a group", "[[rule]]\nid = 'a'\naction = 'trim'\nre = ['\\[\\d+\\]', '(?P<cut>zzz)']",
       "- Rain[1] fell [2] here [3]\n+ Rain fell here\n"},
      {"starts", "[[rule]]\nid = 'a'\naction = 'trim'\nstarts = ['Skip \xE2\x80\x93 next']",
       "- SKIP - Next Rain fell\n+ Rain fell\n"},
      {"ends", "[[rule]]\nid = 'a'\naction = 'trim'\nends = ['Read more\xE2\x80\xA6']",
       "- Rain fell. Read more...\n+ Rain fell.\n"},
      {"nothing left is a removal", "[[rule]]\nid = 'a'\naction = 'trim'\nstarts = ['Advertisement']",
       "- Advertisement\n- Advertisement Rain\n+ Rain\n"},
      {"two rules, merged",
       "[[rule]]\nid = 'a'\naction = 'trim'\nre = ['(?P<cut>two three)']\n[[rule]]\nid = 'b'\naction = 'trim'\n"
       "re = ['(?P<cut>three four)']",
       "- one two three four five\n+ one five\n"},
      {"a drop goes before a trim",
       "[[rule]]\nid = 'a'\naction = 'trim'\nstarts = ['Skip']\n[[rule]]\nid = 'b'\nends = ['now']",
       "- Skip Rain\n+ Rain\n- Skip Rain now\n"},
      {"in the middle one space stays", "[[rule]]\nid = 'a'\naction = 'trim'\nre = ['(?P<cut>Advertisement)']",
       "- Rain Advertisement fell\n+ Rain fell\n"},
  });
}

TEST_CASE("keep rules win, over all rules or those they name") {
  const std::string drop = "[[rule]]\nid = 'nav/x'\nhas = ['step']\n[[rule]]\nid = 'ad/y'\nends = ['offer']\n";
  check({
      {"over all", drop + "[[rule]]\nid = 'keep/all'\naction = 'keep'\nstarts = ['Recipe']",
       "- step\n  Recipe step\n  Recipe offer\n- offer\n"},
      {"over an id", drop + "[[rule]]\nid = 'keep/one'\naction = 'keep'\nover = ['nav/x']\nstarts = ['Recipe']",
       "  Recipe step\n- Recipe offer\n- Recipe step offer\n"},
      {"over a glob", drop + "[[rule]]\nid = 'keep/glob'\naction = 'keep'\nover = ['nav/*']\nstarts = ['Recipe']",
       "  Recipe step\n- Recipe offer\n"},
      {"a region that is kept",
       drop + "[[rule]]\nid = 'keep/region'\naction = 'keep'\nis = ['Method']\nuntil = '^Notes$'",
       "- step\n  Method\n  step\n  Notes\n- step\n"},
      {"over a trim",
       "[[rule]]\nid = 'a'\naction = 'trim'\nstarts = ['Skip']\n[[rule]]\nid = 'k'\naction = 'keep'\nends = ['school']",
       "- Skip rain\n+ rain\n  Skip school\n"},
  });
}

TEST_CASE("a rule over its budget takes nothing") {
  const std::string ten = "  one two three four five six seven eight nine ten\n";
  check({{"within max_share", "[[rule]]\nid = 'a'\nstarts = ['Menu']\nmax_share = 0.5",
          "- Menu two three four five six seven eight nine ten\n" + ten},
         {"over max_share", "[[rule]]\nid = 'a'\nstarts = ['Menu']\nmax_share = 0.49",
          "  Menu two three four five six seven eight nine ten\n" + ten},
         {"within max_hits", "[[rule]]\nid = 'a'\nis = ['Menu']\nmax_hits = 2", "- Menu\n- Menu\n" + ten},
         {"over max_hits", "[[rule]]\nid = 'a'\nis = ['Menu']\nmax_hits = 2", "  Menu\n  Menu\n  Menu\n" + ten},
         {"a region is one hit", "[[rule]]\nid = 'a'\nis = ['Menu']\nto = '^End$'\nmax_hits = 1\nmax_share = 0.9",
          "- Menu\n- Menu\n- End\n" + ten},
         {"keep rules have no share",
          "[[rule]]\nid = 'k'\naction = 'keep'\nmin_words = 1\nhas = ['Menu']\n[[rule]]\nid = 'a'\nends = ['x']",
          "  Menu x\n" + std::string("  y\n")}},
        true);
}

TEST_CASE("what did not happen, and what only reports, are events") {
  struct Expected {
    std::string name, rules, page;
    EventKind kind;
    std::uint32_t block;
    std::string detail;
  };
  const std::vector<Expected> rows = {
      {"unclosed", "[[rule]]\nid = 'a'\nis = ['Ad']\nto = '^End$'\nmax_blocks = 2", "x\nAd\ny\nz\nEnd",
       EventKind::unclosed, 1, "`to` not found in blocks 2-4"},
      {"over budget", "[[rule]]\nid = 'a'\nis = ['Ad']", "Ad\ny", EventKind::over_budget, 0,
       "takes 50 % of the words, the limit is 30 %"},
      {"too many", "[[rule]]\nid = 'a'\nis = ['Ad']\nmax_hits = 1", "Ad\nAd\ny", EventKind::too_many, 0,
       "2 hits, the limit is 1"},
      {"draft", "[[rule]]\nid = 'a'\nstatus = 'draft'\nis = ['Ad']\nto = '^End$'\nmax_share = 1.0", "Ad\ny\nEnd",
       EventKind::draft, 0, "would drop 'Ad' and 2 more"},
      {"mark", "[[rule]]\nid = 'a'\naction = 'mark'\nis = ['Ad']", "x\nAd", EventKind::mark, 1, "'Ad'"},
  };
  for (const Expected& row : rows) {
    CAPTURE(row.name);
    const RuleSet rules = rules_of(row.rules);
    const Page page = page_of(row.page);
    const CleanOptions options;
    const Taken taken = run_text(scene_of(page, rules, options));
    CHECK(taken.cuts.empty());
    REQUIRE(taken.events.size() == 1);
    CHECK(taken.events[0].kind == row.kind);
    CHECK(taken.events[0].rule == 0);
    CHECK(taken.events[0].block == row.block);
    CHECK(taken.events[0].detail == row.detail);
  }
}

TEST_CASE("a draft keep rule protects nothing") {
  const RuleSet rules =
      rules_of("[[rule]]\nid = 'k'\nstatus = 'draft'\naction = 'keep'\nis = ['Ad']\n[[rule]]\nid = 'a'\nis = ['Ad']");
  const Page page = page_of("Ad");
  CleanOptions options;
  options.budgets = false;
  const Taken taken = run_text(scene_of(page, rules, options));
  CHECK(taken.cuts.size() == 1);
  CHECK(taken.covers.empty());
}

TEST_CASE("a block has one owner: scoped rules before generic ones, then load order; the others are listed") {
  const std::string rules_text =
      "[sites.gazette]\nhosts = ['gazette.example']\nmarks = ['More Gazette sites']\n"
      "[[rule]]\nid = 'a'\nhas = ['menu']\n[[rule]]\nid = 'b'\nstarts = ['menu']\n"
      "[[rule]]\nid = 'site'\nsite = 'gazette'\nends = ['menu']\n"
      "[[rule]]\nid = 'k'\naction = 'keep'\nover = ['b']\nhas = ['staff']\n";
  const RuleSet rules = rules_of(rules_text);
  const Page page = page_of("menu one\nmenu menu\nmenu staff\nMore Gazette sites");
  CleanOptions options;
  options.budgets = false;
  options.trace = true;
  const Taken taken = run_text(scene_of(page, rules, options));
  REQUIRE(taken.cuts.size() == 3);
  CHECK(taken.cuts[0].rule == 0);
  CHECK(taken.cuts[1].rule == 2);
  CHECK(taken.cuts[2].rule == 0);
  std::vector<std::vector<std::uint32_t>> also;
  for (const Also& one : taken.also) also.push_back({one.block, one.rule, one.by, one.kept ? 1U : 0U});
  CHECK(also == std::vector<std::vector<std::uint32_t>>{{0, 1, 0, 0}, {1, 0, 2, 0}, {1, 1, 2, 0}, {2, 1, 3, 1}});
  REQUIRE(taken.covers.size() == 1);
  CHECK(taken.covers[0].block == 2);
  CHECK(taken.covers[0].rule == 3);
}

TEST_CASE("blocks that an earlier stage cut are gone, and of blocks cut in part the rest is seen") {
  const RuleSet rules = rules_of(
      "[[rule]]\nid = 'a'\nis = ['Rain fell']\n[[rule]]\nid = 'b'\nis = ['Next']\nprev = '^Before$'\n"
      "[[rule]]\nid = 'c'\naction = 'trim'\nre = ['l(?P<cut>l ho)t']");
  const Page page = page_of("Before\nGone\nNext\nRain [1] fell\nSmall [9] hotel");
  CleanOptions options;
  options.budgets = false;
  Scene scene = scene_of(page, rules, options);
  const auto cut = [&](std::uint32_t block, std::uint32_t begin, std::uint32_t end) {
    const std::uint32_t at = page.blocks[block].text.begin;
    scene.cuts.push_back({.block = block, .span = {at + begin, at + end}, .rule = 0, .stage = Stage::structure});
  };
  cut(1, 0, 4);
  cut(3, 5, 8);  // "Rain " + " fell"
  cut(4, 6, 9);  // "Small " + " hotel"
  const Taken taken = run_text(scene);
  std::vector<std::string> texts;
  for (const Cut& one : taken.cuts) texts.push_back(std::string(slice(page.text, one.span)));
  CHECK(texts == std::vector<std::string>{"Next", "Rain ", " fell", "l ", "ho"});
}

TEST_CASE("rules that are not in force take nothing") {
  const RuleSet rules = rules_of(
      "[[rule]]\nid = 'a'\nrisk = 'high'\nis = ['Ad']\n[[rule]]\nid = 'b'\nhosts = ['x.example']\nis = ['Ad']");
  const Page page = page_of("Ad");
  const CleanOptions options;
  CHECK(run_text(scene_of(page, rules, options)).cuts.empty());
}

TEST_CASE("an empty page and an empty pack give nothing") {
  const CleanOptions options;
  const Page empty;
  const Page page = page_of("Ad");
  const RuleSet rules = rules_of("[[rule]]\nid = 'a'\nis = ['Ad']");
  const Result<RuleSet> none = compile({}, {});
  REQUIRE(none.ok());
  CHECK(run_text(scene_of(empty, rules, options)).cuts.empty());
  CHECK(run_text(scene_of(page, none.value(), options)).cuts.empty());
}

}  // namespace
}  // namespace dehusk
