// `dehusk rules list` and `dehusk rules show`: what rules there are, and all that is known of one.
#include <algorithm>

#include "base/glob.h"
#include "base/json.h"
#include "base/unicode.h"
#include "check/commands.h"
#include "check/pack.h"
#include "write/terminal.h"

namespace dehusk {
namespace {

Stage stage_of(const Rule& rule) {
  if (rule.match.builtin == "evidence") return Stage::content;
  if (rule.match.builtin == "empty-heading") return Stage::tidy;
  return rule.is_structural() ? Stage::structure : Stage::text;
}

std::string place_of(const Rule& rule) { return rule.file + ':' + std::to_string(rule.line); }

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::vector<std::string> site_names(const RuleSet& rules, const Rule& rule) {
  std::vector<std::string> names;
  for (const std::uint32_t site : rule.scope.sites) names.push_back(rules.sites()[site].name);
  return names;
}

std::string json_list(const std::vector<std::string>& words) {
  std::string json = "[";
  for (const std::string& word : words) json += (json.size() > 1 ? "," : "") + to_json(word);
  return json + ']';
}

std::size_t example_count(const Rule& rule) { return rule.remove.size() + rule.keep.size() + rule.cases.size(); }

// One rule as a JSON object on one line.
std::string json_of(const RuleSet& rules, const Rule& rule) {
  std::string json = "{\"id\":" + to_json(rule.id) + ",\"husk\":" + to_json(to_string(rule.husk)) +
                     ",\"risk\":" + to_json(to_string(rule.risk)) + ",\"status\":" + to_json(to_string(rule.status)) +
                     ",\"action\":" + to_json(to_string(rule.take.action)) +
                     ",\"stage\":" + to_json(to_string(stage_of(rule)));
  json += ",\"enabled\":" + std::string(rule.enabled ? "true" : "false") + ",\"file\":" + to_json(rule.file) +
          ",\"line\":" + std::to_string(rule.line) + ",\"why\":" + to_json(rule.why);
  json += ",\"sites\":" + json_list(site_names(rules, rule)) + ",\"hosts\":" + json_list(rule.scope.hosts) +
          ",\"lang\":" + json_list(rule.scope.lang) + ",\"was\":" + json_list(rule.was) +
          ",\"tags\":" + json_list(rule.tags);
  return json + ",\"examples\":" + std::to_string(example_count(rule)) + "}\n";
}

std::string table(const std::vector<const Rule*>& rules, bool is_colored) {
  const auto cells_of = [](const Rule& rule) -> std::vector<std::string> {
    const std::string id = rule.enabled ? rule.id : rule.id + " (off)";
    return {rule.status == Status::stable ? id : id + " (" + std::string(to_string(rule.status)) + ")",
            std::string(to_string(rule.husk)),
            std::string(to_string(rule.risk)),
            std::string(to_string(stage_of(rule))),
            place_of(rule),
            escape_controls(rule.why)};
  };
  const std::vector<std::string> head = {"rule", "husk", "risk", "stage", "where", "why"};
  std::vector<int> widths;
  for (const std::string& cell : head) widths.push_back(columns_of(cell));
  for (const Rule* rule : rules) {
    const std::vector<std::string> cells = cells_of(*rule);
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], columns_of(cells[i]));
  }
  const auto row = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) line += fit(cells[i], widths[i]) + "  ";
    return line + cells.back();
  };
  std::string text = paint(row(head), Color::bold, is_colored) + '\n';
  for (const Rule* rule : rules) text += row(cells_of(*rule)) + '\n';
  return text;
}

// The lines of a rule in its file: up to the next table that is not a part of it, without the blank lines and comments
// before that one.
std::string source_of(const Pack& pack, const Rule& rule) {
  const auto source =
      std::find_if(pack.sources.begin(), pack.sources.end(), [&](const RuleSource& s) { return s.file == rule.file; });
  if (source == pack.sources.end()) return {};
  std::string text;
  std::string pending;  // blank lines and comments: printed once something of the rule follows
  bool is_in_string = false;
  int number = 0;
  std::string_view rest = source->text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (++number < rule.line) continue;
    const bool is_table = !is_in_string && !line.empty() && line[0] == '[';
    if (number > rule.line && is_table && line.substr(0, 7) != "[[rule." && line.substr(0, 6) != "[rule.") break;
    const bool may_wait =
        !is_in_string && (line.find_first_not_of(" \t\r") == std::string_view::npos || line[0] == '#');
    pending += escape_controls(line) + '\n';
    for (const std::string_view quotes : {"'''", "\"\"\""}) {
      for (std::size_t at = line.find(quotes); at != std::string_view::npos; at = line.find(quotes, at + 3))
        is_in_string = !is_in_string;
    }
    if (may_wait) continue;
    text += pending;
    pending.clear();
  }
  return text;
}

std::string region_of(const Take& take) {
  if (take.to_end) return "from the match to the end of the page";
  const std::string within = " within " + std::to_string(take.max_blocks) + " blocks";
  if (take.to) return "from the match to, with it, what matches " + take.to->text + within;
  if (take.until) return "from the match to just before what matches " + take.until->text + within;
  return take.rest ? "the match and all siblings after it" : "";
}

std::string facts_of(const RuleSet& rules, const Rule& rule) {
  std::string text;
  const auto fact = [&text](std::string_view name, const std::string& value) {
    if (!value.empty()) text += "  " + fit(name, 10) + escape_controls(value) + '\n';
  };
  fact("husk", std::string(to_string(rule.husk)) + ", risk " + std::string(to_string(rule.risk)) + ", " +
                   std::string(to_string(rule.status)) + (rule.enabled ? "" : ", switched off by an override"));
  fact("stage", std::string(to_string(stage_of(rule))) + ", action " + std::string(to_string(rule.take.action)));
  fact("takes", region_of(rule.take));
  fact("budget", "at most " + std::to_string(static_cast<int>(rule.take.max_share * 100.0 + 0.5)) +
                     " % of a page's words, " + std::to_string(rule.take.max_hits) + " times");
  fact("sites", joined(site_names(rules, rule)));
  fact("hosts", joined(rule.scope.hosts));
  fact("not on", joined(rule.scope.not_hosts));
  fact("lang", joined(rule.scope.lang));
  fact("was", joined(rule.was));
  fact("tags", joined(rule.tags));
  fact("see", joined(rule.see));
  fact("note", rule.note);
  fact("replaced", rule.replaced_by.empty() ? "" : "by " + rule.replaced_by);
  fact("owner", rule.owner);
  fact("examples", std::to_string(rule.remove.size()) + " remove, " + std::to_string(rule.keep.size()) + " keep, " +
                       count_of(rule.cases.size(), "case"));
  return text;
}

int load(const RulesOptions& options, Pack& pack, std::string& err) {
  std::vector<Fault> faults;
  const int exit_code = load_pack(options.rules, pack, faults);
  err += to_text(faults);
  return exit_code;
}

}  // namespace

int run_rules_list(const RulesOptions& options, std::string& out, std::string& err) {
  Pack pack;
  if (const int exit_code = load(options, pack, err); exit_code != 0) return exit_code;
  std::vector<const Rule*> chosen;
  for (const Rule& rule : pack.rules.rules()) {
    if (options.only.empty() || matches_glob(rule.id, options.only)) chosen.push_back(&rule);
  }
  if (chosen.empty()) {
    err += "dehusk rules list: " +
           (options.only.empty() ? std::string("there are no rules") : "no rule matches '" + options.only + "'") + '\n';
    return 2;
  }
  if (options.format == Format::json) {
    for (const Rule* rule : chosen) out += json_of(pack.rules, *rule);
    return 0;
  }
  out += table(chosen, options.color) + count_of(chosen.size(), "rule") + '\n';
  return 0;
}

int run_rules_show(const RulesOptions& options, std::string& out, std::string& err) {
  Pack pack;
  if (const int exit_code = load(options, pack, err); exit_code != 0) return exit_code;
  const RuleId id = find_rule(pack.rules, options.only);
  if (id == kNone) {
    err +=
        "dehusk rules show: there is no rule '" + escape_controls(options.only) + "'; `dehusk rules list` shows all\n";
    return 2;
  }
  const Rule& rule = pack.rules.rule(id);
  if (options.format == Format::json) {
    out += json_of(pack.rules, rule);
    return 0;
  }
  out += paint(rule.id, Color::bold, options.color) + "  " + place_of(rule) + '\n';
  if (rule.id != options.only) out += "  (" + escape_controls(options.only) + " is its former name)\n";
  out += "  " + escape_controls(rule.why) + "\n\n" + facts_of(pack.rules, rule) + '\n' + source_of(pack, rule);
  return 0;
}

}  // namespace dehusk
