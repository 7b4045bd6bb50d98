#include "read/text_kinds.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace dehusk {

namespace {

bool is_box_drawing(char32_t c) { return c >= 0x2500 && c <= 0x257F; }

// What a line across the page is drawn with.
bool can_draw(char32_t c) {
  return c == '-' || c == '_' || c == '=' || c == '*' || c == '~' || c == '#' || c == 0x2014 || is_box_drawing(c);
}

bool is_ascii_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The bytes of a pipe at `at`, ASCII or drawn (light or heavy); 0 for none.
std::size_t pipe_size(std::string_view text, std::size_t at) {
  if (text[at] == '|') return at > 0 && text[at - 1] == '\\' ? 0 : 1;
  if (text[at] != '\xE2' || at + 2 >= text.size() || text[at + 1] != '\x94') return 0;
  return text[at + 2] == '\x82' || text[at + 2] == '\x83' ? 3 : 0;
}

// Quotes and brackets that may follow the end of a sentence.
bool is_closer(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '*':
    case '_':
    case 0xBB:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
      return true;
    default:
      return false;
  }
}

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x037E;
}

}  // namespace

bool is_rule_line(std::string_view line) {
  std::size_t size = 0;
  if (line.empty() || !can_draw(next_code_point(line, size))) return false;
  const std::string_view drawn = line.substr(0, size);
  if (line.size() >= 3 * size && line.substr(size) == line.substr(0, line.size() - size)) return true;
  int count = 0;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == drawn[0] && line.substr(at, size) == drawn) {
      at += size;
      ++count;
    } else if (!is_space(next_code_point(line, at))) {
      return false;
    }
  }
  return count >= 3;
}

std::uint8_t underline_level(std::string_view line) {
  if (line.size() < 3 || line.find_first_not_of(line[0]) != std::string_view::npos) return 0;
  return line[0] == '=' ? 1 : line[0] == '-' ? 2 : 0;
}

std::size_t heading_mark(std::string_view line, char mark, std::uint8_t& level) {
  const std::size_t count = std::min(line.find_first_not_of(mark), line.size());
  const std::size_t least = mark == '#' ? 1 : 2;
  if (count < least || count > 6 || count >= line.size()) return 0;
  const char after = line[count];
  if (after != ' ' && after != '\t' && !(mark == '*' && after == '_')) return 0;
  level = static_cast<std::uint8_t>(mark == '#' ? count : 7 - count);
  return count + 1;
}

std::size_t heading_end(std::string_view line, char mark) {
  const std::size_t last = line.find_last_not_of(mark);
  if (last == std::string_view::npos) return line.size();
  const std::size_t count = line.size() - last - 1;
  const bool is_apart = line[last] == ' ' || (mark == '*' && line[last] == '_');
  return count > 0 && is_apart ? count : 0;
}

std::size_t bullet_mark(std::string_view line, bool below) {
  std::size_t size = 0;
  const char32_t c = next_code_point(line, size);
  switch (c) {
    case '*':
    case '-':
    case '+':
    // Bullets, hyphen bullet, middle dot, and what w3m draws: squares, circles, stars, triangles.
    case 0x2022:
    case 0x2023:
    case 0x2043:
    case 0xB7:
    case 0x25E6:
    case 0x25AA:
    case 0x25AB:
    case 0x25CF:
    case 0x25CB:
    case 0x25A0:
    case 0x25A1:
    case 0x25CE:
    case 0x2605:
    case 0x2606:
    case 0x25B3:
    case 0x25B2:
    case 0x25C6:
    case 0x25C7:
    case 0xF0B7:
      break;
    case 'o':
    case '#':
    case '@':
    case '=':
      if (!below) return 0;
      break;
    default:
      return 0;
  }
  if (size == line.size()) return size;
  std::size_t after = size;
  return is_space(next_code_point(line, after)) ? after : 0;
}

std::size_t number_mark(std::string_view line, std::uint32_t& number) {
  const bool is_bracketed = line[0] == '(';
  std::size_t at = is_bracketed ? 1 : 0;
  const std::size_t first = at;
  number = 0;
  for (; at < line.size() && at < first + 4 && line[at] >= '0' && line[at] <= '9'; ++at)
    number = number * 10 + static_cast<std::uint32_t>(line[at] - '0');
  if (at == first || at == line.size() || (line[at] != ')' && (is_bracketed || line[at] != '.'))) return 0;
  if (++at == line.size()) return at;
  return is_space(next_code_point(line, at)) ? at : 0;
}

std::size_t quote_mark(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && line[at] == '>') {
    ++at;
    if (at < line.size() && line[at] == ' ') ++at;
  }
  return at;
}

bool is_fence(std::string_view line) {
  return line.substr(0, 3) == "```" && line.find('`', 3) == std::string_view::npos;
}

std::size_t count_pipes(std::string_view line) {
  if (line.find('|') == std::string_view::npos && line.find("\xE2\x94") == std::string_view::npos) return 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size(); ++at) count += pipe_size(line, at) > 0 ? 1 : 0;
  return count;
}

bool is_table_rule(std::string_view line) {
  int dashes = 0;
  int joints = 0;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (c == '|' || c == '+') {
      ++joints;
    } else if (c == '-') {
      ++dashes;
    } else if (is_box_drawing(c)) {
      ++dashes;
      joints += c > 0x2501 ? 1 : 0;  // the plain horizontal line alone is a rule, not a table's
    } else if (c != ':' && c != ' ') {
      return false;
    }
  }
  return dashes >= 3 && joints >= 1;
}

void split_cells(std::string_view source, Span line, std::vector<Span>& cells) {
  cells.clear();
  const std::string_view text = slice(source, line);
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
    if (end > begin)
      cells.push_back({static_cast<std::uint32_t>(line.begin + begin), static_cast<std::uint32_t>(line.begin + end)});
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t size = pipe_size(text, at);
    if (size == 0) continue;
    add(at);
    begin = at + size;
    at = begin - 1;
  }
  add(text.size());
}

bool ends_sentence(std::string_view line) {
  if (line.empty() || is_ascii_letter_or_digit(line.back())) return false;  // as most lines do
  std::size_t end = line.size();
  for (int i = 0; i < 6 && end > 0; ++i) {
    const char32_t c = code_point_before(line, end);
    if (is_sentence_end(c)) return true;
    if (!is_closer(c) && !is_space(c)) return false;
    do --end;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80);
  }
  return false;
}

bool ends_open(std::string_view line) {
  if (line.empty()) return false;
  const char32_t c = code_point_before(line, line.size());
  return c == ',' || c == 0xFF0C || c == 0x3001 || is_letter(c);
}

bool starts_lower(std::string_view line) {
  if (line.empty()) return false;
  std::size_t at = 0;
  const char32_t c = next_code_point(line, at);
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return is_letter(c) && !is_upper(c) && !is_ideograph(c);
}

}  // namespace dehusk
