#ifndef DEHUSK_FEED_SUMMARY_H_
#define DEHUSK_FEED_SUMMARY_H_
// A run in numbers that add up: every record that came in is counted once, by what became of it.
//
//   {"tool":"dehusk",...,
//    "records":{"in":3,"out":2,"cleaned":1,"unchanged":0,"empty":0,"passed":1,"skipped":0,"errors":1},
//    "errors":{"bad_json":1},...}          in = cleaned + unchanged + empty + passed + skipped + errors

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/job.h"

namespace dehusk {

struct Summary {
  std::uint64_t by_fate[kFateCount] = {};
  std::uint64_t records_out = 0;
  std::uint64_t bytes_in = 0, bytes_out = 0;
  std::map<std::string, std::uint64_t, std::less<>> errors;     // by code
  std::map<std::string, std::uint64_t, std::less<>> encodings;  // "utf-8/valid"
  struct RuleSum {
    std::uint64_t pages = 0, hits = 0, chars = 0;
  };
  std::map<std::string, RuleSum, std::less<>> rules;  // by name

  [[nodiscard]] std::uint64_t records_in() const;
  [[nodiscard]] std::uint64_t of(Fate fate) const { return by_fate[static_cast<int>(fate)]; }

  // Counts a record; what of its answer goes out is counted by who writes it.
  void count(const Answer& answer);
};

// How many errors a run bears.
struct ErrorLimit {
  std::uint64_t most = UINT64_MAX;
  double most_percent = 100;

  // Too many errors among the records that were not skipped. A share is known only at the end, or of many records.
  [[nodiscard]] bool is_exceeded(const Summary& summary, bool is_at_end) const;
};

// "20", "0.5%"; nothing if it is neither.
[[nodiscard]] std::optional<ErrorLimit> error_limit_from(std::string_view text);

// What the run as a whole was like.
struct RunFacts {
  std::string_view stopped;  // "eof", "epipe", "max_errors", "max_crashes", "on_error", "output", "signal", "internal"
  std::string started;       // "2025-03-04T07:15:00Z"
  double wall_seconds = 0, cpu_seconds = 0;
  std::uint64_t peak_rss_kb = 0;  // of the largest of its processes
  std::size_t jobs = 1;
  std::uint64_t crashes = 0, restarts = 0;  // of worker processes: with a record in hand, and in all
};

// `"records":{...},"errors":{...},"bytes":{...},"encodings":{...},"rules":{...}`
void append_counts(std::string& out, const Summary& summary);

// One line with its newline.
[[nodiscard]] std::string write_summary(const Summary& summary, const RunFacts& facts, const Job& job);

}  // namespace dehusk

#endif  // DEHUSK_FEED_SUMMARY_H_
