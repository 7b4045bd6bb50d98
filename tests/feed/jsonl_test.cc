#include "feed/jsonl.h"

#include <unistd.h>

#include <cstdio>

#include "catch.h"
#include "feed/cleaner.h"
#include "feed/output.h"
#include "feed/pool.h"

using namespace dehusk;

namespace {

constexpr std::string_view kRain =
    "Rain fell on Monday in the north of the country, and the rivers rose above their banks.";

// No rules at all: what is tested here is the line, not the cleaning.
Job bare_job() {
  Result<RuleSet> rules = compile({}, {});
  REQUIRE(rules.ok());
  Job job;
  job.rules = rules.value();
  job.digest = "sha256:00";
  job.report = Report::none;
  return job;
}

std::string line_of(std::string_view line, const JsonlOptions& options, const Job& job, std::uint64_t number = 1) {
  return LineCleaner(options, job).clean(line, number).bytes;
}

std::string with_rain(std::string_view pattern) {
  std::string text(pattern);
  for (std::size_t at = text.find("RAIN"); at != std::string::npos; at = text.find("RAIN")) text.replace(at, 4, kRain);
  return text;
}

}  // namespace

TEST_CASE("the clean text is spliced into the line, every other byte stays") {
  struct Row {
    std::string_view line, want;
  };
  const Row rows[] = {
      {R"({"id":1,"html":"<p>RAIN</p>"})", R"({"id":1,"html":"<p>RAIN</p>","text":"RAIN"})"},
      {R"( { "text" : "RAIN" , "n" : 1.50 } )", R"( { "text" : "RAIN" , "n" : 1.50 } )"},
      {R"({"text":"old","html":"<p>RAIN"})", R"({"text":"RAIN","html":"<p>RAIN"})"},
      {R"({"content":"<html><p>RAIN</p></html>","x":"\ud800"})",
       R"({"content":"<html><p>RAIN</p></html>","x":"\ud800","text":"RAIN"})"},
      {R"({"html":"<p>RAIN"})"
       "\r",
       R"({"html":"<p>RAIN","text":"RAIN"})"
       "\r"},
      {R"({"html":null,"text":"RAIN"})", R"({"html":null,"text":"RAIN"})"},
      // Of two fields with the same name readers see the last, so it is the one that is cleaned.
      {R"({"html":"<p>old","html":"<p>RAIN","text":1,"text":2})",
       R"({"html":"<p>old","html":"<p>RAIN","text":1,"text":"RAIN"})"},
      {R"({"text":"<html><p>old","n":1,"text":"<html><p>RAIN"})", R"({"text":"<html><p>old","n":1,"text":"RAIN"})"},
      {R"({"html":"<p>old","html":7,"text":"RAIN"})", R"({"html":"<p>old","html":7,"text":"RAIN"})"},
      // What other readers of JSON stumble over stays as it is where it is not ours, and is read where it is.
      {R"({"n":NaN,"i":-Infinity,"big":123456789012345678901234567890.50e+7,"text":"RAIN"})",
       R"({"n":NaN,"i":-Infinity,"big":123456789012345678901234567890.50e+7,"text":"RAIN"})"},
      {R"({"\ud800":"\udc00\u0000","html":"<p>\u0000RA\udfffIN \ud83d\ude00"})",
       "{\"\\ud800\":\"\\udc00\\u0000\",\"html\":\"<p>\\u0000RA\\udfffIN \\ud83d\\ude00\",\"text\":\"RA\xEF\xBF\xBD"
       "IN \xF0\x9F\x98\x80\"}"},
      {"\xEF\xBB\xBF{\"text\":\"RAIN\"}", R"({"text":"RAIN"})"},
  };
  const Job job = bare_job();
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(line_of(with_rain(row.line), {}, job) == with_rain(row.want));
  }
}

TEST_CASE("the source can be dropped, wherever it stands") {
  struct Row {
    std::string_view line, want;
  };
  const Row rows[] = {
      {R"({"html":"<p>RAIN"})", R"({"text":"RAIN"})"},
      {R"({"a":1,"html":"<p>RAIN","b":2})", R"({"a":1,"text":"RAIN","b":2})"},
      {R"({"text":"old", "html":"<p>RAIN" })", R"({"text":"RAIN" })"},
      {R"({"html":"<p>RAIN" , "text":"old"})", R"({ "text":"RAIN"})"},
      {R"({"text":"RAIN"})", R"({"text":"RAIN"})"},
      {R"({"html":"<p>a","html":"<p>RAIN"})", R"({"text":"RAIN"})"},
      {R"({"html":1,"n":2 , "html":"<p>a" ,"html":"<p>RAIN","text":3})", R"({"n":2 , "text":"RAIN"})"},
      {R"({"text":3,"html":1, "html":"<p>a" , "html":"<p>RAIN"})", R"({"text":"RAIN"})"},
      {R"({"html":1,"text":3,"html":"<p>RAIN"})", R"({"text":"RAIN"})"},
  };
  const Job job = bare_job();
  JsonlOptions options;
  options.drop_source = true;
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(line_of(with_rain(row.line), options, job) == with_rain(row.want));
  }
}

TEST_CASE("pointers choose the field that is read and the field that is written") {
  const Job job = bare_job();
  JsonlOptions options;
  options.sources = {{"record", "body"}};
  CHECK(line_of(with_rain(R"({"type":"RECORD","record":{"body":"<p>RAIN</p>"}})"), options, job) ==
        with_rain(R"({"type":"RECORD","record":{"body":"<p>RAIN</p>","text":"RAIN"}})"));
  options.out = {"record", "body"};
  CHECK(line_of(with_rain(R"({"record":{"body":"<p>RAIN</p>"}})"), options, job) ==
        with_rain(R"({"record":{"body":"RAIN"}})"));
  options.out = {"clean"};
  options.drop_source = true;
  CHECK(line_of(with_rain(R"({"record":{"body":"<p>RAIN</p>"}})"), options, job) ==
        with_rain(R"({"record":{},"clean":"RAIN"})"));
  options.out = {"record"};  // swallows its own source
  CHECK(line_of(with_rain(R"({"record":{"body":"<p>RAIN</p>"}})"), options, job) == with_rain(R"({"record":"RAIN"})"));
}

TEST_CASE("pointers go into arrays") {
  const Job job = bare_job();
  struct Row {
    std::string_view source, out, line, want;
    bool drop = false;
  };
  const Row rows[] = {
      {"/l/1/html", "", R"({"l":[1,{"html":"<p>RAIN"}]})", R"({"l":[1,{"html":"<p>RAIN","text":"RAIN"}]})"},
      {"/l/1/html", "", R"({"l":[1,{"html":"<p>RAIN"}]})", R"({"l":[1,{"text":"RAIN"}]})", true},
      // Beside an element there is no place, so it is replaced.
      {"/l/0", "", R"({"l":["<html><p>RAIN","b"]})", R"({"l":["RAIN","b"]})"},
      {"/l/0", "", R"({"l":["<html><p>RAIN","b"]})", R"({"l":["RAIN","b"]})", true},
      {"/l/0", "/x", R"({"l":["RAIN","b"]})", R"({"l":["RAIN","b"],"x":"RAIN"})"},
      {"/l/0", "/x", R"({"l":["RAIN","b"]})", R"({"l":["b"],"x":"RAIN"})", true},
      {"/l/1", "/x", R"({"l":["a", "RAIN"]})", R"({"l":["a"],"x":"RAIN"})", true},
      {"/l/0", "/x", R"({"l":["RAIN"]})", R"({"l":[],"x":"RAIN"})", true},
      {"/text", "/l/0", R"({"text":"RAIN","l":[null,2]})", R"({"text":"RAIN","l":["RAIN",2]})"},
      {"/text", "/l/0", R"({"text":"RAIN","l":[null,2]})", R"({"l":["RAIN",2]})", true},
      {"/l/1", "/l/0", R"({"l":["a","RAIN"]})", R"({"l":["RAIN"]})", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.source, row.out, row.line);
    JsonlOptions options;
    options.sources = {*pointer_from(row.source)};
    if (!row.out.empty()) options.out = *pointer_from(row.out);
    options.drop_source = row.drop;
    CHECK(line_of(with_rain(row.line), options, job) == with_rain(row.want));
  }
  JsonlOptions beyond;
  beyond.out = {"l", "1"};
  CHECK(line_of(R"({"text":"Rain","l":[0]})", beyond, job).find("missing_field") != std::string::npos);
}

TEST_CASE("what is none of our business passes") {
  const Job job = bare_job();
  for (const std::string_view line : {"", "  ", R"({"type":"STATE","value":{}})", R"({"html":7})", R"({"text":null})"})
    CHECK(line_of(line, {}, job) == line);
}

TEST_CASE("a record with no place for the clean text is an error, not passed on as if it were clean") {
  JsonlOptions options;
  options.out = {"x", "y"};
  const std::string out = line_of(R"({"html":"<p>a</p>"})", options, bare_job());
  CHECK(out.find(R"("code":"missing_field")") != std::string::npos);
}

TEST_CASE("a bad line becomes an error record with its number and its beginning") {
  const std::string long_line = R"({"text":")" + std::string(1000, 'x');
  const std::string out = line_of(long_line, {}, bare_job(), 17);
  CHECK(
      out ==
      R"({"text":null,"dehusk":{"error":{"code":"bad_json","stage":"feed","detail":"A string is opened, but never closed.","rule":null},)"
      R"("line":17,"raw":")" +
          [&] {
            std::string raw = long_line.substr(0, 200);
            for (std::size_t at = raw.find('"'); at != std::string::npos; at = raw.find('"', at + 2))
              raw.insert(at, 1, '\\');
            return raw;
          }() +
          "\"}}");
}

TEST_CASE("a report adds metadata and the ledger, once") {
  Job job = bare_job();
  job.report = Report::counts;
  const std::string once =
      line_of(with_rain(R"({"title":"Mine","html":"<html lang=en><title>Page</title><p>RAIN"})"), {}, job);
  CHECK(once.find(R"("title":"Mine",)") != std::string::npos);
  CHECK(once.find(R"(,"author":null,"date":null,"lang":"en","dehusk":{"v":1,"rules":"sha256:00","kind":"html",)") !=
        std::string::npos);
  const std::string twice = line_of(once, {}, job);
  CHECK(twice == once);
}

TEST_CASE("lines come out in order, one for one, also bad and long ones, and the last one without its newline") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  Job job = bare_job();
  job.read.limits.max_bytes = 1000;  // lines up to 1,054,576 bytes
  const std::string input =
      "\xEF\xBB\xBF"
      R"({"id":1,"text":"a"})"
      "\n\nbad\n" +
      std::string(1100000, 'x') +
      "\n"
      R"({"id":5})";
  std::FILE* stream = std::tmpfile();
  REQUIRE(stream != nullptr);
  const int file = fileno(stream);
  REQUIRE(write(file, input.data(), input.size()) == static_cast<ssize_t>(input.size()));
  lseek(file, 0, SEEK_SET);
  ByteSource source(file);
  int counts[kFateCount] = {};
  {
    Output output(ends[1]);
    CleanerSetup setup;
    setup.lines = job;
    Cleaner cleaner(setup, 3);
    Pool pool(3, 1U << 20, {[&](const Task& task, unsigned worker) { return cleaner.answer(task, worker); }},
              {[&](Answer& answer) {
                 ++counts[static_cast<int>(answer.fate)];
                 return output.write(answer.bytes);
               },
               [](const Task&) { return true; }, [] {}});
    put_lines(source, [&](Task task) { return pool.put(std::move(task)); }, 1000, {});
    pool.finish();
    CHECK(output.finish().empty());
  }
  close(ends[1]);
  std::fclose(stream);
  ByteSource result(ends[0]);
  const std::string_view all = result.read_all(1U << 20);
  close(ends[0]);
  std::vector<std::string> lines(1);
  for (const char c : all) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  REQUIRE(lines.size() == 6);
  CHECK(lines[0].substr(0, 8) == R"({"id":1,)");
  CHECK(lines[1].empty());
  CHECK(lines[2].find(R"("code":"bad_json")") != std::string::npos);
  CHECK(lines[2].find(R"("line":3)") != std::string::npos);
  CHECK(lines[3].find(R"("code":"too_large")") != std::string::npos);
  CHECK(lines[3].find(R"("line":4)") != std::string::npos);
  CHECK(lines[4] == R"({"id":5})");
  CHECK(counts[static_cast<int>(Fate::failed)] == 2);
  CHECK(counts[static_cast<int>(Fate::unchanged)] == 1);
  CHECK(counts[static_cast<int>(Fate::passed)] == 2);
}
