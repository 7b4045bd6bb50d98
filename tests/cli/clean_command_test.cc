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
  }
};

}  // namespace

TEST_CASE("a page goes in by pipe or by name, its text comes out, and not a byte on standard error") {
  const PageShell shell;
  for (const char* command : {"dehusk page.html", "dehusk < page.html", "dehusk - < page.html",
                              "cat page.html | dehusk", "dehusk clean page.html", "dehusk -r own.toml page.html",
                              "dehusk --in html page.html", "DEHUSK_RULES=own.toml dehusk page.html"}) {
    CAPTURE(command);
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 0);
    CHECK(ran.out == kText);
    CHECK(ran.err.empty());
  }
}

TEST_CASE("no input is no mistake: no output, exit code 0") {
  const PageShell shell;
  for (const char* command : {"dehusk", "dehusk --in jsonl", "dehusk --in text -"}) {
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 0);
    CHECK(ran.out.empty());
    CHECK(ran.err.empty());
  }
}

TEST_CASE("markdown and JSON are chosen by --to") {
  const PageShell shell;
  CHECK(has(shell.run("dehusk --to markdown --links page.html").out, "the [police](/police) said"));
  CHECK(shell.run("dehusk --to md page.html").out == kText);
  const Ran json = shell.run("dehusk -r own.toml --to json page.html");
  CHECK(has(json.out, R"({"id":"page.html","url":null,"text":"Rain fell)"));
  CHECK(has(
      json.out,
      R"({"rule":"own/nav","file":"own.toml","line":5,"why":"Menu","husk":"nav","stage":"structure","start":0,"end":22,)"));  // title and menu
  CHECK(std::count(json.out.begin(), json.out.end(), '\n') == 1);
  CHECK_FALSE(has(json.out, "\"ms\""));
  const std::string timed = shell.run("dehusk --to json --timings page.html").out;
  CHECK(has(timed, "\"ms\""));
  CHECK(has(timed, "\"timings\":{\"decode\":"));
  CHECK(shell.run("dehusk --to json page.html").out == shell.run("dehusk --to json page.html").out);
  CHECK(shell.run("dehusk --links page.html").exit_code == 2);
}

TEST_CASE("where the time went is told by --timings on standard error, and the text stays as it is") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk --timings page.html page.html");
  CHECK(ran.out == shell.run("dehusk page.html page.html").out);
  CHECK(has(ran.err, "\nstructure "));
  CHECK(has(ran.err, "\n2 pages, "));
  CHECK(shell.run("dehusk --to json --timings page.html").err.empty());
}

TEST_CASE("several files get a head line each, as JSON a line each") {
  const PageShell shell;
  shell.put("other.html", "<p>Snow fell on Tuesday in the south of the country, and the trains were late.</p>");
  CHECK(shell.run("dehusk page.html other.html").out ==
        "==> page.html <==\n" + std::string(kText) +
            "\n==> other.html <==\nSnow fell on Tuesday in the south of the country, and the trains were late.\n");
  const Ran json = shell.run("dehusk --to json page.html other.html");
  CHECK(std::count(json.out.begin(), json.out.end(), '\n') == 2);
}

TEST_CASE("a file that cannot be read is named, the others are cleaned, exit code 4") {
  const PageShell shell;
  for (const char* command : {"dehusk nothere.html page.html", "dehusk . page.html"}) {
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 4);
    CHECK(has(ran.out, "Rain fell"));
    CHECK(has(ran.err, "cannot read"));
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
  }
  CHECK(has(shell.run("dehusk -q nothere.html").err, "nothere.html"));  // fatal for that file: said even so
  CHECK_FALSE(has(shell.run("dehusk \"$(printf 'a\\033[31m')\"").err, "\x1b"));
}

TEST_CASE("with -o a file appears when it is complete, and replaces none unasked") {
  const PageShell shell;
  CHECK(shell.run("dehusk -o out.txt page.html").out.empty());
  CHECK(shell.get("out.txt") == kText);
  shell.put("out.txt", "mine");
  const Ran refused = shell.run("dehusk -o out.txt page.html");
  CHECK(refused.exit_code == 5);
  CHECK(has(refused.err, "exists"));
  CHECK(shell.get("out.txt") == "mine");
  CHECK(shell.run("dehusk -f -o out.txt page.html").exit_code == 0);
  CHECK(shell.get("out.txt") == kText);
  CHECK(shell.run("dehusk -o no/out.txt page.html").exit_code == 5);
  CHECK(shell.count_files() == 3);  // page, rules, output: nothing temporary is left
}

TEST_CASE("output that fails is exit code 5, a reader that goes away is none") {
  const PageShell shell;
  const Ran full = shell.run("dehusk page.html > /dev/full");
  CHECK(full.exit_code == 5);
  CHECK(full.err == "dehusk: standard output: cannot write: No space left on device\n");
  CHECK(shell.run("dehusk --help > /dev/full").exit_code == 5);
  CHECK(shell.run("dehusk --to json -o /dev/full page.html").exit_code == 5);
  // The reader is gone before the first record is there.
  const Ran gone = shell.run(
      "{ sleep 0.2; yes '{\"text\":\"Rain fell.\"}' | head -20000; } | { dehusk --in jsonl; echo $? > code; } | true; "
      "cat code");
  CHECK(gone.out == "0\n");
  CHECK(gone.err.empty());
}

TEST_CASE("rules that do not load are all named, exit code 3; a path that is not there is usage") {
  const PageShell shell;
  shell.put("bad/a.toml", "dehusk = 1\n[[rule]]\nid = 'x'\nre = ['(?!x)']\n");
  shell.put("bad/b.toml", "dehusk = 1\n[[rule]]\nidd = 'y'\n");
  const Ran bad = shell.run("dehusk -r bad page.html");
  CHECK(bad.exit_code == 3);
  CHECK(bad.out.empty());
  CHECK(has(bad.err, "bad/a.toml:4:"));
  CHECK(has(bad.err, "bad/b.toml:3:"));
  CHECK(shell.run("dehusk -r nothere page.html").exit_code == 2);
}

TEST_CASE("rules can be switched off by name, kind and stage") {
  const PageShell shell;
  CHECK(has(shell.run("dehusk -r own.toml --rule-off 'own/*' page.html").out, "Home"));
  CHECK(has(shell.run("dehusk -r own.toml --keep-husk nav,date page.html").out, "Home"));
  CHECK(has(shell.run("dehusk -r own.toml --stages text,tidy page.html").out, "Home"));
  CHECK(has(shell.run("DEHUSK_KEEP_HUSK=nav dehusk -r own.toml page.html").out, "Home"));
  const Ran unknown = shell.run("dehusk --rule-off own/nothing page.html");
  CHECK(unknown.exit_code == 2);
  CHECK(has(unknown.err, "own/nothing"));
}

TEST_CASE("JSONL keeps its lines and their order, whatever is wrong with one of them") {
  const PageShell shell;
  shell.put("in.jsonl",
            "{\"id\":1,\"text\":\"Rain fell.\"}\n{bad\n\n{\"id\":3,\"other\":true}\n{\"id\":4,\"html\":\"<p>Snow "
            "fell.</p>\"}");
  for (const char* command :
       {"dehusk --in jsonl < in.jsonl", "dehusk in.jsonl", "cat in.jsonl | dehusk", "dehusk --to jsonl in.jsonl"}) {
    CAPTURE(command);
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 0);
    CHECK(ran.err.empty());
    CHECK(has(ran.out, "{\"id\":1,\"text\":\"Rain fell.\",\"title\":null,"));
    CHECK(has(ran.out, "\n{\"text\":null,\"dehusk\":{\"error\":{\"code\":\"bad_json\""));
    CHECK(has(ran.out,
              "\n\n{\"id\":3,\"other\":true}\n{\"id\":4,\"html\":\"<p>Snow fell.</p>\",\"text\":\"Snow fell.\""));
    CHECK(has(ran.out, "\"removed\":{}"));
    CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 5);
  }
  CHECK(has(shell.run("dehusk --report full in.jsonl").out, "\"removed\":[]"));
  CHECK(shell.run("dehusk --report none --text-field /html --drop-source in.jsonl | tail -1").out ==
        "{\"id\":4,\"text\":\"Snow fell.\"}\n");
  CHECK(shell.run("dehusk --text-field html in.jsonl").exit_code == 2);
}

TEST_CASE("an answer goes out before the next question has to come") {
  const PageShell shell;
  // The writer asks its second question only after the answer to the first has arrived.
  const Ran ran = shell.run(
      "mkfifo answers\n"
      "{ echo '{\"text\":\"Rain fell.\"}'; read -r line < answers; echo '{\"text\":\"Snow fell.\"}'; } |\n"
      "dehusk --in jsonl --report none | { read -r first; echo \"$first\" > answers; echo \"$first\"; cat; }");
  CHECK(ran.out == "{\"text\":\"Rain fell.\"}\n{\"text\":\"Snow fell.\"}\n");
}

TEST_CASE("with -v each page is told about on standard error") {
  const PageShell shell;
  const Ran ran = shell.run("dehusk -v -r own.toml page.html");
  CHECK(ran.out == kText);
  CHECK(has(ran.err, "dehusk: page.html: html, "));
}

TEST_CASE("gzip and zstd are unpacked, whatever the file is called") {
  const PageShell shell;
  for (const char* command :
       {"gzip -c page.html | dehusk", "zstd -qc page.html | dehusk", "gzip -c page.html > page && dehusk page",
        "{ head -c 100 page.html | gzip -c; tail -c +101 page.html | gzip -c; } | dehusk",
        "{ head -c 100 page.html | zstd -qc; tail -c +101 page.html | zstd -qc; } > p.html.zst; dehusk p.html.zst"}) {
    CAPTURE(command);
    const Ran ran = shell.run(command);
    CHECK(ran.exit_code == 0);
    CHECK(ran.out == kText);
    CHECK(ran.err.empty());
  }
  CHECK(has(shell.run("gzip -c page.html | dehusk explain -").out, "Rain fell"));
  shell.put("in.jsonl", "{\"id\":1,\"other\":2}\n{\"id\":2,\"text\":\"Snow fell.\"}\n");
  const std::string want = shell.run("dehusk in.jsonl").out;
  CHECK(shell.run("gzip -c in.jsonl > in.jsonl.gz; dehusk in.jsonl.gz").out == want);
  CHECK(shell.run("zstd -qc in.jsonl > in.jsonl.zst; dehusk in.jsonl.zst").out == want);
}

TEST_CASE("a compressed file that is cut off gives what it has, says where it ends, and the exit code is 4") {
  const PageShell shell;
  const Ran page = shell.run("gzip -c page.html | head -c -20 | dehusk --to json");
  CHECK(page.exit_code == 4);
  CHECK(has(page.out, "Rain fell"));
  CHECK(has(page.out, "\"truncated\":true"));
  CHECK(has(page.out, "{\"code\":\"input/damaged\",\"detail\":\"the compressed bytes are cut off\"}"));
  CHECK(has(page.err, "dehusk: standard input: the compressed bytes are cut off at byte "));
  // A line that the damage struck becomes an error record; those before and behind it stand.
  const Ran lines = shell.run(
      "line() { echo \"{\\\"id\\\":$1,\\\"text\\\":\\\"Rain fell.\\\"}\"; }\n"
      "{ { line 1; line 2; } | gzip -c; line 3 | gzip -c | head -c -12; line 4 | gzip -c; } | dehusk --report none");
  CHECK(lines.exit_code == 4);
  CHECK(has(lines.out, "{\"id\":1,\"text\":\"Rain fell.\"}\n{\"id\":2,\"text\":\"Rain fell.\"}\n{\"text\":null,"));
  CHECK(has(lines.out, "\"code\":\"truncated\""));
  CHECK(has(lines.out, "\"line\":3,\"raw\":\"{"));
  CHECK(has(lines.out, "\n{\"id\":4,\"text\":\"Rain fell.\"}\n"));
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define DEHUSK_NO_MEMORY_LIMIT  // the sanitizer itself reserves terabytes
#endif
#endif

TEST_CASE("a gzip bomb costs no more than a page of the largest size") {
  const PageShell shell;
#ifdef DEHUSK_NO_MEMORY_LIMIT
  const std::string limit;
#else
  const std::string limit = "ulimit -v 400000; ";
#endif
  const Ran bomb = shell.run(limit + "head -c 300000000 /dev/zero | gzip -1c | dehusk --to json");
  CHECK(bomb.exit_code == 0);
  CHECK(has(bomb.out, "limit/input"));
  CHECK(has(bomb.out, "\"truncated\":true"));
}

namespace {

std::string warc_of(int records) {
  std::string all;
  for (int i = 1; i <= records; ++i) {
    const std::string page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + std::string(kPage);
    for (const auto& [type, block] : {std::pair<std::string, std::string>("request", "GET / HTTP/1.1\r\n\r\n"),
                                      std::pair<std::string, std::string>("response", page)})
      all += "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Record-ID: <urn:uuid:" + std::to_string(i) +
             ">\r\nWARC-Target-URI: https://example.org/" + std::to_string(i) +
             "\r\nContent-Type: application/http\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
             block + "\r\n\r\n";
  }
  return all;
}

}  // namespace

TEST_CASE("WARC is known by its first bytes, packed or not, and each page of it becomes a line, a text or a record") {
  const PageShell shell;
  shell.put("a.warc", warc_of(3));
  const std::string want = shell.run("dehusk < a.warc").out;
  CHECK(std::count(want.begin(), want.end(), '\n') == 3);
  CHECK(has(want, "{\"id\":\"1\",\"url\":\"https://example.org/1\",\"text\":\"Rain fell"));
  CHECK(has(want, "\"removed\":{"));
  CHECK(shell.run("cat a.warc | dehusk --in warc").out == want);
  CHECK(shell.run("zstd -qc a.warc | dehusk --to json | sed 's/\"warc_offset\":[^,]*,\"warc_length\":[^,]*//'").out ==
        shell.run("dehusk < a.warc | sed 's/\"warc_offset\":[^,]*,\"warc_length\":[^,]*//'").out);
  CHECK(has(shell.run("gzip a.warc; dehusk --to text a.warc.gz").out,
            "==> https://example.org/2 <==\n" + std::string(kText)));
  CHECK(has(shell.run("dehusk a.warc.gz").out, "\"warc_file\":\"a.warc.gz\",\"warc_offset\":null,"));
  const Ran wet = shell.run("dehusk --to wet a.warc.gz | tee wet | dehusk --to text");
  CHECK(has(wet.out, "==> https://example.org/3 <==\n" + std::string(kText)));
  CHECK(has(shell.get("wet"), "WARC-Refers-To: <urn:uuid:3>"));
  CHECK(shell.run("dehusk --record-types conversion a.warc.gz").out.empty());
  CHECK(shell.run("dehusk --record-types request a.warc.gz").exit_code == 2);
  CHECK(shell.run("dehusk --to wet page.html").exit_code == 2);
  const Ran cut = shell.run("zcat a.warc.gz | head -c -100 | dehusk -v");
  CHECK(has(cut.out, "{\"id\":\"3\",\"url\":\"https://example.org/3\",\"text\":null,"));
  CHECK(has(cut.err, "3 skipped, 1 errors"));
}

TEST_CASE("the output is the same for any number of jobs, and answers go out before the next question") {
  const PageShell shell;
  std::string lines;
  for (int i = 0; i < 300; ++i)
    lines += i % 10 == 7 ? "{bad\n"
                         : "{\"id\":" + std::to_string(i) + ",\"text\":\"Rain fell.\\n" +
                               std::string(static_cast<std::size_t>(i * 37 % 900), 'x') + "\"}\n";
  shell.put("in.jsonl", lines);
  shell.put("a.warc", warc_of(40));
  shell.put("other.html", "<p>Snow fell.</p>");
  for (const char* command :
       {"dehusk in.jsonl", "cat in.jsonl | dehusk", "gzip -c a.warc | dehusk", "dehusk --to wet a.warc",
        "dehusk page.html other.html nothere page.html", "dehusk --to json page.html other.html in.jsonl"}) {
    CAPTURE(command);
    const std::string want = shell.run(command).out;
    CHECK_FALSE(want.empty());
    for (const char* jobs : {"2", "7", "auto"})
      CHECK((shell.run("export DEHUSK_JOBS=" + std::string(jobs) + " DEHUSK_QUEUE_BYTES=20K; " + command).out == want));
  }
  CHECK(shell.run("dehusk -j 0 page.html").exit_code == 2);
  CHECK(shell.run("dehusk -j many page.html").exit_code == 2);
  const Ran ran = shell.run(
      "mkfifo answers\n"
      "{ echo '{\"text\":\"Rain fell.\"}'; read -r line < answers; echo '{\"text\":\"Snow fell.\"}'; } |\n"
      "dehusk -j3 --in jsonl --report none | { read -r first; echo \"$first\" > answers; echo \"$first\"; "
      "cat; }");
  CHECK(ran.out == "{\"text\":\"Rain fell.\"}\n{\"text\":\"Snow fell.\"}\n");
  const Ran gone = shell.run(
      "{ yes '{\"text\":\"Rain fell.\"}' | head -20000; } | { dehusk -j3 --in jsonl; echo $? > code; } | "
      "true; cat code");
  CHECK(gone.out == "0\n");
}

TEST_CASE("messages in frames get one answer each, in the same frames") {
  const PageShell shell;
  CHECK(shell.run("printf '10:Rain fell.,0:,13:<p>Snow fell.,' | dehusk --in netstring").out ==
        "10:Rain fell.,0:,10:Snow fell.,");
  CHECK(shell.run("printf 'Rain fell.\\0Snow fell.\\0' | dehusk -j2 --in nul --kind text | tr '\\0' ';'").out ==
        "Rain fell.;Snow fell.;");
  CHECK(shell.run("printf '\\0\\0\\0\\12Rain fell.' | dehusk --in uint32be | od -An -c | tr -d ' \\n'").out ==
        "\\0\\0\\0\\nRainfell.");
  CHECK(
      shell
          .run("printf '21:{\"text\":\"Rain fell.\"},4:{bad,' | dehusk --in netstring --text-field /text --report none")
          .out.find("21:{\"text\":\"Rain fell.\"},") == 0);
  CHECK(has(shell.run("printf '10:Rain fell.,' | dehusk --in netstring --to json").out,
            ":{\"url\":null,\"text\":\"Rain fell.\""));
  const Ran broken = shell.run("printf '10:Rain fell.,Snow' | dehusk --in netstring");
  CHECK(broken.exit_code == 4);
  CHECK(broken.out == "10:Rain fell.,0:,");
  CHECK(broken.err == "dehusk: standard input: message 2: here no netstring begins\n");
  // One message is answered before the next has to come.
  const Ran ran = shell.run(
      "mkfifo answers\n"
      "{ printf '10:Rain fell.,'; head -c 14 < answers > first; printf '10:Snow fell.,'; } |\n"
      "dehusk -j2 --in netstring | { head -c 14 > answers; cat; }; cat first");
  CHECK(ran.out == "10:Snow fell.,10:Rain fell.,");
}

TEST_CASE("what goes out for a record that cannot be read is the user's choice") {
  const PageShell shell;
  shell.put("in.jsonl", "{\"text\":\"Rain fell.\"}\n{bad\n{\"text\":\"Snow fell.\"}\n");
  const std::string rain = "{\"text\":\"Rain fell.\"}\n", snow = "{\"text\":\"Snow fell.\"}\n";
  for (const std::string jobs : {"1", "3"}) {
    const std::string command = "dehusk -j" + jobs + " --report none in.jsonl ";
    CAPTURE(command);
    CHECK(shell.run(command + "--on-error skip").out == rain + snow);
    CHECK(shell.run(command + "--on-error passthrough").out == rain + "{bad\n" + snow);
    const Ran failed = shell.run(command + "--on-error fail");
    CHECK(failed.exit_code == 1);
    CHECK(failed.out == rain);
    CHECK(failed.err == "dehusk: 1 of 2 records could not be read\n");
    CHECK(shell.run(command + "--on-error skip -f --errors-to bad.jsonl").exit_code == 0);
    CHECK(shell.get("bad.jsonl").find("{\"text\":null,\"dehusk\":{\"error\":{\"code\":\"bad_json\"") == 0);
    CHECK(shell.run(command + "--max-errors 1").exit_code == 0);
    CHECK(shell.run(command + "--max-errors 50%").exit_code == 0);
    const Ran many = shell.run(command + "--max-errors 0");
    CHECK(many.exit_code == 1);
    CHECK(std::count(many.out.begin(), many.out.end(), '\n') == 2);  // up to the one that was too many
    CHECK(has(many.err, "more than --max-errors allows"));
    CHECK(shell.run(command + "--max-errors 20%").exit_code == 1);
  }
  CHECK(shell.run("printf '4:{bad,' | dehusk --in netstring --text-field /text --on-error passthrough").out ==
        "4:{bad,");
  // Who waits for an answer to each message gets one.
  const std::string messages = "dehusk --text-field /text --report none --on-error skip --in ";
  CHECK(shell.run("printf '4:{bad,21:{\"text\":\"Rain fell.\"},' | " + messages + "netstring").out ==
        "0:,21:{\"text\":\"Rain fell.\"},");
  CHECK(shell.run("printf '{bad\\0' | " + messages + "nul | od -An -c | tr -d ' \\n'").out == "\\0");
  CHECK(shell.run("printf '\\0\\0\\0\\4{bad' | " + messages + "uint32be | od -An -c | tr -d ' \\n'").out ==
        "\\0\\0\\0\\0");
  CHECK(shell.run("dehusk --max-errors few in.jsonl").exit_code == 2);
  CHECK(shell.run("dehusk --errors-to no/x in.jsonl").exit_code == 5);
  // Where the text has no place for an error, the file has.
  shell.put("a.warc", warc_of(1) + "garbage\n");
  CHECK(has(shell.run("dehusk --to text --errors-to warc.jsonl a.warc; cat warc.jsonl").out, "\"code\":\"bad_warc\""));
}

TEST_CASE("a summary counts every record once, whatever the number of jobs") {
  const PageShell shell;
  shell.put("in.jsonl", "{\"text\":\"Rain fell.\"}\n{bad\n\n{\"html\":\"<p></p>\"}\n");
  shell.put("a.warc", warc_of(2));
  const std::string records =
      "\"records\":{\"in\":8,\"out\":6,\"cleaned\":2,\"unchanged\":1,\"empty\":1,\"passed\":1,\"skipped\":2,\"errors\":"
      "1},"
      "\"errors\":{\"bad_json\":1},";
  for (const std::string jobs : {"1", "4"}) {
    CHECK(shell.run("dehusk -r own.toml -j" + jobs + " --to json --summary sum.json in.jsonl a.warc").exit_code == 0);
    const std::string summary = shell.get("sum.json");
    CAPTURE(summary);
    CHECK(has(summary, records));
    CHECK(has(summary, "\"stopped\":\"eof\""));
    CHECK(has(summary, "\"own/nav\":{\"pages\":2,\"hits\":"));
  }
  const Ran to_descriptor = shell.run("dehusk --summary fd:3 page.html 3>&1 >/dev/null");
  CHECK(has(to_descriptor.out, "{\"tool\":\"dehusk\",\"version\":"));
  CHECK(has(to_descriptor.out, "\"encodings\":{\"utf-8/"));
  CHECK(has(shell.run("dehusk --max-errors 0 --summary fd:1 -o out -f in.jsonl").out, "\"stopped\":\"max_errors\""));
}

TEST_CASE("progress is told at a terminal and nowhere else") {
  const PageShell shell;
  const std::string lines = "{ echo '{\"text\":\"Rain fell.\"}'; sleep 2.2; echo '{bad'; }";
  CHECK(shell.run(lines + " | dehusk --progress").err.empty());
  shell.put("run.sh", lines + " | '" DEHUSK_PROGRAM "' --progress --in jsonl > out.jsonl\n");
  const Ran ran = shell.run("script -qec 'sh run.sh' /dev/null");
  CHECK(has(ran.out, "2 records, "));
  CHECK(has(ran.out, " MB/s, 1 errors"));
  CHECK(has(shell.get("out.jsonl"), "Rain fell."));
}

TEST_CASE("output is packed as its name says or as asked, and reads as it would be") {
  const PageShell shell;
  shell.run("dehusk -o a.txt.gz page.html; dehusk -o a.txt.zst page.html; dehusk -o a.txt page.html");
  CHECK(shell.get("a.txt") == kText);
  CHECK(shell.get("a.txt.gz").substr(0, 2) == "\x1F\x8B");
  CHECK(shell.get("a.txt.zst").substr(0, 4) == "\x28\xB5\x2F\xFD");
  CHECK(shell.run("gzip -dc a.txt.gz").out == kText);
  CHECK(shell.run("dehusk --compress gzip page.html | gzip -dc").out == kText);
  CHECK(shell.run("dehusk --compress none -o b.gz page.html; cat b.gz").out == kText);
  CHECK(shell.run("dehusk --compress zstd < /dev/null | dehusk --in jsonl").exit_code == 0);
  CHECK(shell.run("dehusk --compress lz4 page.html").exit_code == 2);
  shell.put("lines.jsonl", "bad\n");
  shell.run("dehusk --errors-to e.gz lines.jsonl");
  CHECK(has(shell.run("gzip -dc e.gz").out, "bad_json"));
}

TEST_CASE("what asks line by line gets each answer, packed too") {
  const PageShell shell;
  const Ran ran = shell.run(
      "mkfifo questions answers; dehusk --compress gzip --in jsonl < questions > answers & "
      "gzip -dc < answers > out & exec 3> questions; "
      "echo '{\"text\":\"Rain fell.\"}' >&3; for i in 1 2 3 4 5 6 7 8 9 10; do test -s answers -o -s out && break; "
      "sleep 0.1; "
      "done; exec 3>&-; wait; cat out");
  CHECK(has(ran.out, "{\"text\":\"Rain fell.\""));
}

TEST_CASE("garbage full of members' heads is told of in a few lines") {
  const PageShell shell;
  std::string garbage;
  for (int i = 0; i < 200; ++i) garbage += "\x1F\x8B\x08" + std::string(7, '\0') + std::string(30, '\xFF');
  shell.put("garbage.jsonl.gz", garbage);
  const Ran ran = shell.run("dehusk garbage.jsonl.gz");
  CHECK(ran.exit_code == 4);
  CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 11);
  CHECK(has(ran.err, "dehusk: garbage.jsonl.gz: damaged in 190 more places\n"));
}

TEST_CASE("attributes for Dolma: a row a line, and only where they make sense") {
  const PageShell shell;
  shell.put("own.toml",
            "dehusk = 1\n[pack]\nname = 'own'\nversion = '1'\n[[rule]]\nid = 'own/ads'\nwhy = 'Ad'\nhusk = 'ad'\n"
            "starts = ['Advert']\nmax_share = 1.0\nremove = ['Advert']\nkeep = ['An advert']\n");
  shell.put("lines.jsonl",
            "{\"id\":\"a\",\"source\":\"s\",\"text\":\"Advert\\n\\nRain fell.\"}\nbad\n\n{\"key\":[9],\"text\":1}");
  const std::string dolma = "dehusk -r own.toml --stages text --to dolma-attributes ";
  const Ran ran = shell.run(dolma + "--id-field /key --errors-to errors lines.jsonl");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out ==
        "{\"id\":null,\"source\":\"s\",\"attributes\":{\"dehusk__dehusk__own_ads\":[[0,8,1.0]]}}\n"
        "{\"id\":null,\"source\":null,\"attributes\":{}}\n{\"id\":null,\"source\":null,\"attributes\":{}}\n"
        "{\"id\":[9],\"source\":null,\"attributes\":{}}\n");
  const std::string errors = shell.get("errors");
  CHECK(std::count(errors.begin(), errors.end(), '\n') == 2);
  CHECK(shell.run(dolma + "--on-error passthrough lines.jsonl").out.find("bad") == std::string::npos);
  CHECK(shell.run(dolma + "< /dev/null").exit_code == 0);
  for (const char* flags : {"--kind html", "--on-error skip", "--out-field /clean", "--drop-source"}) {
    CAPTURE(flags);
    CHECK(shell.run(dolma + flags + " lines.jsonl").exit_code == 2);
  }
}

TEST_CASE("a line without a field to clean passes, or is an error") {
  const PageShell shell;
  shell.put("lines.jsonl", "{\"a\":1}\n{\"text\":\"Rain fell.\"}\n");
  CHECK(has(shell.run("dehusk lines.jsonl").out, "{\"a\":1}\n{"));
  const Ran ran = shell.run("dehusk --on-missing error lines.jsonl");
  CHECK(has(ran.out, "\"code\":\"missing_field\""));
  CHECK(has(ran.out, "\"text\":\"Rain fell.\""));
  shell.put("lines.jsonl", "{\"u\":\"https://example.org/x\",\"html\":\"<p>Rain fell.\"}\n");
  shell.put("site.toml",
            "dehusk = 1\n[pack]\nname = 'own'\nversion = '1'\n[[rule]]\nid = 'own/p'\nwhy = 'P'\nhusk = 'other'\n"
            "hosts = ['example.org']\ncss = ['p']\nremove = ['<p>Rain fell.</p>']\nkeep = ['<div>Rain fell.</div>']\n");
  CHECK(has(shell.run("dehusk -r site.toml --report counts --url-field /u lines.jsonl").out, "own/p"));
  CHECK_FALSE(has(shell.run("dehusk -r site.toml --report counts lines.jsonl").out, "own/p"));
}

TEST_CASE("bytes without meaning are replaced, or the page is an error, or skipped") {
  const PageShell shell;
  shell.put("bad.html",
            "<meta charset=utf-8><p>Rain fell on Monday, \xFF and the \xC3\xA9tang rose, and rose, and rose.\n" +
                std::string(2000, ' ') + std::string(1000, 'x'));
  const Ran replaced = shell.run("dehusk bad.html");
  CHECK(has(replaced.out, "Monday, \xEF\xBF\xBD and"));
  const Ran record = shell.run("dehusk --encoding-errors record --to json --summary fd:2 bad.html page.html");
  CHECK(record.exit_code == 0);
  CHECK(has(record.out, R"({"id":"bad.html","url":null,"text":null,)"));
  CHECK(has(record.out, R"("error":{"code":"decode","stage":"read","detail":"1 places are no utf-8")"));
  CHECK(has(record.err, R"("errors":{"decode":1})"));
  CHECK(has(record.err, R"("encodings":{"utf-8/meta":1,"utf-8/valid":1})"));
  const Ran text = shell.run("dehusk --encoding-errors record bad.html page.html");
  CHECK(text.out == "\n==> page.html <==\n" + std::string(kText));
  CHECK(text.err == "dehusk: bad.html: 1 places are no utf-8\n");
  CHECK(has(shell.run("dehusk --encoding-errors record --on-error passthrough bad.html").out, "Monday, \xFF and"));
  const Ran skipped = shell.run("dehusk --encoding-errors skip --to json --summary fd:2 bad.html page.html");
  CHECK(std::count(skipped.out.begin(), skipped.out.end(), '\n') == 1);
  CHECK(has(skipped.err, R"("skipped":1,"errors":0})"));
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + shell.get("bad.html");
  shell.put("bad.warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: " +
                            std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n");
  CHECK(has(shell.run("dehusk --encoding-errors record bad.warc").out, R"("code":"decode")"));
  CHECK(shell.run("dehusk --encoding-errors skip bad.warc").out.empty());
  CHECK(has(shell.run("dehusk bad.warc").out, R"("text":"Rain fell)"));
}
