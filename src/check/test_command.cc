// `dehusk test`: load, run, report, and leave the result for accept.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/glob.h"
#include "check/commands.h"
#include "check/files.h"
#include "check/pack.h"
#include "check/pending.h"
#include "check/report.h"
#include "check/test_run.h"

namespace dehusk {
namespace {

Verdict judge(const TestRun& run, ChangeSet fail_on) {
  Verdict verdict;
  verdict.failed_examples = run.failed_examples();
  verdict.differing_pages = static_cast<std::size_t>(std::count_if(
      run.pages.begin(), run.pages.end(), [fail_on](const PageResult& page) { return page.has(fail_on); }));
  verdict.exit_code = verdict.failed_examples > 0 || verdict.differing_pages > 0 ? 1 : 0;
  return verdict;
}

std::string write_report(const Report& report) {
  switch (report.options.format) {
    case Format::human:
      return human_report(report);
    case Format::json:
      return json_report(report);
    case Format::junit:
      return junit_report(report);
    case Format::tap:
      return tap_report(report);
    case Format::github:
      return github_report(report);
  }
  return {};
}

// What a filter selected nothing of; empty if there is something to test.
std::string empty_selection(const Selection& selection, const Pack& pack, const TestRun& run) {
  if (!selection.only.empty()) {
    const std::vector<Rule>& rules = pack.rules.rules();
    const bool some = std::any_of(rules.begin(), rules.end(),
                                  [&](const Rule& rule) { return matches_glob(rule.id, selection.only); });
    if (!some) return "--only '" + selection.only + "' matches no rule";
  }
  if (!selection.fixture.empty() && run.pages.empty() && run.orphans.empty()) {
    return "--fixture '" + selection.fixture + "' matches no fixture in " + selection.fixtures;
  }
  if (run.examples.empty() && run.pages.empty())
    return "there is nothing to test: no examples in the rules, no pages in " + selection.fixtures;
  return {};
}

}  // namespace

int run_test(const TestOptions& options, std::string& out, std::string& err) {
  Pack pack;
  std::vector<Fault> faults;
  if (const int exit_code = load_pack(options.selection.rules, pack, faults); exit_code != 0) {
    err += to_text(faults);
    return exit_code;
  }
  // Files that were not loaded are never silent; the other warnings are lint's.
  for (const Fault& warning : pack.warnings) {
    if (warning.code == "W302") err += to_string(warning) + '\n';
  }
  if (std::error_code error; !options.selection.fixture.empty() || options.selection.fixtures != Selection().fixtures) {
    if (!std::filesystem::is_directory(options.selection.fixtures, error)) {
      err += "dehusk test: there is no directory " + options.selection.fixtures + '\n';
      return 2;
    }
  }
  Result<std::vector<Fixture>> fixtures = find_fixtures(options.selection.fixtures, options.selection.fixture);
  if (!fixtures.ok()) {
    err += to_text(fixtures.faults());
    return 4;
  }
  const TestRun run = run_all(pack, std::move(fixtures.value()), options.selection.only);
  if (const std::string nothing = empty_selection(options.selection, pack, run);
      !nothing.empty() && !options.allow_empty) {
    err += "dehusk test: " + nothing + '\n';
    return 2;
  }
  const Verdict verdict = judge(run, options.fail_on);
  out += write_report(Report{pack, run, options, verdict});
  if (!write_file(options.pending + "/result", render_pending(pending_of(pack, run, options.selection)))) {
    err += "dehusk test: cannot write " + options.pending + "/result; `dehusk accept` will not know this run\n";
  }
  return verdict.exit_code;
}

}  // namespace dehusk
