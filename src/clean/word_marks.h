#ifndef DEHUSK_CLEAN_WORD_MARKS_H_
#define DEHUSK_CLEAN_WORD_MARKS_H_
// What a block's words say of it. Each word, each pair of neighbours, the first word, the first pair and the last word
// is a mark: a number by hash, for which the judge has a weight, fitted on pages of many languages.
//
//   "Follow us on Mastodon"   ->  follow, us, on, mastodon, follow us, us on, on mastodon,
//                                 first follow, first follow us, last mastodon
//
// Words are folded; a number is the word 0; of scripts without spaces each character is a word.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dehusk {

// Appends the marks of a text, each below kWordMarks. Of a long text only the beginning is looked at.
void append_word_marks(std::string_view text, std::vector<std::uint32_t>& marks);

// The sum of the marks' weights, made comparable between short texts and long: 128 speaks neither way, more for body
// text. `weights` has kWordMarks entries.
[[nodiscard]] std::uint8_t weigh_word_marks(std::span<const std::int8_t> weights, std::span<const std::uint32_t> marks);

// The words of a text, as they are written there, whose own weights say most for body text, or against it.
[[nodiscard]] std::vector<std::string_view> telling_words(std::span<const std::int8_t> weights, std::string_view text,
                                                          bool for_body, std::size_t most);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_WORD_MARKS_H_
