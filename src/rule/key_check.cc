// One function checks one string by its type; lists are that function once an entry.

#include "rule/key_check.h"

#include <algorithm>
#include <cstdio>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxIdLength = 80;
constexpr std::size_t kMaxWhyLength = 120;

using T = KeyType;

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_id_joint(char c) { return c == '-' || c == '/' || c == '.'; }

// [a-z0-9]+([-/.][a-z0-9]+)*
bool is_id(std::string_view id) {
  bool in_word = false;
  for (const char c : id) {
    if (is_lower_or_digit(c)) {
      in_word = true;
    } else if (is_id_joint(c) && in_word) {
      in_word = false;
    } else {
      return false;
    }
  }
  return in_word;
}

// What the author may have meant: lower case, other characters as '-'.
std::string to_id(std::string_view written) {
  std::string id;
  for (const char c : written) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool can_join = !id.empty() && !is_id_joint(id.back());
    if (is_lower_or_digit(lower)) {
      id += lower;
    } else if (can_join) {
      id += is_id_joint(lower) ? lower : '-';
    }
  }
  while (!id.empty() && is_id_joint(id.back())) id.pop_back();
  return id;
}

std::string expected(const Key& key) {
  if (key.type == T::tables)
    return "be written as [[" + std::string(key.group == Group::examples ? "rule." : "") + std::string(key.name) + "]]";
  if (key.type == T::table) return "be a table, [" + std::string(key.name) + "]";
  if (key.type == T::integer) return "be a whole number";
  if (key.type == T::number) return "be a number";
  if (key.type == T::flag) return "be true or false";
  if (is_list(key.type)) return "be a string or a list of strings";
  return "be a string";
}

// What people write for one of our choices.
constexpr std::pair<std::string_view, std::string_view> kChoiceAliases[] = {
    {"remove", "drop"},     {"delete", "drop"},
    {"cut", "trim"},        {"protect", "keep"},
    {"report", "mark"},     {"top", "head"},
    {"start", "head"},      {"bottom", "tail"},
    {"end", "tail"},        {"paragraph", "para"},
    {"title", "heading"},   {"list", "item"},
    {"code", "pre"},        {"table", "cell"},
    {"menu", "nav"},        {"navigation", "nav"},
    {"advert", "ad"},       {"advertisement", "ad"},
    {"author", "byline"},   {"social", "share"},
    {"gdpr", "consent"},    {"subscription", "paywall"},
    {"copyright", "legal"}, {"experimental", "draft"},
};

std::string advice_for_choice(std::string_view written, const std::vector<std::string_view>& choices) {
  std::string help = did_you_mean(written, choices);
  for (const auto& [alias, choice] : kChoiceAliases) {
    const bool is_offered = std::find(choices.begin(), choices.end(), choice) != choices.end();
    if (alias == written && is_offered) help = "did you mean '" + std::string(choice) + "'?";
  }
  return help;
}

// What to write where a required key is missing.
std::string advice_for_missing(const Key& key, TableKind table) {
  if (key.name == "dehusk") return "write dehusk = 1 as its first line";
  if (key.name == "why") return "one line that tells people why the text goes";
  if (key.name == "husk") return "one of " + join(key.choices);
  if (key.name == "id")
    return table == in_override ? "the id of the rule to change, or a glob: 'nav/*'"
                                : "a name of its own: 'nav/skip-links'";
  return {};
}

// "'husk'", but a list's entry stands as it is: "block[1]".
std::string quoted(const std::string& name) { return name.back() == ']' ? name : "'" + name + "'"; }

std::string shortened(std::string_view text) {
  if (count_code_points(text) <= 40) return std::string(text);
  std::size_t at = 0;
  for (int i = 0; i < 37; ++i) static_cast<void>(next_code_point(text, at));
  return std::string(text.substr(0, at)) + "...";
}

class Checker {
 public:
  Checker(Reading& reading, const std::string& label) : reading_(reading), label_(label) {}

  void check(const Entry& entry, const Key& key) {
    const Value& value = entry.value;
    if (!has_right_type(value, key)) {
      type_fault(value, quoted(entry.key) + " must " + expected(key) + ", found " + found(value), key);
      return;
    }
    if (key.type == T::integer || key.type == T::number) return check_range(entry, key);
    if (value.type == Value::Type::list && is_list(key.type)) {
      if (value.list.empty())
        fault("E103", value, quoted(entry.key) + " is an empty list", "leave the key out, or name something");
      for (std::size_t i = 0; i < value.list.size(); ++i) {
        if (value.list[i].is_string()) {
          check_string(value.list[i], key, name_of(entry, i));
        } else {
          type_fault(value.list[i], name_of(entry, i) + " must be a string, found " + found(value.list[i]), key);
        }
      }
    } else if (value.is_string()) {
      check_string(value, key, std::string(key.name));
    }
  }

  void fault(std::string code, const Value& value, std::string message, std::string help = {}) {
    reading_.faults.push_back(fault_at(reading_.file, std::move(code), value.begin, width_of(reading_.file, value),
                                       std::move(message), std::move(help)));
  }

 private:
  static bool has_right_type(const Value& value, const Key& key) {
    switch (key.type) {
      case T::integer:
        return value.type == Value::Type::integer;
      case T::number:
        return value.type == Value::Type::integer || value.type == Value::Type::number;
      case T::flag:
        return value.type == Value::Type::flag;
      case T::table:
        return value.type == Value::Type::table;
      case T::tables:
        return value.type == Value::Type::list && !value.list.empty() &&
               std::all_of(value.list.begin(), value.list.end(),
                           [](const Value& v) { return v.type == Value::Type::table; });
      default:
        return value.is_string() || (is_list(key.type) && value.type == Value::Type::list);
    }
  }

  void type_fault(const Value& value, std::string message, const Key& key) {
    std::string help;
    const bool is_number_text =
        value.is_string() && !value.text.empty() && value.text.find_first_not_of("0123456789.") == std::string::npos;
    if ((key.type == T::integer || key.type == T::number) && is_number_text) help = "write it without quotes";
    if (key.type == T::flag && value.is_string()) help = "write it without quotes";
    if (!is_list(key.type) && value.type == Value::Type::list && key.type != T::tables)
      help = "give one value, without brackets";
    fault("E103", value, std::move(message), std::move(help));
  }

  void check_range(const Entry& entry, const Key& key) {
    const double number = entry.value.number;
    if (key.name == "dehusk" || (number >= key.least && number <= key.most)) return;
    const bool is_below = !(number >= key.least);
    const std::string bound = with_commas(static_cast<std::size_t>(is_below ? key.least : key.most));
    fault("E122", entry.value,
          quoted(entry.key) + " is " + found(entry.value).substr(found(entry.value).rfind(' ') + 1) +
              (is_below ? "; the least is " : "; the limit is ") + bound);
  }

  void check_string(const Value& value, const Key& key, const std::string& name) {
    switch (key.type) {
      case T::line:
        return check_line(value, key, name);
      case T::id:
      case T::ids:
        return check_id(value, name);
      case T::choice:
      case T::choices:
        return check_choice(value, key, name);
      case T::hosts:
        return check_host(value, name);
      case T::langs:
        return check_lang(value, name);
      case T::literals:
        if (fold(value.text).find_first_not_of(' ') == std::string::npos)
          fault("E111", value, name + " is empty: it would stand in every block", "take it out");
        return;
      default:
        return;
    }
  }

  void check_line(const Value& value, const Key& key, const std::string& name) {
    if (value.text.find_first_not_of(" \t\n") == std::string::npos)
      return fault("E104", value, quoted(name) + " of " + label_ + " is empty");
    if (value.text.find('\n') != std::string::npos) return fault("E103", value, quoted(name) + " must be one line");
    const std::size_t length = count_code_points(value.text);
    if (key.name == "why" && length > kMaxWhyLength) {
      fault("E122", value,
            "'why' is " + std::to_string(length) + " characters; the limit is " + std::to_string(kMaxWhyLength),
            "'why' is one short line for people; what authors should know goes into 'note'");
    }
  }

  void check_id(const Value& value, const std::string& name) {
    if (value.text.size() > kMaxIdLength) {
      return fault("E122", value,
                   quoted(name) + " is " + std::to_string(value.text.size()) + " characters; the limit is " +
                       std::to_string(kMaxIdLength));
    }
    if (is_id(value.text)) return;
    const std::string better = to_id(value.text);
    fault(
        "E106", value,
        quoted(name) + " must be words of a-z and 0-9 joined by '-', '/' or '.'; found '" + shortened(value.text) + "'",
        better.empty() ? "" : "write '" + better + "'");
  }

  void check_choice(const Value& value, const Key& key, const std::string& name) {
    if (std::find(key.choices.begin(), key.choices.end(), value.text) != key.choices.end()) return;
    const std::vector<std::string_view> choices(key.choices.begin(), key.choices.end());
    fault("E106", value,
          quoted(name) + " must be " + (choices.size() > 1 ? "one of " : "") + join(choices) + "; found '" +
              shortened(value.text) + "'",
          advice_for_choice(value.text, choices));
  }

  void check_host(const Value& value, const std::string& name) {
    if (!list_name(value.text).empty()) return;
    std::string_view host = value.text;
    if (host.substr(0, 1) == "=") host.remove_prefix(1);
    std::string help = "a host is 'example.com' (with its subdomains) or '=example.com' (alone)";
    if (host.find("//") != std::string_view::npos || host.find('/') != std::string_view::npos)
      help = "name the host only; 'paths' tests what follows it";
    if (host.find('*') != std::string_view::npos)
      help = "'example.com' already means its subdomains; public suffixes cannot be wild";
    const bool is_good = !host.empty() && host.front() != '.' && host.back() != '.' &&
                         host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), [](char c) {
                           return is_lower_or_digit(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
                                  (static_cast<unsigned char>(c) & 0x80) != 0;
                         });
    if (!is_good) fault("E106", value, quoted(name) + " must be a host; found '" + shortened(value.text) + "'", help);
  }

  void check_lang(const Value& value, const std::string& name) {
    if (!list_name(value.text).empty()) return;
    const std::string_view tag = value.text;
    const bool is_good = tag.size() >= 2 && tag.size() <= 3 &&
                         std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_good) return;
    const std::string primary = to_id(tag.substr(0, tag.find_first_of("-_")));
    fault("E106", value, quoted(name) + " must be a primary language tag; found '" + shortened(tag) + "'",
          primary.size() == 2 || primary.size() == 3 ? "write '" + primary + "': regions are not compared"
                                                     : "for example 'en' or 'de'");
  }

  Reading& reading_;
  const std::string& label_;
};

}  // namespace

void check_table(Reading& reading, const Value& table, TableKind kind, const std::string& label) {
  Checker checker(reading, label);
  for (const Entry& entry : table.table) {
    if (const Key* key = find_key(kind, entry.key)) {
      checker.check(entry, *key);
    } else {
      reading.faults.push_back(
          fault_at(reading.file, "E102", entry.spot, static_cast<int>(count_code_points(entry.key)),
                   "unknown key '" + shortened(entry.key) + "' in " + label, advice_for_key(kind, entry.key)));
    }
  }
  for (const Key& key : keys()) {
    const bool may_have_default = kind == in_rule && (key.tables & in_defaults) != 0;
    if ((key.tables & kind) == 0 || !key.is_required || kind == in_defaults || may_have_default ||
        table.find(key.name) != nullptr)
      continue;
    const int width = static_cast<int>(count_code_points(line_of(reading.file, table.begin.line)));
    reading.faults.push_back(fault_at(reading.file, "E104", table.begin, width,
                                      label + " has no '" + std::string(key.name) + "'",
                                      advice_for_missing(key, kind)));
  }
}

std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& candidates) {
  const std::string_view near = nearest(written, candidates);
  return near.empty() ? "" : "did you mean '" + std::string(near) + "'?";
}

std::string join(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += ", ";
    out += words[i];
  }
  return out;
}

std::string found(const Value& value) {
  switch (value.type) {
    case Value::Type::string:
      return "the string '" + shortened(value.text) + "'";
    case Value::Type::integer:
      return "the number " + std::to_string(value.integer);
    case Value::Type::number: {
      char digits[32];
      std::snprintf(digits, sizeof digits, "%g", value.number);
      return "the number " + std::string(digits);
    }
    case Value::Type::flag:
      return value.flag ? "true" : "false";
    case Value::Type::list:
      return "a list";
    case Value::Type::table:
      return "a table";
    default:
      return "a date";
  }
}

std::string with_commas(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::vector<const Value*> strings_of(const Value& value) {
  std::vector<const Value*> strings;
  if (value.is_string()) strings.push_back(&value);
  for (const Value& entry : value.list) {
    if (entry.is_string()) strings.push_back(&entry);
  }
  return strings;
}

std::string name_of(const Entry& entry, std::size_t index) {
  return entry.value.type == Value::Type::list ? entry.key + "[" + std::to_string(index) + "]" : entry.key;
}

}  // namespace dehusk
