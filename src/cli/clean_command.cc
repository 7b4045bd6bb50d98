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
  CleanRun run(args, std::move(*job), std::move(lines),
               {output ? std::move(*output) : Output(), std::move(errors), std::move(summary)});
  return run.run(files);
}

}  // namespace dehusk
