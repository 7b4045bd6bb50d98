#include "cli/commands.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/json.h"
#include "base/unicode.h"
#include "cli/help.h"
#include "cli/values.h"
#include "feed/output.h"
#include "rule/prepared.h"
#include "rule/rule_keys.h"
#include "rule/switch_off.h"

namespace dehusk {

namespace {

CleanOptions clean_options(const Args& args) {
  CleanOptions options;
  options.max_risk = args.risk == "low" ? Risk::low : args.risk == "high" ? Risk::high : Risk::medium;
  for (const std::string& name : args.keep_husk) options.keep_husk |= bit(*husk_from(name));
  if (!args.stages.empty()) options.stages = 0;
  for (int i = 0; i < kStageCount; ++i)
    if (std::find(args.stages.begin(), args.stages.end(), to_string(static_cast<Stage>(i))) != args.stages.end())
      options.stages = static_cast<std::uint8_t>(options.stages | (1U << static_cast<unsigned>(i)));
  options.max_removed = args.max_removed;
  options.engine = args.engine == "naive" ? Engine::naive : Engine::compiled;
  options.content = args.content == "linear" ? ContentModel::linear : ContentModel::trees;
  return options;
}

ReadOptions read_options(const Args& args) {
  ReadOptions options;
  const auto is = [&](std::string_view kind) { return args.in == kind || args.kind == kind; };
  options.kind = is("html") ? Sniff::html : is("text") ? Sniff::text : Sniff::automatic;
  options.limits.max_bytes = args.max_bytes;
  options.limits.max_memory = args.max_memory;
  options.limits.max_depth = args.max_depth;
  options.limits.timeout_ms = milliseconds_from(args.timeout).value_or(options.limits.timeout_ms);
  return options;
}

// The rules of --rules, checked and prepared; nothing if there are faults, which are printed.
std::optional<Prepared> read_rules(const Args& args, int& exit_code) {
  std::vector<Fault> warnings;
  exit_code = kUsage;
  Result<std::vector<RuleSource>> sources = find_rules(args.rules, warnings);
  if (!sources.ok()) {
    print_faults(sources.faults());
    return std::nullopt;
  }
  exit_code = kBadRules;
  Result<Loaded> loaded = load_rules(sources.value());
  if (!loaded.ok()) {
    print_faults(loaded.faults());
    return std::nullopt;
  }
  if (args.verbose) {
    print_faults(warnings);
    print_faults(loaded.value().warnings);
  }
  return prepare(std::move(loaded).value().book, sources.value());
}

std::optional<Prepared> prepared_rules(const Args& args, int& exit_code) {
  std::optional<Prepared> prepared = args.rules.empty() ? built_in_pack() : read_rules(args, exit_code);
  if (!prepared) return prepared;
  const std::string* const unknown = switch_off(prepared->book, args.rules_off);
  if (unknown == nullptr) return prepared;
  complain("--rule-off: no rule is called '" + *unknown + "'");
  exit_code = kUsage;
  return std::nullopt;
}

std::optional<RuleSet> rules_from(const Args& args, int& exit_code) {
  std::optional<Prepared> prepared = prepared_rules(args, exit_code);
  if (!prepared) return std::nullopt;
  exit_code = kBadRules;
  Result<RuleSet> rules = compile(std::move(*prepared));
  if (!rules.ok()) {
    print_faults(rules.faults());
    return std::nullopt;
  }
  exit_code = kDone;
  return std::move(rules).value();
}

// `dehusk clena x.html`: no file is called so, but a command nearly is.
std::string_view meant_command(const Args& args) {
  if (args.files.empty() || args.files[0].find_first_of("./") != std::string::npos) return {};
  std::error_code error;
  if (std::filesystem::exists(args.files[0], error)) return {};
  return nearest(args.files[0], command_words());
}

}  // namespace

int run(const Args& args) {
  switch (args.command) {
    case Command::clean:
      if (const std::string_view meant = meant_command(args); !meant.empty()) {
        complain("there is no file or command '" + args.files[0] + "'; did you mean 'dehusk " + std::string(meant) +
                 "'?");
        return kUsage;
      }
      return run_clean(args);
    case Command::explain:
      return run_explain(args);
    case Command::version:
      return run_version(args);
    default:
      return run_check(args);
  }
}

std::optional<Job> job_from(const Args& args, int& exit_code) {
  std::optional<RuleSet> rules = rules_from(args, exit_code);
  if (!rules) return std::nullopt;
  Job job;
  job.rules = *rules;
  job.digest = rules->digest();
  job.clean = clean_options(args);
  job.read = read_options(args);
  job.url = args.url;
  job.charset = args.encoding;
  job.encoding_errors = encoding_errors_from(args.encoding_errors).value_or(job.encoding_errors);
  job.form = form_from(args.to).value_or(Form::text);
  job.links = args.links;
  job.report = report_from(args.report).value_or(Report::full);
  job.timings = args.timings;
  return job;
}

int run_version(const Args& args) {
  int exit_code = kDone;
  const std::optional<Prepared> rules = prepared_rules(args, exit_code);
  if (!rules) return exit_code;
  const std::string count = std::to_string(rules->book.rules.size());
  if (!args.json)
    return print_and_exit("dehusk " DEHUSK_VERSION "\n" + rules->digest + " (" + count + " rules)\n", kDone);
  return print_and_exit(
      "{\"version\":\"" DEHUSK_VERSION "\",\"rules\":" + to_json(rules->digest) + ",\"rule_count\":" + count + "}\n",
      kDone);
}

int print_and_exit(std::string_view text, int exit_code) {
  Output output;
  output.write(text);
  const std::string failure = output.finish();
  if (failure.empty()) return exit_code;
  complain(failure);
  return kBadOutput;
}

bool wants_color(const std::string& choice) {
  if (choice != "auto") return choice == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return isatty(1) != 0 && (no_color == nullptr || *no_color == '\0') && !is_dumb;
}

int terminal_width() {
  winsize size{};
  if (isatty(1) == 0 || ioctl(1, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col == 0 ? 80 : size.ws_col;
}

}  // namespace dehusk
