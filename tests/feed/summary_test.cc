#include "feed/summary.h"

#include "catch.h"

using namespace dehusk;

namespace {

Answer answer_with(Fate fate, std::string_view code = {}) {
  Answer answer;
  answer.fate = fate;
  answer.code = code;
  answer.in_bytes = 10;
  return answer;
}

}  // namespace

TEST_CASE("every record is counted once, by what became of it") {
  Summary summary;
  summary.count(answer_with(Fate::cleaned));
  summary.count(answer_with(Fate::cleaned));
  summary.count(answer_with(Fate::passed));
  summary.count(answer_with(Fate::failed, "bad_json"));
  Answer told = answer_with(Fate::empty);
  told.encoding = "utf-8/valid";
  summary.count(told);
  summary.records_out = 5;
  CHECK(summary.records_in() == 5);
  Job job;
  job.digest = "sha256:00";
  RunFacts facts;
  facts.stopped = "eof";
  facts.started = "2025-03-04T07:15:00Z";
  const std::string line = write_summary(summary, facts, job);
  CHECK(
      line.find(
          R"("started":"2025-03-04T07:15:00Z","wall_s":0.000,"cpu_s":0.000,"peak_rss_kb":0,"jobs":1,"stopped":"eof",)"
          R"("records":{"in":5,"out":5,"cleaned":2,"unchanged":0,"empty":1,"passed":1,"skipped":0,"errors":1},)"
          R"("errors":{"bad_json":1},"bytes":{"in":50,"out":0},"encodings":{"utf-8/valid":1},"rules":{},"workers":{"crashes":0,"restarts":0}})"
          "\n") != std::string::npos);
}

TEST_CASE("a limit of errors is a number, or a share that is known at the end or of many records") {
  for (const char* none : {"", "x", "-1", "5x", "101%", "%", "1.5"}) CHECK_FALSE(error_limit_from(none));
  Summary summary;
  for (int i = 0; i < 97; ++i) summary.count(answer_with(Fate::cleaned));
  for (int i = 0; i < 3; ++i) summary.count(answer_with(Fate::failed, "bad_json"));
  for (int i = 0; i < 500; ++i) summary.count(answer_with(Fate::skipped));  // none of the share
  CHECK_FALSE(error_limit_from("3")->is_exceeded(summary, true));
  CHECK(error_limit_from("2")->is_exceeded(summary, false));
  CHECK(error_limit_from("0")->is_exceeded(summary, false));
  CHECK_FALSE(error_limit_from("3%")->is_exceeded(summary, true));
  CHECK(error_limit_from("2.9%")->is_exceeded(summary, true));
  CHECK_FALSE(error_limit_from("2.9%")->is_exceeded(summary, false));
  for (int i = 0; i < 1000; ++i) summary.count(answer_with(Fate::failed, "bad_json"));
  CHECK(error_limit_from("2.9%")->is_exceeded(summary, false));
  CHECK_FALSE(ErrorLimit().is_exceeded(Summary(), true));
}
