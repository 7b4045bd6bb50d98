#ifndef DEHUSK_READ_SKELETON_LOOKUP_H_
#define DEHUSK_READ_SKELETON_LOOKUP_H_
// From the tree of a skeleton back to the source: where something stands, what a text says, which attributes a tag has.
// Each answer is checked as far as it can be; a check that fails means that the scanner guessed wrong (or has a bug),
// and that the page must be read without its skeleton.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "read/skeleton.h"

namespace dehusk {

class SkeletonLookup {
 public:
  // Decoded texts are added to `texts`, which will not grow beyond the source's size.
  SkeletonLookup(const Skeleton& skeleton, const HtmlTokens& tokens, std::string_view source, std::string& texts);

  // The place in the source of a tag or of a text node of the skeleton.
  [[nodiscard]] Span place_of_tag(Span place);
  [[nodiscard]] Span place_of_text(Span place);

  // What the text node [begin, end) of the skeleton says, of which Gumbo has made `text`. Lives as long as the source
  // and `texts`.
  [[nodiscard]] std::string_view text_of(Span place, std::string_view text);

  // Gives `element` the attributes of the tag at `offset`; false if it is none that has them here. `is_raw` tells
  // whether Gumbo took the element's content for raw text, and must be what the scanner assumed.
  [[nodiscard]] bool give_attributes(std::uint32_t offset, bool is_raw, Page& page, Element& element);

  // Whether all checks have held, once the whole tree has been walked.
  [[nodiscard]] bool is_right() const { return is_right_ && raw_seen_ == skeleton_.raw_count; }

 private:
  // The place of a byte at which a token begins, or which was copied.
  [[nodiscard]] std::uint32_t source_at(std::uint32_t offset);

  const Skeleton& skeleton_;
  const std::vector<HtmlToken>& html_;
  std::string_view source_;
  std::string& texts_;
  std::uint32_t raw_seen_ = 0;
  bool is_right_ = true;
};

}  // namespace dehusk

#endif  // DEHUSK_READ_SKELETON_LOOKUP_H_
