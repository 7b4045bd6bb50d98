// One walk over the characters; a word's hash grows with them.

#include "clean/word_marks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/unicode.h"
#include "rule/judge.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostWords = 64;
constexpr std::uint32_t kNoWord = 0, kSeed = 0x811C9DC5U;
// What makes a mark of a word differ from that of the same word elsewhere.
constexpr std::uint32_t kFirst = 0x9D2C5681U, kLast = 0x68E31DA4U, kFirstPair = 0xB5026F5AU;

std::uint32_t grown(std::uint32_t hash, char32_t c) { return (hash ^ c) * 0x01000193U; }

std::uint32_t mark_of(std::uint32_t hash) {
  static_assert(kWordMarks == 1U << 16U);
  return (hash * 0x9E3779B1U) >> 16U;
}

std::uint32_t pair_of(std::uint32_t one, std::uint32_t two) { return one * 31U + two; }

// Signs beyond ASCII that say something where they stand alone: of copyright, arrows, bullets.
bool is_telling(char32_t c) { return c == 0xA9 || c == 0xBB || c == 0x203A || c == 0x2022; }

enum class TextPart : std::uint8_t { border, letter, digit, sign };

// What ASCII characters are, and what they fold to.
struct AsciiPart {
  TextPart part = TextPart::border;
  std::uint8_t folded = 0;
};
constexpr std::array<AsciiPart, 128> kAsciiParts = [] {
  std::array<AsciiPart, 128> parts{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) parts[c] = parts[c - 32U] = {TextPart::letter, c};
  for (unsigned char c = '0'; c <= '9'; ++c) parts[c] = {TextPart::digit, c};
  for (const char c : std::string_view("|:*"))
    parts[static_cast<unsigned char>(c)] = {TextPart::sign, static_cast<unsigned char>(c)};
  return parts;
}();

class Marks {
 public:
  explicit Marks(std::vector<std::uint32_t>& marks) : marks_(marks) {}

  [[nodiscard]] bool is_full() const { return count_ == kMostWords; }

  void grow_word(char32_t c) { word_ = grown(word_ == kNoWord ? kSeed : word_, c); }
  void end_word() {
    if (word_ != kNoWord) add(word_);
    word_ = kNoWord;
    in_number_ = false;
  }
  void add_sign(char32_t c) {
    end_word();
    add(grown(kSeed, c));
  }
  void grow_number() {
    if (!in_number_) end_word();
    if (!in_number_) word_ = grown(kSeed, '0');
    in_number_ = true;
  }
  void leave_number() {
    if (in_number_) end_word();
  }
  void finish() {
    end_word();
    if (last_ != kNoWord && !is_full()) marks_.push_back(mark_of(last_ ^ kLast));
  }

 private:
  void add(std::uint32_t word) {
    if (is_full()) return;
    marks_.push_back(mark_of(word));
    if (count_ == 0) marks_.push_back(mark_of(word ^ kFirst));
    if (count_ > 0) marks_.push_back(mark_of(pair_of(last_, word)));
    if (count_ == 1) marks_.push_back(mark_of(pair_of(last_, word) ^ kFirstPair));
    last_ = word;
    ++count_;
  }

  std::vector<std::uint32_t>& marks_;
  std::uint32_t word_ = kNoWord, last_ = kNoWord;
  std::size_t count_ = 0;
  bool in_number_ = false;
};

void meet_beyond_ascii(char32_t c, Marks& words) {
  const CharacterClass what = class_of(c);
  if (what.is_any(CharacterClass::kIdeograph)) {
    words.add_sign(c);
  } else if (what.is_any(CharacterClass::kDigit)) {
    words.grow_number();
  } else if (what.is_any(CharacterClass::kLetter)) {
    words.leave_number();
    words.grow_word(fold(c));
  } else if (is_telling(c)) {
    words.add_sign(c);
  } else if (!what.is_any(CharacterClass::kInvisible)) {
    words.end_word();
  }
}

}  // namespace

void append_word_marks(std::string_view text, std::vector<std::uint32_t>& marks) {
  Marks words(marks);
  for (std::size_t at = 0; at < text.size() && !words.is_full();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) {
      meet_beyond_ascii(next_code_point(text, at), words);
      continue;
    }
    const AsciiPart part = kAsciiParts[byte];
    ++at;
    switch (part.part) {
      case TextPart::letter:
        words.leave_number();
        words.grow_word(part.folded);
        break;
      case TextPart::digit:
        words.grow_number();
        break;
      case TextPart::sign:
        words.add_sign(byte);
        break;
      case TextPart::border:
        words.end_word();
        break;
    }
  }
  words.finish();
}

std::uint8_t weigh_word_marks(std::span<const std::int8_t> weights, std::span<const std::uint32_t> marks) {
  if (marks.empty() || weights.empty()) return 128;
  int sum = 0;
  for (const std::uint32_t mark : marks) sum += weights[mark];
  const double said = 128 + sum * kWordUnit / std::sqrt(static_cast<double>(marks.size()));
  return static_cast<std::uint8_t>(std::clamp(std::floor(said + 0.5), 0.0, 255.0));
}

std::vector<std::string_view> telling_words(std::span<const std::int8_t> weights, std::string_view text, bool for_body,
                                            std::size_t most) {
  struct Word {
    std::string_view text;
    int weight = 0;  // the more it says, the greater
  };
  std::vector<Word> words;
  if (weights.empty()) return {};
  std::vector<std::uint32_t> marks;
  constexpr std::string_view kBlanks = " \t\n\r";
  for (std::size_t at = text.find_first_not_of(kBlanks); at < text.size() && words.size() < kMostWords;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = text.find_first_not_of(kBlanks, end);
    marks.clear();
    append_word_marks(word, marks);
    if (marks.empty()) continue;
    const int weight = weights[marks.front()] * (for_body ? 1 : -1);
    const bool is_known = std::any_of(words.begin(), words.end(), [&](const Word& one) { return one.text == word; });
    if (weight > 0 && !is_known) words.push_back({word, weight});
  }
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.weight > b.weight; });
  std::vector<std::string_view> telling;
  for (const Word& word : words) {
    if (telling.size() == most) break;
    telling.push_back(word.text);
  }
  return telling;
}

}  // namespace dehusk
