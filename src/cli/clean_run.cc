#include "cli/clean_run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/timings.h"
#include "cli/commands.h"
#include "feed/container.h"
#include "feed/cores.h"
#include "feed/frames.h"
#include "feed/warc.h"
#include "write/kept.h"

namespace dehusk {

namespace {

// What is held of a page: no more than can be read of it.
std::size_t most_of_page(std::uint64_t max_bytes) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(max_bytes, 1U << 30));
}

CleanerSetup setup_from(const Args& args, Job job, JsonlOptions lines) {
  CleanerSetup setup;
  setup.pages = std::move(job);
  setup.lines = setup.pages;
  if (args.report.empty()) setup.lines.report = Report::counts;
  setup.warc = setup.lines;
  if (args.to.empty()) setup.warc.form = Form::json;
  setup.jsonl = std::move(lines);
  if (!args.record_types.empty()) setup.types.types = args.record_types;
  setup.messages_are_json = !args.text_field.empty();
  setup.remarks = args.verbose;
  return setup;
}

unsigned jobs_from(const Args& args) { return args.jobs == 0 ? usable_cores() : args.jobs; }

}  // namespace

CleanRun::CleanRun(const Args& args, Job job, JsonlOptions lines, Outputs outputs)
    : args_(args),
      max_bytes_(job.read.limits.max_bytes),
      cleaner_(setup_from(args, std::move(job), std::move(lines)), jobs_from(args)),
      delivery_(args, std::move(outputs)),
      pool_(jobs_from(args), args.queue_bytes,
            [this](const Task& task, unsigned worker) { return cleaner_.answer(task, worker); },
            {[this](Answer& answer) { return delivery_.deliver(answer); },
             [this](const Task& border) { return delivery_.border(border); }, [this] { delivery_.flush(); }}) {
  if (args.timings) delivery_.start_up_took(processor_nanoseconds());
}

int CleanRun::run(const std::vector<std::string>& files) {
  delivery_.progress().begin(files);
  for (const std::string& file : files) {
    if (!clean_file(file, files.size() > 1)) break;
  }
  pool_.finish();
  return delivery_.finish(exit_code_, pool_.jobs(), cleaner_.setup().pages);
}

bool CleanRun::clean_file(const std::string& file, bool has_neighbours) {
  const bool is_pipe = file == "-";
  const int descriptor = is_pipe ? 0 : open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    cannot_read(file, errno);
    return true;
  }
  ByteSource source(descriptor, [this] { pool_.input_waits(); });
  delivery_.progress().open(descriptor);
  source.unpack();
  const Form form = cleaner_.setup().pages.form;
  Container container = container_of(args_.in, file, source);
  if (form == Form::dolma && args_.in == "auto" && container == Container::page) container = Container::jsonl;
  if (container != Container::warc && form == Form::wet && !source.peek(1).empty()) {
    complain(shown(file) + ": --to wet is for WARC and WET");
    exit_code_ = kUsage;
  } else if (container != Container::jsonl && form == Form::dolma) {
    complain(shown(file) + ": --to dolma-attributes is for JSONL");
    exit_code_ = kUsage;
  } else if (put_border(Task::Kind::input_begins, file)) {
    if (container == Container::warc) put_archive(file, source);
    if (container == Container::messages) put_messages(file, source);
    if (container == Container::page) put_page(file, source, has_neighbours);
    if (container == Container::jsonl)
      put_lines(source, pool_, max_bytes_, [&](const Damage& damage) { tell_damage(file, damage); });
    static_cast<void>(put_border(Task::Kind::input_ends, file, container != Container::page));
  }
  delivery_.progress().close();
  if (!is_pipe) close(descriptor);
  if (source.error() != 0) cannot_read(file, source.error());
  return !pool_.is_stopped();
}

bool CleanRun::put_border(Task::Kind kind, const std::string& file, bool has_records) {
  Task border;
  border.kind = kind;
  border.file = file;
  border.has_records = has_records;
  return pool_.put(std::move(border));
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

void CleanRun::put_archive(const std::string& file, ByteSource& source) {
  // What a server sends around a page comes on top of it.
  const std::size_t most = most_of_page(max_bytes_) + (1U << 20);
  WarcReader reader(source, most, [&](const Damage& damage) { tell_damage(file, damage); });
  WarcRecord record;
  bool is_wanted = true;
  while (is_wanted && reader.next(record)) {
    Task task;
    task.kind = Task::Kind::warc;
    task.bytes = record.bytes;
    task.file = file;
    task.code = record.code;
    task.detail = record.detail;
    task.is_cut = record.is_cut;
    task.head = record.head;
    task.offset = record.offset;
    task.length = record.length;
    is_wanted = pool_.put(std::move(task));
  }
}

// One answer a message, in the same framing. With --text-field a message is a JSON object, else a page.
void CleanRun::put_messages(const std::string& file, ByteSource& source) {
  const Framing framing = framing_from(args_.in).value_or(Framing::nul);
  const bool is_json = cleaner_.setup().messages_are_json;
  FrameReader reader(source, framing, is_json ? most_of_line(max_bytes_) : most_of_page(max_bytes_) + 1);
  Frame frame;
  std::uint64_t number = 0;
  bool is_wanted = true;
  while (is_wanted && reader.next(frame)) {
    ++number;
    if (!frame.code.empty()) {
      complain(shown(file) + ": message " + std::to_string(number) + ": " + std::string(frame.detail));
      exit_code_ = kBadInput;
    }
    Task task;
    task.kind = Task::Kind::message;
    task.bytes = frame.bytes;
    task.number = number;
    task.code = frame.code;
    task.detail = frame.detail;
    task.is_cut = frame.is_cut;
    task.framing = framing;
    is_wanted = pool_.put(std::move(task));
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
  static_cast<void>(pool_.put(std::move(task)));
}

// Where several pages come out as text one after the other.
std::string CleanRun::title_of(const std::string& file, bool has_neighbours) {
  std::string title;
  if (has_neighbours && cleaner_.setup().pages.form != Form::json) {
    title = is_first_ ? "==> " : "\n==> ";
    append_printable(title, shown(file));
    title += " <==\n";
  }
  is_first_ = false;
  return title;
}

}  // namespace dehusk
