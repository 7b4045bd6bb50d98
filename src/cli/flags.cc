#include "cli/flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "cli/values.h"
#include "cli/variables.h"
#include "rule/rule_keys.h"

namespace dehusk {

namespace {

std::string joined(const Names& names, std::string_view separator) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : std::string(separator)) + name;
  return text;
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
std::string plain_words(const CLI::Error& error, const CLI::App& app) {
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

}  // namespace

struct Flags::Table {
  struct Row {
    CLI::Option* option = nullptr;
    Setting::Kind kind = Setting::Kind::text;
    std::string unset;  // what it is if nobody sets it
  };

  [[nodiscard]] const Row* find(const std::string& name) const {
    for (const Row& row : rows)
      if (row.option->get_lnames().front() == name) return &row;
    return nullptr;
  }

  static Setting setting(const Row& row) {
    Setting setting{row.option->get_lnames().front(), row.kind, row.option->results(), row.option->count() > 0};
    if (!setting.is_set && !row.unset.empty()) setting.values = {row.unset};
    // "1" and "yes" are as good as "true" to a variable, but not to a configuration.
    bool is_on = false;
    if (setting.is_set && setting.kind == Setting::Kind::flag &&
        CLI::detail::lexical_cast(setting.values.back(), is_on))
      setting.values = {is_on ? "true" : "false"};
    return setting;
  }

  CLI::App app;
  std::string group = "Options";
  std::vector<Row> rows;
  std::map<const CLI::Option*, Names> choices;
};

Flags::Flags() : table_(std::make_unique<Table>()) { table_->app.set_help_flag(); }
Flags::~Flags() = default;

Flags::Flag& Flags::Flag::shown_as(const std::string& type) {
  option_.type_name(type);
  return *this;
}

Flags::Flag& Flags::Flag::checked(ValueCheck check) {
  option_.check(std::move(check));
  return *this;
}

Flags::Flag& Flags::Flag::one_of(const Names& choices) {
  flags_.table_->choices[&option_] = choices;
  return checked([choices](const std::string& given) {
    if (std::find(choices.begin(), choices.end(), given) != choices.end()) return std::string();
    return "'" + given + "' is none of " + joined(choices, ", ");
  });
}

Flags::Flag& Flags::Flag::between(double least, double most, const std::string& bounds) {
  return checked([=](const std::string& given) {
    return number_from(given, least, most) ? std::string() : "'" + given + "' is no number from " + bounds;
  });
}

Flags::Flag& Flags::Flag::hidden() {
  option_.group("");
  return *this;
}

Flags::Flag& Flags::Flag::command_line_only() {
  option_.envname("");
  std::vector<Table::Row>& rows = flags_.table_->rows;
  rows.erase(std::remove_if(rows.begin(), rows.end(), [&](const Table::Row& row) { return row.option == &option_; }),
             rows.end());
  return *this;
}

Flags::Flag Flags::named(CLI::Option* option, Setting::Kind kind, std::string unset) {
  option->envname(variable_of(option->get_lnames().front()))->group(table_->group);
  table_->rows.push_back({option, kind, std::move(unset)});
  return Flag(*this, *option);
}

void Flags::begin(std::string group) { table_->group = std::move(group); }

Flags::Flag Flags::value(const std::string& names, std::string& value, const std::string& type,
                         const std::string& text) {
  return named(table_->app.add_option(names, value, text)->type_name(type), Setting::Kind::text, value);
}

Flags::Flag Flags::value(const std::string& names, std::uint32_t& value, const std::string& type,
                         const std::string& text) {
  return named(table_->app.add_option(names, value, text)->type_name(type), Setting::Kind::number,
               std::to_string(value));
}

Flags::Flag Flags::value(const std::string& names, double& value, const std::string& type, const std::string& text) {
  std::string unset = std::to_string(value);
  unset.erase(unset.find_last_not_of('0') + 1);
  return named(table_->app.add_option(names, value, text)->type_name(type), Setting::Kind::number, unset + "0");
}

Flags::Flag Flags::value(const std::string& names, std::optional<std::uint32_t>& value, const std::string& type,
                         const std::string& text) {
  return named(table_->app.add_option(names, value, text)->type_name(type), Setting::Kind::number, "");
}

Flags::Flag Flags::one_of(const std::string& names, std::string& value, const Names& choices, const std::string& text) {
  return this->value(names, value, joined(choices, "|"), text).one_of(choices);
}

Flags::Flag Flags::paths(const std::string& names, Names& values, const std::string& text) {
  return named(table_->app.add_option(names, values, text)->type_name("PATH")->allow_extra_args(false),
               Setting::Kind::list, "");
}

Flags::Flag Flags::list(const std::string& names, Names& values, const std::string& type, const std::string& text) {
  return named(table_->app.add_option(names, values, text)->type_name(type)->allow_extra_args(false)->delimiter(','),
               Setting::Kind::list, "");
}

Flags::Flag Flags::flag(const std::string& names, bool& value, const std::string& text) {
  return named(table_->app.add_flag(names, value, text), Setting::Kind::flag, value ? "true" : "false");
}

Flags::Flag Flags::taken(const std::string& names, const std::string& type, const std::string& unset, ValueCheck take,
                         const std::string& text) {
  const std::string name = names.substr(names.find("--"));
  const auto call = [take = std::move(take), name](const std::string& given) {
    const std::string wrong = take(given);
    if (!wrong.empty()) throw CLI::ValidationError(name, wrong);
  };
  return named(table_->app.add_option_function<std::string>(names, call, text)->type_name(type), Setting::Kind::text,
               unset);
}

Flags::Flag Flags::size(const std::string& names, std::uint64_t& bytes, const std::string& text) {
  const auto take = [&bytes](const std::string& given) {
    const std::optional<std::uint64_t> number = bytes_from(given);
    if (number) bytes = *number;
    return number ? std::string() : "'" + given + "' is no size like 500K or 16M";
  };
  return taken(names, "SIZE", std::to_string(bytes >> 20U) + "M", take, text);
}

void Flags::words(const std::string& name, Names& values) { table_->app.add_option(name, values)->group(""); }

void Flags::word(const std::string& name, std::string& value) { table_->app.add_option(name, value)->group(""); }

std::string Flags::parse(Names words) {
  try {
    std::reverse(words.begin(), words.end());
    table_->app.parse(words);
  } catch (const CLI::ParseError& error) {
    return plain_words(error, table_->app);
  }
  return {};
}

std::string Flags::set(const std::string& name, const Names& values) {
  const Table::Row* const row = table_->find(name);
  if (row == nullptr || row->option->count() > 0) return {};
  try {
    row->option->add_result(values);
    row->option->run_callback();
  } catch (const CLI::Error& error) {
    return plain_words(error, table_->app);
  }
  return {};
}

std::optional<Setting> Flags::setting(const std::string& name) const {
  const Table::Row* const row = table_->find(name);
  if (row == nullptr) return std::nullopt;
  return Table::setting(*row);
}

std::vector<Setting> Flags::settings() const {
  std::vector<Setting> settings;
  for (const Table::Row& row : table_->rows) settings.push_back(Table::setting(row));
  return settings;
}

std::vector<FlagHelp> Flags::shown() const {
  std::vector<FlagHelp> shown;
  for (const CLI::Option* option : table_->app.get_options()) {
    if (option->get_group().empty()) continue;
    const auto choices = table_->choices.find(option);
    shown.push_back({option->get_group(), option->get_snames(), option->get_lnames(), option->get_type_name(),
                     option->get_description(), choices == table_->choices.end() ? Names() : choices->second});
  }
  return shown;
}

}  // namespace dehusk
