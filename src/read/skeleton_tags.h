#ifndef DEHUSK_READ_SKELETON_TAGS_H_
#define DEHUSK_READ_SKELETON_TAGS_H_
// The few element names that the scanner must know: what each does to the tokenizer, or to the tree by its attributes.

#include <cstdint>
#include <string_view>

#include "page/tag.h"

namespace dehusk {

struct TagTraits {
  enum class Content : std::uint8_t {
    markup,
    script,   // until </script>, but for <!--<script>
    raw,      // until its end tag, an '&' is an '&'
    escaped,  // until its end tag, with references: title, textarea
  };
  enum class Place : std::uint8_t { none, svg, math, html_inside };

  Content content = Content::markup;
  bool eats_line = false;         // the line end right after the start tag is no text
  bool keeps_attributes = false;  // they decide about the tree: formatting elements are compared by them
  bool is_hopeless = false;       // what follows cannot be skipped over
  bool breaks_out = false;        // ends foreign content: <div> in <svg>
  Place place = Place::none;      // where foreign content begins, and where HTML begins again in it
};

// The traits of a tag; those of an ordinary element for most. `name` is looked at for Tag::unknown, in any case.
[[nodiscard]] const TagTraits& traits_of(Tag tag, std::string_view name);

// Whether what is in the element is code, which nobody reads as text: its text is taken as the source has it.
[[nodiscard]] constexpr bool is_code(Tag tag) { return tag == Tag::script || tag == Tag::style; }

[[nodiscard]] bool equals_ignoring_case(std::string_view text, std::string_view lower);

}  // namespace dehusk

#endif  // DEHUSK_READ_SKELETON_TAGS_H_
