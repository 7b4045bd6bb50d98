#include "cli/config.h"

#include <algorithm>
#include <cstdio>

#include "base/json.h"
#include "rule/rule_file.h"
#include "rule/rule_keys.h"

namespace dehusk {

namespace {

class ConfigReader {
 public:
  ConfigReader(Flags& flags, const RuleFile& file, const Names& known) : flags_(flags), file_(file), known_(known) {}

  std::vector<Fault> faults;

  void read(const Entry& entry) {
    if (entry.key == "config") return refuse_key(entry, "a configuration names no other one", "");
    if (entry.value.type == Value::Type::table)
      return refuse_key(entry, "there are no tables here", "the keys are the flags' names: max-bytes = '16M'");
    const std::optional<Setting> setting = flags_.setting(entry.key);
    if (!setting) {
      if (std::find(known_.begin(), known_.end(), entry.key) == known_.end()) refuse_unknown(entry);
      return;
    }
    if (const std::string fault = set(entry, *setting); !fault.empty()) refuse_value(entry.value, fault);
  }

 private:
  std::string set(const Entry& entry, const Setting& setting) {
    Names values;
    if (entry.value.type == Value::Type::list) {
      if (setting.kind != Setting::Kind::list) return "--" + entry.key + " has one value, not a list";
      for (const Value& value : entry.value.list)
        if (!take(value, setting, values)) return "a list holds texts: ['one', 'two']";
    } else if (!take(entry.value, setting, values)) {
      return setting.kind == Setting::Kind::flag ? "--" + entry.key + " is true or false"
                                                 : "--" + entry.key + " wants a text: '...'";
    }
    return values.empty() ? "" : flags_.set(entry.key, values);
  }

  // A value as one would type it; false if nobody could.
  static bool take(const Value& value, const Setting& setting, Names& values) {
    char number[40];
    if ((setting.kind == Setting::Kind::flag) != (value.type == Value::Type::flag)) return false;
    switch (value.type) {
      case Value::Type::string:
        values.push_back(value.text);
        return true;
      case Value::Type::integer:
        values.push_back(std::to_string(value.integer));
        return true;
      case Value::Type::number:
        std::snprintf(number, sizeof number, "%.15g", value.number);
        values.emplace_back(number);
        return true;
      case Value::Type::flag:
        values.emplace_back(value.flag ? "true" : "false");
        return true;
      default:
        return false;
    }
  }

  void refuse_key(const Entry& entry, std::string message, std::string help) {
    const bool is_table = entry.value.type == Value::Type::table;
    const Spot spot = is_table && entry.spot.line == 0 ? entry.value.begin : entry.spot;
    faults.push_back(
        fault_at(file_, "", spot, static_cast<int>(entry.key.size()), std::move(message), std::move(help)));
  }

  void refuse_unknown(const Entry& entry) {
    const std::vector<std::string_view> names(known_.begin(), known_.end());
    const std::string_view meant = nearest(entry.key, names);
    refuse_key(entry, "there is no flag '--" + entry.key + "'",
               meant.empty() ? "the keys are the flags' names: max-bytes = '16M'"
                             : "did you mean '" + std::string(meant) + "'?");
  }

  void refuse_value(const Value& value, std::string message) {
    faults.push_back(fault_at(file_, "", value.begin, width_of(file_, value), std::move(message)));
  }

  Flags& flags_;
  const RuleFile& file_;
  const Names& known_;
};

// As TOML writes it: a command line takes "007" and ".5" too.
bool is_toml_number(const std::string& text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto is_digits = [&](std::size_t begin, std::size_t end) {
    return begin < end && text.find_first_not_of("0123456789", begin) >= end;
  };
  return is_digits(0, point) && (point == 1 || text[0] != '0') &&
         (point == text.size() || is_digits(point + 1, text.size()));
}

std::string shown_value(const std::string& value, Setting::Kind kind) {
  if (kind == Setting::Kind::flag || (kind == Setting::Kind::number && is_toml_number(value))) return value;
  const bool is_plain = std::none_of(value.begin(), value.end(), [](char c) {
    return c == '\'' || static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
  });
  return is_plain ? "'" + value + "'" : to_json(value);  // whose escapes TOML has too
}

}  // namespace

std::vector<Fault> apply_config(Flags& flags, const std::string& file, const std::string& text, const Names& known) {
  Result<RuleFile> read = read_rule_file({.file = file, .text = text});
  if (!read.ok()) {
    std::vector<Fault> faults = read.faults();
    for (Fault& fault : faults) fault.code.clear();  // which are those of rule files
    return faults;
  }
  ConfigReader reader(flags, read.value(), known);
  for (const Entry& entry : read.value().root.table) reader.read(entry);
  return std::move(reader.faults);
}

std::string write_config(const std::vector<Setting>& settings) {
  std::string out;
  for (const Setting& setting : settings) {
    if (setting.name == "config") continue;  // which has done its work
    if (!setting.is_set) out += "# ";
    out += setting.name + " = ";
    if (setting.kind == Setting::Kind::list) {
      out += '[';
      for (const std::string& value : setting.values) {
        if (out.back() != '[') out += ", ";
        out += shown_value(value, setting.kind);
      }
      out += ']';
    } else {
      const std::string value = setting.values.empty() ? "" : setting.values.front();
      out += shown_value(value, value.empty() ? Setting::Kind::text : setting.kind);
    }
    out += '\n';
  }
  return out;
}

}  // namespace dehusk
