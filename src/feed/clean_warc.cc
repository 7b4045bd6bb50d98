#include "feed/clean_warc.h"

#include <optional>

#include "base/json.h"
#include "feed/warc_page.h"
#include "feed/wet.h"
#include "write/kept.h"
#include "write/record.h"

namespace dehusk {

namespace {

void append_number_or_null(std::string& out, const std::optional<std::uint64_t>& number) {
  out += number ? std::to_string(*number) : "null";
}

std::string metadata_of(const WarcRecord& record, const WarcPage& page, std::string_view file) {
  std::string out = "{\"warc_file\":";
  append_string_or_null(out, file);
  out += ",\"warc_offset\":";
  append_number_or_null(out, record.offset);
  out += ",\"warc_length\":";
  append_number_or_null(out, record.length);
  out += ",\"warc_type\":";
  append_string_or_null(out, page.type);
  out += ",\"warc_date\":";
  append_string_or_null(out, page.date);
  out += ",\"http_status\":";
  append_number_or_null(out, page.http_status == 0 ? std::nullopt : std::optional<std::uint64_t>(page.http_status));
  out += ",\"content_type\":";
  append_string_or_null(out, page.content_type);
  out += ",\"warc_identified_language\":";
  append_string_or_null(out, page.language);
  return out + "}";
}

// Only JSON has a place for what went wrong.
Answer failed(const WarcRecord& record, const WarcPage& page, std::string_view file, const Job& job) {
  Answer answer;
  answer.fate = Fate::failed;
  answer.code = page.code;
  answer.in_bytes = record.bytes.size();
  answer.error = write_failed_record(page.id, page.url, metadata_of(record, page, file),
                                     {page.code, stage_of(page.code), std::string(page.detail)});
  if (job.form == Form::json) answer.bytes = answer.error + "\n";
  return answer;
}

}  // namespace

Answer clean_warc_record(const WarcRecord& record, std::string_view file, const WarcOptions& options, const Job& job) {
  const WarcPage page = page_of(record, options.types, job.read.limits.max_bytes + 1);
  if (!page.code.empty()) return failed(record, page, file, job);
  if (!page.is_page) return {};
  const bool is_plain = page.type == "conversion";  // servers call HTML text/plain too, so there it is looked at
  Outcome outcome = clean_document({.bytes = page.body(), .url = page.url, .charset = page.charset, .is_utf8 = false},
                                   is_plain && job.read.kind == Sniff::automatic ? Sniff::text : job.read.kind, job);
  if (!outcome.undecodable.empty()) {
    WarcPage bad = page;
    bad.code = "decode";
    bad.detail = outcome.undecodable;
    Answer answer = answer_to_undecodable(outcome, job);
    return answer.fate == Fate::skipped ? answer : failed(record, bad, file, job);
  }
  if (page.is_truncated)
    outcome.page.notes.push_back({.code = "input/truncated", .detail = "the WARC record holds a part of the page"});
  Answer answer = answer_to(outcome, job);
  if (job.form == Form::wet) {
    answer.bytes =
        write_wet({.id = page.id, .url = page.url, .date = page.date, .language = page.language}, outcome.text);
  } else if (job.form == Form::json) {
    std::string_view text = outcome.text;
    if (!text.empty()) text.remove_suffix(1);
    const std::string metadata = metadata_of(record, page, file);
    RecordOptions as = record_options(outcome, job);
    as.metadata = metadata;
    answer.bytes = write_record(page.id, text, outcome.page, job.rules.rules(), outcome.cleaned, as);
    answer.bytes += '\n';
  } else {
    answer.bytes = "==> ";
    append_printable(answer.bytes, page.url);
    answer.bytes += " <==\n" + outcome.text + "\n";
  }
  return answer;
}

}  // namespace dehusk
