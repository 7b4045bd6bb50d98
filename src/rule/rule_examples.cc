// Examples are compared by the page that they show: a text without its gutter, an HTML case without its marks.

#include "rule/rule_examples.h"

#include <map>

#include "base/unicode.h"

namespace dehusk {

namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
}

bool is_tag_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

// True if a start tag's inside ("p class=x husk") carries the bare attribute `husk`. Quoted values are passed over.
bool has_husk_mark(std::string_view tag) {
  char quote = '\0';
  std::size_t word = 0;
  for (std::size_t at = 0; at <= tag.size(); ++at) {
    const char c = at < tag.size() ? tag[at] : ' ';
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (c == ' ' || c == '\t' || c == '\n' || c == '/') {
      if (tag.substr(word, at - word) == "husk") return true;
      word = at + 1;
    }
  }
  return false;
}

struct Sides {
  bool removes = false;
  bool keeps = false;
};

// What an HTML case shows: an element marked to go, and text outside of any. Tags are counted by name, which is exact
// for the small well-formed pages of cases; the test runner reads them properly.
Sides sides_of_html(std::string_view html) {
  Sides sides;
  std::string_view marked;  // name of the marked element that is open
  int depth = 0;            // elements of that name open inside it
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    if (depth == 0 && !trimmed(html.substr(at, open - at)).empty()) sides.keeps = true;
    const std::size_t close = html.find('>', open);
    if (close == std::string_view::npos) break;
    std::string_view tag = html.substr(open + 1, close - open - 1);
    at = close + 1;
    const bool is_end = !tag.empty() && tag[0] == '/';
    if (is_end) tag.remove_prefix(1);
    std::size_t size = 0;
    while (size < tag.size() && is_tag_name_char(tag[size])) ++size;
    const std::string_view name = tag.substr(0, size);
    if (depth > 0 && name == marked) depth += is_end ? -1 : 1;
    if (depth == 0 && !is_end && has_husk_mark(tag)) {
      sides.removes = true;
      marked = name;
      depth = 1;
    }
  }
  if (!sides.removes) sides.keeps = true;
  return sides;
}

Sides sides_of_text(std::string_view text) {
  Sides sides;
  for (const GutterLine& line : read_gutter(text)) {
    if (line.gutter == '-') sides.removes = true;
    if (line.gutter == ' ') sides.keeps = true;
  }
  return sides;
}

std::string page_of_text(std::string_view text) {
  std::string page;
  for (const GutterLine& line : read_gutter(text)) {
    if (line.gutter != '+') page += std::string(line.text) + "\n";
  }
  return page;
}

class Examples {
 public:
  Examples(Reading& reading, const Value& table, const Rule& rule) : reading_(reading), table_(table), rule_(rule) {}

  void check() {
    check_pages("remove", rule_.remove, sides_.removes);
    check_pages("keep", rule_.keep, sides_.keeps);
    for (std::size_t i = 0; i < rule_.cases.size(); ++i) check_case(rule_.cases[i], i + 1);
    if (!rule_.match.builtin.empty())
      return;  // a stage of its own, with tests of its own: alone it has nothing to go by
    if (!sides_.removes)
      add_missing(
          "130",
          " has no example that must be " + std::string(rule_.take.action == Action::keep ? "protected" : "removed"),
          rule_.is_structural() ? "give remove = ['<nav>...</nav>'], or a [[rule.case]] whose html marks an element "
                                  "with a bare 'husk' attribute"
                                : "give remove = ['...'], or a [[rule.case]] with a line that begins with '- '");
    if (!sides_.keeps)
      add_missing("131", " has no example that must be kept",
                  "give keep = ['...']: text that looks alike and must stay");
  }

 private:
  void add(std::string code, Spot spot, int width, std::string message, std::string help = {}) {
    reading_.faults.push_back(
        fault_at(reading_.file, std::move(code), spot, width, std::move(message), std::move(help)));
  }

  void add_missing(const std::string& number, const std::string& message, const std::string& help) {
    const Entry* id = table_.find("id");
    const Spot spot = id != nullptr ? id->value.begin : table_.begin;
    const int width = id != nullptr ? width_of(reading_.file, id->value) : 8;
    if (rule_.status != Status::draft) return add("E" + number, spot, width, reading_.label + message, help);
    reading_.warnings.push_back({fault_at(reading_.file, "W" + number, spot, width, reading_.label + message, help),
                                 id != nullptr ? id->spot.line : 0, table_.begin.line});
  }

  // The same page twice is a contradiction or a waste. Page scope is part of what a case shows.
  void check_page(const std::string& page, const std::string& name, Spot spot) {
    const auto [found, is_new] = seen_.emplace(page, name);
    if (is_new) return;
    const bool is_contradiction = found->second.substr(0, 3) == "rem" && name.substr(0, 4) == "keep";
    add("E132", spot, 1000, "the same text is in " + found->second + " and " + name,
        is_contradiction ? "the rule cannot both take it and leave it" : "take one of them out");
  }

  void check_pages(const std::string& key, const std::vector<Text>& pages, bool& has_one) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      const std::string name = key + "[" + std::to_string(i) + "]";
      const Spot spot = {pages[i].line, pages[i].column};
      if (trimmed(pages[i].text).empty()) {
        add("E132", spot, 1, name + " is empty");
        continue;
      }
      check_page(trimmed(pages[i].text) + "\n", name, spot);
      has_one = true;
    }
  }

  void check_case(const Case& one, std::size_t number) {
    const std::string name = "case " + std::to_string(number);
    const Spot spot = {one.line, 1};
    if (one.text.has_value() == one.html.has_value()) {
      return add("E108", spot, 1000,
                 name + (one.text ? " has both 'text' and 'html'" : " has neither 'text' nor 'html'"),
                 "a case is one page, in one form");
    }
    if (one.text && rule_.is_structural())
      return add("E108", spot, 1000, name + " has 'text', but a css rule only sees HTML",
                 "write the case as html = '...' with a bare 'husk' attribute on what must go");
    const bool is_sound = one.html || check_gutter(*one.text, name);
    const Sides sides = one.html ? sides_of_html(one.html->text) : sides_of_text(one.text->text);
    if (!one.is_todo) {
      sides_.removes = sides_.removes || sides.removes;
      sides_.keeps = sides_.keeps || sides.keeps;
    }
    const std::string scope = one.url.empty() && one.lang.empty() ? "" : "\n" + one.url + "\n" + one.lang;
    if (is_sound)
      check_page((one.html ? one.html->text : page_of_text(one.text->text)) + scope, name,
                 one.html ? Spot{one.html->line, one.html->column} : Spot{one.text->line, one.text->column});
  }

  bool check_gutter(const Text& text, const std::string& name) {
    const std::size_t before = reading_.faults.size();
    const std::vector<GutterLine> lines = read_gutter(text.text);
    char above = ' ';
    for (const GutterLine& line : lines) {
      const Spot spot = {text.line + line.number - 1, line.number == 1 ? text.column : 1};
      const std::string where = name + ", line " + std::to_string(line.number);
      if (line.gutter == '\0') {
        std::size_t end = 0;
        for (int i = 0; i < 2 && end < line.text.size(); ++i) static_cast<void>(next_code_point(line.text, end));
        add("E133", spot, 2,
            where + " starts with '" + std::string(line.text.substr(0, end)) + "'; use '- ', '+ ' or two spaces");
      } else if (line.gutter == '+' && above != '-') {
        add("E133", spot, 2, where + " starts with '+ ' but stands under no '- ' line",
            "'+ ' is what a trim leaves of the line right above");
      } else if (line.gutter == '+' && rule_.take.action != Action::trim) {
        add("E133", spot, 2, where + " starts with '+ ', but only action = 'trim' leaves part of a line");
      }
      above = line.gutter;
    }
    if (lines.empty())
      add("E133", {text.line, text.column}, 1, name + " is empty",
          "write its lines with '- ', '+ ' or two spaces in front");
    return reading_.faults.size() == before;
  }

  Reading& reading_;
  const Value& table_;
  const Rule& rule_;
  Sides sides_;
  std::map<std::string, std::string> seen_;
};

}  // namespace

std::vector<GutterLine> read_gutter(std::string_view text) {
  std::vector<GutterLine> lines;
  int number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (is_blank(line)) continue;
    const bool is_whole = line.size() >= 2 && line[1] == ' ' && (line[0] == '-' || line[0] == '+' || line[0] == ' ');
    // A gutter that is none of the three is kept as '\0', so that "-x" does not pass for '-'.
    lines.push_back({is_whole ? line[0] : '\0', is_whole ? line.substr(2) : line, number});
  }
  return lines;
}

void check_examples(Reading& reading, const Value& table, const Rule& rule) { Examples(reading, table, rule).check(); }

}  // namespace dehusk
