#ifndef DEHUSK_CLI_CLEAN_RUN_H_
#define DEHUSK_CLI_CLEAN_RUN_H_
// A run of `dehusk clean`: opens one input after the other, finds out what it is, and sends its records through the
// pool, where a Cleaner answers them; what comes back is Delivery's.
//
//   file -> ByteSource -> container -> Task ... -> Pool(Cleaner) -> Answer ... -> Delivery -> output, summary
//
// Each input begins and ends with a border among its tasks, so Delivery hears of them in order. With --isolate worker
// the Cleaner is at work in other processes. Between two records is where signals are heard: one to stop is the end of
// all input, one to read the rules again makes a new Cleaner, and new workers, when all records before it are answered.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/args.h"
#include "cli/delivery.h"
#include "feed/byte_source.h"
#include "feed/cleaner.h"
#include "feed/container.h"
#include "feed/input_list.h"
#include "feed/pool.h"
#include "feed/workers.h"

namespace dehusk {

class CleanRun {
 public:
  CleanRun(const Args& args, Job job, JsonlOptions lines, Outputs outputs);

  // What else is being read, the list of inputs, calls this when it has to wait.
  void input_waits();

  [[nodiscard]] Progress& progress() { return delivery_.progress(); }

  // The exit code.
  [[nodiscard]] int run(InputList& inputs, bool has_neighbours);

 private:
  void start(bool is_isolated);
  void end_pool();
  [[nodiscard]] bool deliver(Answer& answer);
  // Into the pool; false: no more is wanted.
  [[nodiscard]] bool put(Task task);
  void reload();
  // False: there is no use in going on.
  [[nodiscard]] bool clean_file(const std::string& file, bool has_neighbours);
  void put_input(const std::string& file, int descriptor, bool has_neighbours);
  [[nodiscard]] bool has_place(int descriptor, Container container, Task& end);
  void refuse(Task& end, int exit_code, std::string_view code, const std::string& detail);
  void put_archive(const std::string& file, ByteSource& source);
  void put_messages(const std::string& file, ByteSource& source);
  void put_page(const std::string& file, ByteSource& source, bool has_neighbours);
  [[nodiscard]] std::string title_of(const std::string& file, bool has_neighbours);
  void tell_damage(const std::string& file, const Damage& damage);
  void tell_more_damage(const std::string& file);
  void fail(int exit_code) { exit_code_ = std::max(exit_code_, exit_code); }

  const Args& args_;
  const std::uint64_t max_bytes_;  // of a page
  const unsigned jobs_;
  const JsonlOptions lines_;
  int exit_code_ = 0;
  bool is_first_ = true;
  std::string damage_;         // of the input at hand: the first
  std::uint64_t damages_ = 0;  // and how many there were
  std::optional<Cleaner> cleaner_;
  Delivery delivery_;
  std::optional<Workers> workers_;  // with --isolate worker
  std::uint64_t restarts_ = 0;      // of workers that are no more
  std::string failure_;             // of theirs
  std::optional<Pool> pool_;
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_CLEAN_RUN_H_
