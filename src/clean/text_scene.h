#ifndef DEHUSK_CLEAN_TEXT_SCENE_H_
#define DEHUSK_CLEAN_TEXT_SCENE_H_
// What the text stage sees of a page: the blocks that the stages before left, in page order and numbered anew, each
// with its text, folded text, zone and words. A block of which a part is cut already is seen as the rest, joined.
//
//   page block 7  "Rain fell. [cut: Photo: AP] More to come."     ->  index 4  "Rain fell. More to come."
//
// Blocks of kind raw have no text and are not seen. The folded text of a dump's list item begins behind its bullet or
// number, so that is = ['Contact'] finds "* Contact" too; regexes see the text as it is.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "clean/stage.h"
#include "clean/zones.h"
#include "rule/conditions.h"

namespace dehusk {

// Text bytes [at, at + used.size()) are the page's `used`; `kept` is `used` with the white space at its ends.
struct TextPiece {
  std::uint32_t at = 0;
  Span used, kept;
};

struct TextScene {
  std::vector<std::uint32_t> blocks;    // by index: the page's block
  std::vector<std::string_view> texts;  // by index
  std::vector<Span> folded_spans;       // by index: in `folded`
  std::vector<std::uint8_t>
      markers;  // by index: the bytes of "* " or "12. " at the start of a dump's list item, else 0
  std::vector<std::uint8_t> folded_markers;  // by index: the folded marker's bytes, which stand before the folded span
  std::vector<std::uint32_t> words;          // by index
  std::vector<std::uint32_t> first_piece;    // by index, and one more
  std::vector<TextPiece> pieces;
  std::string folded;
  Zones zones;
  std::deque<std::string> joined;  // texts of blocks that are cut in part
  std::uint64_t all_words = 0;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(blocks.size()); }
  [[nodiscard]] std::string_view folded_text(std::uint32_t index) const { return slice(folded, folded_spans[index]); }
  [[nodiscard]] Span folded_span_with_marker(std::uint32_t index) const {
    return {folded_spans[index].begin - folded_markers[index], folded_spans[index].end};
  }
};

// The result points into scene.page.
[[nodiscard]] TextScene read_text_scene(const Scene& scene);

// `matcher` may be null in a text dump.
[[nodiscard]] Subject subject_at(const Scene& scene, const TextScene& texts, std::uint32_t index, Matcher* matcher);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TEXT_SCENE_H_
