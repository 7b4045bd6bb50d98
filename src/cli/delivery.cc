#include "cli/delivery.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <optional>
#include <utility>

#include "cli/commands.h"
#include "feed/cleaner.h"
#include "feed/frames.h"

namespace dehusk {

Delivery::Delivery(const Args& args, const Job& job, Outputs outputs)
    : args_(args),
      job_(job),
      outputs_(std::move(outputs)),
      progress_(args.progress && isatty(2) != 0),
      counters_(args.counters == "hadoop") {
  if (const auto limit = error_limit_from(args.max_errors)) error_limit_ = *limit;
}

bool Delivery::deliver(Answer& answer) {
  summary_.count(answer);
  if (outputs_.by_file) of_input_.count(answer);
  if (!answer.remark.empty()) complain(answer.remark, Level::info);
  if (answer.is_timed) {
    timings_.parts.add(answer.timings);
    timings_.bytes += answer.in_bytes;
    ++timings_.pages;
  }
  const bool has_failed = answer.fate == Fate::failed;
  if (has_failed) {
    if (outputs_.errors) outputs_.errors->write(answer.error + "\n");
    if (args_.on_error == "fail") {
      stopped_ = "on_error";
      return end_early();
    }
    if (args_.on_error == "skip") answer.bytes = nothing();
    if (args_.on_error == "passthrough" && !answer.original.empty()) answer.bytes = std::move(answer.original);
  }
  if (answer.fate != Fate::skipped && !(has_failed && answer.bytes.empty())) {
    ++summary_.records_out;
    ++of_input_.records_out;
  }
  summary_.bytes_out += answer.bytes.size();
  of_input_.bytes_out += answer.bytes.size();
  progress_.show(summary_);
  counters_.show(summary_);
  if (has_failed && crashes() > args_.max_crashes) {
    static_cast<void>(write(answer.bytes));
    stopped_ = "max_crashes";
    return end_early();
  }
  if (has_failed && error_limit_.is_exceeded(summary_, false)) {
    static_cast<void>(write(answer.bytes));
    stopped_ = "max_errors";
    return end_early();
  }
  if (!write(answer.bytes)) return false;
  if (!args_.unbuffered) return true;
  flush();
  return !outputs_.main.has_failed() && !outputs_.main.reader_has_gone();
}

bool Delivery::end_early() {
  is_ended_early_ = true;
  return false;
}

// What stands for a record that is skipped. Who sends messages waits for an answer to each, so an empty one goes out.
std::string Delivery::nothing() const {
  const std::optional<Framing> framing = framing_from(args_.in);
  return framing ? framed(*framing, "") : std::string();
}

// False: no more is wanted.
bool Delivery::write(std::string_view bytes) {
  if (outputs_.by_file) {
    outputs_.by_file->write(bytes);  // what cannot be written is told at the end of the input, and costs only that
    if (outputs_.by_file->is_due()) commit();
    return true;
  }
  if (!outputs_.main.write(bytes)) return false;
  if (outputs_.has_members) outputs_.main.end_member();
  return true;
}

bool Delivery::border(const Task& task) {
  if (task.kind == Task::Kind::input_begins) {
    if (args_.verbose) at_beginning_ = summary_;
  } else if (args_.verbose && task.has_records && task.code != "failed" && task.code != "skipped") {
    tell_counts(task);
  }
  return !outputs_.by_file || border_of_own(task);
}

// The output of this input, and the line about it.
bool Delivery::border_of_own(const Task& task) {
  if (task.kind == Task::Kind::input_begins) {
    if (const std::string failure = outputs_.by_file->begin(task); !failure.empty()) complain(failure);
    of_input_ = {};
    return true;
  }
  outputs_.by_file->end(task, of_input_, job_);
  of_input_ = {};
  if (outputs_.by_file->is_due() || args_.unbuffered) commit();
  return !outputs_.main.has_failed() && !outputs_.main.reader_has_gone();
}

// Names the outputs that are complete, and tells about them.
void Delivery::commit() {
  outputs_.main.write(outputs_.by_file->commit());
  outputs_.main.flush();
}

void Delivery::tell_counts(const Task& end) const {
  std::string line = shown(end.file) + ":";
  for (int i = 0; i < kFateCount; ++i)
    line += (i == 0 ? " " : ", ") + std::to_string(summary_.by_fate[i] - at_beginning_.by_fate[i]) + " " +
            std::string(to_string(static_cast<Fate>(i)));
  complain(line, Level::info);
}

void Delivery::flush() {
  if (outputs_.by_file) commit();
  outputs_.main.flush();
  if (outputs_.errors) outputs_.errors->flush();
}

int Delivery::finish(const RunEnd& end) {
  progress_.end();
  counters_.end(summary_);
  if (outputs_.by_file) {
    outputs_.by_file->abandon(of_input_);
    commit();
  }
  const bool is_exceeded = error_limit_.is_exceeded(summary_, true);
  if (is_exceeded && stopped_ == "eof") stopped_ = "max_errors";
  if (outputs_.main.reader_has_gone()) stopped_ = "epipe";
  if (!end.failure.empty()) stopped_ = "internal";
  if (end.signal != 0 && (stopped_ == "eof" || stopped_ == "max_errors")) stopped_ = "signal";
  const bool is_broken = stopped_ == "internal" || stopped_ == "max_crashes";
  const std::string failure = finish_outputs(end);
  if (timings_.pages > 0) print_lines(write_timings_table(timings_));
  if (!failure.empty()) {
    complain(failure);
    return kBadOutput;
  }
  if (is_broken) {
    complain(end.failure.empty() ? std::to_string(crashes()) + " records crashed: more than --max-crashes allows"
                                 : end.failure);
    return kInternal;
  }
  if (stopped_ == "signal") return kSignal + end.signal;
  if (stopped_ != "max_errors" && stopped_ != "on_error") {
    const bool has_failed = outputs_.by_file && outputs_.by_file->has_failed();
    return has_failed ? static_cast<int>(kBadOutput) : end.input_code;
  }
  complain(std::to_string(summary_.of(Fate::failed)) + " of " + std::to_string(summary_.records_in()) +
           " records could not be read" + (stopped_ == "max_errors" ? ": more than --max-errors allows" : ""));
  return kFound;
}

std::uint64_t Delivery::crashes() const {
  const auto found = summary_.errors.find("crash");
  return found == summary_.errors.end() ? 0 : found->second;
}

// What went wrong; empty if nothing did. The summary tells of the others, so it is last.
std::string Delivery::finish_outputs(const RunEnd& end) {
  // A file that is not whole does not get its name.
  const bool is_whole = !is_ended_early_ && stopped_ != "signal" && stopped_ != "internal";
  if (!is_whole && !args_.output.empty()) complain(args_.output + ": not written, for the run has not come to its end");
  std::string failure = is_whole ? outputs_.main.finish() : outputs_.main.leave_off();
  if (outputs_.errors) {
    const std::string errors = outputs_.errors->finish();
    if (failure.empty()) failure = errors;
  }
  if (!outputs_.summary) return failure;
  RunFacts facts;
  facts.stopped = failure.empty() ? stopped_ : "output";
  const std::time_t start = std::chrono::system_clock::to_time_t(start_);
  std::tm utc{};
  char text[32];
  if (gmtime_r(&start, &utc) != nullptr && std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) > 0)
    facts.started = text;
  facts.wall_seconds = std::chrono::duration<double>(std::chrono::system_clock::now() - start_).count();
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    if (getrusage(who, &usage) != 0) continue;
    facts.peak_rss_kb = std::max(facts.peak_rss_kb, static_cast<std::uint64_t>(usage.ru_maxrss));
    for (const timeval& time : {usage.ru_utime, usage.ru_stime})
      facts.cpu_seconds += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  facts.jobs = end.jobs;
  facts.crashes = crashes();
  facts.restarts = end.restarts;
  outputs_.summary->write(write_summary(summary_, facts, job_));
  const std::string unsaid = outputs_.summary->finish();
  return failure.empty() ? unsaid : failure;
}

}  // namespace dehusk
