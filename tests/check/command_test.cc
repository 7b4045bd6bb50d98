#include <unistd.h>

#include <filesystem>

#include "catch.h"
#include "check/commands.h"
#include "check/files.h"

namespace dehusk {
namespace {

constexpr std::string_view kRule =
    "dehusk = 1\n[pack]\nname = 'test'\n\n"
    "[[rule]]\nid = 'nav/home'\nwhy = 'Menu'\nhusk = 'nav'\nrisk = 'low'\nwas = ['nav/old-home']\nis = ['Home', "
    "'World']\nmax_share = 1.0\n"
    "remove = ['Home', 'World']\nkeep = ['Rain fell.']\n";

constexpr std::string_view kPage =
    "Home\n\nRain fell on the hills for the third day, and the river rose to the first step of the church.\n\n"
    "The bridge was closed at noon, and people walked over the old weir instead to reach the town.\n\nWorld\n";

// A checkout of rules and one fixture in a directory of its own.
struct Checkout {
  explicit Checkout(const std::string& name)
      : root(
            (std::filesystem::temp_directory_path() / ("dehusk_command_" + name + std::to_string(getpid()))).string()) {
    std::filesystem::remove_all(root);
    put("rules/a.toml", kRule);
    put("fixtures/hill/rain/page.txt", kPage);
  }
  ~Checkout() { std::filesystem::remove_all(root); }
  Checkout(const Checkout&) = delete;
  Checkout& operator=(const Checkout&) = delete;

  void put(const std::string& file, std::string_view text) const { REQUIRE(write_file(root + '/' + file, text)); }
  [[nodiscard]] std::string get(const std::string& file) const {
    return read_file(root + '/' + file).value_or("(none)");
  }
  [[nodiscard]] Selection selection() const { return {{root + "/rules"}, root + "/fixtures", "", ""}; }

  int test(Format format = Format::human) {
    TestOptions options;
    options.selection = selection();
    options.format = format;
    options.pending = root + "/pending";
    return test(options);
  }
  int test(const TestOptions& options) {
    out.clear();
    err.clear();
    return run_test(options, out, err);
  }
  [[nodiscard]] AcceptOptions accepting(ChangeSet changes) const {
    AcceptOptions options;
    options.selection = selection();
    options.changes = changes;
    options.pending = root + "/pending";
    return options;
  }
  int accept(const AcceptOptions& options) {
    out.clear();
    err.clear();
    return run_accept(options, out, err);
  }
  // A want.husk as the rules above fulfil it.
  void settle() {
    CHECK(test() == 1);
    CHECK(accept(accepting(bit(Change::fresh))) == 0);
    CHECK(test() == 0);
  }

  std::string root, out, err;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const std::string kWant = "fixtures/hill/rain/want.husk";

TEST_CASE("a page without a want.husk is new, and accepted as it is") {
  Checkout checkout("new");
  CHECK(checkout.test() == 1);
  CHECK(has(checkout.out, "NEW "));
  CHECK(checkout.accept(checkout.accepting(bit(Change::removed))) == 0);
  CHECK(checkout.get(kWant) == "(none)");
  CHECK(checkout.accept(checkout.accepting(bit(Change::fresh))) == 0);
  CHECK(has(checkout.get(kWant), "- nav/home                      | Home\n"));
  CHECK(checkout.test() == 0);
  CHECK(has(checkout.out, "all as expected"));
}

TEST_CASE("each class of change is shown, fails the test and can be accepted by itself") {
  struct Row {
    std::string from, to;  // in the want.husk
    Change change;
    std::string shown;
  };
  const Row rows[] = {
      {"- nav/home                      | Home", "                                | Home", Change::removed,
       "newly removed  (content may be lost"},
      {"                                | Rain", "- nav/home                      | Rain", Change::back,
       "back again     (husk is left in)"},
      {"- nav/home                      | World", "- nav/old-home                  | World", Change::relabelled,
       "nav/old-home -> nav/home"},
      {"                                | Rain fell on the hills",
       "                                | Rain fell on hills", Change::split, "split or merged"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.shown);
    Checkout checkout("classes");
    checkout.settle();
    const std::string want = checkout.get(kWant);
    checkout.put(kWant, replaced(want, row.from, row.to));
    CHECK(checkout.test() == 1);
    CHECK(has(checkout.out, row.shown));
    const ChangeSet others = static_cast<ChangeSet>(kAllChanges & ~bit(row.change));
    CHECK(checkout.accept(checkout.accepting(others)) == 0);
    CHECK(has(checkout.out, "accepted nothing"));
    CHECK(has(checkout.out, "left: 1 "));
    CHECK(checkout.accept(checkout.accepting(bit(row.change))) == 0);
    CHECK(checkout.get(kWant) == want);
    CHECK(checkout.test() == 0);
  }
}

TEST_CASE("known misses and losses do not fail; a mark that no longer holds is named and pruned") {
  Checkout checkout("marks");
  checkout.settle();
  const std::string want = checkout.get(kWant);
  std::string marked =
      replaced(want, "                                | Rain", "!                               | Rain");
  checkout.put(kWant, marked);
  CHECK(checkout.test() == 0);
  CHECK(has(checkout.out, "known misses 1"));
  marked = replaced(want, "- nav/home                      | Home", "!                               | Home");
  checkout.put(kWant, marked);
  CHECK(checkout.test() == 0);
  CHECK(has(checkout.out, "1 fixed"));
  AcceptOptions prune = checkout.accepting(0);
  prune.prune = true;
  CHECK(checkout.accept(prune) == 0);
  CHECK(checkout.get(kWant) == want);
}

TEST_CASE("an expectation without a page is named and pruned") {
  Checkout checkout("orphan");
  checkout.settle();
  checkout.put("fixtures/gone/want.husk", "#! dehusk want 1\n");
  CHECK(checkout.test() == 0);
  CHECK(has(checkout.out, "GONE "));
  AcceptOptions prune = checkout.accepting(0);
  prune.prune = true;
  CHECK(checkout.accept(prune) == 0);
  CHECK(checkout.get("fixtures/gone/want.husk") == "(none)");
}

TEST_CASE("what has not been seen is not accepted") {
  Checkout checkout("stale");
  const AcceptOptions all = checkout.accepting(kAllChanges);
  CHECK(checkout.accept(all) == 1);
  CHECK(has(checkout.err, "run `dehusk test` first"));
  CHECK(checkout.test() == 1);
  checkout.put("fixtures/hill/rain/page.txt", "Home\n\nSnow.\n");
  CHECK(checkout.accept(all) == 1);
  CHECK(has(checkout.err, "changed since `dehusk test`"));
  CHECK(checkout.test() == 1);
  checkout.put("rules/a.toml", replaced(std::string(kRule), "Menu", "Menus"));
  CHECK(checkout.accept(all) == 1);
  CHECK(has(checkout.err, "the rules changed"));
  CHECK(checkout.get(kWant) == "(none)");
}

TEST_CASE("accepting is refused in CI, without a class, without a terminal, and after a failed example") {
  Checkout checkout("refused");
  checkout.put("rules/a.toml", replaced(std::string(kRule), "keep = ['Rain fell.']", "keep = ['HOME']"));
  CHECK(checkout.test() == 1);
  AcceptOptions ci = checkout.accepting(kAllChanges);
  ci.is_ci = true;
  CHECK(checkout.accept(ci) == 2);
  CHECK(checkout.accept(checkout.accepting(0)) == 2);
  AcceptOptions asking = checkout.accepting(0);
  asking.interactive = true;
  CHECK(checkout.accept(asking) == 2);
  CHECK(checkout.accept(checkout.accepting(kAllChanges)) == 1);
  CHECK(has(checkout.err, "1 inline example failed"));
  AcceptOptions despite = checkout.accepting(kAllChanges);
  despite.despite_failures = true;
  CHECK(checkout.accept(despite) == 0);
  CHECK(checkout.get(kWant) != "(none)");
}

TEST_CASE("when asked, each change is taken or left by a key") {
  struct Row {
    std::string keys;
    int accepted;
  };
  for (const Row& row :
       {Row{"yn", 1}, Row{"ny", 1}, Row{"a", 2}, Row{"A", 2}, Row{"s", 0}, Row{"q", 0}, Row{"?yq", 1}, Row{"", 0}}) {
    CAPTURE(row.keys);
    Checkout checkout("asked");
    checkout.settle();
    std::string want = replaced(checkout.get(kWant), "- nav/home                      | Home",
                                "                                | Home");
    want = replaced(want, "- nav/home                      | World", "                                | World");
    checkout.put(kWant, want);
    CHECK(checkout.test() == 1);
    AcceptOptions asking = checkout.accepting(0);
    asking.interactive = true;
    asking.is_terminal = true;
    std::size_t next = 0;
    asking.ask = [&](const std::string&) -> std::optional<std::string> {
      if (next == row.keys.size()) return std::nullopt;
      return std::string(1, row.keys[next++]);
    };
    CHECK(checkout.accept(asking) == 0);
    CHECK(next == row.keys.size());
    const std::string now = checkout.get(kWant);
    const int going = (has(now, "| Home") && has(now, "- nav/home                      | Home") ? 1 : 0) +
                      (has(now, "- nav/home                      | World") ? 1 : 0);
    CHECK(going == row.accepted);
  }
}

TEST_CASE("exit codes tell wrong rules, wrong fixtures and wrong usage apart") {
  Checkout checkout("codes");
  checkout.put(kWant, "<<<<<<< HEAD\n");
  CHECK(checkout.test() == 4);
  CHECK(has(checkout.err, "merge-conflict"));
  checkout.put("rules/a.toml", "dehusk = 1\n[[rule]]\nid = 'x'\n");
  CHECK(checkout.test() == 3);
  TestOptions options;
  options.selection = checkout.selection();
  options.selection.rules = {checkout.root + "/none"};
  CHECK(checkout.test(options) == 2);
}

TEST_CASE("a filter that selects nothing is a usage error, unless that is allowed") {
  Checkout checkout("filters");
  checkout.settle();
  TestOptions options;
  options.selection = checkout.selection();
  options.pending = checkout.root + "/pending";
  options.selection.only = "appeal/*";
  CHECK(checkout.test(options) == 2);
  options.selection.only = "nav/*";
  CHECK(checkout.test(options) == 0);
  options.selection.fixture = "valley/*";
  CHECK(checkout.test(options) == 2);
  options.allow_empty = true;
  CHECK(checkout.test(options) == 0);
  options.selection.fixture = "hill/*";
  CHECK(checkout.test(options) == 0);
}

TEST_CASE("every format says which kind of difference it was") {
  Checkout checkout("formats");
  checkout.settle();
  checkout.put(kWant, replaced(checkout.get(kWant), "- nav/home                      | Home",
                               "                                | Home"));
  CHECK(checkout.test(Format::json) == 1);
  CHECK(has(checkout.out, "\"event\":\"change\""));
  CHECK(has(checkout.out, "\"change\":\"removed\",\"block\":0"));
  CHECK(has(checkout.out, "\"difference\":\"pages\",\"exit\":1}"));
  CHECK(checkout.test(Format::junit) == 1);
  CHECK(has(checkout.out, "tests=\"4\" failures=\"1\""));
  CHECK(has(checkout.out, "<failure message=\"1 newly removed\">"));
  CHECK(checkout.test(Format::tap) == 1);
  CHECK(has(checkout.out, "1..4\nok 1 - nav/home remove[0]\n"));
  CHECK(has(checkout.out, "not ok 4 - page "));
  CHECK(checkout.test(Format::github) == 1);
  CHECK(has(checkout.out, "/want.husk,line=3,"));
  CHECK(has(checkout.out, "newly removed, block 0, nav/home: Home"));
}

TEST_CASE("lint prints faults with their place and ends with 3 for errors, 1 for warnings if these count") {
  Checkout checkout("lint");
  LintOptions options;
  options.rules = {checkout.root + "/rules"};
  std::string out;
  std::string err;
  CHECK(run_lint(options, out, err) == 0);
  CHECK(has(out, "1 rule, 0 errors, 0 warnings"));
  checkout.put("rules/stray.yaml", "");
  options.fail_on_warnings = true;
  CHECK(run_lint(options, out, err) == 1);
  CHECK(has(out, "warning[W302]"));
  options.disable = {"W302"};
  CHECK(run_lint(options, out, err) == 0);
  checkout.put("rules/a.toml", replaced(std::string(kRule), "is = ", "iss = "));
  out.clear();
  options.format = Format::json;
  CHECK(run_lint(options, out, err) == 3);
  CHECK(has(out, "{\"code\":\"E102\",\"level\":\"error\""));
  options.format = Format::github;
  CHECK(run_lint(options, out, err) == 3);
  CHECK(has(out, "::error file="));
  options.schema = true;
  out.clear();
  CHECK(run_lint(options, out, err) == 0);
  CHECK(out.substr(0, 1) == "{");
}

TEST_CASE("rules are listed and shown, by their former name too") {
  Checkout checkout("rules");
  RulesOptions options;
  options.rules = {checkout.root + "/rules"};
  std::string out;
  std::string err;
  CHECK(run_rules_list(options, out, err) == 0);
  CHECK(has(out, "nav/home  nav"));
  CHECK(has(out, "a.toml:5"));
  options.only = "x/*";
  CHECK(run_rules_list(options, out, err) == 2);
  options.only = "nav/old-home";
  out.clear();
  CHECK(run_rules_show(options, out, err) == 0);
  CHECK(has(out, "nav/old-home is its former name"));
  CHECK(has(out, "[[rule]]\nid = 'nav/home'\n"));
  options.only = "nav/none";
  CHECK(run_rules_show(options, out, err) == 2);
  options.only = "nav/home";
  options.format = Format::json;
  out.clear();
  CHECK(run_rules_show(options, out, err) == 0);
  CHECK(has(out, "\"id\":\"nav/home\",\"husk\":\"nav\",\"risk\":\"low\""));
}

}  // namespace
}  // namespace dehusk
