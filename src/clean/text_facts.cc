// Walks a block's text word by word. ASCII is answered by a table of byte classes; a character beyond it is decoded and
// asked for its class once. A word is looked up by the bytes it stands in: nothing is copied or folded.

#include "clean/text_facts.h"

#include <array>

#include "base/unicode.h"
#include "clean/word_kinds.h"

namespace dehusk {

namespace {

// What an ASCII byte, or another character, is to us.
constexpr std::uint8_t kWord = 1;
constexpr std::uint8_t kUpper = 2;
constexpr std::uint8_t kDigit = 4;
constexpr std::uint8_t kBeyond = 8;    // not ASCII
constexpr std::uint8_t kSign = 16;     // a sign that is counted
constexpr std::uint8_t kOutside = 32;  // white space, quotes and closing brackets: no text begins or ends with them

constexpr bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F ||
         c == 0x06D4 || c == 0x0964;
}

constexpr bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || (c >= 0x300C && c <= 0x300F);
}

constexpr bool is_bar(char32_t c) {
  return c == '|' || c == '/' || c == '>' || c == 0x2022 || c == 0xB7 || c == 0x203A || c == 0x2192;
}

constexpr bool is_comma(char32_t c) {
  return c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x060C || c == ';' || c == 0x061B;
}

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_digit = c >= '0' && c <= '9';
    unsigned held = 0;
    if (is_upper || is_digit || (c >= 'a' && c <= 'z') || c == '_') held |= kWord;
    if (is_upper) held |= kUpper;
    if (is_digit) held |= kDigit;
    if (c >= 0x80) held = kBeyond;
    if (c < 0x80 && (is_sentence_end(c) || is_quote(c) || is_bar(c) || is_comma(c) || c == '@')) held |= kSign;
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '"' || c == ')' || c == ']') held |= kOutside;
    classes[c] = static_cast<std::uint8_t>(held);
  }
  return classes;
}

constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  TextFacts walk() {
    while (at_ < text_.size()) {
      const std::uint8_t held = class_at(at_);
      if ((held & kWord) != 0) {
        start_word((held & kUpper) != 0, (held & kDigit) != 0);
        walk_word(at_);
      } else if (held == kBeyond) {
        meet_beyond_ascii();
      } else {
        ++at_;
        if ((held & kSign) != 0) count_sign(static_cast<unsigned char>(text_[at_ - 1]));
        after_word_ = false;
      }
    }
    facts_.words += (facts_.ideographs + 1) / 2;
    find_ends();
    return facts_;
  }

 private:
  [[nodiscard]] std::uint8_t class_at(std::size_t at) const { return kClasses[static_cast<unsigned char>(text_[at])]; }

  void start_word(bool is_upper, bool is_digit) {
    ++facts_.words;
    if (is_upper) ++facts_.capitalized;
    if (is_digit && at_ >= 2 && text_[at_ - 1] == ':' && (class_at(at_ - 2) & kDigit) != 0) facts_.has_clock = true;
  }

  // From `at_`, inside the word that began at `start`, to its end.
  void walk_word(std::size_t start) {
    std::uint32_t digits = 0;
    std::uint32_t beyond = 0;  // bytes that are no characters of their own
    for (;;) {
      std::uint8_t held = 0;
      while (at_ < text_.size() && ((held = class_at(at_)) & kWord) != 0) {
        digits += (held & kDigit) / kDigit;
        ++at_;
      }
      if (at_ >= text_.size() || held != kBeyond) break;
      facts_.is_ascii = false;
      std::size_t next = at_;
      const CharacterClass what = class_of(next_code_point(text_, next));
      if (what.is_any(CharacterClass::kIdeograph) || !what.is_any(CharacterClass::kWord)) break;
      digits += what.is_any(CharacterClass::kDigit) ? 1 : 0;
      beyond += static_cast<std::uint32_t>(next - at_) - 1;
      at_ = next;
    }
    const std::size_t length = at_ - start;
    facts_.digits += digits;
    facts_.letters += static_cast<std::uint32_t>(length) - beyond - digits;
    if (digits == 4 && length == 4 && (text_.substr(start, 2) == "19" || text_.substr(start, 2) == "20"))
      facts_.has_year = true;
    const WordKind kind = word_kind(text_, start, length);
    facts_.stop_words += kind == WordKind::stop ? 1 : 0;
    facts_.husk_words += kind == WordKind::husk ? 1 : 0;
    after_word_ = true;
  }

  void meet_beyond_ascii() {
    facts_.is_ascii = false;
    const std::size_t start = at_;
    const char32_t c = next_code_point(text_, at_);
    const CharacterClass what = class_of(c);
    if (what.is_any(CharacterClass::kIdeograph)) {
      ++facts_.ideographs;
      ++facts_.letters;
      after_word_ = true;
    } else if (what.is_any(CharacterClass::kWord)) {
      at_ = start;
      start_word(what.is_any(CharacterClass::kUpper), what.is_any(CharacterClass::kDigit));
      walk_word(start);
    } else {
      count_sign(c);
      after_word_ = false;
    }
  }

  // `at_` is behind the sign.
  void count_sign(char32_t c) {
    if (is_sentence_end(c)) {
      const bool ends = at_ >= text_.size() || c > 0x7F || text_[at_] == ' ' || text_[at_] == '\n' ||
                        text_[at_] == '"' || class_at(at_) == kBeyond;
      facts_.sentence_ends += ends ? 1 : 0;
    } else if (is_comma(c)) {
      ++facts_.commas;
    } else if (is_quote(c)) {
      ++facts_.quotes;
    } else if (is_bar(c)) {
      ++facts_.bars;
    } else if (c == 0xA9) {
      facts_.has_copyright = true;
    } else if (c == '@') {
      facts_.has_email = facts_.has_email || after_word_;
    }
  }

  [[nodiscard]] static bool is_outside(char32_t c) {
    return c < 0x80 ? (kClasses[c] & kOutside) != 0 : is_quote(c) || is_space(c);
  }

  void find_ends() {
    for (std::size_t at = 0; at < text_.size() && facts_.first == 0;) {
      const char32_t c = next_code_point(text_, at);
      if (!is_outside(c)) facts_.first = c;
    }
    for (std::size_t at = text_.size(); at > 0 && facts_.last == 0;) {
      const char32_t c = code_point_before(text_, at);
      if (!is_outside(c)) facts_.last = c;
      do --at;
      while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U);
    }
    facts_.ends_sentence = is_sentence_end(facts_.last);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool after_word_ = false;  // the character before is one of a word
  TextFacts facts_;
};

}  // namespace

TextFacts facts_of(std::string_view text) { return Walk(text).walk(); }

}  // namespace dehusk
