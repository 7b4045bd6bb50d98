// See test_run.h.
#include "check/test_run.h"

#include <algorithm>
#include <utility>

#include "base/glob.h"
#include "check/files.h"
#include "clean/clean.h"

namespace dehusk {
namespace {

constexpr std::size_t kMaxRemarks = 200;  // each asks all rules again

struct Scan {
  const Page& page;
  const Pack& pack;
  const CleanOptions& options;
  const Cleaned& cleaned;
};

// True if one of the ids (joined with ',') matches the glob.
bool names_rule(std::string_view ids, const std::string& glob) {
  while (!ids.empty()) {
    const std::size_t comma = ids.find(',');
    if (matches_glob(ids.substr(0, comma), glob)) return true;
    if (comma == std::string_view::npos) return false;
    ids.remove_prefix(comma + 1);
  }
  return false;
}

std::string_view first_id(std::string_view ids) { return ids.substr(0, ids.find(',')); }

// Why the rule that used to take the block did not: cancelled on this page, or its near miss, else the first other one.
std::string nearest(const Scan& scan, const WantLine& want, const WantLine& now) {
  const Pack& pack = scan.pack;
  const RuleId wanted = find_rule(pack.rules, first_id(want.id));
  if (wanted == kNone) return "there is no rule of this name any more";
  for (const Event& event : scan.cleaned.events) {
    if (event.rule == wanted && event.kind != EventKind::mark)
      return std::string(to_string(event.kind)) + ": " + event.detail;
  }
  const std::vector<Miss> misses = near_misses(scan.page, pack.rules, scan.options, now.block);
  auto miss = std::find_if(misses.begin(), misses.end(), [wanted](const Miss& m) { return m.rule == wanted; });
  if (miss == misses.end()) miss = misses.begin();
  if (miss == misses.end()) return "nearest: none";
  return "nearest: " + pack.rules.rule(miss->rule).id + ", fails at " +
         (miss->failed.empty() ? "an exception" : miss->failed);
}

void add_remarks(PageResult& result, const Scan& scan) {
  for (std::uint32_t i = 0; i < result.steps.size() && result.remarks.size() < kMaxRemarks; ++i) {
    const Step& step = result.steps[i];
    if (step.change == Change::removed) {
      const WantLine& now = result.now[step.now];
      const RuleId rule = find_rule(scan.pack.rules, first_id(now.id));
      if (rule != kNone)
        result.remarks.push_back({i, why_taken(scan.page, scan.pack.rules, scan.options, rule, now.block)});
    } else if (step.change == Change::back) {
      result.remarks.push_back({i, nearest(scan, result.fixture.want->lines[step.want], result.now[step.now])});
    }
  }
}

}  // namespace

std::size_t PageResult::count(Change change) const {
  if (change == Change::fresh) return fixture.want ? 0 : 1;
  return static_cast<std::size_t>(
      std::count_if(steps.begin(), steps.end(), [change](const Step& s) { return s.change == change; }));
}

bool PageResult::has(ChangeSet changes) const {
  for (int i = 0; i < kChangeCount; ++i) {
    const auto change = static_cast<Change>(i);
    if ((changes & bit(change)) != 0 && count(change) > 0) return true;
  }
  return false;
}

std::size_t TestRun::failed_examples() const {
  return static_cast<std::size_t>(std::count_if(examples.begin(), examples.end(),
                                                [](const ExampleResult& r) { return !r.passed() && !r.is_todo; }));
}

Want want_with(const PageResult& page, std::vector<WantLine> lines) {
  return {page.fixture.page_file, page.lang, std::string(to_string(page.fixture.risk)), std::move(lines)};
}

bool concerns(const PageResult& page, const Step& step, const std::string& only) {
  const std::vector<WantLine>& want = page.fixture.want->lines;
  const auto is_named = [&only](const WantLine& line) { return names_rule(line.id, only); };
  return std::any_of(want.begin() + step.want, want.begin() + step.want_end, is_named) ||
         std::any_of(page.now.begin() + step.now, page.now.begin() + step.now_end, is_named);
}

std::string stamp_of(const PageResult& page) {
  const std::string rendered = render_want(want_with(page, page.now));
  return fingerprint(page.fixture.bytes + '\0' + page.fixture.want_bytes.value_or("") + '\0' + rendered);
}

PageResult run_page(const Pack& pack, Fixture fixture, const std::string& only) {
  PageResult result;
  result.fixture = std::move(fixture);
  const Page page = read_fixture(result.fixture);
  CleanOptions options;
  options.max_risk = result.fixture.risk;
  const Cleaned cleaned = clean(page, pack.rules, options);
  result.lang = page.lang;
  result.now = lines_of(page, cleaned, pack.rules);
  for (const WantLine& line : result.now) result.source_lines.push_back(page.blocks[line.block].line);
  if (!result.fixture.want) return result;
  result.steps = compare(result.fixture.want->lines, result.now);
  if (!only.empty()) {
    for (Step& step : result.steps) {
      if (step.change && !concerns(result, step, only)) step.change = std::nullopt;
    }
  }
  add_remarks(result, {page, pack, options, cleaned});
  return result;
}

TestRun run_all(const Pack& pack, std::vector<Fixture> fixtures, const std::string& only) {
  TestRun run;
  run.examples = run_examples(pack, only);
  for (Fixture& fixture : fixtures) {
    if (fixture.page_file.empty()) {
      run.orphans.push_back(std::move(fixture));
      continue;
    }
    run.pages.push_back(run_page(pack, std::move(fixture), only));
    const PageResult& page = run.pages.back();
    if (page.fixture.want) add_score(run.score, page.fixture.want->lines, page.now, page.steps);
  }
  return run;
}

}  // namespace dehusk
