// A fault inside a string is shown at its place in that string: under the bad bracket, not under the key.

#include "rule/rule_values.h"

#include <algorithm>

#include "base/unicode.h"
#include "rule/pattern.h"
#include "rule/selector.h"

namespace dehusk {

namespace {

void add_fault(Reading& reading, std::string code, const Value& value, std::string message, std::string help = {}) {
  reading.faults.push_back(fault_at(reading.file, std::move(code), value.begin, width_of(reading.file, value),
                                    std::move(message), std::move(help)));
}

// At bytes [offset, offset + length) of the string's content.
void add_fault_inside(Reading& reading, std::string code, const Value& value, std::size_t offset, std::size_t length,
                      std::string message, std::string help) {
  offset = std::min(offset, value.text.size());
  const Spot begin = spot_in(reading.file, value, offset);
  const Spot end = spot_in(reading.file, value, std::min(offset + length, value.text.size()));
  const int width = end.line == begin.line ? end.column - begin.column : 1000;
  reading.faults.push_back(fault_at(reading.file, std::move(code), begin, width, std::move(message), std::move(help)));
}

void add_unknown_list(Reading& reading, const Value& value, std::size_t offset, std::string_view name) {
  if (!reading.lists.is_complete) return;
  std::string help = did_you_mean(name, reading.lists.names());
  if (help.empty()) help = "lists stand under [lists]: " + std::string(name) + " = ['one', 'two']";
  add_fault_inside(reading, "E107", value, offset, name.size() + 4, "no list named '" + std::string(name) + "'",
                   std::move(help));
}

// The strings of a key with an entry '{{name}}' replaced by the list's words; `visit` gets each with its origin.
template <class Visit>
void expand_entries(Reading& reading, const Entry& entry, const Visit& visit) {
  const std::vector<const Value*> strings = strings_of(entry.value);
  for (std::size_t i = 0; i < strings.size(); ++i) {
    const Value& value = *strings[i];
    const std::string_view name = list_name(value.text);
    if (name.empty()) {
      visit(value, i, value.text, text_of(reading.file, value));
      continue;
    }
    const WordList* list = reading.lists.find(reading.number, name);
    if (list == nullptr) {
      add_unknown_list(reading, value, 0, name);
      continue;
    }
    Text text = text_of(reading.file, value);
    for (const std::string& word : list->words) {
      text.text = word;
      visit(value, i, word, text);
    }
  }
}

// A {{name}} of a list inside a longer literal would be taken as it stands, which nobody wants.
void check_embedded_list(Reading& reading, const Value& value, const std::string& name) {
  const Expanded expanded = expand_pattern(reading.lists, reading.number, value.text);
  for (const Piece& piece : expanded.pieces) {
    if (!piece.is_list || piece.size == 0) continue;
    add_fault_inside(reading, "E107", value, piece.written_at, piece.written_size,
                     name + " has a list inside a longer string; here a list must be the whole string",
                     "write a regex (re), or one literal for each word");
  }
}

bool check_one_pattern(Reading& reading, const Value& value, const Expanded& expanded, const std::string& name) {
  if (reading.file.is_built_in) return true;
  if (expanded.text.size() > kMaxPatternBytes) {
    const bool has_lists = expanded.text.size() > value.text.size();
    add_fault(reading, "E122", value,
              "pattern is " + with_commas(expanded.text.size()) + " bytes" + (has_lists ? " with its lists" : "") +
                  "; the limit is " + with_commas(kMaxPatternBytes),
              "split it, or move the alternatives to `has`, `starts` or `is`");
    return false;
  }
  if (const std::optional<PatternFault> fault = check_pattern(expanded.text)) {
    std::size_t length = std::max<std::size_t>(fault->length, 1);
    const std::size_t offset = written_offset(expanded, fault->offset, length);
    const std::string what =
        fault->is_limit ? reading.label + ": " + name + ": " : reading.label + ": " + name + " does not compile: ";
    add_fault_inside(reading, fault->is_limit ? "E122" : "E112", value, offset, length, what + fault->message,
                     fault->help);
    return false;
  }
  if (matches_empty(expanded.text)) {
    const bool is_negative = name.substr(0, 4) == "not_";
    add_fault(reading, "E111", value,
              name + " matches every " + (name.find("paths") != std::string::npos ? "path" : "block") +
                  " (it matches the empty string)",
              is_negative ? "the rule could never fire" : "anchor it with ^ and $, or ask for at least one character");
    return false;
  }
  return true;
}

}  // namespace

Text text_of(const RuleFile& file, const Value& string) {
  const Spot spot = spot_in(file, string, 0);
  return {string.text, spot.line, spot.column};
}

std::vector<Text> read_literals(Reading& reading, const Entry& entry) {
  std::vector<Text> texts;
  expand_entries(reading, entry, [&](const Value& value, std::size_t i, std::string_view, Text text) {
    if (text.text == value.text && value.text.find("{{") != std::string::npos)
      check_embedded_list(reading, value, name_of(entry, i));
    if (!fold(text.text).empty()) texts.push_back(std::move(text));
  });
  return texts;
}

std::vector<std::string> read_strings(Reading& reading, const Entry& entry) {
  std::vector<std::string> strings;
  expand_entries(reading, entry,
                 [&](const Value&, std::size_t, std::string_view text, const Text&) { strings.emplace_back(text); });
  return strings;
}

std::vector<std::string> read_hosts(Reading& reading, const Entry& entry) {
  std::vector<std::string> hosts = read_strings(reading, entry);
  for (std::string& host : hosts) {
    std::transform(host.begin(), host.end(), host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  }
  return hosts;
}

std::vector<Text> read_patterns(Reading& reading, const Entry& entry) {
  std::vector<Text> texts;
  const std::vector<const Value*> strings = strings_of(entry.value);
  for (std::size_t i = 0; i < strings.size(); ++i) {
    const Value& value = *strings[i];
    const Expanded expanded = expand_pattern(reading.lists, reading.number, value.text);
    for (const auto& [offset, name] : expanded.unknown) add_unknown_list(reading, value, offset, name);
    if (!expanded.unknown.empty() || !check_one_pattern(reading, value, expanded, name_of(entry, i))) continue;
    Text text = text_of(reading.file, value);
    text.text = expanded.text;
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<Text> read_selectors(Reading& reading, const Entry& entry) {
  std::vector<Text> texts;
  expand_entries(reading, entry, [&](const Value& value, std::size_t i, std::string_view css, Text text) {
    const std::optional<SelectorFault> fault = reading.file.is_built_in ? std::nullopt : check_selector(css);
    if (!fault) {
      texts.push_back(std::move(text));
    } else if (css == value.text) {
      add_fault_inside(reading, "E121", value, fault->offset, std::max<std::size_t>(fault->length, 1),
                       name_of(entry, i) + ": " + fault->message, fault->help);
    } else {
      add_fault(reading, "E121", value,
                name_of(entry, i) + ": in the list's '" + std::string(css) + "': " + fault->message, fault->help);
    }
  });
  return texts;
}

std::vector<Text> read_pages(Reading& reading, const Entry& entry) {
  std::vector<Text> texts;
  for (const Value* value : strings_of(entry.value)) {
    Text text = text_of(reading.file, *value);
    text.text = dedent(text.text);
    texts.push_back(std::move(text));
  }
  return texts;
}

std::string dedent(std::string_view page) {
  constexpr std::string_view kBlanks = " \t";
  std::size_t common = std::string_view::npos;
  std::string_view margin;
  const auto each_line = [&](const auto& visit) {
    for (std::size_t at = 0; at < page.size();) {
      const std::size_t end = std::min(page.find('\n', at), page.size());
      visit(page.substr(at, end - at), end < page.size());
      at = end + 1;
    }
  };
  each_line([&](std::string_view line, bool) {
    const std::size_t indent = line.find_first_not_of(kBlanks);
    if (indent == std::string_view::npos) return;
    if (common == std::string_view::npos) {
      margin = line.substr(0, indent);
      common = indent;
      return;
    }
    std::size_t same = 0;
    while (same < common && same < indent && line[same] == margin[same]) ++same;
    common = same;
  });
  std::string out;
  each_line([&](std::string_view line, bool has_end) {
    const bool is_blank = line.find_first_not_of(kBlanks) == std::string_view::npos;
    if (!is_blank) out += line.substr(common);
    if (has_end) out += '\n';
  });
  return out;
}

}  // namespace dehusk
