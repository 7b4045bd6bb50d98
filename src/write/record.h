#ifndef DEHUSK_WRITE_RECORD_H_
#define DEHUSK_WRITE_RECORD_H_
// A cleaned page as one line of JSON: its text, its metadata and, under "dehusk", what was taken and why.
//
//   {"text":"Rain fell.","title":"Rain","author":null,...,"dehusk":{"v":1,"rules":"sha256:9f3c",...,
//    "removed":[{"rule":"nav/skip-links","file":"rules/nav.toml","line":12,...,"start":0,"end":15,...}],"error":null}}
//
// The keys are the same for every page, whatever happened to it, so that tables can be made of the lines.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timings.h"
#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

// How much of the ledger a record holds. none: the record has no "dehusk" at all; spans: of each removal only the rule
// and its place.
enum class Report : std::uint8_t { none, counts, spans, full };
[[nodiscard]] std::optional<Report> report_from(std::string_view name);

struct RecordOptions {
  Report report = Report::full;
  std::string_view rules_digest;
  std::uint64_t in_bytes = 0;          // of the input as it came
  std::optional<double> milliseconds;  // --timings; makes the output differ from run to run
  const Timings* timings = nullptr;    // the same, part by part
  std::string_view metadata;           // JSON: where the page is from, if the record is to say; may be empty
};

// The value of "dehusk".
[[nodiscard]] std::string write_verdict(const Page& page, const std::vector<Rule>& rules, const Cleaned& cleaned,
                                        const RecordOptions& options);

// The whole record, on one line without the newline. `id` (a file's name) is left out if empty.
[[nodiscard]] std::string write_record(std::string_view id, std::string_view text, const Page& page,
                                       const std::vector<Rule>& rules, const Cleaned& cleaned,
                                       const RecordOptions& options);

// `"title":...,"author":...,"date":...,"lang":...`, null where the page does not tell.
struct Told {
  std::string_view key;
  std::string_view value;
};
[[nodiscard]] std::vector<Told> told_by(const Page& page, const Cleaned& cleaned);
void append_string_or_null(std::string& out, std::string_view value);

// Why there is no text: the value of "dehusk" in a record that could not be cleaned.
struct RecordError {
  std::string_view code;   // "bad_json", "too_large"
  std::string_view stage;  // "feed"
  std::string detail;
};
void append_error(std::string& out, const RecordError& error);

// A record as write_record's, but there is no page: the same keys, null but for the id, the url and the metadata.
[[nodiscard]] std::string write_failed_record(std::string_view id, std::string_view url, std::string_view metadata,
                                              const RecordError& error);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_RECORD_H_
