#include "clean/title_words.h"

#include <algorithm>
#include <tuple>

#include "base/unicode.h"
#include "clean/evidence_scale.h"
#include "clean/word_kinds.h"

namespace dehusk {

namespace {

constexpr std::size_t kLongWord = 4;

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Calls on_word(at, length) for each long word.
template <class OnWord>
void for_each_word(std::string_view text, OnWord on_word) {
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && !is_blank(text[at])) continue;
    if (at - start >= kLongWord) on_word(start, at - start);
    start = at + 1;
  }
}

}  // namespace

TitleWords::TitleWords(std::string_view title) : title_(fold(title)) {
  for_each_word(title_, [this](std::size_t at, std::size_t length) {
    const std::uint64_t head = word_head(title_, at, length);
    words_.push_back({head, std::string_view(title_).substr(at, length)});
    const std::uint64_t bit = word_hash(head, 0, length) >> 54U;
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  });
  std::sort(words_.begin(), words_.end(),
            [](const Word& a, const Word& b) { return std::tie(a.head, a.text) < std::tie(b.head, b.text); });
  words_.erase(std::unique(words_.begin(), words_.end(), [](const Word& a, const Word& b) { return a.text == b.text; }),
               words_.end());
}

std::uint8_t TitleWords::share_of(std::string_view text, bool is_ascii) {
  if (is_ascii) return share_of_folded(text);
  folded_.clear();
  append_folded(folded_, text);
  return share_of_folded(folded_);
}

bool TitleWords::has(std::string_view text, std::size_t at, std::size_t length) const {
  const std::uint64_t head = word_head(text, at, length);
  const std::uint64_t bit = word_hash(head, 0, length) >> 54U;
  if ((filter_[bit / 64] >> (bit % 64) & 1U) == 0) return false;
  const auto [begin, end] = std::equal_range(words_.begin(), words_.end(), Word{head, {}});
  return std::any_of(begin, end, [&](const Word& word) { return is_same_word(text.substr(at, length), word.text); });
}

std::uint8_t TitleWords::share_of_folded(std::string_view text) const {
  std::uint32_t words = 0;
  std::uint32_t shared = 0;
  for_each_word(text, [&](std::size_t at, std::size_t length) {
    ++words;
    shared += has(text, at, length) ? 1 : 0;
  });
  return as_share(shared, words);
}

}  // namespace dehusk
