#ifndef DEHUSK_CLEAN_ELEMENT_SCENE_H_
#define DEHUSK_CLEAN_ELEMENT_SCENE_H_
// What rules ask about elements: the text, words, links, kinds and place of any stretch of elements, from prefix sums
// over the page, so that a question costs no more than the stretch's two edge blocks, and its text only where it is
// read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "clean/zones.h"
#include "page/page.h"
#include "rule/conditions.h"

namespace dehusk {

// Elements [first, end) of the page, whole subtrees in a row, and what of the text lies in them. The text may begin and
// end inside blocks.
struct Stretch {
  std::uint32_t first = 0, end = 0;
  Span text;
  std::uint32_t first_block = 0, end_block = 0;

  [[nodiscard]] bool contains(const Stretch& other) const { return first <= other.first && other.end <= end; }
};

[[nodiscard]] Stretch stretch_of(const Page& page, std::uint32_t element);

// The element and all that follows it in its parent (`rest`), in the page (`to_end`).
[[nodiscard]] Stretch rest_of_parent(const Page& page, std::uint32_t element);
[[nodiscard]] Stretch rest_of_page(const Page& page, std::uint32_t element);

// `text` trimmed, each run of white space as one space. `offsets`, if given, gets the place in `text` of each byte of
// the result, and one more for its end.
[[nodiscard]] std::string collapse(std::string_view text, std::vector<std::uint32_t>* offsets = nullptr);
void collapse(std::string_view text, std::string& out);

// The start tag as a report shows it: '<aside class="related box">'; at most some eighty bytes.
[[nodiscard]] std::string describe_element(const Page& page, std::uint32_t element);

// True inside pre or code, or for such an element itself: css rules leave it alone.
[[nodiscard]] bool is_code(const Page& page, std::uint32_t element);

// True if a condition of the rule looks at the text and not only at numbers.
[[nodiscard]] bool reads_text(const CompiledRule& compiled);

// What is known of a page is found out when the first rule asks for it.
class ElementScene {
 public:
  explicit ElementScene(const Page& page);  // the page must outlive it

  // False if the rule wants more or fewer words or links than the element has: then nobody needs its text.
  [[nodiscard]] bool fits_by_number(std::uint32_t element, const Match& match);

  // False if no text that begins like the element's is among the openings: then nobody needs the rest of it.
  [[nodiscard]] bool may_begin(std::uint32_t element, const Openings& openings);

  // What the conditions of this rule need to know of the element; its text only if the rule reads text. Lives until the
  // next call.
  [[nodiscard]] Subject subject(std::uint32_t element, const Rule& rule, const CompiledRule& compiled);

  [[nodiscard]] std::uint32_t words_in(const Stretch& stretch) const;
  [[nodiscard]] std::uint32_t page_words() const { return words_before_.back(); }
  [[nodiscard]] bool is_empty(const Stretch& stretch) const;  // neither text nor raw blocks
  [[nodiscard]] bool is_in_code(std::uint32_t element);       // is_code(), without a look where the page has no code

  [[nodiscard]] Matcher& matcher() { return matcher_; }

 private:
  // The blocks that are not raw.
  struct Seen {
    std::vector<std::uint32_t> before;  // by block, and one more for the end: how many stand before it
    std::vector<std::string_view> texts;
    Zones zones;
  };

  [[nodiscard]] std::uint32_t words_of(std::uint32_t element);
  [[nodiscard]] float link_share_of(std::uint32_t element);
  void look_over_elements();
  const Seen& seen();

  const Page& page_;
  Matcher matcher_;
  std::vector<std::uint32_t> words_before_;  // by block, and one more for the end
  std::optional<Seen> seen_;
  // By element, and one more for the end: bytes of the outermost links before it; kInLink is added for what lies in
  // one.
  std::vector<std::uint32_t> linked_before_;
  bool has_code_ = false;
  std::uint32_t words_are_of_ = kNone;  // the element whose words are in words_
  std::uint32_t words_ = 0;
  std::uint32_t text_is_of_ = kNone;  // the element whose text is in text_
  std::uint32_t folded_is_of_ = kNone;
  std::string text_, folded_;
  Span opening_is_of_;   // the text whose beginning, folded, is opening_
  std::string opening_;  // empty: it may be anything
};

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_ELEMENT_SCENE_H_
