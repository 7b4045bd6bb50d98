// See want.h for the format. The rule column has a fixed width, and a longer id only pushes its own line: a new rule
// must not change every line of every want.husk.
#include "check/want.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/unicode.h"
#include "write/kept.h"

namespace dehusk {
namespace {

constexpr std::size_t kIdWidth = 30;
constexpr std::string_view kTitle = "#! dehusk want 1";

void append_escaped(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    } else {
      out += c;
    }
  }
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

// The text that append_escaped() was given; nothing if `text` holds an escape that it does not write.
std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    if (text[i] == '\\') {
      out += '\\';
    } else if (text[i] == 'n') {
      out += '\n';
    } else if (text[i] == 't') {
      out += '\t';
    } else if (text[i] == 'x' && i + 2 < text.size()) {
      const std::optional<unsigned> high = hex_digit(text[i + 1]);
      const std::optional<unsigned> low = hex_digit(text[i + 2]);
      if (!high || !low) return std::nullopt;
      out += static_cast<char>(*high * 16U + *low);
      i += 2;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

void append_line(std::string& out, char code, std::string_view id, std::string_view text) {
  out += code;
  out += ' ';
  out += id;
  out.append(id.size() < kIdWidth ? kIdWidth - id.size() : 1, ' ');
  out += "| ";
  append_escaped(out, text);
  out += '\n';
}

bool is_conflict_marker(std::string_view line) {
  static constexpr std::array<std::string_view, 4> kMarkers = {"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
  return std::any_of(kMarkers.begin(), kMarkers.end(),
                     [&](std::string_view marker) { return line.substr(0, 7) == marker; });
}

// The value after `name: ` in a header line, up to the next two spaces.
std::string header_value(std::string_view line, std::string_view name) {
  const std::size_t at = line.find(std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = line.substr(at + name.size() + 2);
  return std::string(rest.substr(0, rest.find("  ")));
}

// One line at a time; faults are gathered and reading goes on.
class WantReader {
 public:
  explicit WantReader(std::string file) : file_(std::move(file)) {}

  void read(std::string_view line) {
    ++line_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (is_conflict_marker(line)) {
      fault(line, 0, "this is a merge-conflict marker",
            "resolve the conflict, or delete the file and run `dehusk accept --new`");
      return;
    }
    if (line.substr(0, 2) == "#!") {
      read_header(line);
      return;
    }
    if (line.empty()) return;
    if (!has_title_) {
      fault(line, 0, "the file does not start with `" + std::string(kTitle) + "`", "");
      has_title_ = true;
    }
    read_block(line);
  }

  Result<Want> finish() {
    if (line_ == 0 || !has_title_) fault("", 0, "the file does not start with `" + std::string(kTitle) + "`", "");
    close_trim();
    if (!faults_.empty()) return std::move(faults_);
    return std::move(want_);
  }

 private:
  void read_header(std::string_view line) {
    if (!has_title_ && line != kTitle) {
      fault(line, 0, "this is not a want.husk of version 1", "the first line must be `" + std::string(kTitle) + "`");
    }
    has_title_ = true;
    if (const std::string value = header_value(line, "input"); !value.empty()) want_.input = value;
    if (const std::string value = header_value(line, "lang"); !value.empty()) want_.lang = value;
    if (const std::string value = header_value(line, "risk"); !value.empty()) want_.risk = value;
  }

  void read_block(std::string_view line) {
    const char code = line[0];
    if (std::string_view(" -~+!?").find(code) == std::string_view::npos) {
      fault(line, 0, "unknown gutter code '" + escape_controls(line.substr(0, 1)) + "'",
            "use a space, -, ~, +, ! or ?");
      return;
    }
    const std::size_t bar = line.find('|');
    if (bar == std::string_view::npos || bar < 2 || line[1] != ' ') {
      fault(line, 1, "the gutter must be: code, space, rule id, `| `, then the block's text", "");
      return;
    }
    std::string_view id = line.substr(2, bar - 2);
    id = id.substr(0, id.find_last_not_of(' ') + 1);
    if (id.find(' ') != std::string_view::npos) {
      fault(line, 2, "'" + escape_controls(id) + "' is not a rule id", "");
      return;
    }
    const std::optional<std::string> text =
        unescaped(line.size() > bar + 2 ? line.substr(bar + 2) : std::string_view());
    if (!text || text->empty()) {
      fault(line, bar + 1, text ? "there is no text after the `|`" : "a backslash must be written \\\\", "");
      return;
    }
    if (code == '+') {
      read_left(line, id, *text);
    } else {
      close_trim();
      const bool must_name = code == '-' || code == '~' || code == '?';
      if (must_name && id.empty())
        fault(line, 2, std::string("'") + code + "' must name the rule that takes the block", "");
      if (code == ' ' && !id.empty())
        fault(line, 0, "a block that stays names no rule", "put a - in front if the rule takes it");
      want_.lines.push_back({static_cast<Mark>(code), std::string(id), *text, "", line_, 0});
      awaits_left_ = code == '~';
    }
  }

  void read_left(std::string_view line, std::string_view id, std::string text) {
    if (!awaits_left_) {
      fault(line, 0, "'+' must stand directly under a '~'", "");
      return;
    }
    if (!id.empty()) fault(line, 2, "'+' names no rule", "");
    want_.lines.back().left = std::move(text);
    awaits_left_ = false;
  }

  // Every `~` needs its `+`.
  void close_trim() {
    if (!awaits_left_) return;
    awaits_left_ = false;
    faults_.push_back(
        {"", file_, want_.lines.back().line, 1, 1, "'~' needs a '+' line under it that says what is left", "", ""});
  }

  void fault(std::string_view line, std::size_t byte, std::string message, std::string help) {
    const int column = static_cast<int>(count_code_points(to_valid_utf8(line.substr(0, byte)))) + 1;
    faults_.push_back(
        {"", file_, std::max(line_, 1), column, 1, std::move(message), std::move(help), std::string(line)});
  }

  std::string file_;
  Want want_;
  std::vector<Fault> faults_;
  int line_ = 0;
  bool has_title_ = false;
  bool awaits_left_ = false;
};

// The rules that own cuts [first, last), each once, in the order of the text.
std::string owners(const std::vector<Cut>& cuts, std::size_t first, std::size_t last, const RuleSet& rules) {
  std::vector<RuleId> seen;
  std::string ids;
  for (std::size_t i = first; i < last; ++i) {
    if (std::find(seen.begin(), seen.end(), cuts[i].rule) != seen.end()) continue;
    seen.push_back(cuts[i].rule);
    if (!ids.empty()) ids += ',';
    ids += rules.rule(cuts[i].rule).id;
  }
  return ids;
}

}  // namespace

std::string collapse_spaces(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (is_space(next_code_point(text, at))) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out.append(text, start, at - start);
  }
  return out;
}

Result<Want> parse_want(const std::string& file, std::string_view text) {
  WantReader reader(file);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    reader.read(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return reader.finish();
}

std::string render_want(const Want& want) {
  std::string out(kTitle);
  out += "\n#! input: " + want.input + "   lang: " + (want.lang.empty() ? "?" : want.lang) + "   risk: " + want.risk +
         "   blocks: " + std::to_string(want.lines.size()) + "\n";
  for (const WantLine& line : want.lines) {
    append_line(out, static_cast<char>(line.mark), line.id, line.text);
    if (line.mark == Mark::trimmed) append_line(out, '+', "", line.left);
  }
  return out;
}

std::vector<WantLine> lines_of(const Page& page, const Cleaned& cleaned, const RuleSet& rules) {
  std::vector<WantLine> lines;
  std::size_t cut = 0;
  for (std::uint32_t block = 0; block < page.blocks.size(); ++block) {
    if (page.blocks[block].text.empty()) continue;
    std::size_t first = cut;
    const std::vector<Span> kept = kept_spans(page, block, cleaned.cuts, cut);
    while (first < cut && cleaned.cuts[first].block < block) ++first;  // of raw blocks before this one
    WantLine line;
    line.text = page.text_of(page.blocks[block]);
    line.block = block;
    if (first < cut) {
      std::string left;
      for (std::size_t i = 0; i < kept.size(); ++i) {
        if (i > 0) left += seam(page, kept[i - 1], kept[i]);
        left += slice(page.text, kept[i]);
      }
      line.left = collapse_spaces(left);
      line.mark = line.left.empty() ? Mark::goes : Mark::trimmed;
      line.id = owners(cleaned.cuts, first, cut, rules);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace dehusk
