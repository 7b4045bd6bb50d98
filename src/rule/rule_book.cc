// load_rules(): all files become one RuleBook. First every file's lists and sites, since any rule of any file may name
// them; then the rules; then what can only be said about all of them: ids, references, overrides.

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "base/glob.h"
#include "base/unicode.h"
#include "rule/lint.h"
#include "rule/rule_reader.h"
#include "rule/rule_set.h"
#include "rule/rule_values.h"

namespace dehusk {

namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::size_t kMaxRules = 10000;

using Version = std::array<int, 3>;

// "0.2" or "0.2.1" after `prefix`; nothing if the text is not that.
std::optional<Version> version_from(std::string_view text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return std::nullopt;
  text.remove_prefix(prefix.size());
  Version version = {};
  std::size_t part = 0;
  bool has_digit = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && version[part] < 100000) {
      version[part] = version[part] * 10 + (c - '0');
      has_digit = true;
    } else if (c == '.' && has_digit && part < 2) {
      ++part;
      has_digit = false;
    } else {
      return std::nullopt;
    }
  }
  return has_digit ? std::optional(version) : std::nullopt;
}

struct LoadedRule {
  std::size_t file = 0;
  const Value* table = nullptr;
};

class Loader {
 public:
  explicit Loader(std::span<const RuleSource> sources) {
    for (const RuleSource& source : sources) order_.push_back(source.file);
  }

  void read_files(std::span<const RuleSource> sources) {
    files_.reserve(sources.size());
    for (const RuleSource& source : sources) {
      Result<RuleFile> file = read_rule_file(source);
      if (!file.ok()) {
        take(file.faults());
        continue;
      }
      files_.push_back(std::move(file).value());
      if (!check_format(files_.back())) files_.pop_back();
    }
    lists_.is_complete = files_.size() == sources.size();
    warnings_.resize(files_.size());
  }

  void read_names() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      Reading reading = start(i);
      check_table(reading, files_[i].root, in_file, "this file");
      for (const Entry& entry : files_[i].root.table) {
        if (entry.value.type != Value::Type::table) continue;
        if (entry.key == "pack") check_pack(reading, entry.value);
        if (entry.key == "defaults") check_table(reading, entry.value, in_defaults, "[defaults]");
        if (entry.key == "lists") read_lists(reading, entry.value);
      }
      note_content(i);
    }
    // A site's marks may come from a list of a later file.
    for (std::size_t i = 0; i < files_.size(); ++i) {
      Reading reading = start(i);
      const Entry* sites = files_[i].root.find("sites");
      if (sites != nullptr && sites->value.type == Value::Type::table) read_sites(reading, sites->value);
    }
  }

  void read_rules() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const Entry* defaults = files_[i].root.find("defaults");
      const Value* table =
          defaults != nullptr && defaults->value.type == Value::Type::table ? &defaults->value : nullptr;
      const Entry* rules = files_[i].root.find("rule");
      if (rules == nullptr) continue;
      for (const Value& rule : rules->value.list) {
        if (rule.type != Value::Type::table) continue;
        if (book_.rules.size() == kMaxRules) {
          faults_.push_back(fault_at(files_[i], "E122", rule.begin, 8,
                                     "these are more than " + with_commas(kMaxRules) + " rules, which is the limit"));
          return;
        }
        Reading reading = start(i);
        book_.rules.push_back(read_rule(reading, rule, table));
        loaded_.push_back({i, &rule});
      }
    }
  }

  void check_ids() {
    for (std::size_t r = 0; r < book_.rules.size(); ++r) {
      const Rule& rule = book_.rules[r];
      if (!rule.id.empty()) claim(rule.id, r, "id");
    }
    for (std::size_t r = 0; r < book_.rules.size(); ++r) {
      for (const std::string& former : book_.rules[r].was) claim(former, r, "was");
    }
  }

  void check_references() {
    if (!lists_.is_complete) return;
    for (std::size_t r = 0; r < book_.rules.size(); ++r) {
      for (const std::string_view key : {"over", "replaced_by"}) {
        const Entry* entry = loaded_[r].table->find(key);
        if (entry == nullptr) continue;
        for (const Value* value : strings_of(entry->value)) check_reference(files_[loaded_[r].file], *value);
      }
    }
  }

  void apply_overrides() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const Entry* overrides = files_[i].root.find("override");
      if (overrides == nullptr) continue;
      for (const Value& table : overrides->value.list) {
        if (table.type == Value::Type::table) apply_override(i, table);
      }
    }
  }

  Result<Loaded> finish() {
    if (!faults_.empty()) {
      sort(faults_);
      return std::move(faults_);
    }
    Loaded loaded;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      for (Fault& warning : without_allowed(files_[i], std::move(warnings_[i])))
        loaded.warnings.push_back(std::move(warning));
    }
    sort(loaded.warnings);
    loaded.book = std::move(book_);
    return loaded;
  }

 private:
  Reading start(std::size_t i) { return Reading{files_[i], i, lists_, book_.sites, faults_, warnings_[i]}; }

  void take(const std::vector<Fault>& faults) { faults_.insert(faults_.end(), faults.begin(), faults.end()); }

  // By load order of the files, then by place. A fault of [defaults] shows once, although every rule met it.
  void sort(std::vector<Fault>& faults) const {
    const auto key = [](const Fault& fault) { return std::tie(fault.file, fault.line, fault.column, fault.code); };
    const auto rank = [&](const std::string& name) {
      const auto found = std::find(order_.begin(), order_.end(), name);
      return found - order_.begin();
    };
    std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
      if (a.file != b.file) return rank(a.file) < rank(b.file);
      return std::tie(a.line, a.column, a.code) < std::tie(b.line, b.column, b.code);
    });
    const auto last = std::unique(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
      return key(a) == key(b) && (a.message == b.message || in_defaults_of(a));
    });
    faults.erase(last, faults.end());
  }

  [[nodiscard]] bool in_defaults_of(const Fault& fault) const {
    const auto file =
        std::find_if(files_.begin(), files_.end(), [&](const RuleFile& one) { return one.name == fault.file; });
    const Entry* defaults = file == files_.end() ? nullptr : file->root.find("defaults");
    if (defaults == nullptr) return false;
    return std::any_of(defaults->value.table.begin(), defaults->value.table.end(), [&](const Entry& entry) {
      return entry.spot.line <= fault.line && fault.line <= entry.value.end.line;
    });
  }

  // E101. A file of another format is not read any further: its unknown keys are no mistakes.
  bool check_format(const RuleFile& file) {
    const Entry* format = file.root.find("dehusk");
    if (format == nullptr || format->value.type != Value::Type::integer || format->value.integer == kFormat)
      return true;
    faults_.push_back(fault_at(file, "E101", format->value.begin, width_of(file, format->value),
                               "this file is rule format " + std::to_string(format->value.integer) +
                                   "; this dehusk reads " + std::to_string(kFormat),
                               format->value.integer > kFormat ? "a newer dehusk reads it" : ""));
    return false;
  }

  void check_pack(Reading& reading, const Value& table) {
    check_table(reading, table, in_pack, "[pack]");
    const Entry* asked = table.find("requires");
    if (asked == nullptr || !asked->value.is_string()) return;
    const std::optional<Version> least = version_from(asked->value.text, ">=");
    const int width = width_of(reading.file, asked->value);
    if (!least) {
      reading.faults.push_back(fault_at(reading.file, "E106", asked->value.begin, width,
                                        "'requires' must be '>=' and a version; found '" + asked->value.text + "'",
                                        "for example '>=0.1'"));
    } else if (*least > version_from(DEHUSK_VERSION, "")) {
      reading.faults.push_back(
          fault_at(reading.file, "E101", asked->value.begin, width,
                   "this pack requires dehusk " + asked->value.text + "; this is " DEHUSK_VERSION));
    }
  }

  void read_lists(Reading& reading, const Value& table) {
    for (const Entry& entry : table.table) {
      WordList list{reading.number, entry.key, {}};
      if (entry.value.type != Value::Type::list || entry.value.list.empty()) {
        reading.faults.push_back(
            fault_at(reading.file, "E103", entry.value.begin, width_of(reading.file, entry.value),
                     "list '" + entry.key + "' must be a list of strings, found " +
                         (entry.value.list.empty() && entry.value.type == Value::Type::list ? "an empty list"
                                                                                            : found(entry.value))));
      }
      for (std::size_t i = 0; i < entry.value.list.size(); ++i) {
        const Value& word = entry.value.list[i];
        if (word.is_string() && !word.text.empty()) {
          list.words.push_back(word.text);
          continue;
        }
        reading.faults.push_back(
            fault_at(reading.file, "E103", word.begin, width_of(reading.file, word),
                     name_of(entry, i) + (word.is_string() ? " is empty" : " must be a string, found " + found(word))));
      }
      lists_.lists.push_back(std::move(list));
    }
  }

  void read_sites(Reading& reading, const Value& table) {
    for (const Entry& entry : table.table) {
      const std::string label = "[sites." + entry.key + "]";
      if (entry.value.type != Value::Type::table) {
        reading.faults.push_back(fault_at(reading.file, "E103", entry.value.begin, width_of(reading.file, entry.value),
                                          "site '" + entry.key + "' must be a table, " + label));
        continue;
      }
      check_table(reading, entry.value, in_site, label);
      Site site;
      site.name = entry.key;
      if (const Entry* hosts = entry.value.find("hosts")) site.hosts = read_hosts(reading, *hosts);
      if (const Entry* marks = entry.value.find("marks")) site.marks = read_literals(reading, *marks);
      const int width = static_cast<int>(label.size());
      if (entry.value.table.empty()) {
        reading.faults.push_back(fault_at(reading.file, "E104", entry.value.begin, width,
                                          label + " has neither 'hosts' nor 'marks'",
                                          "without them the site is never on"));
      }
      const std::string place = reading.file.name + ":" + std::to_string(entry.spot.line);
      const auto [first, is_new] = site_places_.emplace(site.name, place);
      if (is_new) {
        book_.sites.push_back(std::move(site));
      } else {
        reading.faults.push_back(fault_at(reading.file, "E105", entry.value.begin, width,
                                          "site '" + entry.key + "' is already made known at " + first->second,
                                          "all loaded files share their sites"));
      }
    }
  }

  void note_content(std::size_t i) {
    if (files_[i].content_line == 0) return;
    if (!book_.content_file.empty()) {
      faults_.push_back(fault_at(
          files_[i], "E105", {files_[i].content_line, 1}, 9,
          "a content model is already given at " + book_.content_file + ":" + std::to_string(book_.content_line)));
      return;
    }
    book_.content = files_[i].text;
    book_.content_file = files_[i].name;
    book_.content_line = files_[i].content_line;
  }

  void claim(const std::string& id, std::size_t r, std::string_view key) {
    const auto [found, is_new] = owners_.emplace(id, r);
    if (is_new || (key == "was" && found->second == r)) return;
    const Rule& first = book_.rules[found->second];
    const RuleFile& file = files_[loaded_[r].file];
    const Entry* entry = loaded_[r].table->find(key);
    const std::vector<const Value*> values = strings_of(entry->value);
    const auto value = std::find_if(values.begin(), values.end(), [&](const Value* one) { return one->text == id; });
    const Value& at = value == values.end() ? entry->value : **value;
    const bool is_id = first.id == id;
    faults_.push_back(fault_at(file, "E105", at.begin, width_of(file, at),
                               "rule id '" + id + "' is already used " +
                                   (is_id ? "at " : "as a former id (`was`) at ") + first.file + ":" +
                                   std::to_string(first.line)));
  }

  // The rules that an id, a former id or a glob means.
  [[nodiscard]] std::vector<std::size_t> find_rules_named(std::string_view text) const {
    std::vector<std::size_t> found;
    if (!is_glob(text)) {
      const auto owner = owners_.find(std::string(text));
      if (owner != owners_.end()) found.push_back(owner->second);
      return found;
    }
    for (std::size_t r = 0; r < book_.rules.size(); ++r) {
      if (matches_glob(book_.rules[r].id, text)) found.push_back(r);
    }
    return found;
  }

  bool check_reference(const RuleFile& file, const Value& value) {
    if (!find_rules_named(value.text).empty()) return true;
    std::vector<std::string_view> ids;
    for (const Rule& rule : book_.rules) ids.push_back(rule.id);
    std::string help = is_glob(value.text) ? "" : did_you_mean(value.text, ids);
    faults_.push_back(
        fault_at(file, "E107", value.begin, width_of(file, value),
                 (is_glob(value.text) ? "no rule id matches '" : "no rule has the id '") + value.text + "'", help));
    return false;
  }

  void apply_override(std::size_t i, const Value& table) {
    Reading reading = start(i);
    check_table(reading, table, in_override, "[[override]]");
    const Entry* ids = table.find("id");
    if (ids == nullptr) return;
    if (table.table.size() == 1)
      faults_.push_back(fault_at(files_[i], "E104", table.begin, 12, "[[override]] changes nothing",
                                 "give enabled, risk, status, hosts, not_hosts or max_share"));
    for (const Value* value : strings_of(ids->value)) {
      if (lists_.is_complete && !check_reference(files_[i], *value)) continue;
      for (const std::size_t r : find_rules_named(value->text)) change(book_.rules[r], table, reading);
    }
  }

  static void change(Rule& rule, const Value& table, Reading& reading) {
    for (const Entry& entry : table.table) {
      const Value& value = entry.value;
      if (entry.key == "enabled" && value.type == Value::Type::flag) rule.enabled = value.flag;
      if (entry.key == "risk") rule.risk = risk_from(value.text).value_or(rule.risk);
      if (entry.key == "status") rule.status = status_from(value.text).value_or(rule.status);
      if (entry.key == "hosts") rule.scope.hosts = read_hosts(reading, entry);
      if (entry.key == "not_hosts") rule.scope.not_hosts = read_hosts(reading, entry);
      if (entry.key == "max_share") rule.take.max_share = value.number;
    }
  }

  std::vector<std::string> order_;  // names of all files, for sorting
  std::vector<RuleFile> files_;     // those that could be read
  ListBook lists_;
  RuleBook book_;
  std::vector<LoadedRule> loaded_;                            // beside book_.rules: where each comes from
  std::unordered_map<std::string, std::size_t> owners_;       // id or former id to rule
  std::unordered_map<std::string, std::string> site_places_;  // site to file:line
  std::vector<Fault> faults_;
  std::vector<std::vector<Warning>> warnings_;  // by file
};

}  // namespace

Result<Loaded> load_rules(std::span<const RuleSource> sources) {
  Loader loader(sources);
  loader.read_files(sources);
  loader.read_names();
  loader.read_rules();
  loader.check_ids();
  loader.check_references();
  loader.apply_overrides();
  return loader.finish();
}

}  // namespace dehusk
