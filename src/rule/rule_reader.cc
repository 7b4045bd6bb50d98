// A table of keys and how each is put into the Rule. The values have their right types where they are put:
// check_table() and the functions of rule_values.h have reported the others.

#include "rule/rule_reader.h"

#include <algorithm>

#include "base/unicode.h"
#include "rule/lint.h"
#include "rule/rule_conflicts.h"
#include "rule/rule_examples.h"
#include "rule/rule_values.h"

namespace dehusk {

namespace {

template <class Enum>
std::optional<Enum> enum_from(std::string_view name, int count) {
  for (int i = 0; i < count; ++i) {
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <class Enum>
void set_choice(Enum& target, std::optional<Enum> choice) {
  if (choice) target = *choice;
}

void set_count(std::uint32_t& target, const Value& value) {
  if (value.type == Value::Type::integer && value.integer >= 0 && value.integer <= 1000000)
    target = static_cast<std::uint32_t>(value.integer);
}

void set_count(std::optional<std::uint32_t>& target, const Value& value) {
  std::uint32_t count = 0;
  set_count(count, value);
  target = count;
}

void set_pattern(std::optional<Text>& target, Reading& reading, const Entry& entry) {
  for (Text& text : read_patterns(reading, entry)) target = std::move(text);
}

template <class Bits>
void set_zones(std::optional<Bits>& target, const Value& value) {
  unsigned bits = 0;
  for (const Value* name : strings_of(value)) {
    if (const std::optional<Zone> zone = enum_from<Zone>(name->text, 3)) bits |= 1U << static_cast<unsigned>(*zone);
  }
  target = static_cast<Bits>(bits);
}

void set_kinds(std::optional<std::uint32_t>& target, const Value& value) {
  std::uint32_t bits = 0;
  for (const Value* name : strings_of(value)) {
    if (const std::optional<Kind> kind = kind_from(name->text)) bits |= 1U << static_cast<unsigned>(*kind);
  }
  target = bits;
}

void set_sites(std::vector<std::uint32_t>& target, Reading& reading, const Entry& entry) {
  std::vector<std::string_view> names;
  for (const Site& site : reading.sites) names.push_back(site.name);
  target.clear();
  for (const Value* value : strings_of(entry.value)) {
    const auto found = std::find(names.begin(), names.end(), value->text);
    if (found != names.end()) {
      target.push_back(static_cast<std::uint32_t>(found - names.begin()));
    } else if (reading.lists.is_complete) {
      std::string help = did_you_mean(value->text, names);
      if (help.empty()) help = "a site is made known by [sites." + value->text + "] with hosts and marks";
      reading.faults.push_back(fault_at(reading.file, "E107", value->begin, width_of(reading.file, *value),
                                        "no site named '" + value->text + "'", help));
    }
  }
}

Case read_case(Reading& reading, const Value& table, std::size_t number) {
  check_table(reading, table, in_case, "case " + std::to_string(number) + " of " + reading.label);
  Case out;
  out.line = table.begin.line;
  for (const Entry& entry : table.table) {
    if (!entry.value.is_string()) continue;
    const std::string& text = entry.value.text;
    if (entry.key == "name") out.name = text;
    if (entry.key == "url") out.url = text;
    if (entry.key == "lang") out.lang = text;
    if (entry.key == "status") out.is_todo = true;
    if (entry.key == "text") out.text = text_of(reading.file, entry.value);
    if (entry.key == "html") out.html = text_of(reading.file, entry.value);
  }
  return out;
}

void read_cases(Rule& rule, Reading& reading, const Entry& entry) {
  for (const Value& table : entry.value.list) {
    if (table.type == Value::Type::table) rule.cases.push_back(read_case(reading, table, rule.cases.size() + 1));
  }
}

struct Setter {
  std::string_view key;
  void (*set)(Rule&, Reading&, const Entry&);
};

constexpr Setter kSetters[] = {
    {"id", [](Rule& rule, Reading&, const Entry& entry) { rule.id = entry.value.text; }},
    {"why", [](Rule& rule, Reading&, const Entry& entry) { rule.why = entry.value.text; }},
    {"husk", [](Rule& rule, Reading&, const Entry& entry) { set_choice(rule.husk, husk_from(entry.value.text)); }},
    {"risk", [](Rule& rule, Reading&, const Entry& entry) { set_choice(rule.risk, risk_from(entry.value.text)); }},
    {"status",
     [](Rule& rule, Reading&, const Entry& entry) { set_choice(rule.status, status_from(entry.value.text)); }},
    {"was", [](Rule& rule, Reading& reading, const Entry& entry) { rule.was = read_strings(reading, entry); }},
    {"tags", [](Rule& rule, Reading& reading, const Entry& entry) { rule.tags = read_strings(reading, entry); }},
    {"see", [](Rule& rule, Reading& reading, const Entry& entry) { rule.see = read_strings(reading, entry); }},
    {"note", [](Rule& rule, Reading&, const Entry& entry) { rule.note = entry.value.text; }},
    {"replaced_by", [](Rule& rule, Reading&, const Entry& entry) { rule.replaced_by = entry.value.text; }},
    {"owner", [](Rule& rule, Reading&, const Entry& entry) { rule.owner = entry.value.text; }},
    {"site", [](Rule& rule, Reading& reading, const Entry& entry) { set_sites(rule.scope.sites, reading, entry); }},
    {"hosts", [](Rule& rule, Reading& reading, const Entry& entry) { rule.scope.hosts = read_hosts(reading, entry); }},
    {"not_hosts",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.scope.not_hosts = read_hosts(reading, entry); }},
    {"paths",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.scope.paths = read_patterns(reading, entry); }},
    {"not_paths",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.scope.not_paths = read_patterns(reading, entry); }},
    {"lang", [](Rule& rule, Reading& reading, const Entry& entry) { rule.scope.lang = read_strings(reading, entry); }},
    {"not_lang",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.scope.not_lang = read_strings(reading, entry); }},
    {"input",
     [](Rule& rule, Reading&, const Entry& entry) {
       rule.scope.input = entry.value.text == "html" ? InputKind::html : InputKind::text;
     }},
    {"css", [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.css = read_selectors(reading, entry); }},
    {"is", [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.is = read_literals(reading, entry); }},
    {"starts",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.starts = read_literals(reading, entry); }},
    {"ends", [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.ends = read_literals(reading, entry); }},
    {"has", [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.has = read_literals(reading, entry); }},
    {"re", [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.re = read_patterns(reading, entry); }},
    {"builtin", [](Rule& rule, Reading&, const Entry& entry) { rule.match.builtin = entry.value.text; }},
    {"not_has",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.not_has = read_literals(reading, entry); }},
    {"not_re",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.not_re = read_patterns(reading, entry); }},
    {"min_words", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.min_words, entry.value); }},
    {"max_words", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.max_words, entry.value); }},
    {"min_links", [](Rule& rule, Reading&, const Entry& entry) { rule.match.min_links = entry.value.number; }},
    {"block", [](Rule& rule, Reading&, const Entry& entry) { set_kinds(rule.match.kinds, entry.value); }},
    {"zone", [](Rule& rule, Reading&, const Entry& entry) { set_zones(rule.match.zones, entry.value); }},
    {"first", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.first, entry.value); }},
    {"last", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.last, entry.value); }},
    {"inside",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.match.inside = read_selectors(reading, entry); }},
    {"prev", [](Rule& rule, Reading& reading, const Entry& entry) { set_pattern(rule.match.prev, reading, entry); }},
    {"prev_reach", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.prev_reach, entry.value); }},
    {"next", [](Rule& rule, Reading& reading, const Entry& entry) { set_pattern(rule.match.next, reading, entry); }},
    {"next_reach", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.next_reach, entry.value); }},
    {"run", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.match.run, entry.value); }},
    {"action", [](Rule& rule, Reading&,
                  const Entry& entry) { set_choice(rule.take.action, enum_from<Action>(entry.value.text, 4)); }},
    {"to", [](Rule& rule, Reading& reading, const Entry& entry) { set_pattern(rule.take.to, reading, entry); }},
    {"until", [](Rule& rule, Reading& reading, const Entry& entry) { set_pattern(rule.take.until, reading, entry); }},
    {"max_blocks", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.take.max_blocks, entry.value); }},
    {"to_end", [](Rule& rule, Reading&, const Entry& entry) { rule.take.to_end = entry.value.flag; }},
    {"closest",
     [](Rule& rule, Reading& reading, const Entry& entry) { rule.take.closest = read_selectors(reading, entry); }},
    {"rest", [](Rule& rule, Reading&, const Entry& entry) { rule.take.rest = entry.value.flag; }},
    {"over", [](Rule& rule, Reading& reading, const Entry& entry) { rule.take.over = read_literals(reading, entry); }},
    {"max_share", [](Rule& rule, Reading&, const Entry& entry) { rule.take.max_share = entry.value.number; }},
    {"max_hits", [](Rule& rule, Reading&, const Entry& entry) { set_count(rule.take.max_hits, entry.value); }},
    {"remove", [](Rule& rule, Reading& reading, const Entry& entry) { rule.remove = read_pages(reading, entry); }},
    {"keep", [](Rule& rule, Reading& reading, const Entry& entry) { rule.keep = read_pages(reading, entry); }},
    {"case", read_cases},
};

const Setter* find_setter(std::string_view key) {
  const auto* found =
      std::find_if(std::begin(kSetters), std::end(kSetters), [&](const Setter& setter) { return setter.key == key; });
  return found == std::end(kSetters) ? nullptr : found;
}

void put(Rule& rule, Reading& reading, const Entry& entry) {
  if (const Setter* setter = find_setter(entry.key)) setter->set(rule, reading, entry);
}

// husk may come from [defaults], so check_table() cannot ask for it.
void check_husk(Reading& reading, const Value& table, const Value* defaults) {
  if (table.find("husk") != nullptr || (defaults != nullptr && defaults->find("husk") != nullptr)) return;
  const int width = static_cast<int>(count_code_points(line_of(reading.file, table.begin.line)));
  reading.faults.push_back(fault_at(reading.file, "E104", table.begin, width, reading.label + " has no 'husk'",
                                    "one of " + join(find_key(in_rule, "husk")->choices)));
}

}  // namespace

Rule read_rule(Reading& reading, const Value& table, const Value* defaults) {
  const std::size_t faults_before = reading.faults.size();
  const Entry* id = table.find("id");
  const bool has_id = id != nullptr && id->value.is_string() && !id->value.text.empty();
  reading.label = has_id ? "rule '" + id->value.text + "'" : "the rule at line " + std::to_string(table.begin.line);
  reading.rule_line = table.begin.line;
  check_table(reading, table, in_rule, reading.label);
  check_husk(reading, table, defaults);

  Rule rule;
  rule.file = reading.file.name;
  rule.line = table.begin.line;
  if (defaults != nullptr) {
    for (const Entry& entry : defaults->table) {
      if (find_key(in_defaults, entry.key) != nullptr && table.find(entry.key) == nullptr) put(rule, reading, entry);
    }
  }
  for (const Entry& entry : table.table) put(rule, reading, entry);
  if (rule.take.to_end && table.find("max_share") == nullptr) rule.take.max_share = 0.50;

  check_conflicts(reading, table, rule);
  check_examples(reading, table, rule);
  // While a list is missing, texts are left out without a fault; then rule and table do not say the same.
  const bool is_whole = reading.faults.size() == faults_before && reading.lists.is_complete;
  if (is_whole && !reading.file.is_built_in) lint_rule(reading, table, rule);
  return rule;
}

std::vector<std::string_view> readable_keys() {
  std::vector<std::string_view> names;
  for (const Setter& setter : kSetters) names.push_back(setter.key);
  return names;
}

std::optional<Risk> risk_from(std::string_view name) { return enum_from<Risk>(name, 3); }
std::optional<Status> status_from(std::string_view name) { return enum_from<Status>(name, 3); }

}  // namespace dehusk
