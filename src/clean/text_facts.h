#ifndef DEHUSK_CLEAN_TEXT_FACTS_H_
#define DEHUSK_CLEAN_TEXT_FACTS_H_
// What one look over a block's text tells about it: how much of it is prose, how much a label. One pass, no allocation.

#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace dehusk {

struct TextFacts {
  std::uint32_t letters = 0;  // characters that are letters, ideographs included
  std::uint32_t ideographs = 0;
  std::uint32_t digits = 0;
  std::uint32_t words = 0;          // runs of word characters; two ideographs are one word
  std::uint32_t capitalized = 0;    // words that start with a capital letter
  std::uint32_t stop_words = 0;     // words of the small lists in text_words.h ("the", "und", "que"...)
  std::uint32_t sentence_ends = 0;  // . ! ? and their full-width forms, before a space or the end
  std::uint32_t commas = 0;
  std::uint32_t quotes = 0;
  std::uint32_t bars = 0;        // bars, slashes, angles and bullets: what menus put between their links
  std::uint32_t husk_words = 0;  // words that husk is made of ("subscribe", "cookie", "share"...)
  char32_t first = 0;            // first character that is not a space or a quote; 0 if there is none
  char32_t last = 0;             // last one
  bool ends_sentence = false;    // `last` ends a sentence
  bool has_copyright = false;
  bool has_email = false;
  bool has_year = false;   // a run of four digits 19xx or 20xx
  bool has_clock = false;  // 12:34
  bool is_ascii = true;
};

// Of the text at `span` in `around`. What stands behind it is not looked at, but can be read: that is faster.
[[nodiscard]] TextFacts facts_of(std::string_view around, Span span);
[[nodiscard]] TextFacts facts_of(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TEXT_FACTS_H_
