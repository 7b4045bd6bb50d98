#include "cli/args.h"

#include <algorithm>

#include "base/unicode.h"
#include "check/files.h"
#include "cli/config.h"
#include "cli/flags.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/values.h"
#include "cli/variables.h"
#include "page/cleaned.h"
#include "rule/rule.h"
#include "rule/rule_keys.h"

namespace dehusk {

namespace {

template <class Enum>
Names names_of(int count) {
  Names names;
  for (int i = 0; i < count; ++i) names.emplace_back(to_string(static_cast<Enum>(i)));
  return names;
}

void add_rules_flag(Flags& flags, Names& rules) {
  flags.paths("-r,--rules", rules, "rule file or directory, in place of the built-in rules; repeatable");
}

void add_reading(Flags& flags, Args& args) {
  flags.begin("Input");
  flags.value("--url", args.url, "URL", "where the page is from: rules for one site need it");
  flags.value("--encoding", args.encoding, "LABEL", "of bytes that are not valid UTF-8, whatever the page says");
  flags.size("--max-bytes", args.max_bytes, "read at most this much of a page (16M)");
  flags.value("--max-depth", args.max_depth, "N", "read HTML that nests deeper as bare text (1280)")
      .between(8, 100000, "8 to 100000");
  flags.size("--max-memory", args.max_memory, "take at most this much to parse a page (256M)");
  flags.value("--timeout", args.timeout, "TIME", "processor time to parse one page: 5s, 500ms (2s)")
      .checked([](const std::string& text) {
        return milliseconds_from(text) ? std::string() : "'" + text + "' is no time like 5s or 500ms";
      });
}

void add_cleaning(Flags& flags, Args& args) {
  flags.begin("Rules");
  add_rules_flag(flags, args.rules);
  flags.list("--rule-off", args.rules_off, "ID", "switch a rule off; nav/* switches off all that match");
  flags.one_of("--risk", args.risk, {"low", "medium", "high"},
               "use rules up to this risk of taking body text (medium)");
  flags.list("--keep-husk", args.keep_husk, "KIND,...", "kinds of husk to leave in: caption, date, ...")
      .one_of(names_of<Husk>(kHuskCount));
  flags.list("--stages", args.stages, "STAGE,...", "run only these: structure, text, content, tidy")
      .one_of(names_of<Stage>(kStageCount));
  flags
      .value("--max-removed", args.max_removed, "SHARE",
             "if rules take more of a page, only those of low risk apply (0.9)")
      .between(0, 1, "0 to 1");
  flags.one_of("--content", args.content, {"trees", "linear"}, "how body text is told from the rest (trees)");
  flags.one_of("--engine", args.engine, {"compiled", "naive"}, "naive: each rule on each block").hidden();
}

void add_color(Flags& flags, Args& args) {
  flags.one_of("--color", args.color, {"auto", "always", "never"}, "colours (auto: at a terminal)");
}

void add_clean(Flags& flags, Args& args) {
  flags.words("FILE", args.files);
  flags.begin("Output");
  flags
      .one_of("--to", args.to, {"text", "markdown", "md", "json", "jsonl", "wet", "dolma-attributes"},
              "what to write (text; WARC: json)")
      .shown_as("text|markdown|json|wet|dolma-attributes");
  flags.flag("--links", args.links, "markdown with links");
  flags.value("-o,--output", args.output, "FILE", "write here; the file appears when it is complete");
  flags.value("--out-dir", args.out_dir, "DIR",
              "an output for each input, under its path in here; on standard output a line about each");
  flags.flag("--skip-existing", args.skip_existing, "pass over inputs whose output in DIR is there");
  flags.flag("--done-markers", args.done_markers, "beside each output in DIR NAME.done: its counts, as JSON");
  flags.flag("-f,--force", args.force, "replace FILE, or what is in DIR, if it exists");
  flags.one_of("--compress", args.compress, {"auto", "none", "gzip", "zstd"},
               "pack the output (auto: as FILE ends, .gz or .zst); WET: each record");
  flags.one_of("--report", args.report, {"none", "counts", "spans", "full"},
               "what JSON tells of the removals (files: full, lines: counts)");
  flags.flag("--timings", args.timings, "where the time went: a table, or in JSON each page's own");
  add_reading(flags, args);
  flags.one_of("--encoding-errors", args.encoding_errors, {"replace", "record", "skip"},
               "of bytes without meaning: U+FFFD, an error record, nothing (replace)");
  flags.value("--files-from", args.files_from, "FILE|-", "more pages: their names in this file, one a line");
  flags.flag("-0,--null", args.null, "the names in it end with NUL");
  flags
      .one_of("--in", args.in, {"auto", "html", "text", "jsonl", "warc", "netstring", "uint32be", "nul"},
              "what comes in; gzip and zstd are unpacked (auto)")
      .shown_as("auto|html|text|jsonl|warc|netstring|uint32be|nul");
  flags.one_of("--kind", args.kind, {"auto", "html", "text"}, "what each page in it is (auto)");

  flags.value("--text-field", args.text_field, "POINTER",
              "JSONL: the field to clean (first of /html, /content, /text)");
  flags.value("--out-field", args.out_field, "POINTER",
              "JSONL: the field for the clean text (text, beside the source)");
  flags.value("--url-field", args.url_field, "POINTER", "JSONL: where the page is from (/url)");
  flags.value("--id-field", args.id_field, "POINTER", "JSONL: what dolma-attributes name the record by (/id)");
  flags.one_of("--on-missing", args.on_missing, {"pass", "error"}, "JSONL: a line without a field to clean (pass)");
  flags.flag("--drop-source", args.drop_source, "JSONL: remove the field that was cleaned");
  flags.list("--record-types", args.record_types, "TYPE,...", "WARC: what to clean, others are skipped (all three)")
      .one_of({"response", "resource", "conversion"})
      .shown_as("response|resource|conversion");
  add_cleaning(flags, args);
  flags.begin("Jobs");
  const auto take_jobs = [&args](const std::string& given) {
    const std::optional<double> number = given == "auto" ? 0 : number_from(given, 1, 1024);
    if (number) args.jobs = static_cast<unsigned>(*number);
    return number ? std::string() : "'" + given + "' is neither a number from 1 to 1024 nor auto";
  };
  flags.taken("-j,--jobs", "N|auto", "1", take_jobs, "threads; auto: one a core; the output is the same for any N (1)");
  flags.one_of("--isolate", args.isolate, {"none", "worker"},
               "worker: a crash costs its record, not the run (-j2 and up, WARC: worker)");
  flags.value("--max-crashes", args.max_crashes, "N", "stop with exit code 70 when there are more (100)");
  flags.size("--queue-bytes", args.queue_bytes, "what may wait for a slow record: memory for order (64M)");
  flags.one_of("--on-error", args.on_error, {"record", "skip", "passthrough", "fail"},
               "what goes out for a record that cannot be read; skip, in frames: an empty one (record)");
  flags.value("--errors-to", args.errors_to, "FILE", "error records go here too, as lines of JSON");
  flags.value("--max-errors", args.max_errors, "N|P%", "stop with exit code 1 when there are more");
  flags.value("--summary", args.summary, "FILE|fd:N", "what became of all records, as JSON");
  flags.flag("--progress", args.progress, "a line about it each second, at a terminal");
  flags.flag("--unbuffered", args.unbuffered, "each answer goes out at once (else: when the input waits)");
  flags.begin("Messages");
  flags.one_of("--log-format", args.log_format, {"text", "json"},
               "of what goes to standard error, and of --out-dir's lines (text)");
  flags.one_of("--counters", args.counters, {"none", "hadoop"},
               "counts on standard error, as a streaming task has them (none)");
  flags.flag("-q,--quiet", args.quiet, "no messages but fatal ones");
  flags.flag("-v,--verbose", args.verbose, "a line about each page, and warnings about rules");
}

void add_explain(Flags& flags, Args& args) {
  flags.words("FILE", args.files);
  flags.begin("Questions");
  flags.value("-b,--block", args.block, "N", "who took this block, or why nobody did");
  flags.value("-l,--line", args.line, "N", "the same of the blocks in this line of the source");
  flags.value("-t,--text", args.text, "WORDS", "the same of the blocks with these words");
  flags.value("--rule", args.rule, "ID", "what this rule did, and nearly did");
  flags.flag("--removed", args.removed_only, "show only what was removed");
  flags.begin("Output");
  flags.value("--format", args.to, "human|json", "for people, or for programs (human)");
  add_color(flags, args);
  add_reading(flags, args);
  flags.one_of("--in", args.in, {"auto", "html", "text"}, "what the page is (auto)");
  add_cleaning(flags, args);
}

void add_selection(Flags& flags, Selection& selection) {
  flags.begin("Selection");
  flags.paths("-r,--rules", selection.rules, "rule file or directory (rules); repeatable");
  flags.value("--fixtures", selection.fixtures, "DIR", "where the pages are (fixtures)");
  flags.value("--only", selection.only, "GLOB", "only these rules: nav/*");
  flags.value("--fixture", selection.fixture, "GLOB", "only these pages: dw/*");
}

// Names as the user gives them, turned into the set or enum that `check` wants once everything is parsed.
struct Later {
  Names fail_on;
  std::string format = "human", fail_level = "error";
  bool all = false;
  bool accepted[kChangeCount] = {};
};

// What is no part of a job.
struct Asked {
  std::string config, generate;
  bool print_config = false, help = false, version = false;
};

void add_format(Flags& flags, Args& args, Later& later, const Names& formats) {
  flags.begin("Output");
  flags.one_of("--format", later.format, formats, "form of the results (human)");
  add_color(flags, args);
}

void add_test(Flags& flags, Args& args, Later& later) {
  add_selection(flags, args.test.selection);
  flags.flag("--allow-empty", args.test.allow_empty, "nothing to test is no mistake");
  flags
      .list("--fail-on", later.fail_on, "CHANGE,...", "changes that count: removed, back, relabelled, split, new (all)")
      .one_of({"removed", "back", "relabelled", "split", "new"});
  add_format(flags, args, later, {"human", "json", "junit", "tap", "github"});
  flags.flag("-q,--quiet", args.test.quiet, "say nothing when all is well");
  flags.flag("-v,--verbose", args.test.verbose, "also why each newly removed block was taken");
}

void add_accept(Flags& flags, Args& args, Later& later) {
  add_selection(flags, args.accept.selection);
  flags.begin("What to accept");
  flags.flag("--removed", later.accepted[static_cast<int>(Change::removed)], "text that goes now: read it first");
  flags.flag("--back", later.accepted[static_cast<int>(Change::back)], "text that stays now");
  flags.flag("--relabelled", later.accepted[static_cast<int>(Change::relabelled)], "text that another rule takes now");
  flags.flag("--split", later.accepted[static_cast<int>(Change::split)], "text in other blocks than before");
  flags.flag("--new", later.accepted[static_cast<int>(Change::fresh)], "pages that have no want.husk yet");
  flags.flag("--fixed", later.accepted[static_cast<int>(Change::fixed)], "marks that no longer hold");
  flags.flag("--all", later.all, "all of these");
  flags.flag("--prune", args.accept.prune, "want.husk files without a page, marks without a case");
  flags.flag("-i,--interactive", args.accept.interactive, "ask about each change");
  flags.flag("--despite-failures", args.accept.despite_failures, "although an example of a rule fails");
}

void add_lint(Flags& flags, Args& args, Later& later) {
  flags.begin("Selection");
  flags.paths("-r,--rules", args.lint.rules, "rule file or directory (rules); repeatable");
  flags.list("--disable", args.lint.disable, "CODE,...", "warnings to leave out: W301");
  flags.one_of("--fail-level", later.fail_level, {"error", "warning"}, "what makes the exit code 1 (error)");
  flags.flag("--schema", args.lint.schema, "print the JSON Schema of rule files and check nothing");
  add_format(flags, args, later, {"human", "json", "github"});
}

void add_rules(Flags& flags, Args& args, Later& later) {
  flags.begin("Selection");
  add_rules_flag(flags, args.rules_command.rules);
  if (args.command == Command::rules_list)
    flags.value("--only", args.rules_command.only, "GLOB", "only these rules: nav/*");
  add_format(flags, args, later, {"human", "json"});
}

void add_flags(Flags& flags, Args& args, Later& later) {
  switch (args.command) {
    case Command::clean:
      return add_clean(flags, args);
    case Command::explain:
      return add_explain(flags, args);
    case Command::test:
      return add_test(flags, args, later);
    case Command::accept:
      return add_accept(flags, args, later);
    case Command::lint:
      return add_lint(flags, args, later);
    case Command::rules_list:
    case Command::rules_show:
      return add_rules(flags, args, later);
    case Command::version:
      return add_cleaning(flags, args);
  }
}

// What every command has.
void add_messages(Flags& flags, Args& args, Asked& asked) {
  flags.begin("Messages");
  flags.value("--config", asked.config, "FILE", "flags from a file of TOML: to = 'json'");
  flags.flag("--print-config", asked.print_config, "all flags as such a file, and nothing else").command_line_only();
  Flags::Flag generate = flags.one_of("--generate", asked.generate, generated_forms(), "this help in other forms");
  generate.command_line_only();
  if (args.command != Command::clean) generate.hidden();
  flags.flag("-h,--help", asked.help, "this text").command_line_only();
  flags.flag("-V,--version", asked.version, "version of the program and digest of the rules").command_line_only();
  Flags::Flag json = flags.flag("--json", args.json, "the version as JSON");
  json.command_line_only();
  if (args.command != Command::version) json.hidden();
}

// The flags of all commands: what one command does not know may be meant for another.
std::vector<Setting> all_flags() {
  std::vector<Setting> all;
  for (int command = 0; command <= static_cast<int>(Command::version); ++command) {
    Args args;
    Later later;
    Asked asked;
    args.command = static_cast<Command>(command);
    Flags flags;
    add_flags(flags, args, later);
    add_messages(flags, args, asked);
    for (Setting& setting : flags.settings()) all.push_back(std::move(setting));
  }
  return all;
}

std::vector<CommandFlags> all_commands_flags() {
  std::vector<CommandFlags> all;
  for (const CommandHelp& command : all_commands()) {
    Args args;
    Later later;
    Asked asked;
    args.command = command.command;
    Flags flags;
    add_flags(flags, args, later);
    add_messages(flags, args, asked);
    all.push_back({&command, flags.shown()});
  }
  return all;
}

// A line for each variable that no flag answers to.
std::string unknown_variables() {
  const Names set = set_variables();
  if (set.empty()) return {};
  Names known;
  for (const Setting& setting : all_flags()) known.push_back(variable_of(setting.name));
  std::string lines;
  for (const std::string& name : set)
    if (std::find(known.begin(), known.end(), name) == known.end())
      lines += "dehusk: " + unknown_variable(name, known) + "\n";
  return lines;
}

// The faults of the configuration file, as they are shown; empty if there are none.
std::string read_config(Flags& flags, const std::string& file) {
  const std::optional<std::string> text = read_file(file);
  std::string shown;
  if (!text) return escape_controls(file) + ": error: the configuration cannot be read\n";
  Names known;
  for (const Setting& setting : all_flags()) known.push_back(setting.name);
  for (const Fault& fault : apply_config(flags, file, *text, known)) shown += to_string(fault) + "\n";
  return shown;
}

void settle(Args& args, const Later& later) {
  const Format format = format_from(later.format).value_or(Format::human);
  args.test.format = args.lint.format = args.rules_command.format = format;
  if (!later.fail_on.empty()) args.test.fail_on = 0;
  for (const std::string& name : later.fail_on)
    args.test.fail_on = static_cast<ChangeSet>(args.test.fail_on | bit(*change_from(name)));
  for (int i = 0; i < kChangeCount; ++i)
    if (later.all || later.accepted[i])
      args.accept.changes = static_cast<ChangeSet>(args.accept.changes | bit(static_cast<Change>(i)));
  args.lint.fail_on_warnings = later.fail_level == "warning";
}

Parsed mistake(Parsed parsed, const std::string& message, std::string_view command) {
  parsed.exit_code = 2;
  parsed.err =
      "dehusk: " + message + "\nTry 'dehusk " + std::string(command) + (command.empty() ? "" : " ") + "--help'.\n";
  return parsed;
}

Parsed ended(Parsed parsed, int exit_code, std::string out) {
  parsed.exit_code = exit_code;
  parsed.out = std::move(out);
  return parsed;
}

}  // namespace

Parsed parse_args(int count, const char* const* words) {
  Parsed parsed;
  Args& args = parsed.args;
  Later later;
  Names rest(words + 1, words + std::max(count, 1));
  if (!rest.empty() && rest[0] == "help") {
    rest.erase(rest.begin());
    rest.emplace_back("--help");
  }
  const CommandHelp* command = take_command(rest);
  if (command == nullptr) return mistake(std::move(parsed), "'rules' wants 'list' or 'show ID'", "rules");
  args.command = command->command;
  Flags flags;
  Asked asked;
  if (args.command == Command::rules_show) flags.word("ID", args.rules_command.only);
  add_flags(flags, args, later);
  add_messages(flags, args, asked);
  asked.version = args.command == Command::version;
  if (const std::string wrong = flags.parse(rest); !wrong.empty())
    return mistake(std::move(parsed), wrong, command->name);
  if (!asked.generate.empty()) return ended(std::move(parsed), 0, generate(asked.generate, all_commands_flags()));
  if (asked.help) return ended(std::move(parsed), 0, help_text(*command, flags.shown()));
  if (!asked.config.empty()) parsed.err = read_config(flags, asked.config);
  if (!parsed.err.empty()) return ended(std::move(parsed), 3, "");
  if (!args.quiet && !args.test.quiet) parsed.err = unknown_variables();
  if (asked.print_config) return ended(std::move(parsed), 0, write_config(flags.settings()));
  if (asked.version) {
    args.command = Command::version;
  } else {
    settle(args, later);
    if (args.command == Command::rules_show && args.rules_command.only.empty())
      return mistake(std::move(parsed), "rules show: which rule?", "rules show");
    if (args.command == Command::explain && !args.to.empty() && args.to != "human" && args.to != "json")
      return mistake(std::move(parsed), "--format: '" + args.to + "' is none of human, json", "explain");
  }
  return parsed;
}

}  // namespace dehusk
