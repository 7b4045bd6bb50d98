#include "cli/args.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/help.h"
#include "cli/values.h"
#include "cli/variables.h"
#include "page/cleaned.h"
#include "rule/rule.h"
#include "rule/rule_keys.h"

namespace dehusk {

namespace {

using Names = std::vector<std::string>;

template <class Enum>
Names names_of(int count) {
  Names names;
  for (int i = 0; i < count; ++i) names.emplace_back(to_string(static_cast<Enum>(i)));
  return names;
}

// The flags of one command on their way into Args. Every flag is there as a variable too: --max-bytes,
// DEHUSK_MAX_BYTES.
class Flags {
 public:
  Flags(CLI::App& app, Args& args) : app_(app), args_(args) {}

  void begin(std::string group) { group_ = std::move(group); }

  template <class Value>
  CLI::Option* value(const std::string& names, Value& value, const std::string& type, const std::string& text) {
    return named(app_.add_option(names, value, text)->type_name(type));
  }

  CLI::Option* one_of(const std::string& names, std::string& value, const Names& choices, const std::string& text) {
    return check(this->value(names, value, shown(choices), text), choices);
  }

  // Repeatable, one value at a time, or several with commas.
  CLI::Option* list(const std::string& names, Names& values, const std::string& type, const std::string& text) {
    return value(names, values, type, text)->allow_extra_args(false)->delimiter(',');
  }

  CLI::Option* flag(const std::string& names, bool& value, const std::string& text) {
    return named(app_.add_flag(names, value, text));
  }

  CLI::Option* check(CLI::Option* option, const Names& choices) {
    return option->check([choices](const std::string& given) {
      if (std::find(choices.begin(), choices.end(), given) != choices.end()) return std::string();
      std::string list;
      for (const std::string& choice : choices) list += (list.empty() ? "" : ", ") + choice;
      return "'" + given + "' is none of " + list;
    });
  }

  static void between(CLI::Option* option, double least, double most, const std::string& bounds) {
    option->check([=](const std::string& given) {
      return number_from(given, least, most) ? std::string() : "'" + given + "' is no number from " + bounds;
    });
  }

  void size(const std::string& names, std::uint64_t& bytes, const std::string& text) {
    value(names, bytes, "SIZE", text)
        ->transform(CLI::Validator(
            [](std::string& given) {
              const std::optional<std::uint64_t> number = bytes_from(given);
              if (!number) return "'" + given + "' is no size like 500K or 16M";
              given = std::to_string(*number);
              return std::string();
            },
            ""));
  }

  void files(const std::string& text) { app_.add_option("FILE", args_.files, text)->group(""); }

  void rules(Names& rules) {
    value("-r,--rules", rules, "PATH", "rule file or directory, in place of the built-in rules; repeatable")
        ->allow_extra_args(false);
  }

  void reading() {
    begin("Input");
    value("--url", args_.url, "URL", "where the page is from: rules for one site need it");
    value("--encoding", args_.encoding, "LABEL", "of bytes that are not valid UTF-8, whatever the page says");
    size("--max-bytes", args_.max_bytes, "read at most this much of a page (16M)");
    between(value("--max-depth", args_.max_depth, "N", "read HTML that nests deeper as bare text (1280)"), 8, 100000,
            "8 to 100000");
    value("--timeout", args_.timeout, "TIME", "processor time to parse one page: 5s, 500ms (2s)")
        ->check([](const std::string& text) {
          return milliseconds_from(text) ? std::string() : "'" + text + "' is no time like 5s or 500ms";
        });
  }

  void cleaning() {
    begin("Rules");
    rules(args_.rules);
    list("--rule-off", args_.rules_off, "ID", "switch a rule off; nav/* switches off all that match");
    one_of("--risk", args_.risk, {"low", "medium", "high"}, "use rules up to this risk of taking body text (medium)");
    check(list("--keep-husk", args_.keep_husk, "KIND,...", "kinds of husk to leave in: caption, date, ..."),
          names_of<Husk>(kHuskCount));
    check(list("--stages", args_.stages, "STAGE,...", "run only these: structure, text, content, tidy"),
          names_of<Stage>(kStageCount));
    between(value("--max-removed", args_.max_removed, "SHARE",
                  "if rules take more of a page, only those of low risk apply (0.9)"),
            0, 1, "0 to 1");
    one_of("--content", args_.content, {"trees", "linear"}, "how body text is told from the rest (trees)");
    one_of("--engine", args_.engine, {"compiled", "naive"}, "naive: each rule on each block")->group("");
  }

  void color() { one_of("--color", args_.color, {"auto", "always", "never"}, "colours (auto: at a terminal)"); }

 private:
  CLI::Option* named(CLI::Option* option) {
    return option->envname(variable_of(option->get_lnames().front()))->group(group_);
  }

  static std::string shown(const Names& choices) {
    std::string text;
    for (const std::string& choice : choices) text += (text.empty() ? "" : "|") + choice;
    return text;
  }

  CLI::App& app_;
  Args& args_;
  std::string group_ = "Options";
};

void add_clean(Flags& flags, Args& args) {
  flags.files("pages to clean; - or none: standard input");
  flags.begin("Output");
  flags.one_of("--to", args.to, {"text", "markdown", "md", "json", "jsonl", "wet"}, "what to write (text; WARC: json)")
      ->type_name("text|markdown|json|wet");
  flags.flag("--links", args.links, "markdown with links");
  flags.value("-o,--output", args.output, "FILE", "write here; the file appears when it is complete");
  flags.flag("-f,--force", args.force, "replace FILE if it exists");
  flags.one_of("--report", args.report, {"none", "counts", "full"},
               "what JSON tells of the removals (files: full, lines: counts)");
  flags.flag("--timings", args.timings, "where the time went: a table, or in JSON each page's own");
  flags.reading();
  flags
      .one_of("--in", args.in, {"auto", "html", "text", "jsonl", "warc", "netstring", "uint32be", "nul"},
              "what comes in; gzip and zstd are unpacked (auto)")
      ->type_name("auto|html|text|jsonl|warc|netstring|uint32be|nul");
  flags.one_of("--kind", args.kind, {"auto", "html", "text"}, "what each page in it is (auto)");

  flags.value("--text-field", args.text_field, "POINTER",
              "JSONL: the field to clean (first of /html, /content, /text)");
  flags.value("--out-field", args.out_field, "POINTER",
              "JSONL: the field for the clean text (text, beside the source)");
  flags.flag("--drop-source", args.drop_source, "JSONL: remove the field that was cleaned");
  flags
      .check(flags.list("--record-types", args.record_types, "TYPE,...",
                        "WARC: what to clean, others are skipped (all three)"),
             {"response", "resource", "conversion"})
      ->type_name("response|resource|conversion");
  flags.cleaning();
  flags.begin("Jobs");
  flags.value("-j,--jobs", args.jobs, "N|auto", "threads; auto: one a core; the output is the same for any N (1)")
      ->transform(CLI::Validator(
          [](std::string& given) {
            if (given == "auto")
              given = "0";
            else if (!number_from(given, 1, 1024))
              return "'" + given + "' is neither a number from 1 to 1024 nor auto";
            return std::string();
          },
          ""));
  flags.size("--queue-bytes", args.queue_bytes, "what may wait for a slow record: memory for order (64M)");
  flags.one_of("--on-error", args.on_error, {"record", "skip", "passthrough", "fail"},
               "of a record that cannot be read: what goes out in its place (record)");
  flags.value("--errors-to", args.errors_to, "FILE", "error records go here too, as lines of JSON");
  flags.value("--max-errors", args.max_errors, "N|P%", "stop with exit code 1 when there are more");
  flags.value("--summary", args.summary, "FILE|fd:N", "what became of all records, as JSON");
  flags.flag("--progress", args.progress, "a line about it each second, at a terminal");
  flags.begin("Messages");
  flags.flag("-q,--quiet", args.quiet, "no messages but fatal ones");
  flags.flag("-v,--verbose", args.verbose, "a line about each page, and warnings about rules");
}

void add_explain(Flags& flags, Args& args) {
  flags.files("the page; - or none: standard input");
  flags.begin("Questions");
  flags.value("-b,--block", args.block, "N", "who took this block, or why nobody did");
  flags.value("-l,--line", args.line, "N", "the same of the blocks in this line of the source");
  flags.value("-t,--text", args.text, "WORDS", "the same of the blocks with these words");
  flags.value("--rule", args.rule, "ID", "what this rule did, and nearly did");
  flags.flag("--removed", args.removed_only, "show only what was removed");
  flags.begin("Output");
  flags.value("--format", args.to, "human|json", "for people, or for programs (human)");
  flags.color();
  flags.reading();
  flags.one_of("--in", args.in, {"auto", "html", "text"}, "what the page is (auto)");
  flags.cleaning();
}

void add_selection(Flags& flags, Selection& selection) {
  flags.begin("Selection");
  flags.value("-r,--rules", selection.rules, "PATH", "rule file or directory (rules); repeatable")
      ->allow_extra_args(false);
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

void add_format(Flags& flags, Later& later, const Names& formats) {
  flags.begin("Output");
  flags.one_of("--format", later.format, formats, "form of the results (human)");
  flags.color();
}

void add_test(Flags& flags, Args& args, Later& later) {
  add_selection(flags, args.test.selection);
  flags.flag("--allow-empty", args.test.allow_empty, "nothing to test is no mistake");
  flags.check(flags.list("--fail-on", later.fail_on, "CHANGE,...",
                         "changes that count: removed, back, relabelled, split, new (all)"),
              {"removed", "back", "relabelled", "split", "new"});
  add_format(flags, later, {"human", "json", "junit", "tap", "github"});
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
  flags.value("-r,--rules", args.lint.rules, "PATH", "rule file or directory (rules); repeatable")
      ->allow_extra_args(false);
  flags.list("--disable", args.lint.disable, "CODE,...", "warnings to leave out: W301");
  flags.one_of("--fail-level", later.fail_level, {"error", "warning"}, "what makes the exit code 1 (error)");
  flags.flag("--schema", args.lint.schema, "print the JSON Schema of rule files and check nothing");
  add_format(flags, later, {"human", "json", "github"});
}

void add_rules(Flags& flags, Args& args, Later& later) {
  flags.begin("Selection");
  flags.rules(args.rules_command.rules);
  if (args.command == Command::rules_list)
    flags.value("--only", args.rules_command.only, "GLOB", "only these rules: nav/*");
  add_format(flags, later, {"human", "json"});
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
      return flags.cleaning();
  }
}

// The variables of all commands' flags: what one command does not know may be meant for another.
Names all_variables() {
  Names names;
  for (int command = 0; command <= static_cast<int>(Command::version); ++command) {
    Args args;
    Later later;
    args.command = static_cast<Command>(command);
    CLI::App app;
    Flags flags(app, args);
    add_flags(flags, args, later);
    for (const CLI::Option* option : app.get_options())
      if (!option->get_envname().empty()) names.push_back(option->get_envname());
  }
  return names;
}

// A line for each variable that no flag answers to.
std::string unknown_variables() {
  const Names set = set_variables();
  if (set.empty()) return {};
  const Names known = all_variables();
  std::string lines;
  for (const std::string& name : set)
    if (std::find(known.begin(), known.end(), name) == known.end())
      lines += "dehusk: " + unknown_variable(name, known) + "\n";
  return lines;
}

// A word that no flag takes.
std::string unexpected(const std::string& word, const CLI::App& app) {
  if (word.size() < 2 || word[0] != '-') return "'" + word + "' is one word too many";
  const std::string flag = word.substr(0, word.find('='));
  Names names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string_view meant = nearest(flag, candidates);
  return "there is no flag '" + flag + "'" + (meant.empty() ? "" : "; did you mean '" + std::string(meant) + "'?");
}

// CLI11 speaks of arguments, conversions and mismatches; people of flags and values. "NAME: ..." is our own checks'
// form.
std::string plain_words(const CLI::ParseError& error, const CLI::App& app) {
  const std::string text = error.what();
  const std::string name = text.substr(0, text.find(':'));
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const Names words = app.remaining();
    if (!words.empty()) return unexpected(words.front(), app);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return name + (text.find("missing") != std::string::npos ? " needs a value" : " is given more than once");
  const std::size_t value = text.find(" = ");
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr && value != std::string::npos) {
    const std::string flag = text.substr(std::min(name.size() + 2, value), value - std::min(name.size() + 2, value));
    const CLI::Option* const option = app.get_option_no_throw(flag);
    const bool is_switch = option == nullptr || option->get_expected_max() == 0;
    return flag + ": '" + text.substr(value + 3) + (is_switch ? "' is neither true nor false" : "' is no whole number");
  }
  return text;
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
  CLI::App app;
  Flags flags(app, args);
  bool wants_help = false, wants_version = args.command == Command::version;
  if (args.command == Command::rules_show) app.add_option("ID", args.rules_command.only)->group("");
  add_flags(flags, args, later);
  app.set_help_flag();
  app.add_flag("-h,--help", wants_help, "this text")->group("Messages");
  app.add_flag("-V,--version", wants_version, "version of the program and digest of the rules")->group("Messages");
  app.add_flag("--json", args.json, "with --version: as JSON")->group("");
  try {
    std::reverse(rest.begin(), rest.end());
    app.parse(rest);
  } catch (const CLI::ParseError& error) {
    return mistake(std::move(parsed), plain_words(error, app), command->name);
  }
  if (wants_help) {
    std::vector<FlagHelp> shown;
    for (const CLI::Option* option : app.get_options())
      if (!option->get_group().empty())
        shown.push_back({option->get_group(), option->get_snames(), option->get_lnames(), option->get_type_name(),
                         option->get_description()});
    parsed.out = help_text(*command, shown);
    parsed.exit_code = 0;
    return parsed;
  }
  if (!args.quiet && !args.test.quiet) parsed.err = unknown_variables();
  if (wants_version) {
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
