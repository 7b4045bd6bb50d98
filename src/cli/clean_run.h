#ifndef DEHUSK_CLI_CLEAN_RUN_H_
#define DEHUSK_CLI_CLEAN_RUN_H_
// A run of `dehusk clean`: opens one input after the other, finds out what it is, sends its records through the pool,
// and writes and counts what comes back.

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "cli/args.h"
#include "cli/progress.h"
#include "feed/byte_source.h"
#include "feed/clean_warc.h"
#include "feed/frames.h"
#include "feed/job.h"
#include "feed/jsonl.h"
#include "feed/output.h"
#include "feed/pool.h"
#include "feed/summary.h"
#include "write/timings_table.h"

namespace dehusk {

class CleanRun {
 public:
  struct Outputs {
    Output main;
    std::optional<Output> errors, summary;
  };
  CleanRun(const Args& args, Job job, JsonlOptions lines, Outputs outputs);

  // The exit code.
  [[nodiscard]] int run(const std::vector<std::string>& files);

 private:
  // False: there is no use in going on.
  [[nodiscard]] bool clean_file(const std::string& file, bool has_neighbours);
  void clean_records(const std::string& file, ByteSource& source);
  void clean_archive(const std::string& file, ByteSource& source);
  void clean_frames(const std::string& file, ByteSource& source, Framing framing);
  void clean_page(const std::string& file, ByteSource& source, bool has_neighbours);
  [[nodiscard]] Answer frame_answer(const Frame& frame, std::uint64_t number, unsigned worker);
  [[nodiscard]] Answer page_answer(std::string_view bytes, const std::string& file, std::string_view damage,
                                   std::string_view head) const;
  [[nodiscard]] bool deliver(Answer& answer);
  void flush();
  [[nodiscard]] int finish();
  [[nodiscard]] std::string finish_outputs();
  // The counts so far, for a person who wants them file by file; for others they are left to run on.
  [[nodiscard]] Summary counts_before();
  void tell_counts(const std::string& file, const Summary& before);
  void tell_damage(const std::string& file, const Damage& damage);
  void cannot_read(const std::string& file, int error);

  const Args& args_;
  const Job job_;         // of pages
  const Job record_job_;  // of lines
  const Job warc_job_;
  const JsonlOptions lines_;
  WarcOptions warc_;
  std::deque<LineCleaner> cleaners_;  // one a worker
  int exit_code_ = 0;
  bool is_first_ = true;
  // What the pool delivers to:
  Outputs outputs_;
  Summary summary_;
  ErrorLimit error_limit_;
  std::string_view stopped_ = "eof";  // why
  Progress progress_;
  std::chrono::system_clock::time_point start_ = std::chrono::system_clock::now();
  RunTimings timings_;  // of pages written as text: a record holds its own
  Pool pool_;
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_CLEAN_RUN_H_
