// `dehusk clean`: files and pipes in, text, markdown or JSON out, one after the other.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/timings.h"
#include "cli/commands.h"
#include "feed/byte_source.h"
#include "feed/clean_warc.h"
#include "feed/jsonl.h"
#include "feed/output.h"
#include "feed/warc.h"
#include "read/encoding_label.h"
#include "write/kept.h"
#include "write/tally.h"
#include "write/timings_table.h"

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

class CleanRun {
 public:
  CleanRun(const Args& args, Job job, JsonlOptions lines, Output output)
      : args_(args), job_(std::move(job)), lines_(std::move(lines)), output_(std::move(output)) {
    if (!args.record_types.empty()) warc_.types = args.record_types;
    if (job_.timings) timings_.start_up_nanoseconds = processor_nanoseconds();
  }

  int run(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
      if (!clean_file(file, files.size() > 1)) break;
    }
    const std::string failure = output_.finish();
    if (!failure.empty()) complain(failure);
    if (timings_.pages > 0) std::fputs(write_timings_table(timings_).c_str(), stderr);
    return failure.empty() ? exit_code_ : static_cast<int>(kBadOutput);
  }

 private:
  // False: there is no use in going on.
  bool clean_file(const std::string& file, bool has_neighbours) {
    const bool is_pipe = file == "-";
    const int descriptor = is_pipe ? 0 : open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return cannot_read(file, errno);
    ByteSource source(descriptor, [this] { output_.flush(); });
    source.unpack();
    if (args_.in == "warc" || (args_.in == "auto" && is_warc(source))) {
      clean_archive(file, source);
    } else if (job_.form == Form::wet) {
      complain((is_pipe ? "standard input" : file) + ": --to wet is for WARC and WET");
      exit_code_ = kUsage;
    } else if (args_.in == "jsonl" || (args_.in == "auto" && is_jsonl(file, source))) {
      clean_records(file, source);
    } else {
      clean_page(file, source, has_neighbours);
    }
    if (!is_pipe) close(descriptor);
    if (source.error() != 0) return cannot_read(file, source.error());
    return !output_.reader_has_gone() && !output_.has_failed();
  }

  bool cannot_read(const std::string& file, int error) {
    complain((file == "-" ? "standard input" : file) + ": cannot read: " + std::strerror(error));
    exit_code_ = kBadInput;
    return true;
  }

  // What came before the damage is cleaned all the same.
  void tell_damage(const std::string& file, const Damage& damage) {
    complain((file == "-" ? "standard input" : file) + ": " + std::string(damage.what) + " at byte " +
             std::to_string(damage.at));
    exit_code_ = kBadInput;
  }

  void clean_records(const std::string& file, ByteSource& source) {
    Job job = job_;
    if (args_.report.empty()) job.report = Report::counts;
    const JsonlCounts counts =
        clean_lines(source, output_, lines_, job, [&](const Damage& damage) { tell_damage(file, damage); });
    if (args_.verbose) {
      complain(file + ": " + std::to_string(counts.lines) + " lines: " + std::to_string(counts.cleaned) + " cleaned, " +
               std::to_string(counts.passed) + " passed on, " + std::to_string(counts.errors) + " errors");
    }
  }

  void clean_archive(const std::string& file, ByteSource& source) {
    Job job = job_;
    if (args_.to.empty()) job.form = Form::json;
    if (args_.report.empty()) job.report = Report::counts;
    // What a server sends around a page comes on top of it.
    const auto most =
        static_cast<std::size_t>(std::min<std::uint64_t>(job.read.limits.max_bytes, 1U << 30)) + (1U << 20);
    WarcReader reader(source, most, [&](const Damage& damage) { tell_damage(file, damage); });
    WarcRecord record;
    std::uint64_t counts[kFateCount] = {};
    while (reader.next(record)) {
      const Answer answer = clean_warc_record(record, file == "-" ? "" : file, warc_, job);
      ++counts[static_cast<int>(answer.fate)];
      if (!output_.write(answer.bytes)) break;
    }
    if (!args_.verbose) return;
    std::string line = file + ":";
    for (int i = 0; i < kFateCount; ++i)
      line += (i == 0 ? " " : ", ") + std::to_string(counts[i]) + " " + std::string(to_string(static_cast<Fate>(i)));
    complain(line);
  }

  void clean_page(const std::string& file, ByteSource& source, bool has_neighbours) {
    // One byte more than will be read, so that the reader knows that there is more.
    const std::string_view bytes = source.read_all(job_.read.limits.max_bytes + 1);
    if (source.error() != 0) return;
    Outcome outcome =
        clean_document({.bytes = bytes, .url = "", .charset = "", .is_utf8 = false}, job_.read.kind, job_);
    if (source.damage()) {
      outcome.page.notes.push_back({.code = "input/damaged", .detail = std::string(source.damage()->what)});
      tell_damage(file, *source.damage());
    }
    if (args_.verbose) describe(file, outcome);
    if (job_.form == Form::json) {
      std::string_view text = outcome.text;
      if (!text.empty()) text.remove_suffix(1);
      output_.write(write_record(file == "-" ? "" : file, text, outcome.page, job_.rules.rules(), outcome.cleaned,
                                 record_options(outcome, job_)));
      output_.write("\n");
      return;
    }
    if (has_neighbours) {
      std::string name;
      append_printable(name, file == "-" ? "standard input" : file);
      output_.write((is_first_ ? "==> " : "\n==> ") + name + " <==\n");
    }
    is_first_ = false;
    output_.write(outcome.text);
    if (job_.timings) count_time(outcome);
  }

  void count_time(const Outcome& outcome) {
    timings_.parts.add(outcome.timings);
    timings_.bytes += outcome.in_bytes;
    ++timings_.pages;
  }

  void describe(const std::string& file, const Outcome& outcome) const {
    const Tally sums = tally(outcome.page, job_.rules.rules(), outcome.cleaned.cuts);
    complain((file == "-" ? "standard input" : file) + ": " +
             (outcome.page.kind == InputKind::html ? "html, " : "text, ") + outcome.page.encoding + " (" +
             outcome.page.encoding_source + "), kept " + std::to_string(sums.words_kept) + " of " +
             std::to_string(sums.words) + " words, " + std::to_string(sums.rules.size()) + " rules took the rest" +
             (outcome.cleaned.rescued ? ", rescued" : ""));
  }

  const Args& args_;
  Job job_;
  JsonlOptions lines_;
  WarcOptions warc_;
  Output output_;
  int exit_code_ = kDone;
  bool is_first_ = true;
  RunTimings timings_;  // of pages written as text: a record holds its own
};

int usage(std::string_view message) {
  complain(message);
  return kUsage;
}

}  // namespace

int run_clean(const Args& args) {
  std::vector<std::string> files = args.files;
  if (files.empty() && isatty(0) != 0) {
    std::fputs(short_help().c_str(), stderr);
    return kUsage;
  }
  if (files.empty()) files = {"-"};
  JsonlOptions lines;
  lines.drop_source = args.drop_source;
  if (!args.text_field.empty()) {
    const std::optional<Pointer> pointer = pointer_from(args.text_field);
    if (!pointer) return usage("--text-field: '" + args.text_field + "' is no JSON pointer, which starts with '/'");
    lines.sources = {*pointer};
  }
  if (!args.out_field.empty()) {
    const std::optional<Pointer> pointer = pointer_from(args.out_field);
    if (!pointer) return usage("--out-field: '" + args.out_field + "' is no JSON pointer, which starts with '/'");
    for (const std::string_view taken : {"dehusk", "title", "author", "date", "lang", "url"})
      if (pointer->size() == 1 && pointer->front() == taken)
        return usage("--out-field: '/" + std::string(taken) + "' is where another part of the answer stands");
    lines.out = *pointer;
  }
  if (!args.encoding.empty() && !encoding_of(args.encoding))
    return usage("--encoding: '" + args.encoding + "' is no label of an encoding that the web knows");
  if (args.links && args.to != "markdown" && args.to != "md") return usage("--links needs --to markdown");
  int exit_code = kDone;
  std::optional<Job> job = job_from(args, exit_code);
  if (!job) return exit_code;
  if (args.output.empty()) return CleanRun(args, std::move(*job), std::move(lines), Output()).run(files);
  Result<Output> output = Output::to_file(args.output, args.force);
  if (!output.ok()) {
    print_faults(output.faults());
    return kBadOutput;
  }
  return CleanRun(args, std::move(*job), std::move(lines), std::move(output).value()).run(files);
}

}  // namespace dehusk
