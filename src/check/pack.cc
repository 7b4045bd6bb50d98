// See pack.h. The second compilation costs some milliseconds and is only made when some rule is asleep.
#include "check/pack.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace dehusk {
namespace {

bool is_awake(const Rule& rule) {
  return rule.enabled && rule.status != Status::draft && rule.take.action != Action::mark;
}

RuleBook woken(RuleBook book) {
  for (Rule& rule : book.rules) {
    rule.enabled = true;
    if (rule.status == Status::draft) rule.status = Status::stable;
    if (rule.take.action == Action::mark) rule.take.action = Action::drop;
  }
  return book;
}

int refuse(std::vector<Fault>& faults, const std::vector<Fault>& more, int exit_code) {
  faults.insert(faults.end(), more.begin(), more.end());
  return exit_code;
}

}  // namespace

int find_sources(const std::vector<std::string>& paths, std::vector<RuleSource>& sources, std::vector<Fault>& warnings,
                 std::vector<Fault>& faults) {
  std::error_code error;
  std::vector<std::string> from = paths;
  if (from.empty() && std::filesystem::is_directory("rules", error)) from.push_back("rules");
  if (from.empty()) {
    const std::span<const RuleSource> built_in = built_in_rules();
    sources.assign(built_in.begin(), built_in.end());
    return 0;
  }
  Result<std::vector<RuleSource>> found = find_rules(from, warnings);
  if (!found.ok()) return refuse(faults, found.faults(), 2);
  sources = std::move(found.value());
  return 0;
}

int load_pack(std::vector<RuleSource> sources, Pack& pack, std::vector<Fault>& faults) {
  Result<Loaded> loaded = load_rules(sources);
  if (!loaded.ok()) return refuse(faults, loaded.faults(), 3);
  pack.warnings.insert(pack.warnings.end(), loaded.value().warnings.begin(), loaded.value().warnings.end());
  RuleBook book = std::move(loaded.value().book);
  const bool some_sleep = !std::all_of(book.rules.begin(), book.rules.end(), is_awake);
  if (some_sleep) {
    Result<RuleSet> trial = compile(woken(book), sources);
    if (!trial.ok()) return refuse(faults, trial.faults(), 3);
    pack.trial = std::move(trial.value());
  }
  Result<RuleSet> rules = compile(std::move(book), sources);
  if (!rules.ok()) return refuse(faults, rules.faults(), 3);
  pack.rules = std::move(rules.value());
  if (!some_sleep) pack.trial = pack.rules;
  pack.sources = std::move(sources);
  return 0;
}

int load_pack(const std::vector<std::string>& paths, Pack& pack, std::vector<Fault>& faults) {
  std::vector<RuleSource> sources;
  const int exit_code = find_sources(paths, sources, pack.warnings, faults);
  return exit_code != 0 ? exit_code : load_pack(std::move(sources), pack, faults);
}

RuleId find_rule(const RuleSet& rules, std::string_view id) {
  RuleId former = kNone;
  for (RuleId i = 0; i < rules.rules().size(); ++i) {
    const Rule& rule = rules.rule(i);
    if (rule.id == id) return i;
    if (former == kNone && std::find(rule.was.begin(), rule.was.end(), id) != rule.was.end()) former = i;
  }
  return former;
}

std::string to_text(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += to_string(fault) + "\n";
  return text;
}

std::string count_of(std::size_t count, std::string_view noun, std::string_view plural) {
  std::string text = std::to_string(count) + ' ';
  if (count == 1) return text.append(noun);
  return plural.empty() ? text.append(noun) + 's' : text.append(plural);
}

}  // namespace dehusk
