// Which rules are in force on a page.

#include "catch.h"
#include "clean/pages.h"
#include "clean/stage.h"

namespace dehusk {
namespace {

std::string active_of(const RuleSet& rules, const Page& page, const CleanOptions& options = {}) {
  Scene scene{page, rules, options, {}, {}, {}, {}};
  decide_scope(scene);
  std::string active;
  for (RuleId id = 0; id < rules.rules().size(); ++id)
    if (scene.active[id]) active += (active.empty() ? "" : " ") + rules.rule(id).id;
  return active;
}

Page page_at(const std::string& host, const std::string& path, const std::string& lang = "") {
  Page page = page_of("One");
  if (!host.empty()) page.url = "https://" + host + path;
  page.host = host;
  page.path = path;
  page.lang = lang;
  return page;
}

bool holds_scope(const std::string& keys, const Page& page) {
  return active_of(rules_of("[[rule]]\nid = 'a'\nis = ['x']\n" + keys), page) == "a";
}

TEST_CASE("scope keys say where a rule is in force") {
  const Page dw = page_at("p.dw.example", "/en/a-1?x=2", "en");
  const Page nowhere = page_at("", "");
  struct Row {
    std::string keys;
    const Page& page;
    bool holds;
  };
  const Row rows[] = {
      {"", dw, true},
      {"hosts = ['dw.example']", dw, true},
      {"hosts = ['DW.example']", dw, true},
      {"hosts = ['w.example']", dw, false},
      {"hosts = ['=dw.example']", dw, false},
      {"hosts = ['=p.dw.example']", dw, true},
      {"hosts = ['other.example', 'dw.example']", dw, true},
      {"hosts = ['dw.example']", nowhere, false},
      {"not_hosts = ['dw.example']", dw, false},
      {"not_hosts = ['dw.example']", nowhere, true},
      {"not_hosts = ['other.example']", dw, true},
      {"paths = ['^/en/.*-\\d']", dw, true},
      {"paths = ['x=2$']", dw, true},
      {"paths = ['^/de/']", dw, false},
      {"paths = ['.']", nowhere, false},
      {"not_paths = ['^/en/']", dw, false},
      {"not_paths = ['^/en/']", nowhere, true},
      {"lang = ['de', 'en']", dw, true},
      {"lang = ['de']", dw, false},
      {"lang = ['de']", nowhere, true},
      {"not_lang = ['en']", dw, false},
      {"not_lang = ['en']", nowhere, true},
      {"input = 'text'", dw, true},
      {"input = 'html'", dw, false},
      {"hosts = ['dw.example']\nlang = ['de']", dw, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.keys);
    CHECK(holds_scope(row.keys, row.page) == row.holds);
  }
}

TEST_CASE("a site is on by its host; by its marks only where the host is unknown") {
  const RuleSet rules = rules_of(
      "[sites.gazette]\nhosts = ['gazette.example']\nmarks = ['Skip to more Gazette pages']\n"
      "[sites.other]\nhosts = ['other.example']\n"
      "[[rule]]\nid = 'a'\nsite = 'gazette'\nis = ['x']\n[[rule]]\nid = 'b'\nsite = ['other', 'gazette']\nis = ['x']\n"
      "[[rule]]\nid = 'c'\nsite = 'other'\nis = ['x']\n");
  CHECK(active_of(rules, page_at("www.gazette.example", "/")) == "a b");
  CHECK(active_of(rules, page_at("third.example", "/")) == "");
  CHECK(active_of(rules, page_of("Home\n3. skip to more  gazette pages\nRain")) == "a b");
  CHECK(active_of(rules, page_of("Home\nSkip to more Gazette pagesets")) == "");
  Page marked = page_of("Skip to more Gazette pages");
  marked.host = "third.example";
  CHECK(active_of(rules, marked) == "");
}

TEST_CASE("status, risk and kept husk switch rules off, but never a rule that takes nothing") {
  const RuleSet rules = rules_of(
      "[[rule]]\nid = 'low'\nrisk = 'low'\nis = ['x']\n[[rule]]\nid = 'medium'\nis = ['x']\n[[rule]]\nid = "
      "'high'\nrisk = 'high'\nis = ['x']\n"
      "[[rule]]\nid = 'keep'\nrisk = 'high'\naction = 'keep'\nis = ['x']\n[[rule]]\nid = 'draft'\nstatus = 'draft'\nis "
      "= ['x']\n"
      "[[rule]]\nid = 'old'\nstatus = 'deprecated'\nnote = 'gone'\nis = ['x']\n[[override]]\nid = 'off'\nenabled = "
      "false\n[[rule]]\nid = 'off'\nis = ['x']\n");
  const Page page = page_of("x");
  CleanOptions options;
  CHECK(active_of(rules, page, options) == "low medium keep draft old");
  options.max_risk = Risk::low;
  CHECK(active_of(rules, page, options) == "low keep");
  options.max_risk = Risk::high;
  CHECK(active_of(rules, page, options) == "low medium high keep draft old");
  options.keep_husk = bit(Husk::nav);
  CHECK(active_of(rules, page, options) == "keep");
  options.keep_husk = bit(Husk::ad);
  CHECK(active_of(rules, page, options) == "low medium high keep draft old");
}

TEST_CASE("an example runs one rule, its scope taken as satisfied") {
  const RuleSet rules =
      rules_of("[[rule]]\nid = 'a'\nhosts = ['a.example']\nis = ['x']\n[[rule]]\nid = 'b'\nis = ['x']\n");
  CleanOptions options;
  options.only = 0;
  CHECK(active_of(rules, page_of("x"), options) == "");
  options.scope_holds = true;
  CHECK(active_of(rules, page_of("x"), options) == "a");
}

}  // namespace
}  // namespace dehusk
