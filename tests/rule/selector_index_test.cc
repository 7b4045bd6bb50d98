#include "rule/selector_index.h"

#include <random>
#include <string>

#include "catch.h"
#include "tree_page.h"

namespace dehusk {
namespace {

std::vector<Rule> rules_of(const std::vector<std::string>& css) {
  std::vector<Rule> rules;
  for (const std::string& selector : css) {
    Rule rule;
    rule.match.css.push_back({selector, 1, 1});
    rules.push_back(rule);
  }
  return rules;
}

std::string hits_of(const Page& page, const std::vector<Hit>& hits) {
  std::string out;
  for (const Hit& hit : hits)
    out += ids_of(page, {hit.element}) + ":" + std::to_string(hit.rule) + "." + std::to_string(hit.selector) + " ";
  return out;
}

// A random source of small things. Not std::uniform_int_distribution: its numbers differ from library to library.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(engine_() % count); }
  std::string one_of(const std::vector<std::string>& words) {
    return words[below(static_cast<std::uint32_t>(words.size()))];
  }

 private:
  std::mt19937 engine_;
};

std::string random_tree(Dice& dice, int depth) {
  std::string html;
  const std::uint32_t count = depth == 0 ? 3 : dice.below(4);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string tag = dice.one_of({"div", "p", "b", "x-y"});
    html += "<" + tag;
    if (dice.below(2) == 0)
      html += " class=\"" + dice.one_of({"aaa", "bbb", "ccc"}) + " " + dice.one_of({"aaa-bbb", "d", "Ccc"}) + "\"";
    if (dice.below(4) == 0) html += " id=" + dice.one_of({"i", "jaa", "k"});
    if (dice.below(4) == 0) html += " data-x=" + dice.one_of({"aaabbb", "1", "BBB"});
    html += ">" + dice.one_of({"", "text"});
    if (depth < 6) html += random_tree(dice, depth + 1);
    html += "</" + tag + ">";
  }
  return html;
}

std::string random_compound(Dice& dice, int depth) {
  std::string css = dice.one_of({"", "", "div", "p", "b", "x-y", "*"});
  const int parts = static_cast<int>(dice.below(2)) + (css.empty() ? 1 : 0);
  for (int i = 0; i < parts; ++i) {
    switch (dice.below(depth < 2 ? 8 : 6)) {
      case 0:
        css += dice.one_of({".aaa", ".bbb", ".ccc", ".d", ".none"});
        break;
      case 1:
        css += dice.one_of({"#i", "#jaa", "#none"});
        break;
      case 2:
        css += dice.one_of(
            {"[class*=bb]", "[class*=\"aaa-\" i]", "[class^=aaa]", "[class$=CCC i]", "[class~=ccc]", "[id|=k]"});
        break;
      case 3:
        css += dice.one_of({"[data-x]", "[data-x=1]", "[data-x*=BBB i]", "[data-y]"});
        break;
      case 4:
        css += dice.one_of({":first-child", ":last-child", ":only-child", ":empty", ":root"});
        break;
      case 5:
        css += "." + dice.one_of({"aaa", "bbb", "ccc"});
        break;
      case 6: {
        const std::string inner = random_compound(dice, depth + 2);
        css += dice.one_of({":not(", ":is(p, "}) + inner + ")";
        break;
      }
      default:
        css += ":has(" + dice.one_of({"", "> ", "+ ", "~ "}) + random_compound(dice, depth + 2) +
               dice.one_of({"", " > p", " b"}) + ")";
    }
  }
  return css;
}

std::string random_selector(Dice& dice) {
  std::string css = random_compound(dice, 0);
  for (std::uint32_t i = dice.below(4); i > 0; --i)
    css += dice.one_of({" ", " > ", " + ", " ~ "}) + random_compound(dice, 1);
  if (dice.below(6) == 0) css += ", " + random_compound(dice, 0);
  return css;
}

TEST_CASE("the index finds what each selector finds by itself, on random trees") {
  std::size_t all_hits = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Dice dice(seed);
    const Page page = tree_page(random_tree(dice, 0));
    std::vector<std::string> css;
    for (int i = 0; i < 60; ++i) css.push_back(random_selector(dice));
    for (const std::string& selector : css) {
      CAPTURE(selector);
      REQUIRE_FALSE(check_selector(selector).has_value());
    }
    const std::vector<Rule> rules = rules_of(css);
    const SelectorIndex index = build_selector_index(rules);
    std::vector<bool> active(rules.size());
    for (std::size_t i = 0; i < active.size(); ++i) active[i] = dice.below(5) != 0;
    std::vector<Hit> indexed, naive;
    index.match_all(page, active, indexed, false);
    index.match_all(page, active, naive, true);
    all_hits += naive.size();
    CAPTURE(seed);
    CHECK(hits_of(page, indexed) == hits_of(page, naive));
    for (const Hit& hit : indexed) CHECK(active[hit.rule]);
  }
  CHECK(all_hits > 10000);
}

TEST_CASE("a rule hits an element once, by its first selector, and only if it is in force") {
  const Page page = tree_page("<div id=a class=\"x y\"></div><p id=b class=y></p>");
  std::vector<Rule> rules = rules_of({".x", "div, p"});
  rules[0].match.css.push_back({".y", 1, 1});
  rules[0].match.css.push_back({"div", 1, 1});
  const SelectorIndex index = build_selector_index(rules);
  std::vector<Hit> hits;
  index.match_all(page, {true, true}, hits, false);
  CHECK(hits_of(page, hits) == "a:0.0 a:1.0 b:0.1 b:1.0 ");
  index.match_all(page, {false, true}, hits, false);
  CHECK(hits_of(page, hits) == "a:1.0 b:1.0 ");
}

TEST_CASE("thousands of selectors that the page does not meet cost next to nothing") {
  std::string html;
  for (int i = 0; i < 200; ++i) {
    const std::string n = std::to_string(i % 7);
    html += "<div class=\"card c" + n + "\"><p class=lead><a href=/" + n + " class=link>Text</a></p></div>";
  }
  const Page page = tree_page(html);
  const auto steps_with = [&](int count) {
    std::vector<std::string> css = {".card > .lead", "p a[href]", "[class*=\"car\" i]"};
    for (int i = 0; i < count; ++i) {
      const std::string n = std::to_string(i);
      const std::string forms[] = {".w" + n,      "#w" + n + " > p",   "[class*=\"wid" + n + "\" i]",
                                   "aside.w" + n, ".x" + n + " .card", "nav p .w" + n};
      css.push_back(forms[i % 6]);
    }
    const std::vector<Rule> rules = rules_of(css);
    std::vector<Hit> hits;
    const MatchReport report =
        build_selector_index(rules).match_all(page, std::vector<bool>(rules.size(), true), hits, false);
    CHECK(hits.size() == 600);
    return report.steps;
  };
  const std::uint64_t few = steps_with(48);
  const std::uint64_t many = steps_with(600);
  // One form in six ends in a class that the page has, ".xN .card": those cost a look at the ancestor filter each.
  CHECK(many - few <= 200 * (100 - 8));
  CHECK(few < 20 * page.elements.size());
}

TEST_CASE("a selector that waits for an ancestor is asked inside it and only there, however often it is nested") {
  const Page page = tree_page(
      "<p id=a></p><div class=x><p id=b></p><div class=x><p id=c></p></div><p id=d></p></div><p id=e></p>"
      "<div class=x><p id=f></p></div><div id=i><b id=g></b><p id=h></p></div>");
  const SelectorIndex index = build_selector_index(rules_of({".x p", ".x > p", "#i > *", ".x p ~ p"}));
  std::vector<Hit> hits;
  index.match_all(page, {true, true, true, true}, hits, false);
  CHECK(hits_of(page, hits) == "b:0.0 b:1.0 c:0.0 c:1.0 d:0.0 d:1.0 d:3.0 f:0.0 f:1.0 g:2.0 h:2.0 ");
}

TEST_CASE("a selector that is costly on a page is answered by its set, and the hits stay the same") {
  std::string html;
  for (int i = 0; i < 300; ++i) html += "<div class=a>";
  html += "<i class=b></i>";
  for (int i = 0; i < 2000; ++i) html += "<p id=p class=c></p>";
  for (int i = 0; i < 300; ++i) html += "</div>";
  const Page page = tree_page(html);
  const std::vector<Rule> rules = rules_of({".a ~ .b + .c ~ .c", ".b ~ .c ~ .c:not(.z)", ".d ~ .c"});
  std::vector<Hit> indexed, naive;
  const SelectorIndex index = build_selector_index(rules);
  const MatchReport report = index.match_all(page, {true, true, true}, indexed, false);
  index.match_all(page, {true, true, true}, naive, true);
  CHECK(indexed == naive);
  CHECK(indexed.size() == 1999);
  CHECK(report.steps < 120 * page.elements.size());
}

TEST_CASE("each class value is known for itself, more of them than are kept") {
  std::string html;
  for (int i = 0; i < 3000; ++i)
    html += "<p id=p class=\"c" + std::to_string(i % 1500) + (i % 3 == 0 ? " donate" : " donat-box") + "\"></p>";
  const Page page = tree_page(html);
  const SelectorIndex index =
      build_selector_index(rules_of({"[class*=\"DONAT\" i]", ".donate", "[class$=box]", ".c7"}));
  std::vector<Hit> indexed, naive;
  index.match_all(page, {true, true, true, true}, indexed, false);
  index.match_all(page, {true, true, true, true}, naive, true);
  CHECK(indexed == naive);
  CHECK(indexed.size() == 3000 + 1000 + 2000 + 2);
}

TEST_CASE("a page that costs too much has no hits at all and says so") {
  std::string value = "aaa";
  std::string html = "<p id=q class=hit></p>";
  for (int i = 0; i < 2000; ++i) value += " zzz1";
  for (int i = 0; i < 400; ++i) html += "<p data-x=\"" + value + "\"></p>";
  std::vector<std::string> css = {".hit"};
  for (int i = 0; i < 20000; ++i) css.push_back("[data-x*=zzz1]:not(#q" + std::to_string(i) + ")");
  const Page page = tree_page(html);
  std::vector<Hit> hits;
  const std::vector<Rule> rules = rules_of(css);
  const MatchReport report =
      build_selector_index(rules).match_all(page, std::vector<bool>(rules.size(), true), hits, false);
  CHECK(report.is_degraded);
  CHECK(hits.empty());
  CHECK(report.steps < kMaxMatchSteps + 50'000);
}

}  // namespace
}  // namespace dehusk
