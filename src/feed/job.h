#ifndef DEHUSK_FEED_JOB_H_
#define DEHUSK_FEED_JOB_H_
// One job: the rules and options that all records of a run share, and what becomes of one document under them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timings.h"
#include "clean/clean.h"
#include "read/read.h"
#include "rule/rule_set.h"
#include "write/record.h"

namespace dehusk {

enum class Form : std::uint8_t { text, markdown, json, wet, dolma };
[[nodiscard]] std::optional<Form> form_from(std::string_view name);  // "md" and "jsonl" too

// What became of a record. passed: it holds nothing to clean and goes on as it is; skipped: it goes nowhere.
enum class Fate : std::uint8_t { cleaned, unchanged, empty, passed, skipped, failed };
inline constexpr int kFateCount = 6;
[[nodiscard]] std::string_view to_string(Fate fate);  // "errors" for failed: the names of the summary

// A record's reply, and what became of it.
struct Answer {
  std::string bytes;  // all that goes out; empty for what is skipped
  Fate fate = Fate::skipped;
  std::string code;      // why it failed: "bad_warc"
  std::string error;     // and that as a line of JSON, without its newline
  std::string original;  // of what failed: what would go out if it were to go on as it came; empty if that cannot be
  std::string remark;    // a line for people who asked for one a page
  std::uint64_t in_bytes = 0;
  bool is_timed = false;  // the timings are to be counted: the answer does not hold them itself
  Timings timings;
  std::string encoding;  // with Job::tallies: "utf-8/valid", and what each rule took
  struct Hits {
    std::string rule;  // its name: numbers are another pack's after a reload
    std::uint64_t count = 0, chars = 0;
  };
  std::vector<Hits> hits;
};

// What becomes of a document with bytes that have no meaning in its encoding: they are replaced by U+FFFD, or it is an
// error record, or skipped.
enum class EncodingErrors : std::uint8_t { replace, record, skip };
[[nodiscard]] std::optional<EncodingErrors> encoding_errors_from(std::string_view name);

// Where a record was when this befell it: "worker" for what a worker process did not live through, else "feed".
[[nodiscard]] std::string_view stage_of(std::string_view code);

// Constant while it is in use: threads share it.
struct Job {
  RuleSet rules;
  std::string digest;  // of the rules
  CleanOptions clean;
  ReadOptions read;
  std::string url;      // for documents that bring none
  std::string charset;  // --encoding
  EncodingErrors encoding_errors = EncodingErrors::replace;
  Form form = Form::text;        // of the clean text: text or markdown; json, wet, dolma: a record
  bool links = false;            // markdown: with links
  Report report = Report::full;  // of a record
  bool timings = false;
  bool tallies = false;  // answers tell what a summary counts
};

// A document and what was made of it.
struct Outcome {
  Page page;
  Cleaned cleaned;
  std::string text;  // as text or markdown; ends with a newline unless it is empty
  std::uint64_t in_bytes = 0;
  std::optional<double> milliseconds;  // with Job::timings
  Timings timings;                     // the same, part by part
  std::string undecodable;             // with Job::encoding_errors: why it was not cleaned; else empty
};

[[nodiscard]] Outcome clean_document(const Input& input, Sniff kind, const Job& job);
// An answer to this document that has everything but the bytes and the remark.
[[nodiscard]] Answer answer_to(const Outcome& outcome, const Job& job);
// The answer to one that was not cleaned, which has no bytes and no error yet.
[[nodiscard]] Answer answer_to_undecodable(const Outcome& outcome, const Job& job);
[[nodiscard]] RecordOptions record_options(const Outcome& outcome, const Job& job);

}  // namespace dehusk

#endif  // DEHUSK_FEED_JOB_H_
