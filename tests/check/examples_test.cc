#include "check/examples.h"

#include "catch.h"

namespace dehusk {
namespace {

// The rules of a file that is all in here; examples may be wrong, the file may not.
Pack pack_of(const std::string& rules) {
  Pack pack;
  std::vector<Fault> faults;
  const int exit_code = load_pack(
      std::vector<RuleSource>{{"rules/test.toml", "dehusk = 1\n[pack]\nname = 'test'\n" + rules}}, pack, faults);
  INFO(to_text(faults));
  REQUIRE(exit_code == 0);
  return pack;
}

std::string rule_of(const std::string& rest) {
  return "[[rule]]\nid = 'x/y'\nwhy = 'Test'\nhusk = 'nav'\nrisk = 'low'\n" + rest;
}

// "remove[0]: ok", "keep[0]: must stay 'a'", one a line.
std::string outcome(const Pack& pack) {
  std::string out;
  for (const ExampleResult& result : run_examples(pack, "")) {
    out += result.name + ':';
    if (result.passed()) out += " ok";
    for (const Failure& failure : result.failures) out += ' ' + failure.wish + " '" + failure.text + '\'';
    out += '\n';
  }
  return out;
}

TEST_CASE("a rule that does what its examples say passes them") {
  CHECK(
      outcome(pack_of(rule_of("is = ['Home', 'World']\nremove = ['Home', '''\nHome\nWorld\n''']\nkeep = ['Home rule']\n"
                              "[[rule.case]]\ntext = '''\n- Home\n  Rain fell.\n'''\n"))) ==
      "remove[0]: ok\nremove[1]: ok\nkeep[0]: ok\ncase 1: ok\n");
}

TEST_CASE("an example that fails names the line and what must become of it") {
  CHECK(outcome(pack_of(
            rule_of("starts = ['Home']\nremove = ['Home', '''\nHome\nWorld\n''']\nkeep = ['Home rule is debated']\n"
                    "[[rule.case]]\nname = 'n'\ntext = '''\n- Rain\n  Home\n'''\n"))) ==
        "remove[0]: ok\nremove[1]: must go 'World'\nkeep[0]: must stay 'Home rule is debated'\n"
        "case 1 \"n\": must go 'Rain' must stay 'Home'\n");
}

TEST_CASE("a failure says what took the line, or what stood in the way") {
  const Pack pack = pack_of(rule_of(
      "starts = ['Home']\nmax_words = 2\nremove = ['Home', 'Home is where the heart is']\nkeep = ['Home rule']\n"));
  const std::vector<ExampleResult> results = run_examples(pack, "");
  REQUIRE(results.size() == 3);
  CHECK(results[1].failures.at(0).fact.find("max_words") != std::string::npos);
  CHECK(results[2].failures.at(0).fact.find("starts[0]") != std::string::npos);
  CHECK(results[2].file == "rules/test.toml");
  CHECK(results[2].line > 0);
}

TEST_CASE("a trim must leave exactly the text of its '+ ' line") {
  CHECK(outcome(pack_of(
            rule_of("action = 'trim'\nre = ['''[.](?P<cut>Photo: .*)$''']\nremove = ['It ended.Photo: X', 'It "
                    "ended.']\nkeep = ['Photo: X']\n"
                    "[[rule.case]]\ntext = '''\n- It ended.Photo: X\n+ It ended.\n  Photo: X\n'''\n"
                    "[[rule.case]]\ntext = '''\n- It ended.Photo: Y\n+ It ended\n- It ended.Photo: Z\n'''\n"))) ==
        "remove[0]: ok\nremove[1]: must change 'It ended.'\nkeep[0]: ok\ncase 1: ok\n"
        "case 2: must become 'It ended' must go 'It ended.Photo: Z'\n");
}

TEST_CASE("a css rule is tried on HTML") {
  CHECK(
      outcome(pack_of(rule_of(
          "css = ['nav']\nremove = ['<nav><p>Home</p></nav>', '<nav>Home</nav><p>Rain.</p>']\nkeep = ['<p>nav</p>']\n"
          "[[rule.case]]\nhtml = '<nav husk>Home</nav><p>Rain.</p>'\n"
          "[[rule.case]]\nhtml = '<nav>Home</nav><p husk>Rain.</p>'\n"))) ==
      "remove[0]: ok\nremove[1]: must go 'Rain.'\nkeep[0]: ok\ncase 1: ok\ncase 2: must stay 'Home' must go 'Rain.'\n");
}

TEST_CASE("for a keep rule, what must go is what must be protected") {
  CHECK(
      outcome(pack_of(rule_of(
          "action = 'keep'\nis = ['Home']\nremove = ['''\nHome\nWorld\n''', 'World']\nkeep = ['Worlds', 'Home']\n"))) ==
      "remove[0]: ok\nremove[1]: must be protected 'World'\nkeep[0]: ok\nkeep[1]: must not be protected 'Home'\n");
}

TEST_CASE("page scope is taken as satisfied unless the case gives a url or a language") {
  CHECK(outcome(pack_of(rule_of("hosts = ['example.org']\nis = ['Home']\nremove = ['Home']\nkeep = ['World']\n"
                                "[[rule.case]]\nurl = 'https://www.example.org/a'\ntext = '''\n- Home\n'''\n"
                                "[[rule.case]]\nurl = 'https://example.com/a'\ntext = '''\n  Home\n'''\n"))) ==
        "remove[0]: ok\nkeep[0]: ok\ncase 1: ok\ncase 2: ok\n");
}

TEST_CASE("drafts and marks are tried as if they were awake") {
  CHECK(outcome(pack_of(rule_of("status = 'draft'\nis = ['Home']\nremove = ['Home']\nkeep = ['World']\n"))) ==
        "remove[0]: ok\nkeep[0]: ok\n");
  CHECK(outcome(pack_of(rule_of("action = 'mark'\nis = ['Home']\nremove = ['Home']\nkeep = ['World']\n"))) ==
        "remove[0]: ok\nkeep[0]: ok\n");
}

TEST_CASE("budgets are off: an example is one block long") {
  CHECK(outcome(pack_of(rule_of(
            "is = ['Home']\nmax_share = 0.01\nmax_hits = 1\nremove = ['''\nHome\nHome\n''']\nkeep = ['World']\n"))) ==
        "remove[0]: ok\nkeep[0]: ok\n");
}

TEST_CASE("only the rules that are asked for are tried") {
  const Pack pack = pack_of(rule_of("is = ['Home']\nremove = ['Home']\nkeep = ['World']\n"));
  CHECK(run_examples(pack, "x/*").size() == 2);
  CHECK(run_examples(pack, "nav/*").empty());
}

}  // namespace
}  // namespace dehusk
