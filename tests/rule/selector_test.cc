#include "rule/selector.h"

#include <string>

#include "catch.h"
#include "tree_page.h"

namespace dehusk {
namespace {

std::string matched(const std::string& html, const std::string& css) {
  const Page page = tree_page(html);
  const SelectorList selectors = parse_selector(css);
  REQUIRE_FALSE(selectors.empty());
  Matcher matcher(page);
  std::vector<bool> sets(page.elements.size());
  for (const Selector& selector : selectors) {
    const std::vector<bool> set = matcher.select(selector);
    for (std::size_t i = 0; i < set.size(); ++i) sets[i] = sets[i] || set[i];
  }
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < page.elements.size(); ++i) {
    CHECK(matcher.matches(selectors, i) == sets[i]);
    if (sets[i]) found.push_back(i);
  }
  return ids_of(page, found);
}

TEST_CASE("each form of selector picks the elements that CSS says, by both ways of matching") {
  const std::string html =
      "<nav id=n class=\"main menu\"><ul id=u><li id=l1 class=x><a id=a1 href=/1 rel=nofollow>One</a></li>"
      "<li id=l2><a id=a2 href=/two.html>Two</a></li><li id=l3 lang=en-GB><b id=b></b></li></ul></nav>"
      "<div id=d data-Kind=\"Ad Box\"><p id=p1>One</p><p id=p2 class=\"menu x\">Two</p><hr id=h><p "
      "id=p3></p></div><x-card id=c></x-card>";
  struct Row {
    const char* css;
    const char* ids;
  };
  const Row rows[] = {
      {"li", "l1 l2 l3"},
      {"LI.x", "l1"},
      {"*.x", "l1 p2"},
      {".menu", "n p2"},
      {".main.menu", "n"},
      {".men", ""},
      {"#d", "d"},
      {"#d#n", ""},
      {"x-card", "c"},
      {"[href]", "a1 a2"},
      {"[rel=nofollow]", "a1"},
      {"[rel=\"NOFOLLOW\"]", ""},
      {"[rel='NOFOLLOW' i]", "a1"},
      {"[class~=menu]", "n p2"},
      {"[class~='main menu']", ""},
      {"[lang|=en]", "l3"},
      {"[lang|='en-G']", ""},
      {"[href^='/t']", "a2"},
      {"[href$=\".html\"]", "a2"},
      {"[class*=enu]", "n p2"},
      {"[class*='ENU' I]", "n p2"},
      {"[class*='']", ""},
      {"[ href = \"/1\" ]", "a1"},
      {"nav a", "a1 a2"},
      {"nav > a", ""},
      {"nav > ul > li > a", "a1 a2"},
      {"nav>ul>li>a", "a1 a2"},
      {"#l1 + li", "l2"},
      {"#l1 ~ li", "l2 l3"},
      {"li + li > b", "b"},
      {"p + p", "p2"},
      {"p ~ p", "p2 p3"},
      {"nav ~ div p.x", "p2"},
      {"body div + x-card", "c"},
      {"nav .x ~ li a", "a2"},
      {"li:first-child", "l1"},
      {"li:last-child", "l3"},
      {"a:only-child", "a1 a2"},
      {"p:empty", "p3"},
      {"b:empty", "b"},
      {":root > body > nav", "n"},
      {"li:not(.x)", "l2 l3"},
      {"li:not(.x, [lang])", "l2"},
      {":is(p, li).x", "l1 p2"},
      {":is(nav li, #d > p).x", "l1 p2"},
      {"li:has(a)", "l1 l2"},
      {"li:has(> b)", "l3"},
      {"p:has(+ hr)", "p2"},
      {"p:has(~ hr)", "p1 p2"},
      {"nav:has(li > b)", "n"},
      {"div:has(li > b)", ""},
      {"ul:has(> li b, > p)", "u"},
      {"li:not(:has(a))", "l3"},
      {"nav:has(li:not(.x) a)", "n"},
      {"div:has(nav a)", ""},
      {"p, b", "b p1 p2 p3"},
      {"#\\70 1", "p1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.css);
    CHECK(matched(html, row.css) == row.ids);
  }
}

TEST_CASE("an escaped name and a name with a colon are found") {
  CHECK(matched("<p id=a class=md:flex></p><p id=b class=flex></p>", ".md\\:flex") == "a");
  CHECK(matched("<p id=a class=1st></p><p id=b></p>", ".\\31 st") == "a");
}

TEST_CASE("a later ancestor or sibling can still match when the nearest does not") {
  CHECK(matched("<div class=x><div class=a><div class=b><div class=a><p id=p></p></div></div></div></div>",
                ".x > .a p") == "p");
  CHECK(matched("<i class=x></i><i class=a></i><i></i><i class=a></i><i id=p></i>", ".x + .a ~ i:last-child") == "p");
  CHECK(matched("<div class=x></div><div class=a><div class=a><p id=p></p></div></div>", ".x + .a p") == "p");
  CHECK(matched("<div class=y><i class=x></i><b><i class=x></i><u><p id=p></p></u></b></div>", ".y > .x ~ b p") == "p");
  CHECK(matched("<div class=y><section><i class=x></i><b></b><u><p id=p></p></u></section></div>", ".y > .x ~ u p") ==
        "");
}

TEST_CASE("what is not understood is a fault that says where and what to write") {
  struct Row {
    const char* css;
    std::size_t offset, length;
    const char* message;
  };
  const Row rows[] = {
      {"", 0, 1, "a selector is missing here"},
      {"a,,b", 2, 1, "a selector is missing here"},
      {"a >", 2, 1, "nothing follows '>'"},
      {"> a", 0, 1, "a selector cannot begin with '>'"},
      {"a > > b", 4, 1, "'>' cannot stand here"},
      {"nav:contains(x)", 3, 9, "':contains' is not supported"},
      {"p:nth-child(2)", 1, 10, "':nth-child' is not supported"},
      {"p::before", 1, 8, "'::before' is not supported"},
      {"p:", 1, 1, "a name must follow ':'"},
      {"p:not", 1, 4, "':not' needs selectors in parentheses"},
      {"p:not(a", 5, 1, "'(' is not closed"},
      {"p:is()", 5, 1, "a selector is missing here"},
      {"a)", 1, 1, "')' has no '(' before it"},
      {"div:has(p:has(a))", 9, 4, "':has' cannot stand inside ':has'"},
      {"a:not(:not(:not(:not(:not(b)))))", 21, 4, "functions are nested too deep"},
      {".", 0, 1, "a name must follow '.'"},
      {".1st", 0, 1, "a name must follow '.'"},
      {"[class", 0, 1, "'[' is not closed"},
      {"[=a]", 0, 1, "an attribute name must follow '['"},
      {"[class!=a]", 6, 1, "'!' cannot stand here"},
      {"[class=a b]", 9, 1, "'b' cannot stand here"},
      {"[class=]", 0, 7, "the attribute has no value"},
      {"[class='a]", 7, 1, "the string is not closed"},
      {"a|b", 1, 1, "'|' cannot stand here"},
      {".a*", 2, 1, "'*' cannot stand here"},
      {"p!", 1, 1, "'!' cannot stand here"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.css);
    const auto fault = check_selector(row.css);
    REQUIRE(fault.has_value());
    CHECK(fault->message == row.message);
    CHECK(fault->offset == row.offset);
    CHECK(fault->length == row.length);
    CHECK(parse_selector(row.css).empty());
  }
  CHECK(check_selector("nav:contains(x)")->help == "use has = ['...'] beside css");
  CHECK_FALSE(check_selector("a:not(:not(:not(:not(b))))").has_value());
}

TEST_CASE("a selector may have 20 compounds and no more") {
  std::string css = "a";
  for (int i = 1; i < 20; ++i) css += " a";
  CHECK_FALSE(check_selector(css).has_value());
  CHECK(check_selector(css + ", " + css) == std::nullopt);
  const auto fault = check_selector(css + " b");
  REQUIRE(fault.has_value());
  CHECK(fault->message == "the selector has more than 20 compounds");
  CHECK(fault->offset == 40);
}

TEST_CASE("many descendants over a deep page cost no more than compounds x depth") {
  std::string html;
  for (int i = 0; i < 200; ++i) html += "<div class=a>";
  html += "<p id=p></p>";
  for (int i = 0; i < 200; ++i) html += "</div>";
  const Page page = tree_page(html);
  std::string css = ".none";
  for (int i = 0; i < 10; ++i) css += " .a";
  const SelectorList selectors = parse_selector(css + " p");
  Matcher matcher(page);
  CHECK_FALSE(matcher.matches(selectors, static_cast<std::uint32_t>(page.elements.size()) - 1));
  CHECK(matcher.steps() < 12 * 220 * 2);
}

TEST_CASE(":has on a chain of nested elements is answered for all of them in one pass") {
  std::string html;
  for (int i = 0; i < 500; ++i) html += "<div>";
  for (int i = 0; i < 500; ++i) html += "</div>";
  const Page page = tree_page(html);
  const SelectorList selectors = parse_selector("div:has(div > p)");
  Matcher matcher(page);
  for (std::uint32_t i = 0; i < page.elements.size(); ++i) CHECK_FALSE(matcher.matches(selectors, i));
  CHECK(matcher.steps() < 10 * page.elements.size());
}

TEST_CASE("closest looks at the element first, then upwards") {
  const Page page = tree_page("<div id=o class=x><ul id=i class=x><li id=l></li></ul></div>");
  Matcher matcher(page);
  const auto id = [&](std::uint32_t element) {
    return element == kNone ? std::string("none") : ids_of(page, {element});
  };
  CHECK(id(matcher.closest(parse_selector(".x"), 4)) == "i");
  CHECK(id(matcher.closest(parse_selector("li, .x"), 4)) == "l");
  CHECK(id(matcher.closest(parse_selector("div"), 4)) == "o");
  CHECK(id(matcher.closest(parse_selector("nav"), 4)) == "none");
}

}  // namespace
}  // namespace dehusk
