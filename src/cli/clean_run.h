#ifndef DEHUSK_CLI_CLEAN_RUN_H_
#define DEHUSK_CLI_CLEAN_RUN_H_
// A run of `dehusk clean`: opens one input after the other, finds out what it is, and sends its records through the
// pool, where a Cleaner answers them; what comes back is Delivery's.
//
//   file -> ByteSource -> container -> Task ... -> Pool(Cleaner) -> Answer ... -> Delivery -> output, summary
//
// Each input begins and ends with a border among its tasks, so Delivery hears of them in order.

#include <string>
#include <vector>

#include "cli/args.h"
#include "cli/delivery.h"
#include "feed/byte_source.h"
#include "feed/cleaner.h"
#include "feed/pool.h"

namespace dehusk {

class CleanRun {
 public:
  CleanRun(const Args& args, Job job, JsonlOptions lines, Outputs outputs);

  // The exit code.
  [[nodiscard]] int run(const std::vector<std::string>& files);

 private:
  // False: there is no use in going on.
  [[nodiscard]] bool clean_file(const std::string& file, bool has_neighbours);
  void put_archive(const std::string& file, ByteSource& source);
  void put_messages(const std::string& file, ByteSource& source);
  void put_page(const std::string& file, ByteSource& source, bool has_neighbours);
  [[nodiscard]] std::string title_of(const std::string& file, bool has_neighbours);
  [[nodiscard]] bool put_border(Task::Kind kind, const std::string& file, bool has_records = false);
  void tell_damage(const std::string& file, const Damage& damage);
  void cannot_read(const std::string& file, int error);

  const Args& args_;
  const std::uint64_t max_bytes_;  // of a page
  int exit_code_ = 0;
  bool is_first_ = true;
  Cleaner cleaner_;
  Delivery delivery_;
  Pool pool_;
};

}  // namespace dehusk

#endif  // DEHUSK_CLI_CLEAN_RUN_H_
