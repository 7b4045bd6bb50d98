// `dehusk clean`: files and pipes in, text, markdown, JSON or WET out. What the arguments may not say is found here,
// the work is clean_run's.
#include <unistd.h>

#include <cstdio>

#include "cli/clean_run.h"
#include "cli/commands.h"
#include "read/encoding_label.h"

namespace dehusk {

namespace {

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
