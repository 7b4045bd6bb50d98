// The key table as JSON Schema for editors and as Markdown for docs/rules.md.

#include <array>

#include "base/json.h"
#include "rule/rule_keys.h"

namespace dehusk {

namespace {

using T = KeyType;

constexpr std::pair<TableKind, std::string_view> kTables[] = {{in_rule, "rule"},         {in_case, "case"},
                                                              {in_override, "override"}, {in_defaults, "defaults"},
                                                              {in_site, "site"},         {in_pack, "pack"}};

std::string number(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

// What one string of this key must look like.
std::string string_schema(const Key& key) {
  if (!key.choices.empty()) {
    std::string out = "{\"enum\":[";
    for (std::size_t i = 0; i < key.choices.size(); ++i) out += (i > 0 ? "," : "") + to_json(key.choices[i]);
    return out + "]}";
  }
  switch (key.type) {
    case T::id:
    case T::ids:
      return R"({"type":"string","maxLength":80,"pattern":"^[a-z0-9]+([-/.][a-z0-9]+)*$"})";
    case T::line:
      return key.name == "why" ? R"({"type":"string","minLength":1,"maxLength":120})"
                               : R"({"type":"string","minLength":1})";
    case T::langs:
      return R"({"type":"string","pattern":"^([a-z]{2,3}|\\{\\{.*\\}\\})$"})";
    case T::literals:
    case T::selectors:
    case T::hosts:
      return R"({"type":"string","minLength":1})";
    default:
      return R"({"type":"string"})";
  }
}

std::string type_schema(const Key& key) {
  const std::string bounds = ",\"minimum\":" + number(key.least) + ",\"maximum\":" + number(key.most) + "}";
  switch (key.type) {
    case T::integer:
      return key.name == "dehusk" ? R"({"const":1})" : "{\"type\":\"integer\"" + bounds;
    case T::number:
      return "{\"type\":\"number\"" + bounds;
    case T::flag:
      return R"({"type":"boolean"})";
    case T::tables:
      return "{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/" + std::string(key.name) + "\"}}";
    case T::table:
      if (key.name == "lists")
        return R"({"type":"object","additionalProperties":{"type":"array","minItems":1,"items":{"type":"string","minLength":1}}})";
      if (key.name == "sites") return R"({"type":"object","additionalProperties":{"$ref":"#/$defs/site"}})";
      if (key.name == "content") return R"({"type":"object"})";
      return "{\"$ref\":\"#/$defs/" + std::string(key.name) + "\"}";
    default:
      break;
  }
  const std::string one = string_schema(key);
  return is_list(key.type) ? "{\"anyOf\":[" + one + ",{\"type\":\"array\",\"minItems\":1,\"items\":" + one + "}]}"
                           : one;
}

std::string table_schema(TableKind table) {
  std::string properties;
  std::string required;
  for (const Key& key : keys()) {
    if ((key.tables & table) == 0) continue;
    std::string schema = type_schema(key);
    const std::string description = "\"description\":" + to_json(key.about);
    schema.insert(1, description + ",");
    properties += (properties.empty() ? "" : ",\n    ") + to_json(key.name) + ":" + schema;
    const bool may_have_default = table == in_rule && (key.tables & in_defaults) != 0;
    if (key.is_required && table != in_defaults && !may_have_default)
      required += (required.empty() ? "" : ",") + to_json(key.name);
  }
  return "{\"type\":\"object\",\"additionalProperties\":false" +
         (required.empty() ? "" : ",\"required\":[" + required + "]") + ",\"properties\":{\n    " + properties + "}}";
}

std::string_view type_name(const Key& key) {
  switch (key.type) {
    case T::integer:
      return "whole number";
    case T::number:
      return "number";
    case T::flag:
      return "true/false";
    case T::id:
      return "id";
    case T::ids:
      return "ids";
    case T::globs:
      return "ids, globs";
    case T::choice:
      return "one of";
    case T::choices:
      return "some of";
    case T::literals:
      return "literals";
    case T::pattern:
      return "regex";
    case T::patterns:
      return "regexes";
    case T::selectors:
      return "selectors";
    case T::hosts:
      return "hosts";
    case T::langs:
      return "languages";
    case T::names:
      return "words";
    case T::pages:
      return "mini pages";
    case T::page:
      return "mini page";
    case T::table:
      return "table";
    case T::tables:
      return "tables";
    case T::line:
    case T::text:
      break;
  }
  return "string";
}

void append_row(std::string& out, const Key& key, TableKind table) {
  out += "| `" + std::string(key.name) + "` | ";
  if (key.is_required)
    out += table == in_rule && (key.tables & in_defaults) != 0 ? "required here or in `[defaults]`; " : "required; ";
  out += type_name(key);
  for (std::size_t i = 0; i < key.choices.size(); ++i)
    out += (i > 0 ? ", " : " ") + ("`" + std::string(key.choices[i]) + "`");
  if ((key.type == T::integer || key.type == T::number) && key.most < 1e6)
    out += ", " + number(key.least) + " to " + number(key.most);
  if (!key.fallback.empty()) out += " (" + std::string(key.fallback) + ")";
  out += " | " + std::string(key.about) + " |\n";
}

void append_table(std::string& out, TableKind table, std::string_view title) {
  out += "\n**" + std::string(title) + "**\n\n| key | type (default) | meaning |\n|---|---|---|\n";
  for (const Key& key : keys()) {
    if ((key.tables & table) != 0) append_row(out, key, table);
  }
}

}  // namespace

std::string rule_schema() {
  std::string out =
      "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"dehusk rule file, format 1\",\n  ";
  const std::string file = table_schema(in_file);
  out += file.substr(1, file.size() - 2) + ",\n  \"$defs\":{";
  bool is_first = true;
  for (const auto& [table, name] : kTables) {
    out += (is_first ? "\n  " : ",\n  ") + to_json(name) + ":" + table_schema(table);
    is_first = false;
  }
  return out + "}}\n";
}

std::string rule_keys_markdown() {
  constexpr std::pair<Group, std::string_view> kGroups[] = {{Group::identity, "Identity"},
                                                            {Group::scope, "Scope: on which pages the rule runs"},
                                                            {Group::match, "Match: what it looks for"},
                                                            {Group::take, "Take: what it does"},
                                                            {Group::examples, "Examples"}};
  std::string out;
  for (const auto& [group, title] : kGroups) {
    out += "\n**" + std::string(title) + "**\n\n| key | type (default) | meaning |\n|---|---|---|\n";
    for (const Key& key : keys()) {
      if ((key.tables & in_rule) != 0 && key.group == group) append_row(out, key, in_rule);
    }
  }
  append_table(out, in_case, "[[rule.case]]");
  append_table(out, in_file, "The file");
  append_table(out, in_pack, "[pack]");
  append_table(out, in_site, "[sites.NAME]");
  append_table(out, in_override, "[[override]]");
  return out.substr(1);
}

}  // namespace dehusk
