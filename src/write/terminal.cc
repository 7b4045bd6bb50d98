#include "write/terminal.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

std::string_view code_of(Color color) {
  switch (color) {
    case Color::plain:
      return "";
    case Color::bold:
      return "\x1b[1m";
    case Color::dim:
      return "\x1b[2m";
    case Color::red:
      return "\x1b[31m";
    case Color::green:
      return "\x1b[32m";
    case Color::yellow:
      return "\x1b[33m";
    case Color::blue:
      return "\x1b[34m";
    case Color::magenta:
      return "\x1b[35m";
    case Color::cyan:
      return "\x1b[36m";
  }
  return "";
}

// Good for what pages are made of; terminals differ on the rest.
int columns_of(char32_t c) {
  if (c < 0x300) return 1;
  if (is_invisible(c) || c == 0x200C || c == 0x200D) return 0;  // the joiners too
  if ((c >= 0x0E00 && c < 0x1100))
    return is_letter(c) || is_digit(c) || !is_word_char(c) ? 1 : 0;  // Thai, Lao, Tibetan...
  if (is_ideograph(c) || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x1F300 && c < 0x1FB00))
    return 2;
  if (c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F)) return 0;
  const bool is_mark = is_word_char(c) && !is_letter(c) && !is_digit(c) && c != '_';
  return is_mark ? 0 : 1;
}

// A line under way: what is on it, and the last place where it may be broken.
class Liner {
 public:
  Liner(int columns, bool is_colored) : columns_(std::max(columns, 10)), is_colored_(is_colored) {}

  void add(const Run& run) {
    for (std::size_t at = 0; at < run.text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(run.text, at);
      const int width = columns_of(c);
      if (c == ' ' && width_ + width > columns_) {
        break_line(letters_.size());
        continue;
      }
      if (width_ + width > columns_) break_line(last_blank_ > 0 ? last_blank_ : letters_.size());
      letters_.push_back({run.text.substr(begin, at - begin), run.color, width});
      width_ += width;
      if (c == ' ') last_blank_ = letters_.size();
    }
  }

  std::vector<std::string> finish() {
    if (!letters_.empty() || lines_.empty()) break_line(letters_.size());
    return std::move(lines_);
  }

 private:
  struct Letter {
    std::string bytes;
    Color color;
    int width;
  };

  void break_line(std::size_t end) {
    std::string line;
    for (std::size_t i = 0; i < end;) {
      std::string stretch;
      const Color color = letters_[i].color;
      for (; i < end && letters_[i].color == color; ++i) stretch += letters_[i].bytes;
      if (i == end) stretch.resize(stretch.find_last_not_of(' ') + 1);
      line += paint(stretch, color, is_colored_);
    }
    lines_.push_back(std::move(line));
    letters_.erase(letters_.begin(), letters_.begin() + static_cast<std::ptrdiff_t>(end));
    width_ = 0;
    for (const Letter& letter : letters_) width_ += letter.width;
    last_blank_ = 0;
  }

  int columns_;
  bool is_colored_;
  std::vector<std::string> lines_;
  std::vector<Letter> letters_;
  int width_ = 0;
  std::size_t last_blank_ = 0;
};

}  // namespace

std::string paint(std::string_view text, Color color, bool is_on) {
  if (!is_on || color == Color::plain || text.empty()) return std::string(text);
  std::string painted(code_of(color));
  painted += text;
  painted += "\x1b[0m";
  return painted;
}

int columns_of(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += columns_of(next_code_point(text, at));
  return columns;
}

std::string fit(std::string_view text, int columns) {
  const int whole = columns_of(text);
  if (whole <= columns) return std::string(text) + std::string(static_cast<std::size_t>(columns - whole), ' ');
  int used = 0;
  std::size_t at = 0, end = 0;
  while (at < text.size()) {
    const int width = columns_of(next_code_point(text, at));
    if (used + width > columns - 1) break;
    used += width;
    end = at;
  }
  return std::string(text.substr(0, end)) + "\xE2\x80\xA6" +
         std::string(static_cast<std::size_t>(std::max(columns - 1 - used, 0)), ' ');
}

std::vector<std::string> wrap(const std::vector<Run>& runs, int columns, bool is_colored) {
  Liner liner(columns, is_colored);
  for (const Run& run : runs) liner.add(run);
  return liner.finish();
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

}  // namespace dehusk
