#ifndef DEHUSK_CLEAN_EVIDENCE_SURVEY_H_
#define DEHUSK_CLEAN_EVIDENCE_SURVEY_H_
// What has to be known of the whole page before the evidence of any block can be told: which blocks are left and what
// their texts say, sums over them, who has the same shape, where the headings and the prose are.

#include <cstdint>
#include <vector>

#include "clean/evidence_tree.h"
#include "clean/stage.h"
#include "clean/text_facts.h"

namespace dehusk {

// A block that is left.
struct LiveBlock {
  std::uint32_t block = 0;
  std::uint32_t bytes = 0;  // of what is left of it
  std::uint32_t linked = 0;
  TextFacts facts;
  bool is_prose = false;
  std::uint8_t husk_before = 0;  // 1 + husk of the last block that rules took before it; 0 for none
  std::uint8_t husk_after = 0;
  std::uint8_t title_overlap = 0;  // a share
  std::uint8_t said = 128;         // what its words say: see word_marks.h; in a dump only
  std::uint32_t cut_before = 0;    // blocks that rules took between the live block before and this one
  std::uint32_t cut_after = 0;
  std::uint32_t shape = 0;    // number of its shape: see Survey::shapes
  std::uint32_t look = 0;     // number of shape and class names around together
  std::uint32_t wording = 0;  // number of its text
  bool is_copy = false;       // a block before has the same text
};

// Sums over live blocks.
struct LiveSums {
  std::uint32_t words = 0, prose_words = 0, prose_blocks = 0, bytes = 0, linked = 0;
};

struct BlockShape {
  std::uint32_t blocks = 0;
  std::uint32_t words = 0;
};

struct Survey {
  std::vector<LiveBlock> live;
  std::vector<std::uint32_t> live_before;  // by block: live blocks before it; one entry more than the page has blocks
  std::vector<LiveSums> sums;              // entry i: of the live blocks before i; one entry more than `live` has
  std::vector<ElementFacts> elements;      // empty for a dump
  std::vector<BlockShape> shapes;
  std::vector<std::uint32_t> looks;     // how many blocks share a look
  std::vector<std::uint32_t> wordings;  // how many have the same text
  std::uint32_t core = kNone;           // the deepest element that holds three fifths of the page's prose
  std::uint32_t headline = kNone;       // the live block that is the headline or follows it

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(live.size()); }
  [[nodiscard]] const LiveSums& all() const { return sums.back(); }
};

// If no block is left, nothing else is told.
[[nodiscard]] Survey survey_page(const Scene& scene);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_SURVEY_H_
