// Goes through a block's text 64 bytes at a time. Words are found as runs of bits and looked up by the bytes they stand
// in; signs and characters beyond ASCII, which are few in most texts, are met one by one. Nothing is copied or folded.

#include "clean/text_facts.h"

#include <algorithm>
#include <bit>

#include "base/unicode.h"
#include "clean/bytes64.h"
#include "clean/word_kinds.h"

namespace dehusk {

namespace {

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

// White space, quotes and closing brackets: no text begins or ends with them.
bool is_outside(char32_t c) {
  if (c < 0x80) return c == ' ' || c == '"' || c == ')' || c == ']' || (c >= '\t' && c <= '\r');
  return is_quote(c) || is_space(c);
}

std::uint32_t count_bits(std::uint64_t bits) {
  std::uint32_t count = 0;
  for (; bits != 0; bits &= bits - 1) ++count;
  return count;
}

// What the next bytes are, a bit a byte.
struct Chunk {
  std::size_t size = 0;
  std::uint64_t word = 0;
  std::uint64_t upper = 0;
  std::uint64_t digit = 0;      // of a longer character the first byte alone
  std::uint64_t tail = 0;       // of a longer character the others
  std::uint64_t ideograph = 0;  // all bytes
  std::uint64_t sign = 0;       // ASCII, and none of a word, no space
  std::uint64_t beyond = 0;     // characters beyond ASCII that are not sorted in yet

  void cut(std::size_t new_size) {
    size = new_size;
    const std::uint64_t left = low_bits(size);
    word &= left;
    upper &= left;
    digit &= left;
    tail &= left;
    ideograph &= left;
    sign &= left;
    beyond &= left;
  }
};

class Walk {
 public:
  Walk(std::string_view around, Span span) : text_(around), at_(span.begin), begin_(span.begin), end_(span.end) {}

  TextFacts walk() {
    while (at_ < end_) {
      Chunk chunk = next_chunk();
      if (chunk.beyond != 0) meet_beyond_ascii(chunk);
      if (!leave_last_word(chunk)) {
        walk_long_word();
        continue;
      }
      count_words(chunk);
      for (; chunk.sign != 0; chunk.sign &= chunk.sign - 1) count_ascii_sign(chunk, lowest(chunk.sign));
      after_word_ = ((chunk.word | chunk.ideograph) >> (chunk.size - 1) & 1U) != 0;
      at_ += chunk.size;
    }
    facts_.words += (facts_.ideographs + 1) / 2;
    find_ends();
    return facts_;
  }

 private:
  static std::size_t lowest(std::uint64_t bits) { return static_cast<std::size_t>(std::countr_zero(bits)); }

  [[nodiscard]] Chunk next_chunk() const {
    const Bytes64 bytes = bytes_at(text_.data(), text_.size(), at_);
    Chunk chunk;
    chunk.upper = bytes.is_in('A', 'Z');
    chunk.digit = bytes.is_in('0', '9');
    chunk.word = chunk.upper | chunk.digit | bytes.is_in('a', 'z') | bytes.is('_');
    chunk.beyond = bytes.is_beyond_ascii();
    chunk.sign = ~(chunk.word | chunk.beyond | bytes.is(' '));
    chunk.cut(std::min<std::size_t>(64, end_ - at_));
    return chunk;
  }

  // Sorts the characters that are not ASCII into the chunk. Those of words are only marked: the last word may yet be
  // left to the next chunk.
  void meet_beyond_ascii(Chunk& chunk) {
    facts_.is_ascii = false;
    while (chunk.beyond != 0) {
      const std::size_t place = lowest(chunk.beyond);
      std::size_t next = at_ + place;
      const char32_t c = next_code_point(text_, next);
      const std::size_t length = std::min(next, end_) - at_ - place;
      if (place + length > chunk.size) {
        chunk.cut(place);  // it goes on behind the chunk
        return;
      }
      const std::uint64_t bits = low_bits(length) << place;
      const std::uint64_t first = std::uint64_t{1} << place;
      chunk.beyond &= ~bits;
      const CharacterClass what = class_of(c);
      if (what.is_any(CharacterClass::kIdeograph)) {
        ++facts_.ideographs;
        ++facts_.letters;
        chunk.ideograph |= bits;
      } else if (what.is_any(CharacterClass::kWord)) {
        chunk.word |= bits;
        chunk.tail |= bits & ~first;
        if (what.is_any(CharacterClass::kUpper)) chunk.upper |= first;
        if (what.is_any(CharacterClass::kDigit)) chunk.digit |= first;
      } else {
        count_sign(c);
      }
    }
  }

  // A word that reaches the chunk's end may go on behind it: it is left to the next chunk. False if the chunk is
  // nothing else.
  [[nodiscard]] bool leave_last_word(Chunk& chunk) const {
    if (at_ + chunk.size == end_ || (chunk.word >> (chunk.size - 1) & 1U) == 0) return true;
    const std::uint64_t others = ~chunk.word & low_bits(chunk.size);
    if (others == 0) return false;
    chunk.cut(64 - static_cast<std::size_t>(std::countl_zero(others)));
    return true;
  }

  void count_words(const Chunk& chunk) {
    const std::uint32_t digits = count_bits(chunk.digit);
    std::uint32_t bytes = 0;
    for (std::uint64_t starts = chunk.word & ~(chunk.word << 1U); starts != 0; starts &= starts - 1) {
      const std::size_t place = lowest(starts);
      const std::size_t length = lowest(~(chunk.word >> place));
      bytes += static_cast<std::uint32_t>(length);
      ++facts_.words;
      facts_.capitalized += chunk.upper >> place & 1U;
      if ((chunk.digit >> place & 1U) != 0) meet_number(at_ + place, length, chunk.digit >> place);
      const WordKind kind = word_kind(text_, at_ + place, length);
      facts_.stop_words += kind.stop;
      facts_.husk_words += kind.husk;
    }
    facts_.digits += digits;
    facts_.letters += bytes - digits - count_bits(chunk.tail);
  }

  // A word that begins with a digit; `digits`: which of its bytes are.
  void meet_number(std::size_t at, std::size_t length, std::uint64_t digits) {
    if (at >= begin_ + 2 && text_[at - 1] == ':' && text_[at - 2] >= '0' && text_[at - 2] <= '9')
      facts_.has_clock = true;
    const std::string_view century = text_.substr(at, 2);
    if (length == 4 && (digits & 0xFU) == 0xFU && (century == "19" || century == "20")) facts_.has_year = true;
  }

  // One of 64 bytes or more. No list has such words.
  void walk_long_word() {
    CharacterClass what = class_of(text_at(at_));
    ++facts_.words;
    facts_.capitalized += what.is_any(CharacterClass::kUpper) ? 1 : 0;
    if (what.is_any(CharacterClass::kDigit)) meet_number(at_, 0, 0);
    while (at_ < end_) {
      std::size_t next = at_;
      what = class_of(next_code_point(text_, next));
      if (!what.is_any(CharacterClass::kWord) || what.is_any(CharacterClass::kIdeograph)) break;
      ++(what.is_any(CharacterClass::kDigit) ? facts_.digits : facts_.letters);
      at_ = next;
    }
    after_word_ = true;
  }

  [[nodiscard]] char32_t text_at(std::size_t at) const { return next_code_point(text_, at); }

  void count_ascii_sign(const Chunk& chunk, std::size_t place) {
    const char c = text_[at_ + place];
    switch (c) {
      case '.':
      case '!':
      case '?':
        facts_.sentence_ends += ends_there(at_ + place + 1) ? 1 : 0;
        break;
      case '@': {
        const std::uint64_t words = chunk.word | chunk.ideograph;
        const bool after_word = place == 0 ? after_word_ : (words >> (place - 1) & 1U) != 0;
        facts_.has_email = facts_.has_email || after_word;
        break;
      }
      default:
        count_sign(static_cast<unsigned char>(c));
    }
  }

  // A full stop ends a sentence before white space, a quote and whatever is not ASCII.
  [[nodiscard]] bool ends_there(std::size_t next) const {
    return next >= end_ || text_[next] == ' ' || text_[next] == '\n' || text_[next] == '"' ||
           static_cast<unsigned char>(text_[next]) >= 0x80;
  }

  // A sign whose surroundings do not matter.
  void count_sign(char32_t c) {
    if (is_comma(c)) {
      ++facts_.commas;
    } else if (is_quote(c)) {
      ++facts_.quotes;
    } else if (is_bar(c)) {
      ++facts_.bars;
    } else if (is_sentence_end(c)) {
      ++facts_.sentence_ends;
    } else if (c == 0xA9) {
      facts_.has_copyright = true;
    }
  }

  void find_ends() {
    for (std::size_t at = begin_; at < end_ && facts_.first == 0;) {
      const char32_t c = next_code_point(text_, at);
      if (!is_outside(c)) facts_.first = c;
    }
    for (std::size_t at = end_; at > begin_ && facts_.last == 0;) {
      const char32_t c = code_point_before(text_, at);
      if (!is_outside(c)) facts_.last = c;
      do --at;
      while (at > begin_ && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U);
    }
    facts_.ends_sentence = is_sentence_end(facts_.last);
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t begin_;
  std::size_t end_;
  bool after_word_ = false;  // the character before is one of a word
  TextFacts facts_;
};

}  // namespace

TextFacts facts_of(std::string_view around, Span span) { return Walk(around, span).walk(); }

TextFacts facts_of(std::string_view text) { return facts_of(text, {0, static_cast<std::uint32_t>(text.size())}); }

}  // namespace dehusk
