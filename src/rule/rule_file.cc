// The only file that knows toml++. Its tree sorts the keys and hides the quotes, so it is copied into Values here.

#include "rule/rule_file.h"

#include <toml++/toml.h>

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

Spot to_spot(const toml::source_position& position) {
  return {static_cast<int>(position.line), static_cast<int>(position.column)};
}

// The recursion is as deep as the values nest, which toml++ limits at 256.
Value to_value(const toml::node& from) {
  Value value;
  value.begin = to_spot(from.source().begin);
  value.end = to_spot(from.source().end);
  if (const auto* text = from.as_string()) {
    value.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    value.type = Value::Type::integer;
    value.integer = integer->get();
    value.number = static_cast<double>(value.integer);
  } else if (const auto* number = from.as_floating_point()) {
    value.type = Value::Type::number;
    value.number = number->get();
  } else if (const auto* flag = from.as_boolean()) {
    value.type = Value::Type::flag;
    value.flag = flag->get();
  } else if (const auto* list = from.as_array()) {
    value.type = Value::Type::list;
    value.list.reserve(list->size());
    for (const toml::node& element : *list) value.list.push_back(to_value(element));
  } else if (const auto* table = from.as_table()) {
    value.type = Value::Type::table;
    value.table.reserve(table->size());
    for (const auto& [key, element] : *table) {
      Entry entry;
      entry.key = std::string(key.str());
      entry.spot = to_spot(key.source().begin);
      entry.value = to_value(element);
      value.table.push_back(std::move(entry));
    }
    std::sort(value.table.begin(), value.table.end(), [](const Entry& a, const Entry& b) {
      return a.spot.line != b.spot.line ? a.spot.line < b.spot.line : a.spot.column < b.spot.column;
    });
  } else {
    value.type = Value::Type::date;
  }
  return value;
}

bool is_content_header(std::string_view line) { return line.substr(0, 9) == "[content]"; }

// A line that opens a table other than [content.*]. A row of numbers inside an array begins with '[' too, but not with
// a letter.
bool is_other_header(std::string_view line) {
  const std::size_t name = line.substr(0, 2) == "[[" ? 2 : 1;
  if (line.size() <= name || line[0] != '[') return false;
  const char c = line[name];
  return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) && line.substr(name, 8) != "content." &&
         line.substr(name, 8) != "content]";
}

// The file's text with the inside of [content] blanked line by line: a model is a large part of its file and has its
// own reader.
std::string without_content(RuleFile& file) {
  std::string kept;
  kept.reserve(file.text.size());
  bool in_content = false;
  for (std::size_t i = 0; i < file.line_starts.size(); ++i) {
    const std::size_t begin = file.line_starts[i];
    const std::size_t end = i + 1 < file.line_starts.size() ? file.line_starts[i + 1] : file.text.size();
    const std::string_view line = std::string_view(file.text).substr(begin, end - begin);
    if (is_content_header(line)) {
      in_content = true;
      file.content_line = static_cast<int>(i) + 1;
      kept += line;
      continue;
    }
    if (in_content && is_other_header(line)) in_content = false;
    if (in_content) {
      kept += '\n';
    } else {
      kept += line;
    }
  }
  return kept;
}

bool has_content_header(std::string_view text) {
  return is_content_header(text) || text.find("\n[content]") != std::string_view::npos;
}

std::vector<std::size_t> find_lines(std::string_view text) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    starts.push_back(at + 1);
  return starts;
}

std::string_view without_indent(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line;
}

// Where a key of this name was set before `line` in the same table; 0 if it cannot be found by looking at line starts.
int first_set(const RuleFile& file, std::string_view key, int line) {
  int found = 0;
  for (int i = line - 1; i > 0; --i) {
    const std::string_view text = without_indent(line_of(file, i));
    if (text.substr(0, 1) == "[") break;
    if (text.substr(0, key.size()) != key) continue;
    if (without_indent(text.substr(key.size())).substr(0, 1) == "=") found = i;
  }
  return found;
}

// The first line above that is the header [name]; 0 if there is none.
int first_header(const RuleFile& file, std::string_view name, int line) {
  for (int i = 1; i < line; ++i) {
    if (without_indent(line_of(file, i)).substr(0, name.size() + 2) == "[" + std::string(name) + "]") return i;
  }
  return 0;
}

std::string quoted_part(std::string_view message) {
  const std::size_t open = message.find('\'');
  const std::size_t close = open == std::string_view::npos ? open : message.find('\'', open + 1);
  return close == std::string_view::npos ? "" : std::string(message.substr(open + 1, close - open - 1));
}

// "cannot redefine existing integer 'first'": shows the key itself, and where it stood before.
Fault redefinition_fault(const RuleFile& file, std::string message, Spot spot) {
  const std::string name = quoted_part(message);
  std::string help;
  if (message.find("array-of-tables") != std::string::npos) {
    help = "write [[" + name + "]] each time, with two brackets";
    if (const int line = first_header(file, name, spot.line)) help += "; line " + std::to_string(line) + " has one";
  } else {
    int line = first_set(file, name, spot.line);
    if (line == 0) line = first_header(file, name, spot.line);
    if (line != 0) help = "it was first set in line " + std::to_string(line);
  }
  const std::string_view text = line_of(file, spot.line);
  const std::size_t at = text.find(name);
  if (at != std::string_view::npos) spot.column = static_cast<int>(count_code_points(text.substr(0, at))) + 1;
  return fault_at(file, "E100", spot, static_cast<int>(count_code_points(name)), std::move(message), std::move(help));
}

// The end of the file came too early: the last triple quote is the likely culprit, otherwise nobody knows.
Fault end_fault(const RuleFile& file, Spot spot) {
  for (int line = spot.line; line > 0; --line) {
    const std::string_view text = line_of(file, line);
    const std::size_t at = std::min(text.rfind("'''"), text.rfind("\"\"\""));
    if (at == std::string_view::npos) continue;
    spot = {line, static_cast<int>(count_code_points(text.substr(0, at))) + 1};
    return fault_at(file, "E100", spot, 3, "the string that opens here is never closed",
                    "close it with the same three quotes");
  }
  return fault_at(file, "E100", spot, 1, "the file ends in the middle of a value",
                  "a quote or a bracket further up is never closed");
}

// toml++'s own words, unless they are about its grammar instead of the author's text.
Fault syntax_fault(const RuleFile& file, std::string_view description, Spot spot) {
  constexpr std::string_view kPrefix = "Error while parsing ";
  if (description.substr(0, kPrefix.size()) == kPrefix) {
    const std::size_t colon = description.find(": ");
    if (colon != std::string_view::npos) description.remove_prefix(colon + 2);
  }
  std::string message(description);
  if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z')
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  const auto says = [&](std::string_view part) { return message.find(part) != std::string::npos; };
  if (says("cannot redefine existing")) return redefinition_fault(file, std::move(message), spot);
  if (says("encountered end-of-file")) return end_fault(file, spot);
  std::string help;
  if (says("escape sequence")) {
    help = "write the string in single quotes ('...' or '''...'''): there a backslash is a backslash";
  } else if (says("control characters")) {
    message = "the string is not closed in this line";
    help = "a text of several lines stands in '''...'''";
  } else if (says("expected keys, tables") || says("expected '='")) {
    help = "a line is key = value, a [table], or a comment that begins with #";
  } else if (says("expected value") || says("expected 'true'") || says("expected 'false'") ||
             says("determine value type")) {
    help = "strings stand in quotes: key = 'text'";
  }
  return fault_at(file, "E100", spot, 1, std::move(message), std::move(help));
}

}  // namespace

const Entry* Value::find(std::string_view key) const {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == table.end() ? nullptr : &*found;
}

Result<RuleFile> read_rule_file(const RuleSource& source) {
  RuleFile file;
  file.name = source.file;
  file.is_built_in = source.is_built_in;
  const bool has_content = has_content_header(source.text);
  const std::size_t limit = has_content ? kMaxContentFileBytes : kMaxFileBytes;
  if (source.text.size() > limit) {
    Fault fault =
        fault_at(file, "E122", {0, 0}, 1,
                 "the file is " + std::to_string(source.text.size()) + " bytes; the limit is " + std::to_string(limit));
    fault.help = "split it into several rule files";
    return fault;
  }
  file.text = is_valid_utf8(source.text) ? source.text : to_valid_utf8(source.text);
  file.line_starts = find_lines(file.text);
  try {
    // toml++ sees the bytes as they are, so that it can say where they are no UTF-8.
    file.root = to_value(has_content ? toml::parse(without_content(file)) : toml::parse(std::string_view(source.text)));
  } catch (const toml::parse_error& error) {
    return syntax_fault(file, error.description(), to_spot(error.source().begin));
  }
  return file;
}

std::string_view line_of(const RuleFile& file, int line) {
  if (line < 1 || static_cast<std::size_t>(line) > file.line_starts.size()) return {};
  const std::size_t begin = file.line_starts[static_cast<std::size_t>(line) - 1];
  std::string_view text = std::string_view(file.text).substr(begin);
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

Spot spot_in(const RuleFile& file, const Value& string, std::size_t offset) {
  const std::string_view text = file.text;
  std::size_t at = file.line_starts[static_cast<std::size_t>(string.begin.line) - 1];
  // Every string of a pack comes by here, so the way along its line is walked by hand.
  for (int column = 1; column < string.begin.column && at < text.size(); ++column) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  Spot spot = string.begin;
  const auto step = [&] {
    if (next_code_point(text, at) == '\n') {
      ++spot.line;
      spot.column = 1;
    } else {
      ++spot.column;
    }
  };
  const char quote = at < text.size() ? text[at] : '\0';
  const bool is_long = text.substr(at, 3) == std::string(3, quote);
  for (int i = 0; i < (is_long ? 3 : 1); ++i) step();
  if (is_long && text.substr(at, 1) == "\r") step();
  if (is_long && text.substr(at, 1) == "\n") step();
  for (std::size_t done = 0; done < offset && at < text.size();) {
    if (quote != '"' || text[at] != '\\') {
      const std::size_t before = at;
      step();
      done += at - before;
      continue;
    }
    const std::string_view escape = text.substr(at, 10);
    const std::size_t digits = escape.substr(1, 1) == "u" ? 4 : escape.substr(1, 1) == "U" ? 8 : 0;
    if (digits > 0) {
      std::string character;
      append_utf8(character,
                  static_cast<char32_t>(std::strtoul(std::string(escape.substr(2, digits)).c_str(), nullptr, 16)));
      for (std::size_t i = 0; i < digits + 2; ++i) step();
      done += character.size();
    } else if (escape.size() > 1 && std::string_view("\n\r \t").find(escape[1]) != std::string_view::npos) {
      step();  // a backslash at the end of a line: it and the white space that follows are no content
      while (at < text.size() && std::string_view("\n\r \t").find(text[at]) != std::string_view::npos) step();
    } else {
      step();
      step();
      ++done;
    }
  }
  return spot;
}

Fault fault_at(const RuleFile& file, std::string code, Spot spot, int width, std::string message, std::string help) {
  Fault fault;
  fault.code = std::move(code);
  fault.file = file.name;
  fault.line = spot.line;
  fault.column = spot.column;
  fault.source = std::string(line_of(file, spot.line));
  const int left = static_cast<int>(count_code_points(fault.source)) + 1 - spot.column;
  fault.width = std::max(1, std::min(width, left));
  fault.message = std::move(message);
  fault.help = std::move(help);
  return fault;
}

int width_of(const RuleFile& file, const Value& value) {
  if (value.begin.line == value.end.line && value.type != Value::Type::table)
    return std::max(1, value.end.column - value.begin.column);
  return std::max(1, static_cast<int>(count_code_points(line_of(file, value.begin.line))) + 1 - value.begin.column);
}

}  // namespace dehusk
