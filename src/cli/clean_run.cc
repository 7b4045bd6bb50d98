#include "cli/clean_run.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <utility>

#include "base/timings.h"
#include "cli/commands.h"
#include "cli/values.h"
#include "feed/cores.h"
#include "feed/warc.h"
#include "write/kept.h"
#include "write/tally.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxPeek = 4096;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// A file's name without the suffix of its packing.
std::string_view without_packing(std::string_view name) {
  for (const std::string_view suffix : {".gz", ".zst"})
    if (ends_with(name, suffix)) return name.substr(0, name.size() - suffix.size());
  return name;
}

// JSONL by its name, or because it starts as an object does. Looks no further than it has to: who sends one line and
// waits for the answer sends no more.
bool is_jsonl(const std::string& file, ByteSource& source) {
  const std::string_view name = without_packing(file);
  if (ends_with(name, ".jsonl") || ends_with(name, ".ndjson")) return true;
  bool has_brace = false;
  for (std::size_t at = source.peek(3) == "\xEF\xBB\xBF" ? 3 : 0; at < kMaxPeek; ++at) {
    const std::string_view start = source.peek(at + 1);
    if (start.size() <= at) return false;
    if (std::string_view(" \t\r\n").find(start[at]) != std::string_view::npos) continue;
    if (has_brace || start[at] != '{') return has_brace && (start[at] == '"' || start[at] == '}');
    has_brace = true;
  }
  return false;
}

bool is_warc(ByteSource& source) {
  constexpr std::string_view kMark = "WARC/";
  std::size_t size = 1;
  while (size < kMark.size() && source.peek(size) == kMark.substr(0, size)) ++size;
  return source.peek(size) == kMark;
}

// What is held of a page: no more than can be read of it.
std::size_t most_of_page(std::uint64_t max_bytes) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(max_bytes, 1U << 30));
}

std::string shown(const std::string& file) { return file == "-" ? "standard input" : file; }

Job for_records(Job job, const Args& args, bool is_warc) {
  if (args.report.empty()) job.report = Report::counts;
  if (is_warc && args.to.empty()) job.form = Form::json;
  return job;
}

std::string remark_on(const std::string& file, const Outcome& outcome, const Job& job) {
  const Tally sums = tally(outcome.page, job.rules.rules(), outcome.cleaned.cuts);
  return shown(file) + ": " + (outcome.page.kind == InputKind::html ? "html, " : "text, ") + outcome.page.encoding +
         " (" + outcome.page.encoding_source + "), kept " + std::to_string(sums.words_kept) + " of " +
         std::to_string(sums.words) + " words, " + std::to_string(sums.rules.size()) + " rules took the rest" +
         (outcome.cleaned.rescued ? ", rescued" : "");
}

}  // namespace

CleanRun::CleanRun(const Args& args, Job job, JsonlOptions lines, Outputs outputs)
    : args_(args),
      job_(std::move(job)),
      record_job_(for_records(job_, args, false)),
      warc_job_(for_records(job_, args, true)),
      lines_(std::move(lines)),
      outputs_(std::move(outputs)),
      progress_(args.progress && isatty(2) != 0),
      pool_(args.jobs == 0 ? usable_cores() : args.jobs, args.queue_bytes,
            {[this](Answer& answer) { return deliver(answer); }, [this] { flush(); }}) {
  if (const auto limit = error_limit_from(args.max_errors)) error_limit_ = *limit;
  if (!args.record_types.empty()) warc_.types = args.record_types;
  if (job_.timings) timings_.start_up_nanoseconds = processor_nanoseconds();
}

int CleanRun::run(const std::vector<std::string>& files) {
  progress_.begin(files);
  for (const std::string& file : files) {
    if (!clean_file(file, files.size() > 1)) break;
  }
  pool_.finish();
  progress_.end();
  return finish();
}

// Writes what is to be written at the end; the exit code.
int CleanRun::finish() {
  const bool is_exceeded = error_limit_.is_exceeded(summary_, true);
  if (is_exceeded && stopped_ != "on_error") stopped_ = "max_errors";
  if (outputs_.main.reader_has_gone()) stopped_ = "epipe";
  const std::string failure = finish_outputs();
  if (timings_.pages > 0) std::fputs(write_timings_table(timings_).c_str(), stderr);
  if (!failure.empty()) {
    complain(failure);
    return kBadOutput;
  }
  if (stopped_ != "max_errors" && stopped_ != "on_error") return exit_code_;
  complain(std::to_string(summary_.of(Fate::failed)) + " of " + std::to_string(summary_.records_in()) +
           " records could not be read" + (stopped_ == "max_errors" ? ": more than --max-errors allows" : ""));
  return kFound;
}

// What went wrong; empty if nothing did. The summary tells of the others, so it is last.
std::string CleanRun::finish_outputs() {
  std::string failure = outputs_.main.finish();
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
  facts.cpu_seconds = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) facts.peak_rss_kb = static_cast<std::uint64_t>(usage.ru_maxrss);
  facts.jobs = pool_.jobs();
  outputs_.summary->write(write_summary(summary_, facts, job_));
  const std::string unsaid = outputs_.summary->finish();
  return failure.empty() ? unsaid : failure;
}

void CleanRun::flush() {
  outputs_.main.flush();
  if (outputs_.errors) outputs_.errors->flush();
}

bool CleanRun::clean_file(const std::string& file, bool has_neighbours) {
  const bool is_pipe = file == "-";
  const int descriptor = is_pipe ? 0 : open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    cannot_read(file, errno);
    return true;
  }
  ByteSource source(descriptor, [this] { pool_.input_waits(); });
  progress_.open(descriptor);
  source.unpack();
  if (args_.in == "warc" || (args_.in == "auto" && is_warc(source))) {
    clean_archive(file, source);
  } else if (const std::optional<Framing> framing = framing_from(args_.in); framing && job_.form != Form::wet) {
    clean_frames(file, source, *framing);
  } else if (job_.form == Form::wet) {
    complain(shown(file) + ": --to wet is for WARC and WET");
    exit_code_ = kUsage;
  } else if (args_.in == "jsonl" || (args_.in == "auto" && is_jsonl(file, source))) {
    clean_records(file, source);
  } else {
    clean_page(file, source, has_neighbours);
  }
  progress_.close();
  if (!is_pipe) close(descriptor);
  if (source.error() != 0) cannot_read(file, source.error());
  return !pool_.is_stopped();
}

void CleanRun::cannot_read(const std::string& file, int error) {
  complain(shown(file) + ": cannot read: " + std::strerror(error));
  exit_code_ = kBadInput;
}

// What came before the damage is cleaned all the same.
void CleanRun::tell_damage(const std::string& file, const Damage& damage) {
  complain(shown(file) + ": " + std::string(damage.what) + " at byte " + std::to_string(damage.at));
  exit_code_ = kBadInput;
}

Summary CleanRun::counts_before() {
  if (!args_.verbose) return {};
  pool_.finish();
  return summary_;
}

void CleanRun::tell_counts(const std::string& file, const Summary& before) {
  pool_.finish();
  std::string line = shown(file) + ":";
  for (int i = 0; i < kFateCount; ++i)
    line += (i == 0 ? " " : ", ") + std::to_string(summary_.by_fate[i] - before.by_fate[i]) + " " +
            std::string(to_string(static_cast<Fate>(i)));
  complain(line);
}

void CleanRun::clean_records(const std::string& file, ByteSource& source) {
  const Summary before = counts_before();
  while (cleaners_.size() < pool_.jobs()) cleaners_.emplace_back(lines_, record_job_);
  clean_lines(source, pool_, cleaners_, job_.read.limits.max_bytes,
              [&](const Damage& damage) { tell_damage(file, damage); });
  if (args_.verbose) tell_counts(file, before);
}

void CleanRun::clean_archive(const std::string& file, ByteSource& source) {
  const Summary before = counts_before();
  // What a server sends around a page comes on top of it.
  const std::size_t most = most_of_page(job_.read.limits.max_bytes) + (1U << 20);
  WarcReader reader(source, most, [&](const Damage& damage) { tell_damage(file, damage); });
  WarcRecord record;
  bool is_wanted = true;
  while (is_wanted && reader.next(record)) {
    is_wanted = pool_.put(record.bytes, [this, record, file](std::string_view bytes, unsigned) {
      WarcRecord kept = record;
      kept.bytes = bytes;
      return clean_warc_record(kept, file == "-" ? "" : file, warc_, warc_job_);
    });
  }
  if (args_.verbose) tell_counts(file, before);
}

// One answer a message, in the same framing. With --text-field a message is a JSON object, else a page.
void CleanRun::clean_frames(const std::string& file, ByteSource& source, Framing framing) {
  const Summary before = counts_before();
  const bool is_json = !args_.text_field.empty();
  const std::uint64_t max_bytes = job_.read.limits.max_bytes;
  FrameReader reader(source, framing, is_json ? most_of_line(max_bytes) : most_of_page(max_bytes) + 1);
  while (is_json && cleaners_.size() < pool_.jobs()) cleaners_.emplace_back(lines_, record_job_);
  Frame frame;
  std::uint64_t number = 0;
  bool is_wanted = true;
  while (is_wanted && reader.next(frame)) {
    ++number;
    if (!frame.code.empty()) {
      complain(shown(file) + ": message " + std::to_string(number) + ": " + std::string(frame.detail));
      exit_code_ = kBadInput;
    }
    is_wanted = pool_.put(frame.bytes, [this, frame, framing, number](std::string_view bytes, unsigned worker) {
      Frame kept = frame;
      kept.bytes = bytes;
      Answer answer = frame_answer(kept, number, worker);
      answer.bytes = framed(framing, answer.bytes);
      if (answer.fate == Fate::failed && !kept.is_cut && kept.code.empty()) answer.original = framed(framing, bytes);
      return answer;
    });
  }
  if (source.damage()) tell_damage(file, *source.damage());
  if (args_.verbose) tell_counts(file, before);
}

// An answer without its frame, and without a newline at its end.
Answer CleanRun::frame_answer(const Frame& frame, std::uint64_t number, unsigned worker) {
  const bool is_json = !args_.text_field.empty();
  if (!frame.code.empty() || (is_json && frame.is_cut)) {
    const std::string_view code = frame.code.empty() ? "too_large" : frame.code;
    const std::string_view detail = frame.code.empty() ? "the message is too long" : frame.detail;
    Answer answer = failed_line(frame.bytes, number, code, std::string(detail));
    if (!is_json && job_.form != Form::json) answer.bytes.clear();  // only JSON has a place for what went wrong
    return answer;
  }
  if (is_json) return cleaners_[worker].clean(frame.bytes, number);
  Answer answer = page_answer(frame.bytes, "-", {}, {});
  if (!answer.bytes.empty()) answer.bytes.pop_back();
  return answer;
}

void CleanRun::clean_page(const std::string& file, ByteSource& source, bool has_neighbours) {
  // One byte more than will be read, so that the reader knows that there is more.
  const std::string_view bytes = source.read_all(job_.read.limits.max_bytes + 1);
  if (source.error() != 0) return;
  std::string_view damage;
  if (source.damage()) {
    damage = source.damage()->what;
    tell_damage(file, *source.damage());
  }
  std::string head;
  if (has_neighbours && job_.form != Form::json) {
    head = is_first_ ? "==> " : "\n==> ";
    append_printable(head, shown(file));
    head += " <==\n";
  }
  is_first_ = false;
  static_cast<void>(pool_.put(bytes, [this, file, damage, head](std::string_view page, unsigned) {
    return page_answer(page, file, damage, head);
  }));
}

Answer CleanRun::page_answer(std::string_view bytes, const std::string& file, std::string_view damage,
                             std::string_view head) const {
  Outcome outcome = clean_document({.bytes = bytes, .url = "", .charset = "", .is_utf8 = false}, job_.read.kind, job_);
  if (!damage.empty()) outcome.page.notes.push_back({.code = "input/damaged", .detail = std::string(damage)});
  Answer answer = answer_to(outcome, job_);
  if (args_.verbose) answer.remark = remark_on(file, outcome, job_);
  if (job_.form == Form::json) {
    std::string_view text = outcome.text;
    if (!text.empty()) text.remove_suffix(1);
    answer.bytes = write_record(file == "-" ? "" : file, text, outcome.page, job_.rules.rules(), outcome.cleaned,
                                record_options(outcome, job_));
    answer.bytes += '\n';
  } else {
    answer.bytes = std::string(head) + outcome.text;
    answer.is_timed = job_.timings;
  }
  return answer;
}

bool CleanRun::deliver(Answer& answer) {
  summary_.count(answer);
  if (!answer.remark.empty()) complain(answer.remark);
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
      return false;
    }
    if (args_.on_error == "skip") answer.bytes.clear();
    if (args_.on_error == "passthrough" && !answer.original.empty()) answer.bytes = std::move(answer.original);
  }
  if (answer.fate != Fate::skipped && !(has_failed && answer.bytes.empty())) ++summary_.records_out;
  summary_.bytes_out += answer.bytes.size();
  progress_.show(summary_);
  if (has_failed && error_limit_.is_exceeded(summary_, false)) {
    outputs_.main.write(answer.bytes);
    stopped_ = "max_errors";
    return false;
  }
  return outputs_.main.write(answer.bytes);
}

}  // namespace dehusk
