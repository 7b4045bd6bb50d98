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

TEST_CASE("a mistake is told in words of flags and values") {
  const Shell shell;
  struct Row {
    std::string command, want;
  };
  const Row rows[] = {
      {"dehusk --nonsense", "there is no flag '--nonsense'"},
      {"dehusk --max-byte=3", "there is no flag '--max-byte'; did you mean '--max-bytes'?"},
      {"dehusk test page.html", "'page.html' is one word too many"},
      {"dehusk --in", "--in needs a value"},
      {"dehusk -o", "--output needs a value"},
      {"dehusk --to text --to json", "--to is given more than once"},
      {"dehusk --max-removed 2", "--max-removed: '2' is no number from 0 to 1"},
      {"dehusk --max-removed lots", "--max-removed: 'lots' is no number from 0 to 1"},
      {"dehusk --max-depth 3", "--max-depth: '3' is no number from 8 to 100000"},
      {"dehusk --max-bytes lots", "--max-bytes: 'lots' is no size like 500K or 16M"},
      {"dehusk explain --block x", "--block: 'x' is no whole number"},
      {"dehusk explain --block -1", "--block: '-1' is no whole number"},
      {"dehusk --links=maybe", "--links: 'maybe' is neither true nor false"},
      {"DEHUSK_QUIET=maybe dehusk", "--quiet: 'maybe' is neither true nor false"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.command);
    const Ran ran = shell.run(row.command);
    CHECK(ran.exit_code == 2);
    CHECK(ran.err.substr(0, ran.err.find('\n')) == "dehusk: " + row.want);
  }
}

TEST_CASE("a size is a number of bytes, with a unit or without, and never zero") {
  const Shell shell;
  for (const char* size : {"1", "500b", "16M", "16m", "'16 MB'", "2GiB", "3ki"}) {
    CAPTURE(size);
    CHECK(shell.run("echo Rain fell. | dehusk --max-bytes " + std::string(size)).exit_code == 0);
  }
  for (const char* size : {"0", "-5", "0M", "M", "5X", "5bb", "1.5M", "99999999999999999999", "9999T"}) {
    CAPTURE(size);
    const Ran ran = shell.run("dehusk --max-bytes=" + std::string(size));
    CHECK(ran.exit_code == 2);
    CHECK(has(ran.err, "--max-bytes: "));
  }
  CHECK(shell.run("echo Rain fell. | dehusk --max-bytes 4").out == "Rain\n");
}

TEST_CASE("a variable that no flag answers to is told of, and does nothing") {
  const Shell shell;
  const Ran ran = shell.run("export DEHUSK_MAXBYTES=4; echo Rain fell. | dehusk");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out == "Rain fell.\n");
  CHECK(ran.err == "dehusk: DEHUSK_MAXBYTES is set, but no flag has that name; did you mean DEHUSK_MAX_BYTES?\n");
  for (const char* command : {"DEHUSK_MAX_BYTES=99 dehusk", "DEHUSK_BLOCK=1 dehusk", "DEHUSK_CORPORA=x dehusk",
                              "DEHUSK_NONSENSE=1 dehusk -q"}) {
    CAPTURE(command);
    CHECK(shell.run(command).err.empty());
  }
}

TEST_CASE("a mistyped command is no file") {
  const Shell shell;
  shell.put("lnit", "Rain fell.\n");
  const Ran ran = shell.run("dehusk clena page.html");
  CHECK(ran.exit_code == 2);
  CHECK(ran.err == "dehusk: there is no file or command 'clena'; did you mean 'dehusk clean'?\n");
  CHECK(has(shell.run("dehusk rule list").err, "did you mean 'dehusk rules'?"));
  CHECK(shell.run("dehusk lnit").out == "Rain fell.\n");
  for (const char* file : {"clean.html", "./clena", "somewhere"}) {
    CAPTURE(file);
    CHECK(shell.run("dehusk " + std::string(file)).exit_code == 4);
  }
}

TEST_CASE("who checks rules where there are none hears that the built-in ones are checked") {
  const Shell shell;
  for (const char* command : {"dehusk lint", "dehusk test"}) {
    CAPTURE(command);
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 0);
    CHECK(has(ran.err, "dehusk: there is no folder rules/ here: these are the rules built into dehusk\n"));
  }
  CHECK(shell.run("dehusk lint --schema").err.empty());
  shell.put("rules/own.toml", kRules);
  CHECK(shell.run("dehusk lint").err.empty());
  CHECK(shell.run("dehusk lint -r rules/own.toml").err.empty());
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
