#include "clean/text_facts.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/unicode.h"
#include "clean/text_words.h"

namespace dehusk {

namespace {

constexpr std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash ^ (hash >> 15U);
}

// An open-addressing set of the words' hashes, built at compile time. A false hit needs equal 32-bit hashes.
template <std::size_t kSlots, std::size_t kWords>
constexpr std::array<std::uint32_t, kSlots> make_set(const std::string_view (&words)[kWords]) {
  static_assert((kSlots & (kSlots - 1)) == 0 && kSlots > kWords * 2);
  std::array<std::uint32_t, kSlots> set{};
  for (const std::string_view word : words) {
    const std::uint32_t hash = hash_of(word);
    std::size_t at = hash % kSlots;
    while (set[at] != 0 && set[at] != hash) at = (at + 1) % kSlots;
    set[at] = hash;
  }
  return set;
}

template <std::size_t kSlots>
bool has(const std::array<std::uint32_t, kSlots>& set, std::uint32_t hash) {
  for (std::size_t at = hash % kSlots; set[at] != 0; at = (at + 1) % kSlots)
    if (set[at] == hash) return true;
  return false;
}

constexpr auto kStopSet = make_set<1024>(kStopWords);
constexpr auto kHuskSet = make_set<512>(kHuskWords);

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x061F ||
         c == 0x06D4 || c == 0x0964;
}

bool is_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || (c >= 0x300C && c <= 0x300F);
}

bool is_bar(char32_t c) {
  return c == '|' || c == '/' || c == '>' || c == 0x2022 || c == 0xB7 || c == 0x203A || c == 0x2192;
}

bool is_comma(char32_t c) { return c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x060C || c == ';' || c == 0x061B; }

// Gathers words as they go by: the hash of the ASCII-lower-cased bytes is all that the sets need.
struct WordWalk {
  TextFacts& facts;
  std::uint32_t hash = 2166136261U;
  std::uint32_t bytes = 0;
  std::uint32_t digits = 0;
  bool inside = false;

  void put(unsigned char byte) {
    hash = (hash ^ byte) * 16777619U;
    ++bytes;
  }

  void end(std::string_view word) {
    if (!inside) return;
    inside = false;
    const std::uint32_t mixed = hash ^ (hash >> 15U);
    if (bytes <= 12 && has(kStopSet, mixed))
      ++facts.stop_words;
    else if (bytes >= 3 && has(kHuskSet, mixed))
      ++facts.husk_words;
    if (digits == 4 && bytes == 4 && (word.starts_with("19") || word.starts_with("20"))) facts.has_year = true;
    hash = 2166136261U;
    bytes = 0;
    digits = 0;
  }
};

}  // namespace

TextFacts look_at(std::string_view text) {
  TextFacts facts;
  WordWalk word{facts};
  std::size_t word_start = 0;
  char32_t before = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (is_ideograph(c)) {
      word.end(text.substr(word_start, start - word_start));
      ++facts.ideographs;
      ++facts.letters;
    } else if (is_word_char(c)) {
      if (!word.inside) {
        word.inside = true;
        word_start = start;
        ++facts.words;
        if (is_upper(c)) ++facts.capitalized;
      }
      if (is_digit(c)) {
        ++facts.digits;
        ++word.digits;
        if (before == ':' && start >= 2 && is_digit(static_cast<unsigned char>(text[start - 2])))
          facts.has_clock = true;
      } else {
        ++facts.letters;
      }
      for (std::size_t i = start; i < at; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        word.put(byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte);
      }
    } else {
      word.end(text.substr(word_start, start - word_start));
      if (is_sentence_end(c)) {
        const bool at_end = at >= text.size();
        if (at_end || c > 0x7F || text[at] == ' ' || text[at] == '\n' || text[at] == '"' ||
            static_cast<unsigned char>(text[at]) >= 0x80)
          ++facts.sentence_ends;
      } else if (is_comma(c)) {
        ++facts.commas;
      } else if (is_quote(c)) {
        ++facts.quotes;
      } else if (is_bar(c)) {
        ++facts.bars;
      } else if (c == 0xA9) {
        facts.has_copyright = true;
      } else if (c == '@' && before != 0 && is_word_char(before)) {
        facts.has_email = true;
      }
    }
    if (!is_space(c)) {
      if (!is_quote(c) && c != ')' && c != ']') {
        if (facts.first == 0) facts.first = c;
        facts.last = c;
      }
    }
    before = c;
  }
  word.end(text.substr(word_start));
  facts.words += (facts.ideographs + 1) / 2;
  facts.ends_sentence = is_sentence_end(facts.last);
  return facts;
}

}  // namespace dehusk
