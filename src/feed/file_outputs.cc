#include "feed/file_outputs.h"

#include <sys/stat.h>

#include <filesystem>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"

namespace dehusk {

namespace {

namespace fs = std::filesystem;

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

// The file under this name, with these bytes. What went wrong; empty if nothing did.
std::string put_file(const std::string& path, std::string_view bytes) {
  Result<Output> output = Output::to_file(path, true);
  if (!output.ok()) return words_of(output.faults());
  output.value().write(bytes);
  return output.value().finish();
}

// `{"status":...,"input":...,"output":...,"detail":...`, and what became of the records.
std::string told(std::string_view status, const Task& border, std::string_view detail, const Summary& counts,
                 const Job& job) {
  std::string out = "{\"status\":" + to_json(status) + ",\"input\":" + to_json(border.file) +
                    ",\"output\":" + (status == "failed" ? "null" : to_json(border.output)) +
                    ",\"detail\":" + (detail.empty() ? "null" : to_json(detail)) + ",";
  append_counts(out, counts, job);
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

// Gives the output its name, and then its marker.
std::string FileOutputs::finish(const Task& border, const Summary& counts, const Job& job, std::string_view status) {
  if (!output_) return failure_;
  std::string failure = output_->finish();
  output_.reset();
  if (!failure.empty() || !options_.has_markers) return failure;
  std::string marker = told(status, border, border.detail, counts, job);
  marker += ",\"rules_digest\":" + to_json(job.digest) + "}\n";
  return put_file(marker_of(border.output), marker);
}

std::string FileOutputs::end(const Task& border, const Summary& counts, const Job& job) {
  std::string status = border.code.empty() ? "done" : border.code;
  std::string detail = border.detail;
  if (status == "done" || status == "damaged") {
    const std::string failure = finish(border, counts, job, status);
    if (!failure.empty()) {
      has_failed_ = true;
      status = "failed";
      detail = failure;
    }
  }
  output_.reset();  // of an input that cannot be read to its end nothing is left
  if (options_.json_status) return told(status, border, detail, counts, job) + "}\n";
  std::string line = status;
  const auto add = [&line](std::string_view text) { line += "\t" + escape_controls(text); };
  add(border.file);
  add(status == "failed" ? "" : std::string_view(border.output));
  for (const std::uint64_t count :
       {counts.records_in(), counts.records_out, counts.of(Fate::failed), counts.bytes_in, counts.bytes_out})
    add(std::to_string(count));
  add(detail);
  return line + "\n";
}

}  // namespace dehusk
