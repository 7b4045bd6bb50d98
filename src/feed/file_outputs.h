#ifndef DEHUSK_FEED_FILE_OUTPUTS_H_
#define DEHUSK_FEED_FILE_OUTPUTS_H_
// An output of its own for each input, below one folder, and a line about each on standard output:
//
//   done <tab> seg/1.warc.gz <tab> out/seg/1.jsonl.gz <tab> 1200 <tab> 800 <tab> 3 <tab> 91826354 <tab> 2736455 <tab>
//   status     input               output                   records in   out   errors   bytes in       bytes out detail
//
// done: the output is there. damaged: it holds what could be read of the input. skipped: it was there before. failed:
// there is none, the detail says why. A file costs only itself. An output appears under its name when it is complete;
// its marker NAME.done, if asked for, after that, with what became of the records of this input.
//
// To wait for the disk for each file would take most of the time of a run over many small pages. So outputs that are
// complete are held back for a moment, made durable together, and then named and told about, in order.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "feed/output.h"
#include "feed/summary.h"
#include "feed/task.h"

namespace dehusk {

struct FileOutputOptions {
  std::string folder;
  bool may_replace = false;
  bool skips_existing = false;
  bool has_markers = false;  // with skips_existing, an output without its marker is not complete
  bool has_members = false;  // if packed, each record by itself
  bool json_status = false;  // the lines as JSON
};

class FileOutputs {
 public:
  explicit FileOutputs(FileOutputOptions options) : options_(std::move(options)) {}

  // What is to become of an input (open as `descriptor`) whose output is called `name`, told by the code of its end:
  // empty, "skipped" or "failed". For who reads the inputs; the rest is for who delivers.
  struct Plan {
    std::string output;  // with the folder
    std::string_view code;
    std::string detail;
  };
  [[nodiscard]] Plan plan(int descriptor, const std::string& name);

  // What went wrong; empty if nothing did. Then all that is written of this input is dropped.
  std::string begin(const Task& border);
  bool write(std::string_view bytes);
  // `counts`: of this input.
  void end(const Task& border, const Summary& counts, const Job& job);

  // The run is over before this input is, if one has begun: it gets a line, and no output.
  void abandon(const Summary& counts);

  // There is so much held back, or for so long, that it should not wait for more.
  [[nodiscard]] bool is_due() const;
  // Names the outputs that are complete; the lines about them and about the inputs between them, with their newlines.
  [[nodiscard]] std::string commit();

  [[nodiscard]] bool has_failed() const { return has_failed_; }  // an output could not be written

 private:
  // An input that is over, and its output and marker without their names; neither if there is nothing to be named.
  struct Ended {
    Task border;
    Summary counts;
    std::optional<Output> output, marker;
    std::string failure;
  };
  void make_marker(Ended& ended, const Job& job);
  [[nodiscard]] bool sync();
  [[nodiscard]] static std::string name(Ended& ended, bool is_durable);
  [[nodiscard]] std::string line_about(const Ended& ended) const;

  const FileOutputOptions options_;
  std::set<std::string, std::less<>> claimed_;  // outputs of this run
  std::optional<Task> begun_;                   // the input at hand
  std::optional<Output> output_;
  std::string failure_;  // of the output at hand
  std::deque<Ended> ended_;
  std::uint64_t ended_bytes_ = 0;
  std::chrono::steady_clock::time_point ended_since_;
  bool has_failed_ = false;
};

}  // namespace dehusk

#endif  // DEHUSK_FEED_FILE_OUTPUTS_H_
