#ifndef DEHUSK_CLI_ARGS_H_
#define DEHUSK_CLI_ARGS_H_
// What the user typed, or set as DEHUSK_<FLAG> or in a configuration file, as plain values. Nothing else is opened
// here; what the values mean is for the commands to find out.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "check/commands.h"

namespace dehusk {

enum class Command : std::uint8_t { clean, explain, test, accept, lint, rules_list, rules_show, version };

struct Args {
  Command command = Command::clean;
  std::vector<std::string> files;  // "-": standard input
  std::string files_from;          // a file with more of them, "-": standard input; empty: none
  bool null = false;               // the names in it end with NUL

  // what comes in
  std::string in = "auto";    // auto, html, text, jsonl, warc, netstring, uint32be, nul
  std::string kind = "auto";  // of each page: auto, html, text
  std::string url;
  std::string encoding;
  std::string encoding_errors = "replace";                 // replace, record, skip
  std::string text_field, out_field, url_field, id_field;  // JSON pointers
  std::string on_missing = "pass";                         // pass, error
  bool drop_source = false;
  std::vector<std::string> record_types;  // of WARC; empty: response, resource, conversion
  std::uint64_t max_bytes = 16U << 20;
  std::uint32_t max_depth = 1280;
  std::uint64_t max_memory = 256U << 20;
  std::string timeout = "2s";

  // what goes out
  std::string to;       // text, markdown, json, wet, dolma-attributes; empty: text, for WARC json
  std::string output;   // a file; empty: standard output
  std::string out_dir;  // an output for each input; empty: one for all
  bool skip_existing = false, done_markers = false;
  bool force = false;
  std::string compress = "auto";  // auto, none, gzip, zstd
  bool links = false;
  std::string report;  // none, counts, spans, full; empty: full for files, counts for JSONL
  bool timings = false;
  std::string color = "auto";
  bool quiet = false;
  bool verbose = false;
  bool json = false;  // version, explain: as JSON

  // how it is cleaned
  std::vector<std::string> rules;      // files and directories; empty: the packs built into the program
  std::vector<std::string> rules_off;  // ids and globs
  std::string risk = "medium";
  std::vector<std::string> keep_husk;
  std::vector<std::string> stages;
  double max_removed = 0.9;
  std::string content = "trees";
  std::string engine = "compiled";

  // how the work is done
  unsigned jobs = 1;    // threads; 0: as many as there are cores
  std::string isolate;  // none, worker; empty: worker for many jobs and for WARC, else none
  std::uint32_t max_crashes = 100;
  std::uint64_t queue_bytes = 64U << 20;
  std::string on_error = "record";  // record, skip, passthrough, fail
  std::string errors_to;            // a file; empty: none
  std::string max_errors;           // "20", "0.5%"; empty: any number
  std::string counters = "none";    // none, hadoop
  bool unbuffered = false;
  std::string log_format = "text";  // text, json
  std::string summary;              // a file, or fd:N; empty: none
  bool progress = false;

  // what explain is asked
  std::optional<std::uint32_t> block, line;
  std::string text, rule;
  bool removed_only = false;

  TestOptions test;
  AcceptOptions accept;
  LintOptions lint;
  RulesOptions rules_command;
};

// The arguments, and what is to be said about them; or, if there is nothing to do, what to print and the exit code: 0
// after --help, 2 after a mistake, 3 for faults in the configuration file.
struct Parsed {
  Args args;
  std::optional<int> exit_code;
  std::string out, err;
};

[[nodiscard]] Parsed parse_args(int count, const char* const* words);

// What is shown when dehusk is started at a terminal with nothing to do.
[[nodiscard]] std::string short_help();

}  // namespace dehusk

#endif  // DEHUSK_CLI_ARGS_H_
