// What a run does that is stopped before its end, or started without its standard streams.
#include "catch.h"
#include "cli/run.h"

using namespace dehusk;

namespace {

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const std::string kGood = "{\"id\":1,\"html\":\"<p>The ferry sails at six in the morning.\"}\n";

}  // namespace

TEST_CASE("a standard stream that is closed is not taken for a file of the run") {
  const Shell shell;
  shell.put("a.jsonl", kGood);
  const Ran deaf = shell.run("dehusk --in jsonl <&-");
  CHECK(deaf.exit_code == 4);
  CHECK(says(deaf.err, "standard input: cannot read"));
  CHECK(shell.run("dehusk a.jsonl >&-").exit_code == 5);
  CHECK(shell.run("dehusk -o clean.jsonl missing a.jsonl 2>&-").exit_code == 4);
  CHECK(shell.get("clean.jsonl").starts_with("{\"id\":1,"));
  CHECK(shell.run("dehusk -f -o clean.jsonl a.jsonl <&- >&- 2>&-").exit_code == 0);
  CHECK(shell.get("clean.jsonl").starts_with("{\"id\":1,"));
}

TEST_CASE("an output is not named if errors end the run before its end") {
  const Shell shell;
  shell.put("a.jsonl", kGood + "{bad\n" + kGood);
  for (const std::string flags : {"--max-errors 0", "--on-error fail"}) {
    CAPTURE(flags);
    const Ran ran = shell.run("dehusk " + flags + " -o clean.jsonl a.jsonl");
    CHECK(ran.exit_code == 1);
    CHECK(says(ran.err, "clean.jsonl: not written"));
    CHECK_FALSE(shell.has("clean.jsonl"));
    CHECK(shell.count_files() == 1);
  }
  // A share of errors is known at the end only: then all is there.
  CHECK(shell.run("dehusk --max-errors 1% -o clean.jsonl a.jsonl").exit_code == 1);
  CHECK(shell.has("clean.jsonl"));
}

TEST_CASE("an input that a run has not come to the end of gets its line") {
  const Shell shell;
  shell.put("a.jsonl", kGood + "{bad\n" + kGood);
  shell.put("b.jsonl", kGood);
  const Ran ran = shell.run("dehusk --max-errors 0 --out-dir clean b.jsonl a.jsonl");
  CHECK(ran.exit_code == 1);
  CHECK(says(ran.out, "done\tb.jsonl\tclean/b.jsonl\t1\t1\t0\t"));
  CHECK(says(ran.out, "failed\ta.jsonl\t\t2\t2\t1\t"));
  CHECK(says(ran.out, "the run has ended before it"));
  CHECK_FALSE(shell.has("clean/a.jsonl"));
}

TEST_CASE("two outputs cannot be one file") {
  const Shell shell;
  shell.put("a.jsonl", kGood);
  const Ran ran = shell.run("dehusk -f -o x --summary x a.jsonl");
  CHECK(ran.exit_code == 2);
  CHECK(says(ran.err, "--output and --summary name the same file"));
  CHECK(shell.run("dehusk -f -o x --errors-to x a.jsonl").exit_code == 2);
  CHECK(shell.run("dehusk -f -o /dev/null --errors-to /dev/null a.jsonl").exit_code == 0);
  CHECK(shell.run("dehusk --errors-to fd:2 --summary fd:2 a.jsonl").exit_code == 0);
}
