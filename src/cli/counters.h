#ifndef DEHUSK_CLI_COUNTERS_H_
#define DEHUSK_CLI_COUNTERS_H_
// What became of the records, for a Hadoop job that runs dehusk as a streaming task: lines on standard error that add
// to the counters of the job, every few seconds, which also tells it that the task is alive.
//
//   reporter:counter:dehusk,records,1200
//   reporter:counter:dehusk,error bad_json,3

#include <chrono>
#include <string>

#include "feed/summary.h"

namespace dehusk {

// The lines for what was counted after `before`; none for what is the same.
[[nodiscard]] std::string hadoop_counters(const Summary& before, const Summary& now);

class Counters {
 public:
  explicit Counters(bool is_on) : is_on_(is_on) {}

  // Called for every record, by one thread at a time.
  void show(const Summary& summary);
  void end(const Summary& summary);

 private:
  const bool is_on_;
  Summary shown_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_COUNTERS_H_
