// Literals and the bullets of dumps: `is` and `starts` are held against a list item without its marker, regexes against
// the text as it is. A trim by `starts` cuts the literal and leaves the marker.

#include "catch.h"
#include "clean/pages.h"
#include "clean/stage.h"

namespace dehusk {
namespace {

// page_of takes the first "* " of a line as its mark for an item; what follows is the item's text.
Page page_of_items(std::string_view lines, char marker) {
  Page page = page_of(lines);
  for (Block& block : page.blocks) {
    if (block.kind == Kind::item) block.marker = static_cast<std::uint8_t>(marker);
  }
  return page;
}

std::string cut_texts(const Page& page, const RuleSet& rules, Engine engine) {
  CleanOptions options;
  options.engine = engine;
  options.budgets = false;
  Scene scene{page, rules, options, {}, {}, {}, {}};
  decide_scope(scene);
  std::string all;
  for (const Cut& cut : run_text(scene).cuts) all += std::string(slice(page.text, cut.span)) + "|";
  return all;
}

TEST_CASE("literals see a list item without its bullet or number") {
  struct Row {
    std::string name, rule, page;
    char marker;
    std::string cut;
  };
  const std::vector<Row> rows = {
      {"bullet", "is = ['Contact us']", "* * Contact us\n* * Contact us today", '-', "* Contact us|"},
      {"bullet of several bytes", "is = ['Contact us']", "* \xE2\x80\xA2 Contact us", '-', "\xE2\x80\xA2 Contact us|"},
      {"lynx's third bullet", "is = ['Contact us']", "* o Contact us", '-', "o Contact us|"},
      {"number", "starts = ['Contact']", "* 12. Contact us\n* 12. Your contact", '1', "12. Contact us|"},
      {"a word is no bullet", "is = ['us']", "* For us", '-', ""},
      {"a paragraph has none", "is = ['Contact us']", "- Contact us", '-', ""},
      {"regexes see it", "re = ['^Contact']", "* * Contact us", '-', ""},
      {"a trim leaves it", "action = 'trim'\nstarts = ['New:']", "* * New: a bridge", '-', "New: |"},
  };
  for (const Row& row : rows) {
    const RuleSet rules = rules_of("[[rule]]\nid = 'a'\n" + row.rule);
    const Page page = page_of_items(row.page, row.marker);
    for (const Engine engine : {Engine::compiled, Engine::naive}) {
      CAPTURE(row.name, static_cast<int>(engine));
      CHECK(cut_texts(page, rules, engine) == row.cut);
    }
  }
}

}  // namespace
}  // namespace dehusk
