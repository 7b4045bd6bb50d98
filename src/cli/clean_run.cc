#include "cli/clean_run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/timings.h"
#include "cli/commands.h"
#include "feed/cores.h"
#include "feed/frames.h"
#include "feed/out_name.h"
#include "feed/packer.h"
#include "feed/signals.h"
#include "feed/warc.h"
#include "feed/warc_page.h"
#include "feed/worker.h"
#include "write/kept.h"

namespace dehusk {

namespace {

// What is held of a page: no more than can be read of it.
std::size_t most_of_page(std::uint64_t max_bytes) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(max_bytes, 1U << 30));
}

CleanerSetup setup_from(const Args& args, Job job, const JsonlOptions& lines) {
  CleanerSetup setup;
  setup.pages = std::move(job);
  setup.lines = setup.pages;
  if (args.report.empty()) setup.lines.report = Report::counts;
  setup.warc = setup.lines;
  if (args.to.empty()) setup.warc.form = Form::json;
  setup.jsonl = lines;
  if (!args.record_types.empty()) setup.types.types = args.record_types;
  setup.messages_are_json = !args.text_field.empty();
  setup.remarks = args.verbose;
  return setup;
}

unsigned jobs_from(const Args& args) { return args.jobs == 0 ? usable_cores() : args.jobs; }

// What a worker may take of the address space: a net under what runs wild, so wide that no page that can be cleaned
// without workers falls into it. The guards of the parser and the reader are what bounds a page. Counted are
// reservations that were never used, arrays that are being doubled, and what lies in fragments; the line of a page may
// be six times as long as the page, and each of its bytes takes four more while it is read. The worst that was
// measured, with 16 MB a page and 256 MB for the parser, is 1.6 GB; this is 3.1.
constexpr std::uint64_t kTimesParsed = 4, kTimesHeld = 128;

std::uint64_t most_memory(const Limits& limits) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 40;  // so that nothing overflows
  return (64U << 20) + kTimesParsed * std::min(limits.max_memory, kMost) +
         kTimesHeld * std::min(limits.max_bytes, kMost);
}

constexpr unsigned kLeastDeadlineMs = 5000;
constexpr std::uint64_t kMostToldDamages = 10;  // of one input

WorkersOptions workers_for(const Job& job, unsigned jobs) {
  WorkersOptions options;
  options.jobs = jobs;
  options.deadline_ms = std::max(kLeastDeadlineMs, job.read.limits.timeout_ms * 4);
  return options;
}

}  // namespace

CleanRun::CleanRun(const Args& args, Job job, JsonlOptions lines, Outputs outputs)
    : args_(args),
      max_bytes_(job.read.limits.max_bytes),
      jobs_(jobs_from(args)),
      lines_(std::move(lines)),
      cleaner_(std::in_place, setup_from(args, std::move(job), lines_), jobs_),
      delivery_(args, cleaner_->setup().pages, std::move(outputs)) {
  start(args.isolate == "worker" || (args.isolate.empty() && jobs_ > 1));
  if (args.timings) delivery_.start_up_took(processor_nanoseconds());
}

// All that was put is answered, and no thread and no worker is left.
void CleanRun::end_pool() {
  if (pool_) pool_->finish();
  pool_.reset();
  if (workers_) restarts_ += workers_->restarts();
  if (workers_ && failure_.empty()) failure_ = workers_->failure();
  workers_.reset();
}

// No thread is running when the worker processes are made: their nursery is forked from here.
void CleanRun::start(bool is_isolated) {
  end_pool();
  Pool::Crew crew{[this](const Task& task, unsigned worker) { return cleaner_->answer(task, worker); }};
  if (is_isolated) {
    const Job& job = cleaner_->setup().pages;
    const WorkerBounds bounds{.max_memory = most_memory(job.read.limits)};
    workers_.emplace(
        *cleaner_, [this, bounds](int socket) { serve_tasks(socket, *cleaner_, bounds); }, workers_for(job, jobs_));
    crew = {[this](const Task&, unsigned worker) { return workers_->end(worker); },
            [this](const Task& task, unsigned worker) { workers_->begin(task, worker); }};
  }
  pool_.emplace(
      jobs_, args_.queue_bytes, std::move(crew),
      Pool::Sink{[this](Answer& answer) { return deliver(answer); },
                 [this](const Task& border) { return delivery_.border(border); }, [this] { delivery_.flush(); }});
}

// If there are no more workers, what is left is no answer.
bool CleanRun::deliver(Answer& answer) {
  if (!failure_.empty() || (workers_ && !workers_->failure().empty())) return false;
  return delivery_.deliver(answer);
}

void CleanRun::input_waits() {
  reload();
  pool_->input_waits();
}

bool CleanRun::put(Task task) {
  if (stop_signal() != 0) return false;
  reload();
  return pool_->put(std::move(task));
}

// A pack with faults changes nothing.
void CleanRun::reload() {
  if (!take_reload() || pool_->is_stopped()) return;
  if (args_.rules.empty()) {
    if (!args_.quiet) complain("SIGHUP: there are no --rules that could be read again", Level::info);
    return;
  }
  int exit_code = kDone;
  std::optional<Job> job = job_from(args_, exit_code);
  if (!job) {
    if (!args_.quiet) complain("SIGHUP: the rules stay as they were");
    return;
  }
  job->tallies = cleaner_->setup().pages.tallies;
  const bool is_isolated = workers_.has_value();
  end_pool();
  if (!failure_.empty()) return start(false);  // the run is over, and what is put is not answered
  cleaner_.emplace(setup_from(args_, std::move(*job), lines_), jobs_);
  start(is_isolated);
  if (!args_.quiet && (args_.verbose || isatty(2) != 0))
    complain("SIGHUP: the rules are now " + cleaner_->setup().pages.digest, Level::info);
}

int CleanRun::run(InputList& inputs, bool has_neighbours) {
  bool is_wanted = true;
  while (is_wanted) {
    const std::optional<std::string> file = inputs.next();
    if (!file || stop_signal() != 0) break;
    is_wanted = clean_file(*file, has_neighbours);
  }
  if (inputs.error() != 0) {
    complain(args_.files_from + ": cannot read: " + std::strerror(inputs.error()));
    fail(kBadInput);
  }
  end_pool();
  RunEnd end;
  end.input_code = exit_code_;
  end.jobs = jobs_;
  end.restarts = restarts_;
  end.failure = failure_;
  end.signal = stop_signal();
  return delivery_.finish(end);
}

bool CleanRun::clean_file(const std::string& file, bool has_neighbours) {
  const bool is_pipe = file == "-";
  const int descriptor = is_pipe ? 0 : open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    Task end;
    end.kind = Task::Kind::input_ends;
    end.file = file;
    refuse(end, kBadInput, "failed", std::string("cannot read: ") + std::strerror(errno));
    return pool_->put(std::move(end));
  }
  delivery_.progress().open(descriptor);
  put_input(file, descriptor, has_neighbours);
  delivery_.progress().close();
  if (!is_pipe) close(descriptor);
  return !pool_->is_stopped();
}

// All tasks of an input, between its borders; only the border at its end if there will be no output.
void CleanRun::put_input(const std::string& file, int descriptor, bool has_neighbours) {
  ByteSource source(descriptor, [this] { input_waits(); });
  source.unpack();
  damage_.clear();
  damages_ = 0;
  const Form form = cleaner_->setup().pages.form;
  Container container = container_of(args_.in, file, source);
  if (form == Form::dolma && args_.in == "auto" && container == Container::page) container = Container::jsonl;
  // Archives hold the web as it is, so their pages are kept apart from this process, whatever the number of jobs.
  if (container == Container::warc && args_.isolate.empty() && !workers_) start(true);
  Task end;
  end.kind = Task::Kind::input_ends;
  end.file = file;
  end.has_records = container != Container::page;
  if (container != Container::warc && form == Form::wet && !source.peek(1).empty()) {
    refuse(end, kUsage, "failed", "--to wet is for WARC and WET");
  } else if (container != Container::jsonl && form == Form::dolma) {
    refuse(end, kUsage, "failed", "--to dolma-attributes is for JSONL");
  } else if (has_place(descriptor, container, end)) {
    Task begin = end;
    begin.kind = Task::Kind::input_begins;
    if (!pool_->put(std::move(begin))) return;
    if (container == Container::warc) put_archive(file, source);
    if (container == Container::messages) put_messages(file, source);
    if (container == Container::page) put_page(file, source, has_neighbours);
    if (container == Container::jsonl)
      put_lines(
          source, [this](Task task) { return put(std::move(task)); }, max_bytes_,
          [&](const Damage& damage) { tell_damage(file, damage); });
    tell_more_damage(file);
    if (!damage_.empty()) {
      end.code = "damaged";
      end.detail = damage_;
    }
    if (stop_signal() != 0) {
      end.code = "failed";
      end.detail = "a signal ended the run before the input did";
    }
    if (source.error() != 0)
      refuse(end, kBadInput, "failed", std::string("cannot read: ") + std::strerror(source.error()));
  }
  static_cast<void>(pool_->put(std::move(end)));
}

// Where the output of this input is to go; false if it is there already, or cannot be.
bool CleanRun::has_place(int descriptor, Container container, Task& end) {
  if (!delivery_.by_file()) return true;
  const CleanerSetup& setup = cleaner_->setup();
  const Form form = container == Container::warc ? setup.warc.form : setup.pages.form;
  const FileOutputs::Plan plan =
      delivery_.by_file()->plan(descriptor, out_name(end.file, container, form, packing_from(args_.compress)));
  end.output = plan.output;
  if (plan.code == "failed") refuse(end, kBadOutput, plan.code, plan.detail);
  end.code = plan.code;
  return plan.code.empty();
}

// A file costs only itself.
void CleanRun::refuse(Task& end, int exit_code, std::string_view code, const std::string& detail) {
  complain(shown(end.file) + ": " + detail);
  fail(exit_code);
  end.code = code;
  end.detail = detail;
}

// What came before the damage is cleaned all the same.
void CleanRun::tell_damage(const std::string& file, const Damage& damage) {
  if (stop_signal() != 0) return;  // nothing is cut off but our reading
  if (damage_.empty()) damage_ = std::string(damage.what) + " at byte " + std::to_string(damage.at);
  fail(kBadInput);
  if (++damages_ > kMostToldDamages) return;
  complain(shown(file) + ": " + std::string(damage.what) + " at byte " + std::to_string(damage.at));
}

// Garbage may look like the beginning of a member everywhere.
void CleanRun::tell_more_damage(const std::string& file) {
  if (damages_ > kMostToldDamages)
    complain(shown(file) + ": damaged in " + std::to_string(damages_ - kMostToldDamages) + " more places");
}

void CleanRun::put_archive(const std::string& file, ByteSource& source) {
  // What a server sends around a page comes on top of it.
  const std::size_t most = most_of_page(max_bytes_) + (1U << 20);
  WarcReader reader(source, most, [&](const Damage& damage) { tell_damage(file, damage); });
  WarcRecord record;
  bool is_wanted = true;
  while (is_wanted && reader.next(record)) {
    Task task;
    task.kind = may_hold_page(record, cleaner_->setup().types.types) ? Task::Kind::warc : Task::Kind::skipped;
    task.bytes = record.bytes;
    task.file = file;
    task.code = record.code;
    task.detail = record.detail;
    task.is_cut = record.is_cut;
    task.head = record.head;
    task.offset = record.offset;
    task.length = record.length;
    is_wanted = put(std::move(task));
  }
}

// One answer a message, in the same framing. With --text-field a message is a JSON object, else a page.
void CleanRun::put_messages(const std::string& file, ByteSource& source) {
  const Framing framing = framing_from(args_.in).value_or(Framing::nul);
  const bool is_json = cleaner_->setup().messages_are_json;
  FrameReader reader(source, framing, is_json ? most_of_line(max_bytes_) : most_of_page(max_bytes_) + 1);
  Frame frame;
  std::uint64_t number = 0;
  bool is_wanted = true;
  while (is_wanted && reader.next(frame)) {
    ++number;
    if (!frame.code.empty()) {
      damage_ = "message " + std::to_string(number) + ": " + std::string(frame.detail);
      complain(shown(file) + ": " + damage_);
      fail(kBadInput);
    }
    Task task;
    task.kind = Task::Kind::message;
    task.bytes = frame.bytes;
    task.number = number;
    task.code = frame.code;
    task.detail = frame.detail;
    task.is_cut = frame.is_cut || !frame.code.empty();
    task.framing = framing;
    is_wanted = put(std::move(task));
  }
  if (source.damage()) tell_damage(file, *source.damage());
}

void CleanRun::put_page(const std::string& file, ByteSource& source, bool has_neighbours) {
  Task task;
  // One byte more than will be read, so that the reader knows that there is more.
  task.bytes = source.read_all(max_bytes_ + 1);
  if (source.error() != 0) return;
  task.file = file;
  if (source.damage()) {
    task.detail = source.damage()->what;
    tell_damage(file, *source.damage());
  }
  task.title = title_of(file, has_neighbours);
  static_cast<void>(put(std::move(task)));
}

// Where several pages come out as text one after the other.
std::string CleanRun::title_of(const std::string& file, bool has_neighbours) {
  std::string title;
  if (has_neighbours && !delivery_.by_file() && cleaner_->setup().pages.form != Form::json) {
    title = is_first_ ? "==> " : "\n==> ";
    append_printable(title, shown(file));
    title += " <==\n";
  }
  is_first_ = false;
  return title;
}

}  // namespace dehusk
