#include <algorithm>

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
    put("in/a.html", kPage);
    put("in/b/c.html", kPage);
    put("in/lines.jsonl", "{\"text\":\"Rain fell.\"}\nbad\n{\"n\":1}\n");
  }
};

std::size_t count(const std::string& text, char c) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
}

}  // namespace

TEST_CASE("each input has its output under its own path, and a line about it") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk --out-dir out in/a.html in/b/c.html in/lines.jsonl");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err.empty());
  const std::string sizes = "\t1\t1\t0\t" + std::to_string(kPage.size()) + "\t" + std::to_string(kText.size()) + "\t\n";
  CHECK(ran.out.substr(0, ran.out.find("done\tin/lines")) ==
        "done\tin/a.html\tout/in/a.txt" + sizes + "done\tin/b/c.html\tout/in/b/c.txt" + sizes);
  CHECK(has(ran.out, "done\tin/lines.jsonl\tout/in/lines.jsonl\t3\t3\t1\t31\t"));
  CHECK(shell.get("out/in/a.txt") == kText);
  CHECK(shell.get("out/in/b/c.txt") == kText);
  CHECK(count(shell.get("out/in/lines.jsonl"), '\n') == 3);
  CHECK_FALSE(shell.has("out/in/a.txt.done"));
  const Ran packed =
      shell.run("dehusk --out-dir packed --compress gzip --to json in/a.html; gzip -dc packed/in/a.jsonl.gz");
  CHECK(has(packed.out, "\"id\":\"in/a.html\""));
  CHECK(has(shell.run("cd in; dehusk --out-dir ../up ../page.html ../in/../page.html; cat ../up/page.txt").out, kText));
}

TEST_CASE("the names of the inputs can come from a list, by lines or ended by NUL") {
  const PageShell shell;
  shell.put("list", "in/a.html\n\nin/b/c.html\n");
  for (const char* command :
       {"dehusk --out-dir out -f --files-from list", "dehusk --out-dir out -f --files-from - < list",
        "dehusk --out-dir out -f in/a.html --files-from - <<E\nin/b/c.html\nE\n",
        "printf 'in/a.html\\0in/b/c.html\\0' | dehusk --out-dir out -f -0 --files-from -"}) {
    CAPTURE(command);
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 0);
    CHECK(ran.err.empty());
    CHECK(count(ran.out, '\n') == 2);
    CHECK(has(ran.out, "done\tin/b/c.html\tout/in/b/c.txt\t1\t1\t0\t"));
  }
  const Ran joined = shell.run("dehusk --files-from list");
  CHECK(has(joined.out, "==> in/a.html <==\n"));
  CHECK(has(joined.out, "==> in/b/c.html <==\n"));
  CHECK(shell.run("dehusk --files-from /dev/null").out.empty());
  CHECK(shell.run("dehusk --files-from nowhere").exit_code == 4);
  CHECK(shell.run("dehusk --files-from in").exit_code == 4);
}

TEST_CASE("who sends names one by one gets each line before the next name has to come") {
  const PageShell shell;
  const Ran ran = shell.run(
      "mkfifo names lines; dehusk --out-dir out --files-from - < names > lines & exec 3> names 4< lines; "
      "echo in/a.html >&3; read line <&4; echo \"$line\"; echo in/b/c.html >&3; read line <&4; echo \"$line\"; "
      "exec 3>&-; wait");
  CHECK(has(ran.out, "done\tin/a.html"));
  CHECK(has(ran.out, "done\tin/b/c.html"));
}

TEST_CASE("a file costs only itself") {
  const PageShell shell;
  shell.put("again/a.html", kPage);
  shell.put("out/in/b/c.txt", "mine");
  const Ran ran =
      shell.run("dehusk --out-dir out nowhere.html in/b/c.html again/../in/a.html in/a.html in .//in/lines.jsonl");
  CHECK(ran.exit_code == 5);
  CHECK(has(ran.out, "failed\tnowhere.html\t\t0\t0\t0\t0\t0\tcannot read: No such file or directory\n"));
  CHECK(has(ran.out, "failed\tin/b/c.html\t\t0\t0\t0\t0\t0\tout/in/b/c.txt: the file exists; -f replaces it"));
  CHECK(has(ran.out, "done\tagain/../in/a.html\tout/in/a.txt\t1"));
  CHECK(has(ran.out, "failed\tin/a.html\t\t0\t0\t0\t0\t0\tout/in/a.txt is the output of another input already\n"));
  CHECK(has(ran.out, "failed\tin\t\t0\t0\t0\t0\t0\tcannot read: Is a directory\n"));
  CHECK(has(ran.out, "done\t.//in/lines.jsonl\tout/in/lines.jsonl\t"));
  CHECK(count(ran.err, '\n') == 4);
  CHECK(shell.get("out/in/b/c.txt") == "mine");
  CHECK(shell.run("dehusk --out-dir out nowhere.html").exit_code == 4);
  CHECK(shell.run("dehusk --out-dir out -f in/b/c.html; cat out/in/b/c.txt").out.find(kText) != std::string::npos);
  const Ran self = shell.run("cp page.html a.txt; dehusk --out-dir . -f a.txt");
  CHECK(self.exit_code == 5);
  CHECK(has(self.out, "./a.txt is the input itself"));
  CHECK(shell.get("a.txt") == kPage);
}

TEST_CASE("an input that is damaged gives what it has, and says so") {
  const PageShell shell;
  const Ran ran =
      shell.run("gzip -c page.html | head -c 150 > cut.html.gz; dehusk --out-dir out --compress none cut.html.gz");
  CHECK(ran.exit_code == 4);
  CHECK(has(ran.out, "damaged\tcut.html.gz\tout/cut.txt\t1\t"));
  CHECK(has(ran.out, "\tthe compressed bytes are cut off at byte 150\n"));
  CHECK(shell.has("out/cut.txt"));
}

TEST_CASE("what is there is passed over, and what is not whole is made") {
  const PageShell shell;
  shell.put("list", "in/a.html\nin/b/c.html\n");
  const std::string command = "dehusk --out-dir out --skip-existing --files-from list ";
  shell.run("dehusk --out-dir out in/a.html; echo mine > out/in/a.txt");
  const Ran ran = shell.run(command);
  CHECK(ran.exit_code == 0);
  CHECK(ran.err.empty());
  CHECK(has(ran.out, "skipped\tin/a.html\tout/in/a.txt\t0\t0\t0\t0\t0\t\n"));
  CHECK(has(ran.out, "done\tin/b/c.html\t"));
  CHECK(shell.get("out/in/a.txt") == "mine\n");
  // With markers an output is whole only if its marker is there too.
  CHECK(count(shell.run(command + "--done-markers").out, 'd') > 0);
  CHECK(shell.get("out/in/a.txt") == kText);
  CHECK(has(shell.run(command + "--done-markers").out, "skipped\tin/b/c.html"));
}

TEST_CASE("a marker tells what became of the records of its input") {
  const PageShell shell;
  const Ran ran =
      shell.run("dehusk -r own.toml --out-dir out --done-markers --log-format json in/lines.jsonl page.html");
  CHECK(ran.exit_code == 0);
  const std::string marker = shell.get("out/in/lines.jsonl.done");
  CHECK(has(marker,
            R"({"status":"done","input":"in/lines.jsonl","output":"out/in/lines.jsonl","detail":null,)"
            R"("records":{"in":3,"out":3,"cleaned":0,"unchanged":1,"empty":0,"passed":1,"skipped":0,"errors":1},)"
            R"("errors":{"bad_json":1},"bytes":{"in":31,"out":)"));
  CHECK(has(marker, R"("encodings":{"utf-8/declared":1},"rules":{},"rules_digest":"sha256:)"));
  CHECK(has(shell.get("out/page.txt.done"), R"("rules":{"own/nav":{"pages":1,"hits":1,"chars":)"));
  CHECK(has(
      ran.out,
      R"({"status":"done","input":"in/lines.jsonl","output":"out/in/lines.jsonl","detail":null,"records":{"in":3,)"));
  CHECK(count(ran.out, '\n') == 2);
}

TEST_CASE("a run that is broken off leaves no output that is not whole") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk --out-dir out --on-error fail in/a.html in/lines.jsonl; find out -type f");
  CHECK(has(ran.out, "out/in/a.txt\n"));
  CHECK_FALSE(has(ran.out, "out/in/lines.jsonl"));
  const Ran full = shell.run(
      "ln -s /dev/full full.txt; mkdir -p o2; ln -s /dev/full o2/page.txt; dehusk --out-dir o2 -f page.html in/a.html");
  CHECK(full.exit_code == 5);
  CHECK(has(full.out, "failed\tpage.html\t\t1\t"));
  CHECK(has(full.out, "No space left on device"));
  CHECK(has(full.out, "done\tin/a.html\t"));
}

TEST_CASE("outputs of their own are the same for any number of jobs") {
  const PageShell shell;
  shell.run("for i in 1 2 3 4 5 6 7 8 9; do cp in/lines.jsonl in/l$i.jsonl; cp page.html in/p$i.html; done");
  const Ran one = shell.run("ls in/*.* | dehusk --out-dir one --files-from -");
  const Ran many = shell.run("ls in/*.* | dehusk --out-dir many -j4 --files-from -; diff -r one many");
  CHECK(one.exit_code == 0);
  CHECK(many.exit_code == 0);
  CHECK(count(one.out, '\n') == 20);
  CHECK(count(many.out, '\n') == 20);
}

TEST_CASE("many outputs are named in order, and whatever ends the run, each is whole or not there") {
  const PageShell shell;
  shell.run("mkdir many; for i in $(seq 100 299); do cp page.html many/$i.html; done");
  const Ran ran = shell.run(
      "ls many/* | dehusk --out-dir out --done-markers --files-from - | cut -f 2 > told; ls many/* | cmp - told; ls "
      "out/many | wc -l; ls -A out/many | grep -c '^[.]'");
  CHECK(ran.out == "400\n0\n");
  // Killed in the middle: whatever has a name is whole, and what is told about is there.
  const Ran killed = shell.run(
      "mkfifo names; exec 3<> names; ls many/* >&3; '" DEHUSK_PROGRAM
      "' --out-dir half --files-from - < names > half.txt & while ! test -s half.txt; do sleep 0.01; done; kill -9 $!; "
      "for file in $(cut -f 3 half.txt | sed '$d') half/many/*.txt; do cmp $file out/many/100.txt; done");
  CAPTURE(killed.out, killed.err);
  CHECK(killed.out.empty());
  CHECK(shell.has("half/many/100.txt"));
}

TEST_CASE("what cannot be said of inputs and outputs together") {
  const PageShell shell;
  for (const char* flags :
       {"--out-dir out", "--out-dir out -", "--out-dir out -o x page.html", "--skip-existing page.html",
        "--done-markers page.html", "-0 page.html", "--files-from - -"}) {
    CAPTURE(flags);
    CHECK(shell.run("dehusk " + std::string(flags)).exit_code == 2);
  }
}

TEST_CASE("messages are JSON for who asked for that") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk --log-format json -v page.html nowhere.html");
  CHECK(has(ran.err, R"({"level":"info","message":"page.html: html, utf-8 (valid), kept )"));
  CHECK(has(ran.err, R"({"level":"error","message":"nowhere.html: cannot read: No such file or directory"})"));
  shell.put("bad.toml", "nonsense = 1\n");
  const Ran bad = shell.run("dehusk --log-format json -r bad.toml page.html");
  CHECK(bad.exit_code == 3);
  CHECK(has(bad.err, R"("file":"bad.toml","line":1,"column":1,)"));
  for (const std::string& err : {ran.err, bad.err})
    for (std::size_t at = 0; at < err.size(); at = err.find('\n', at) + 1) CHECK(err[at] == '{');
}

TEST_CASE("a streaming task of Hadoop hears the counts") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk --counters hadoop < in/lines.jsonl");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err.substr(0, 38) == "reporter:counter:dehusk,records,3\nrepo");
  CHECK(has(ran.err,
            "reporter:counter:dehusk,unchanged,1\nreporter:counter:dehusk,passed,1\nreporter:counter:dehusk,errors,1\n"
            "reporter:counter:dehusk,error bad_json,1\nreporter:counter:dehusk,bytes in,"));
  CHECK(shell.run("dehusk --counters hadoop --in jsonl < /dev/null").err.empty());
}

TEST_CASE("unbuffered, each answer goes out at once") {
  const PageShell shell;
  // The next line is there already, so nothing waits; but where nothing can be written the first answer tells.
  const std::string lines = "for i in 1 2 3 4 5 6 7 8 9; do echo '{\"text\":\"Rain fell.\"}'; done > lines; ";
  const std::string command = "dehusk --summary fd:2 --in jsonl lines > /dev/full ";
  CHECK(has(shell.run(lines + command).err, R"("records":{"in":9,)"));
  CHECK(has(shell.run(lines + command + "--unbuffered").err, R"("records":{"in":1,)"));
}
