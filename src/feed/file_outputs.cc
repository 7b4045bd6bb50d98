#include "feed/file_outputs.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"

namespace dehusk {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEnded = 64;
constexpr std::uint64_t kMostEndedBytes = 32U << 20;
constexpr std::chrono::seconds kMostDelay{1};

std::string marker_of(const std::string& output) { return output + ".done"; }

bool is_same_file(int descriptor, const std::string& path) {
  struct stat a {
  }, b{};
  return fstat(descriptor, &a) == 0 && stat(path.c_str(), &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

std::string words_of(const std::vector<Fault>& faults) {
  const Fault& fault = faults.front();
  return fault.message + (fault.help.empty() ? "" : "; " + fault.help);
}

// `{"status":...,"input":...,"output":...,"detail":...`, and what became of the records.
std::string told(std::string_view status, const Task& border, std::string_view detail, const Summary& counts) {
  std::string out = "{\"status\":" + to_json(status) + ",\"input\":" + to_json(border.file) +
                    ",\"output\":" + (status == "failed" ? "null" : to_json(border.output)) +
                    ",\"detail\":" + (detail.empty() ? "null" : to_json(detail)) + ",";
  append_counts(out, counts);
  return out;
}

}  // namespace

FileOutputs::Plan FileOutputs::plan(int descriptor, const std::string& name) {
  Plan plan{options_.folder + "/" + name, "", ""};
  std::error_code error;
  const bool exists = fs::exists(plan.output, error);
  const bool is_whole = exists && (!options_.has_markers || fs::exists(marker_of(plan.output), error));
  if (!claimed_.insert(plan.output).second) {
    plan.code = "failed";
    plan.detail = plan.output + " is the output of another input already";
  } else if (exists && is_same_file(descriptor, plan.output)) {
    plan.code = "failed";
    plan.detail = plan.output + " is the input itself";
  } else if (is_whole && options_.skips_existing) {
    plan.code = "skipped";
  } else if (exists && !options_.may_replace && !options_.skips_existing) {
    plan.code = "failed";
    plan.detail = plan.output + ": the file exists; -f replaces it, --skip-existing passes it over";
  }
  return plan;
}

std::string FileOutputs::begin(const Task& border) {
  failure_.clear();
  output_.reset();
  begun_ = border;
  std::error_code error;
  fs::create_directories(fs::path(border.output).parent_path(), error);
  if (error) {
    failure_ = border.output + ": cannot make its folder: " + error.message();
    return failure_;
  }
  Result<Output> output = Output::to_file(border.output, true);  // whether it may be replaced was asked before
  if (!output.ok()) {
    failure_ = border.output + ": " + words_of(output.faults());
    return failure_;
  }
  output_.emplace(std::move(output).value());
  output_->pack(packing_by_name(border.output));
  return "";
}

bool FileOutputs::write(std::string_view bytes) {
  if (!output_ || !output_->write(bytes)) return false;
  if (options_.has_members) output_->end_member();
  return true;
}

void FileOutputs::make_marker(Ended& ended, const Job& job) {
  Result<Output> marker = Output::to_file(marker_of(ended.border.output), true);
  if (!marker.ok()) {
    ended.failure = marker_of(ended.border.output) + ": " + words_of(marker.faults());
    ended.output.reset();
    return;
  }
  const std::string_view status = ended.border.code.empty() ? "done" : std::string_view(ended.border.code);
  ended.marker.emplace(std::move(marker).value());
  ended.marker->write(told(status, ended.border, ended.border.detail, ended.counts) +
                      ",\"rules_digest\":" + to_json(job.digest) + "}\n");
  ended.marker->hand_over();
}

void FileOutputs::end(const Task& border, const Summary& counts, const Job& job) {
  if (ended_.empty()) ended_since_ = std::chrono::steady_clock::now();
  begun_.reset();
  Ended& ended = ended_.emplace_back();
  ended.border = border;
  ended.counts = counts;
  const bool is_wanted = border.code.empty() || border.code == "damaged";
  if (is_wanted) {  // of an input that cannot be read to its end nothing is left
    ended.failure = failure_;
    if (output_) ended.output.emplace(std::move(*output_));
  }
  output_.reset();
  if (!ended.output) return;
  ended.output->hand_over();
  ended_bytes_ += counts.bytes_out;
  if (options_.has_markers) make_marker(ended, job);
}

void FileOutputs::abandon(const Summary& counts) {
  output_.reset();
  if (!begun_) return;
  Ended& ended = ended_.emplace_back();
  ended.border = std::move(*begun_);
  ended.border.code = "failed";
  ended.border.detail = "the run has ended before it";
  ended.counts = counts;
  begun_.reset();
}

bool FileOutputs::is_due() const {
  if (ended_.empty()) return false;
  return ended_.size() >= kMostEnded || ended_bytes_ >= kMostEndedBytes ||
         std::chrono::steady_clock::now() - ended_since_ >= kMostDelay;
}

// One wait for all files of a device. False if each is to wait for itself: there is only one, or something went wrong,
// which it will hear of then.
bool FileOutputs::sync() {
  const auto has_output = [](const Ended& ended) { return ended.output.has_value(); };
  if (std::count_if(ended_.begin(), ended_.end(), has_output) < 2) return false;
  std::set<std::uint64_t> devices;
  for (Ended& ended : ended_)
    if (ended.output && devices.insert(ended.output->device()).second && !ended.output->sync_device()) return false;
  return true;
}

// What went wrong; empty if nothing did.
std::string FileOutputs::name(Ended& ended, bool is_durable) {
  if (!ended.output) return ended.failure;
  const auto finish = [is_durable](Output& output) { return is_durable ? output.finish_synced() : output.finish(); };
  const std::string failure = finish(*ended.output);
  return failure.empty() && ended.marker ? finish(*ended.marker) : failure;
}

std::string FileOutputs::commit() {
  std::string lines;
  const bool is_durable = sync();
  for (Ended& ended : ended_) {
    if (const std::string failure = name(ended, is_durable); !failure.empty()) {
      has_failed_ = true;
      ended.border.code = "failed";
      ended.border.detail = failure;
    }
    lines += line_about(ended);
  }
  ended_.clear();
  ended_bytes_ = 0;
  return lines;
}

std::string FileOutputs::line_about(const Ended& ended) const {
  const Task& border = ended.border;
  const Summary& counts = ended.counts;
  const std::string status = border.code.empty() ? "done" : border.code;
  if (options_.json_status) return told(status, border, border.detail, counts) + "}\n";
  std::string line = status;
  const auto add = [&line](std::string_view text) { line += "\t" + escape_controls(text); };
  add(border.file);
  add(status == "failed" ? "" : std::string_view(border.output));
  for (const std::uint64_t count :
       {counts.records_in(), counts.records_out, counts.of(Fate::failed), counts.bytes_in, counts.bytes_out})
    add(std::to_string(count));
  add(border.detail);
  return line + "\n";
}

}  // namespace dehusk
