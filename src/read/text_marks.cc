#include "read/text_marks.h"

#include <algorithm>
#include <charconv>

#include "base/unicode.h"
#include "read/text_kinds.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxBrackets = 4;
constexpr std::size_t kMaxAddress = 4096;  // of a link in markdown
constexpr std::size_t kMaxLinkLine = 240;  // a block of links only is not longer
constexpr int kMaxLinkWords = 5;           // of a numbered link in running text
constexpr std::size_t kMaxEmphasis = 3;
constexpr std::size_t kMaxReference = 10;  // bytes of "&#x1F600;"

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_word_byte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (is_word_char(static_cast<unsigned char>(c)) && c != '_');
}

// The end of a link that begins at `at`, in running text: at a punctuation mark or after a few words.
std::size_t guess_link_end(std::string_view text, std::size_t at, std::size_t end) {
  int words = 0;
  for (std::size_t i = at; i < end; ++i) {
    if (text[i] == ' ' && ++words == kMaxLinkWords) return i;
    const bool is_mark =
        text[i] == '.' || text[i] == ',' || text[i] == ';' || text[i] == ':' || text[i] == '?' || text[i] == '!';
    if (is_mark && (i + 1 == end || text[i + 1] == ' ')) return i;
  }
  return end;
}

}  // namespace

BlockText::BlockText(Page& page, const TextStyle& style) : page_(page), text_(page.text), style_(style) {
  if (style.has_numbered_links) told_ |= kBracket;
  if (style.has_underlined_links) told_ |= kUnderscore;
  if (style.has_star_headings || style.has_underlined_links) told_ |= kAmpersand;
  if (style.is_markdown) told_ |= kBracket | kStar | kUnderscore | kEscape;
  is_plain_.fill(true);
  const auto tell = [&](std::uint8_t mark, std::string_view bytes) {
    for (const char c : bytes) is_plain_[static_cast<unsigned char>(c)] = (told_ & mark) == 0;
  };
  // The last five lead the characters of white space and those that do not show.
  tell(kOddSpace, " \t\n\v\f\r\b\xC2\xE1\xE2\xE3\xEF");
  tell(kBracket, "[!");
  tell(kStar, "*");
  tell(kUnderscore, "_");
  tell(kEscape, "]\\");
  tell(kAmpersand, "&");
}

void BlockText::begin() {
  begin_ = text_.size();
  needs_space_ = has_underlined_ = has_plain_ = false;
  linked_ = images_ = 0;
  marks_.clear();
  brackets_.clear();
  emphasis_ = {};
}

void BlockText::add(Span line, std::uint8_t marks, bool is_glued) {
  const std::string_view source = page_.source;
  if (!is_glued) needs_space_ = true;
  const bool is_plain = (marks & told_) == 0 && source[line.begin] != ' ' && source[line.end - 1] != ' ';
  if (is_plain) {
    put(slice(source, line));
  } else {
    add_marked(source, line);
  }
}

void BlockText::add_marked(std::string_view source, Span line) {
  for (std::size_t at = line.begin; at < line.end;) {
    if (source[at] == ' ') {
      needs_space_ = true;
      ++at;
      continue;
    }
    const std::size_t run = at;
    while (at < line.end &&
           (is_plain_at(source, at) || (source[at] == ' ' && at + 1 < line.end && is_plain_at(source, at + 1))))
      ++at;
    if (at > run) put(source.substr(run, at - run));
    if (at < line.end) at = add_special(source, at, line);
  }
}

void BlockText::put(std::string_view bytes) {
  if (needs_space_ && text_.size() > begin_) text_ += ' ';
  needs_space_ = false;
  has_plain_ = true;
  text_ += bytes;
}

std::size_t BlockText::add_special(std::string_view source, std::size_t at, Span line) {
  switch (source[at]) {
    case '\b':
      overstrike();
      return at + 1;
    case '[':
      return open_bracket(source, at);
    case ']':
      return close_bracket(source, at, line);
    case '!':
      if (at + 1 < line.end && source[at + 1] == '[') return open_bracket(source, at);
      break;
    case '\\':
      if (at + 1 < line.end && is_ascii_punctuation(source[at + 1])) {
        put(source.substr(at + 1, 1));
        return at + 2;
      }
      break;
    case '&':
      return add_reference(source, at);
    case '*':
      return emphasis(source, at, line);
    case '_':
      return style_.has_underlined_links ? underline(source, at, line) : emphasis(source, at, line);
    default:
      return add_wide_space(source, at);
  }
  put(source.substr(at, 1));
  return at + 1;
}

// White space and invisible characters of every kind, and what only begins with the same byte.
std::size_t BlockText::add_wide_space(std::string_view source, std::size_t at) {
  const std::size_t begin = at;
  const char32_t c = next_code_point(source, at);
  if (is_space(c)) {
    needs_space_ = true;
  } else if (!is_invisible(c)) {
    put(source.substr(begin, at - begin));
  }
  return at;
}

// "&#x27;", which html2text leaves as it is.
std::size_t BlockText::add_reference(std::string_view source, std::size_t at) {
  const std::size_t end = source.substr(0, at + kMaxReference).find(';', at);
  const bool is_numeric = end != std::string_view::npos && source[at + 1] == '#';
  const bool is_hex = is_numeric && (source[at + 2] == 'x' || source[at + 2] == 'X');
  const std::size_t digits = at + (is_hex ? 3 : 2);
  std::uint32_t number = 0;
  const char* const stop = source.data() + (is_numeric ? end : at);
  const bool is_whole =
      is_numeric && digits < end && std::from_chars(source.data() + digits, stop, number, is_hex ? 16 : 10).ptr == stop;
  if (!is_whole || number < ' ' || number > 0x10FFFF) {
    put(source.substr(at, 1));
    return at + 1;
  }
  std::string character;
  append_utf8(character, number);
  if (is_space(number)) {
    needs_space_ = true;
  } else if (!is_invisible(number)) {
    put(character);
  }
  return end + 1;
}

std::size_t BlockText::open_bracket(std::string_view source, std::size_t at) {
  const std::size_t size = source[at] == '!' ? 2 : 1;
  if (style_.has_numbered_links && size == 1) {
    const std::size_t mark = link_mark(source, at, last_number_);
    if (mark > 0) {
      marks_.push_back(text_.size() + (needs_space_ && text_.size() > begin_ ? 1 : 0));
      ++dropped_marks_;
      return at + mark;
    }
  }
  const bool had_plain = has_plain_;
  put(source.substr(at, size));
  has_plain_ = had_plain;
  if (brackets_.size() == kMaxBrackets) brackets_.erase(brackets_.begin());
  brackets_.push_back({.at = text_.size() - size, .is_image = size == 2, .had_plain = had_plain});
  return at + size;
}

// "](address)" ends a link or an image; any other "]" is text.
std::size_t BlockText::close_bracket(std::string_view source, std::size_t at, Span line) {
  const std::size_t end = brackets_.empty() ? 0 : link_end(source, at, line);
  if (end == 0) {
    if (!brackets_.empty()) brackets_.pop_back();
    put(source.substr(at, 1));
    return at + 1;
  }
  const Bracket open = brackets_.back();
  brackets_.pop_back();
  erase(open.at, open.is_image ? 2 : 1);
  if (open.is_image) {
    ++images_;
    has_plain_ = open.had_plain;
  } else {
    linked_ += text_.size() - open.at;
    ++dropped_marks_;
  }
  if (text_.size() > begin_ && text_.back() == ' ') {
    text_.pop_back();
    needs_space_ = true;
  }
  return end;
}

// One past the ")" of the "](address)" at `at`; 0 if it is none.
std::size_t BlockText::link_end(std::string_view source, std::size_t at, Span line) {
  const std::size_t begin = at + 2;
  if (begin >= line.end || source[at + 1] != '(') return 0;
  const std::size_t limit = std::min<std::size_t>(line.end, begin + kMaxAddress);
  const std::size_t from = std::max(begin, no_parenthesis_before_);
  if (from >= limit) return 0;
  std::size_t end = source.substr(0, limit).find(')', from);
  if (end == std::string_view::npos) {
    no_parenthesis_before_ = limit;
    return 0;
  }
  const std::string_view inside = source.substr(begin, end - begin);
  if (inside.find('(') != std::string_view::npos) {  // one pair inside, as in ".../Rain_(film)"
    const std::size_t second = source.substr(0, std::min<std::size_t>(limit, end + 256)).find_first_of(") ", end + 1);
    if (second != std::string_view::npos && source[second] == ')') end = second;
  }
  const std::size_t space = inside.find(' ');
  const bool is_address =
      space == std::string_view::npos || inside.substr(space).find_first_of("\"'") != std::string_view::npos;
  return is_address ? end + 1 : 0;
}

// "*", "**", "_", "__" fall in pairs: the first stays until its partner comes.
std::size_t BlockText::emphasis(std::string_view source, std::size_t at, Span line) {
  const char mark = source[at];
  std::size_t end = at;
  while (end < line.end && source[end] == mark) ++end;
  const std::size_t size = end - at;
  const bool after_space = at == line.begin || is_ascii_space(source[at - 1]);
  const bool before_space = end == line.end || is_ascii_space(source[end]);
  const bool inside_word = !after_space && !before_space && is_word_byte(source[at - 1]) && is_word_byte(source[end]);
  Emphasis& open = emphasis_[mark == '*' ? 0 : 1];
  if (size > kMaxEmphasis || (mark == '_' && inside_word)) {
    put(source.substr(at, size));
  } else if (!after_space && open.size == size) {
    open.size = 0;
    erase(open.at, size);
  } else {
    put(source.substr(at, size));
    if (!before_space) open = {text_.size() - size, size};
  }
  return end;
}

// "_" as the space inside a link, unless it belongs to an address, to code or to a form field.
std::size_t BlockText::underline(std::string_view source, std::size_t at, Span line) {
  if (at >= token_end_) {
    std::size_t end = at;
    std::size_t letters = 0;
    bool is_code = false;
    for (; end < line.end && !is_ascii_space(source[end]); ++end) {
      letters += source[end] != '_' ? 1 : 0;
      is_code = is_code || source[end] == '=' || source[end] == '@' || source.substr(end, 3) == "://";
    }
    token_end_ = end;
    const std::string_view block = std::string_view(text_).substr(begin_);
    const std::size_t before = needs_space_ ? 0 : block.size() - (block.rfind(' ') + 1);
    token_is_link_ = !is_code && letters + before > 0;
    if (token_is_link_) {
      has_underlined_ = true;
      linked_ += before + (end - at);
    }
  }
  if (token_is_link_) {
    needs_space_ = true;
  } else {
    put("_");
  }
  return at + 1;
}

// A typewriter's bold and underline: what stands before the backspace goes.
void BlockText::overstrike() {
  if (needs_space_ || text_.size() == begin_) return;
  brackets_.clear();
  emphasis_ = {};
  while (text_.size() > begin_ && (static_cast<unsigned char>(text_.back()) & 0xC0U) == 0x80) text_.pop_back();
  if (text_.size() > begin_) text_.pop_back();
}

void BlockText::erase(std::size_t at, std::size_t size) {
  text_.erase(at, size);
  for (Bracket& bracket : brackets_)
    if (bracket.at > at) bracket.at -= size;
  for (Emphasis& open : emphasis_)
    if (open.at > at) open.at -= size;
}

std::size_t BlockText::numbered_link_bytes(std::size_t lead) const {
  const std::string_view text = std::string_view(text_).substr(begin_);
  const bool is_link_line = marks_.front() <= begin_ + lead && text.size() <= kMaxLinkLine && !ends_sentence(text);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    const std::size_t from = std::min(marks_[i] - begin_, text.size());
    const std::size_t to = i + 1 < marks_.size() ? std::min(marks_[i + 1] - begin_, text.size()) : text.size();
    if (to > from) bytes += (is_link_line ? to : guess_link_end(text, from, to)) - from;
  }
  return bytes;
}

bool BlockText::finish(Block& block) {
  while (text_.size() > begin_ && text_.back() == ' ') text_.pop_back();
  if (text_.size() == begin_) return false;
  block.text = {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(text_.size())};
  const std::string_view text = slice(text_, block.text);
  block.words = count_words(text);
  // An item that is all link is so with its marker.
  const std::size_t lead = block.kind == Kind::item && text.find(' ') < text.size() ? text.find(' ') + 1 : 0;
  const std::size_t linked = marks_.empty() ? linked_ : numbered_link_bytes(lead);
  block.linked_bytes = static_cast<std::uint32_t>(linked > 0 && linked + lead >= text.size() ? text.size() : linked);
  block.links_known = style_.has_numbered_links || style_.has_markdown_links ||
                      (style_.has_underlined_links && (has_underlined_ || block.words > 1));
  text_ += '\n';
  return true;
}

}  // namespace dehusk
