#include "catch.h"
#include "pages.h"
#include "run.h"

using namespace dehusk;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

struct PageShell : Shell {
  PageShell() {
    put("page.html", kPage);
    put("own.toml", kRules);
  }
};

}  // namespace

TEST_CASE("explain shows the page with its rules, plain in a pipe and coloured on request") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk explain -r own.toml page.html");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err.empty());
  CHECK(has(ran.out, "1 - own/nav \xE2\x94\x82 Home\n"));
  CHECK(has(ran.out, "own.toml:5"));
  CHECK_FALSE(has(ran.out, "\x1b"));
  CHECK(has(shell.run("dehusk explain --color always -r own.toml page.html").out, "\x1b["));
  CHECK(shell.run("dehusk explain -r own.toml < page.html").out == ran.out);
  CHECK_FALSE(has(shell.run("dehusk explain --removed -r own.toml page.html").out, "Rain fell"));
}

TEST_CASE("a block can be asked for by number, line and words") {
  const PageShell shell;
  for (const char* question : {"--block 1", "--line 1", "--text home"}) {
    CAPTURE(question);
    const Ran ran = shell.run(std::string("dehusk explain -r own.toml page.html ") + question);
    CHECK(ran.exit_code == 0);
    CHECK(has(ran.out, "block 1 (source line 1)"));
    CHECK(has(ran.out, "taken by own/nav  own.toml:5"));
  }
  CHECK(has(shell.run("dehusk explain -r own.toml page.html --line 2").out, "kept: no rule took it"));
  for (const char* question : {"--block 99", "--line 99", "--text nowhere", "--rule own/none"}) {
    CAPTURE(question);
    const Ran ran = shell.run(std::string("dehusk explain -r own.toml page.html ") + question);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out.empty());
    CHECK_FALSE(ran.err.empty());
  }
}

TEST_CASE("a rule can be asked for, and JSON") {
  const PageShell shell;
  CHECK(has(shell.run("dehusk explain -r own.toml --rule own/nav page.html").out, "Home\n"));
  CHECK(has(shell.run("dehusk explain -r own.toml --format json page.html").out,
            R"("cuts":[{"rule":"own/nav","file":"own.toml","line":5)"));
  CHECK(has(shell.run("dehusk explain -r own.toml --format json --block 1 page.html").out, R"("near":[)"));
}

TEST_CASE("a page that is not there is exit code 4, two pages are usage") {
  const PageShell shell;
  CHECK(shell.run("dehusk explain nothere.html").exit_code == 4);
  CHECK(shell.run("dehusk explain page.html page.html").exit_code == 2);
}

TEST_CASE("the commands of rule authors are there") {
  const PageShell shell;
  CHECK(shell.run("dehusk lint -r own.toml").exit_code == 0);
  CHECK(has(shell.run("dehusk rules list -r own.toml").out, "own/nav"));
  CHECK(has(shell.run("dehusk rules show -r own.toml own/nav").out, "why = 'Menu'"));
  CHECK(shell.run("dehusk rules show -r own.toml own/none").exit_code == 2);
  CHECK(shell.run("dehusk test -r own.toml --allow-empty").exit_code == 0);
  CHECK(shell.run("dehusk accept -r own.toml").exit_code == 2);
}
