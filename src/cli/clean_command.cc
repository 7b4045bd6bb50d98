// `dehusk clean`: files and pipes in, text, markdown, JSON or WET out. What the arguments may not say is found here,
// the work is clean_run's.
#include <unistd.h>

#include <cstdio>

#include "cli/clean_run.h"
#include "cli/commands.h"
#include "cli/values.h"
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

// The output of that name, which may be fd:N; nothing for no name, or with a fault.
std::optional<Output> opened(const std::string& name, bool may_replace, std::vector<Fault>& faults) {
  if (name.empty()) return std::nullopt;
  if (const std::optional<int> descriptor = descriptor_from(name)) return Output(*descriptor);
  Result<Output> output = Output::to_file(name, may_replace);
  if (output.ok()) return std::move(output).value();
  for (const Fault& fault : output.faults()) faults.push_back(fault);
  return std::nullopt;
}

}  // namespace

int run_clean(const Args& args) {
  std::vector<std::string> files = args.files;
  if (files.empty() && isatty(0) != 0) {
    std::fputs(short_help().c_str(), stderr);
    return kUsage;
  }
  if (files.empty()) files = {"-"};
  std::optional<JsonlOptions> lines = lines_from(args);
  if (!lines) return kUsage;
  if (!args.encoding.empty() && !encoding_of(args.encoding))
    return usage("--encoding: '" + args.encoding + "' is no label of an encoding that the web knows");
  if (const std::string message = contradiction(args); !message.empty()) return usage(message);
  if (!args.max_errors.empty() && !error_limit_from(args.max_errors))
    return usage("--max-errors: '" + args.max_errors + "' is neither a number nor a share like 0.5%");
  int exit_code = kDone;
  std::optional<Job> job = job_from(args, exit_code);
  if (!job) return exit_code;
  job->tallies = !args.summary.empty();
  std::vector<Fault> faults;
  std::optional<Output> output = opened(args.output, args.force, faults);
  std::optional<Output> errors = opened(args.errors_to, args.force, faults);
  std::optional<Output> summary = opened(args.summary, true, faults);
  if (!faults.empty()) {
    print_faults(faults);
    return kBadOutput;
  }
  Outputs outputs{output ? std::move(*output) : Output(), std::move(errors), std::move(summary)};
  outputs.main.pack(packing_from(args.compress).value_or(packing_by_name(args.output)));
  if (outputs.errors) outputs.errors->pack(packing_by_name(args.errors_to));
  outputs.has_members = job->form == Form::wet;
  CleanRun run(args, std::move(*job), std::move(*lines), std::move(outputs));
  return run.run(files);
}

}  // namespace dehusk
