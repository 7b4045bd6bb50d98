#ifndef DEHUSK_CLI_DELIVERY_H_
#define DEHUSK_CLI_DELIVERY_H_
// The far end of a run of `dehusk clean`: answers come in order, are counted, and are written, with all that a run has
// to say about itself: errors to their file, the table of timings, the summary, the exit code. What the flags ask for a
// record that failed is decided here.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/args.h"
#include "cli/counters.h"
#include "cli/progress.h"
#include "feed/file_outputs.h"
#include "feed/job.h"
#include "feed/output.h"
#include "feed/summary.h"
#include "feed/task.h"
#include "write/timings_table.h"

namespace dehusk {

struct Outputs {
  Output main;
  std::optional<Output> errors, summary;
  std::optional<FileOutputs> by_file;  // then main is for a line about each
  bool has_members = false;            // if main is packed, then each record by itself
};

// What the run knows at its end.
struct RunEnd {
  int input_code = 0;  // the exit code as far as the inputs decide it
  std::size_t jobs = 1;
  std::uint64_t restarts = 0;  // of worker processes
  std::string failure;         // of dehusk itself, which is why the run has stopped
  int signal = 0;              // that asked it to stop
};

class Delivery {
 public:
  Delivery(const Args& args, const Job& job, Outputs outputs);

  // These three are for the pool. False: no more is wanted.
  [[nodiscard]] bool deliver(Answer& answer);
  // An input begins, or all its answers are out: the place for what each input has of its own.
  [[nodiscard]] bool border(const Task& task);
  void flush();

  void start_up_took(std::uint64_t nanoseconds) { timings_.start_up_nanoseconds = nanoseconds; }
  [[nodiscard]] Progress& progress() { return progress_; }
  // Nothing if there is one output for all.
  [[nodiscard]] std::optional<FileOutputs>& by_file() { return outputs_.by_file; }

  // Writes what is to be written at the end; the exit code.
  [[nodiscard]] int finish(const RunEnd& end);

 private:
  [[nodiscard]] std::string nothing() const;
  [[nodiscard]] bool write(std::string_view bytes);
  [[nodiscard]] bool end_early();
  [[nodiscard]] bool border_of_own(const Task& task);
  void commit();
  void tell_counts(const Task& end) const;
  [[nodiscard]] std::uint64_t crashes() const;
  [[nodiscard]] std::string finish_outputs(const RunEnd& end);

  const Args& args_;
  const Job& job_;
  Outputs outputs_;
  Summary summary_;
  Summary of_input_;      // with an output for each: of the input at hand
  Summary at_beginning_;  // of the input
  ErrorLimit error_limit_;
  std::string_view stopped_ = "eof";  // why
  bool is_ended_early_ = false;       // by what was delivered
  Progress progress_;
  Counters counters_;
  std::chrono::system_clock::time_point start_ = std::chrono::system_clock::now();
  RunTimings timings_;  // of pages written as text: a record holds its own
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_DELIVERY_H_
