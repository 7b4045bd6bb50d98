// `dehusk clean`: files and pipes in, text, markdown, JSON or WET out. What the arguments may not say is found here,
// the work is clean_run's.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "cli/clean_run.h"
#include "cli/commands.h"
#include "cli/values.h"
#include "feed/signals.h"
#include "read/encoding_label.h"

namespace dehusk {

namespace {

int usage(std::string_view message) {
  complain(message);
  return kUsage;
}

// A JSON pointer that a flag holds; false, and it is told, if it is none.
bool take_pointer(std::string_view flag, const std::string& text, Pointer& pointer) {
  if (text.empty()) return true;
  const std::optional<Pointer> read = pointer_from(text);
  if (!read) {
    complain(std::string(flag) + ": '" + text + "' is no JSON pointer, which starts with '/'");
    return false;
  }
  pointer = *read;
  return true;
}

// What the flags say of the lines of JSONL; nothing, and it is told, if that cannot be.
std::optional<JsonlOptions> lines_from(const Args& args) {
  JsonlOptions lines;
  lines.drop_source = args.drop_source;
  lines.needs_source = args.on_missing == "error";
  if (args.to == "dolma-attributes") lines.sources = {{"text"}};
  Pointer source;
  if (!take_pointer("--text-field", args.text_field, source) ||
      !take_pointer("--out-field", args.out_field, lines.out) ||
      !take_pointer("--url-field", args.url_field, lines.url) || !take_pointer("--id-field", args.id_field, lines.id))
    return std::nullopt;
  if (!source.empty()) lines.sources = {source};
  for (const std::string_view taken : {"dehusk", "title", "author", "date", "lang", "url"}) {
    if (lines.out != Pointer{std::string(taken)}) continue;
    complain("--out-field: '/" + std::string(taken) + "' is where another part of the answer stands");
    return std::nullopt;
  }
  return lines;
}

// What cannot be said together; empty if all can.
std::string contradiction(const Args& args) {
  if (args.links && args.to != "markdown" && args.to != "md") return "--links needs --to markdown";
  if (args.to != "dolma-attributes") return "";
  if (args.kind == "html" || args.in == "html")
    return "--to dolma-attributes: the spans are places in the text of a dump; in HTML they would be places in its "
           "markup";
  if (args.on_error == "skip") return "--to dolma-attributes has a row for every line, so --on-error skip cannot be";
  return args.out_field.empty() && !args.drop_source ? "" : "--to dolma-attributes leaves the text where it is";
}

// fd:N, and what is no regular file: two may write to them.
bool is_device(const std::string& name) {
  if (descriptor_from(name)) return true;
  struct stat status {};
  return stat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

// The same, of inputs and outputs.
std::string contradiction_of_files(const Args& args, const std::vector<std::string>& files) {
  const bool reads_input = std::find(files.begin(), files.end(), "-") != files.end();
  if (args.files_from == "-" && reads_input) return "standard input cannot be a page and the list of --files-from";
  if (args.null && args.files_from.empty()) return "--null is about the names of --files-from";
  const std::array<std::pair<std::string_view, const std::string*>, 3> outputs = {
      {{"--output", &args.output}, {"--errors-to", &args.errors_to}, {"--summary", &args.summary}}};
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = i + 1; j < outputs.size(); ++j) {
      if (outputs[i].second->empty() || *outputs[i].second != *outputs[j].second || is_device(*outputs[i].second))
        continue;
      return std::string(outputs[i].first) + " and " + std::string(outputs[j].first) + " name the same file";
    }
  }
  const bool has_folder = !args.out_dir.empty();
  if (has_folder && !args.output.empty()) return "--output is one output for all, --out-dir one for each";
  if (has_folder && reads_input) return "--out-dir: standard input has no name that its output could have";
  if (args.skip_existing && !has_folder) return "--skip-existing needs --out-dir";
  return args.done_markers && !has_folder ? "--done-markers needs --out-dir" : "";
}

// The output of that name, which may be fd:N; nothing for no name, or with a fault.
std::optional<Output> opened(const std::string& name, bool may_replace, std::vector<Fault>& faults) {
  if (name.empty()) return std::nullopt;
  if (const std::optional<int> descriptor = descriptor_from(name)) return Output(*descriptor);
  Result<Output> output = Output::to_file(name, may_replace);
  if (output.ok()) return std::move(output).value();
  for (const Fault& fault : output.faults()) faults.push_back(fault);
  return std::nullopt;
}

// All inputs, those of the list as they come in.
int clean_files(CleanRun& run, const Args& args, std::vector<std::string> files) {
  run.progress().begin(args.files_from.empty() ? files : std::vector<std::string>());
  const bool has_neighbours = files.size() > 1 || !args.files_from.empty();
  InputList inputs(std::move(files));
  if (args.files_from.empty()) return run.run(inputs, has_neighbours);
  const bool is_pipe = args.files_from == "-";
  const int list = is_pipe ? 0 : open(args.files_from.c_str(), O_RDONLY | O_CLOEXEC);
  if (list < 0) {
    complain("--files-from: " + args.files_from + ": " + std::strerror(errno));
    return kBadInput;
  }
  inputs.read_from(list, args.null ? '\0' : '\n', [&run] { run.input_waits(); });
  const int exit_code = run.run(inputs, has_neighbours);
  if (!is_pipe) close(list);
  return exit_code;
}

}  // namespace

int run_clean(const Args& args) {
  listen_to_signals();  // before the rules are compiled: one that comes meanwhile is heard at the first record
  if (args.log_format == "json") log_as_json();
  std::vector<std::string> files = args.files;
  const bool has_list = !args.files_from.empty();
  if (files.empty() && !has_list && isatty(0) != 0) {
    std::fputs(short_help().c_str(), stderr);
    return kUsage;
  }
  if (files.empty() && !has_list) files = {"-"};
  std::optional<JsonlOptions> lines = lines_from(args);
  if (!lines) return kUsage;
  if (!args.encoding.empty() && !encoding_of(args.encoding))
    return usage("--encoding: '" + args.encoding + "' is no label of an encoding that the web knows");
  if (const std::string message = contradiction(args); !message.empty()) return usage(message);
  if (const std::string message = contradiction_of_files(args, files); !message.empty()) return usage(message);
  if (!args.max_errors.empty() && !error_limit_from(args.max_errors))
    return usage("--max-errors: '" + args.max_errors + "' is neither a number nor a share like 0.5%");
  int exit_code = kDone;
  std::optional<Job> job = job_from(args, exit_code);
  if (!job) return exit_code;
  job->tallies = !args.summary.empty() || args.done_markers;
  std::vector<Fault> faults;
  std::optional<Output> output = opened(args.output, args.force, faults);
  std::optional<Output> errors = opened(args.errors_to, args.force, faults);
  std::optional<Output> summary = opened(args.summary, true, faults);
  if (!faults.empty()) {
    print_faults(faults);
    return kBadOutput;
  }
  Outputs outputs{output ? std::move(*output) : Output(), std::move(errors), std::move(summary), std::nullopt,
                  job->form == Form::wet};
  if (args.out_dir.empty()) outputs.main.pack(packing_from(args.compress).value_or(packing_by_name(args.output)));
  if (outputs.errors) outputs.errors->pack(packing_by_name(args.errors_to));
  if (!args.out_dir.empty())
    outputs.by_file.emplace(FileOutputOptions{.folder = args.out_dir,
                                              .may_replace = args.force,
                                              .skips_existing = args.skip_existing,
                                              .has_markers = args.done_markers,
                                              .has_members = outputs.has_members,
                                              .json_status = args.log_format == "json"});
  CleanRun run(args, std::move(*job), std::move(*lines), std::move(outputs));
  return clean_files(run, args, std::move(files));
}

}  // namespace dehusk
