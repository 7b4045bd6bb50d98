#include "feed/clean_warc.h"

#include "catch.h"
#include "feed/warc_page.h"
#include "feed/wet.h"
#include "packed.h"
#include "warcs.h"

using namespace dehusk;

namespace {

const std::vector<std::string> kTypes = {"response", "resource", "conversion"};

WarcRecord record_of(const std::string& bytes) {
  WarcRecord record;
  record.bytes = std::string_view(bytes).substr(0, bytes.size() - 4);
  record.head = bytes.find("\r\n\r\n") + 4;
  record.offset = 7;
  return record;
}

WarcPage page_from(const std::string& bytes) { return page_of(record_of(bytes), kTypes, 1U << 20); }

Job job_without_rules(Form form) {
  Result<RuleSet> rules = compile({}, {});
  REQUIRE(rules.ok());
  Job job;
  job.rules = rules.value();
  job.digest = "sha256:00";
  job.report = Report::counts;
  job.form = form;
  return job;
}

// Less than 16 * 16 bytes.
std::string one_chunk(const std::string& text) {
  const std::string digits = "0123456789ABCDEF";
  return std::string{digits[text.size() / 16], digits[text.size() % 16]} + "\r\n" + text + "\r\n0\r\n\r\n";
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a response is its body, with what the heads say of it") {
  const std::string bytes =
      warc_record("response", 1, http_page("<p>Rain", "Content-Type: text/html; charset=gbk\r\n"));
  const WarcPage page = page_from(bytes);
  CHECK(page.is_page);
  CHECK(page.code.empty());
  CHECK(page.type == "response");
  CHECK(page.id == "0000-1");
  CHECK(page.url == "https://example.org/1");
  CHECK(page.date == "2025-03-04T07:15:00Z");
  CHECK(page.http_status == 200);
  CHECK(page.charset == "gbk");
  CHECK(page.body() == "<p>Rain");
  CHECK_FALSE(page.is_truncated);
}

TEST_CASE("only what can be a page is one") {
  CHECK(page_from(warc_record("conversion", 1, "Rain fell.")).is_page);
  CHECK(page_from(warc_record("resource", 1, "Rain fell.")).is_page);
  for (const char* type : {"request", "metadata", "warcinfo", "revisit", "continuation"})
    CHECK_FALSE(page_from(warc_record(type, 1, http_page("<p>Rain"))).is_page);
  CHECK_FALSE(page_from(warc_record("response", 1, http_page("GIF89a", "Content-Type: image/gif\r\n"))).is_page);
  CHECK(page_from(warc_record("response", 1, http_page("<p>Rain", ""))).is_page);
  // What looked at the bytes knows better than the server.
  std::string bytes = warc_record("response", 1, http_page("<p>Rain", "Content-Type: application/json\r\n"));
  bytes.insert(bytes.find("Content-Length"), "WARC-Identified-Payload-Type: text/html\r\nWARC-Truncated: length\r\n");
  CHECK(page_from(bytes).is_page);
  CHECK(page_from(bytes).is_truncated);
}

TEST_CASE("bodies are joined and unpacked if they are what their head says, and taken as they are if not") {
  const std::string text = "Rain fell.";
  struct Row {
    std::string fields, body, want;
  };
  const Row rows[] = {
      {"Transfer-Encoding: chunked\r\n", "5\r\nRain \r\n5;x=y\r\nfell.\r\n0\r\n\r\n", text},
      {"Transfer-Encoding: chunked\r\n", "5\nRain \n5\nfell.\n0\n\n", text},
      {"Transfer-Encoding:  \t Chunked \r\n", "5\r\nRain \r\n5\r\nfell.\r\n0\r\n\r\n", text},
      {"Transfer-Encoding: gzip , Chunked\r\n", one_chunk(gzip_member(text)), text},
      {"Transfer-Encoding: gzip, chunked\r\n", gzip_member(text), text},
      {"Transfer-Encoding: gzip, chunked\r\n", text, text},
      {"Content-Encoding: gzip, gzip\r\n", gzip_member(gzip_member(text)), text},
      {"Content-Encoding: gzip\r\n", gzip_member("Rain ") + gzip_member("fell."), text},
      {"Transfer-Encoding: chunked\r\n", text, text},
      {"Transfer-Encoding: chunked\r\n", "<p>a", "<p>a"},
      {"Content-Encoding: gzip\r\n", gzip_member(text), text},
      {"Content-Encoding: X-GZIP\r\n", gzip_member(text), text},
      {"Content-Encoding: gzip\r\n", text, text},
      {"X-Crawler-Content-Encoding: gzip\r\n", text, text},
      {"Content-Encoding: br\r\n", text, text},
      {"Content-Encoding: identity\r\n", text, text},
      {"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
       "5\r\n" + gzip_member(text).substr(0, 5) + "\r\n1C\r\n" + gzip_member(text).substr(5) + "\r\n0\r\n\r\n", text},
  };
  for (const Row& row : rows) {
    CAPTURE(row.fields, row.body);
    const std::string bytes = warc_record("response", 1, http_page(row.body, row.fields));
    const WarcPage page = page_from(bytes);
    CHECK(page.code.empty());
    CHECK(page.body() == row.want);
    CHECK_FALSE(page.is_truncated);
  }
  const std::string packed = "\x0B\x04\x80\x01\x02\x03\x03";
  CHECK(page_from(warc_record("response", 1, http_page(packed, "Content-Encoding: br\r\n"))).code == "decode");
  for (const char* field : {"Transfer-Encoding: br, chunked\r\n", "Content-Encoding: br, gzip\r\n"})
    CHECK(page_from(warc_record("response", 1, http_page(packed, field))).code == "decode");
  CHECK(page_from(warc_record("response", 1, http_page("\x1F\x8B\x08\xFFxx", "Content-Encoding: gzip\r\n"))).code ==
        "decode");
  CHECK(page_from(warc_record("response", 1, "HTTP/1.1 200 OK\r\nContent-Type: text/html")).code == "bad_warc");
}

TEST_CASE("a body that ends before its end is kept as far as it goes, and said to be truncated") {
  const std::string text = "Rain fell.";
  const std::string member = gzip_member(text), chunk = one_chunk(text);
  struct Row {
    std::string fields, body, want;
  };
  const Row rows[] = {
      {"Transfer-Encoding: chunked\r\n", chunk.substr(0, 8), "Rain"},
      {"Transfer-Encoding: chunked\r\n", "5\r\nRain \r\n5\r\nfell.\r\n", text},
      {"Transfer-Encoding: chunked\r\n", "5\r\nRain \r\nxyz\r\nfell.\r\n", "Rain "},
      {"Content-Encoding: gzip\r\n", member.substr(0, member.size() - 12), "Rain f"},
      {"Content-Encoding: gzip\r\n", member + member.substr(0, member.size() - 9), text + "Rain fell"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.fields, row.body);
    const std::string bytes = warc_record("response", 1, http_page(row.body, row.fields));
    const WarcPage page = page_from(bytes);
    CHECK(page.code.empty());
    CHECK(page.body() == row.want);
    CHECK(page.is_truncated);
    CHECK(has(clean_warc_record(record_of(bytes), "", {}, job_without_rules(Form::json)).bytes, R"("truncated":true)"));
  }
}

TEST_CASE("a record becomes a line that says where it is from") {
  const Job job = job_without_rules(Form::json);
  const std::string bytes = response(1);
  const Answer answer = clean_warc_record(record_of(bytes), "crawl.warc.gz", {}, job);
  CHECK(answer.fate != Fate::failed);
  CHECK(has(answer.bytes, R"({"id":"0000-1","url":"https://example.org/1","text":"Rain fell on Monday)"));
  CHECK(has(answer.bytes,
            R"("metadata":{"warc_file":"crawl.warc.gz","warc_offset":7,"warc_length":null,"warc_type":"response",)"
            R"("warc_date":"2025-03-04T07:15:00Z","http_status":200,"content_type":"text/html; charset=utf-8",)"
            R"("warc_identified_language":null},"dehusk":{"v":1,)"));
  CHECK(answer.bytes.back() == '\n');
  CHECK(clean_warc_record(record_of(warc_record("request", 1, "GET / HTTP/1.1\r\n\r\n")), "", {}, job).fate ==
        Fate::skipped);
}

TEST_CASE("a record that cannot be read becomes a line with the same keys and an error") {
  const Job job = job_without_rules(Form::json);
  const std::string bytes = response(1);
  WarcRecord record = record_of(bytes);
  record.code = "truncated";
  record.detail = "the file ends within a record";
  const Answer answer = clean_warc_record(record, "a.warc", {}, job);
  CHECK(answer.fate == Fate::failed);
  CHECK(answer.code == "truncated");
  CHECK(has(answer.bytes,
            R"({"id":"0000-1","url":"https://example.org/1","text":null,"title":null,"author":null,"date":null,)"
            R"("lang":null,"metadata":{"warc_file":"a.warc",)"));
  CHECK(has(
      answer.bytes,
      R"("dehusk":{"error":{"code":"truncated","stage":"feed","detail":"the file ends within a record","rule":null}}})"));
  CHECK(clean_warc_record(record, "a.warc", {}, job_without_rules(Form::text)).bytes.empty());
}

TEST_CASE("a conversion record can be read again, and is the same each time") {
  const Job job = job_without_rules(Form::wet);
  const std::string bytes = response(1);
  const std::string wet = clean_warc_record(record_of(bytes), "", {}, job).bytes;
  CHECK(wet == clean_warc_record(record_of(bytes), "", {}, job).bytes);
  CHECK(wet.substr(0, 32) == "WARC/1.0\r\nWARC-Type: conversion\r");
  CHECK(has(wet, "\r\nWARC-Refers-To: <urn:uuid:0000-1>\r\n"));
  CHECK(has(wet, "\r\nWARC-Block-Digest: sha256:"));
  const WarcPage page = page_from(wet);
  CHECK(page.is_page);
  CHECK(page.url == "https://example.org/1");
  CHECK(page.id.size() == 36);
  CHECK(page.body().substr(0, 9) == "Rain fell");
  CHECK(page.body().back() == '\n');
  CHECK_FALSE(has(write_wet({.id = "1", .url = "https://a/\r\nX: y", .date = "", .language = ""}, ""), "\nX: y"));
}
