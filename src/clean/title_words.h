#ifndef DEHUSK_CLEAN_TITLE_WORDS_H_
#define DEHUSK_CLEAN_TITLE_WORDS_H_
// The longer words of the page's title, and how many of a text's words they are: a headline that the page repeats.
// Words are what stands between white space, four bytes or more, compared as fold() makes them.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

class TitleWords {
 public:
  explicit TitleWords(std::string_view title);
  TitleWords(const TitleWords&) = delete;  // words_ points into title_
  TitleWords& operator=(const TitleWords&) = delete;

  [[nodiscard]] bool empty() const { return words_.empty(); }

  // The share (200 is all) of the text's words that the title has. `is_ascii`: the text is, and needs no folding.
  [[nodiscard]] std::uint8_t share_of(std::string_view text, bool is_ascii);

 private:
  struct Word {
    std::uint64_t head = 0;  // word_head
    std::string_view text;   // in title_
    friend bool operator<(const Word& a, const Word& b) { return a.head < b.head; }
  };

  [[nodiscard]] bool has(std::string_view text, std::size_t at, std::size_t length) const;
  [[nodiscard]] std::uint8_t share_of_folded(std::string_view text) const;

  std::string title_;                       // folded
  std::vector<Word> words_;                 // sorted, each once
  std::array<std::uint64_t, 16> filter_{};  // a bit for each word's hash
  std::string folded_;                      // of the text that is looked at
};

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TITLE_WORDS_H_
