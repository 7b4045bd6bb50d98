#include "catch.h"
#include "pages.h"
#include "run.h"

using namespace dehusk;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("help names what a person needs, on standard output") {
  const Shell shell;
  const Ran ran = shell.run("dehusk --help");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err.empty());
  for (const char* word : {"Usage: dehusk", "Examples:", "--to ", "--in ", "--rules", "--keep-husk",
                           "-o, --output FILE", "explain", "DEHUSK_", "Exit codes:"}) {
    CAPTURE(word);
    CHECK(has(ran.out, word));
  }
  std::size_t begin = 0;
  for (std::size_t end = ran.out.find('\n'); end != std::string::npos;
       begin = end + 1, end = ran.out.find('\n', begin)) {
    CAPTURE(ran.out.substr(begin, end - begin));
    CHECK(end - begin <= 120);
  }
}

TEST_CASE("every command has its help") {
  const Shell shell;
  for (const std::string command :
       {"clean", "explain", "test", "accept", "lint", "rules list", "rules show", "version", "rules"}) {
    CAPTURE(command);
    const Ran ran = shell.run("dehusk " + command + " --help");
    CHECK(ran.exit_code == 0);
    CHECK(has(ran.out, "Usage: dehusk "));
    CHECK(has(ran.out, "-h, --help"));
    CHECK(shell.run("dehusk help " + command).out == ran.out);
  }
}

TEST_CASE("a mistake in the arguments is exit code 2, and says what to do") {
  const Shell shell;
  for (const char* command :
       {"dehusk --nonsense", "dehusk --to pdf", "dehusk --in", "dehusk --risk none", "dehusk --keep-husk nav,menu",
        "dehusk --max-removed 2", "dehusk --timeout soon", "dehusk --max-bytes lots", "dehusk rules",
        "dehusk rules show", "dehusk explain --block x", "dehusk explain --format xml", "DEHUSK_TO=pdf dehusk",
        "dehusk test --format xml", "dehusk lint --fail-level none", "dehusk --stages text,none"}) {
    CAPTURE(command);
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out.empty());
    CHECK(has(ran.err, "dehusk: "));
    CHECK(has(ran.err, "--help"));
  }
}

TEST_CASE("the version tells the program and the rules") {
  const Shell shell;
  shell.put("own.toml", kRules);
  const Ran ran = shell.run("dehusk --version -r own.toml");
  CHECK(ran.exit_code == 0);
  CHECK(has(ran.out, "dehusk "));
  CHECK(has(ran.out, "sha256:"));
  CHECK(has(ran.out, "(1 rule"));
  CHECK(shell.run("dehusk -V -r own.toml").out == ran.out);
  CHECK(shell.run("dehusk -V").out != ran.out);
  CHECK(has(shell.run("dehusk --version --json").out, "{\"version\":\""));
}

TEST_CASE("at a terminal without a page the program explains itself") {
  const Shell shell;
  const Ran ran =
      shell.run("command -v script >/dev/null || { echo Usage: dehusk; exit 2; }; script -qec \"'" DEHUSK_PROGRAM
                "'\" /dev/null < /dev/null");
  CHECK(has(ran.out, "Usage: dehusk"));
  CHECK(ran.exit_code == 2);
}
