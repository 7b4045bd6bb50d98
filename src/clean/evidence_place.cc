#include "clean/evidence_place.h"

#include <algorithm>

#include "clean/evidence_scale.h"
#include "clean/evidence_table.h"

namespace dehusk {

namespace {

constexpr std::size_t kBoxFeatures = 5;
constexpr std::size_t kBoxes = 3;
constexpr std::size_t kInsideCount = static_cast<std::size_t>(Inside::body_property) + 1;
constexpr std::uint32_t kMostSteps = 32;

// What a container holds, as features.
using Box = std::array<std::uint8_t, kBoxFeatures>;

Box box_of(const Survey& survey, const ElementFacts& facts) {
  const LiveSums& begin = survey.sums[facts.first_live];
  const LiveSums& end = survey.sums[facts.end_live];
  const std::uint32_t blocks = facts.end_live - facts.first_live;
  return {as_share(end.prose_words - begin.prose_words, survey.all().prose_words),
          as_share(end.linked - begin.linked, end.bytes - begin.bytes), as_log(end.words - begin.words), as_log(blocks),
          as_share(end.prose_blocks - begin.prose_blocks, blocks)};
}

class Writer {
 public:
  Writer(const Page& page, const Survey& survey, EvidenceColumns& columns)
      : page_(page), survey_(survey), columns_(columns) {}

  void write(std::vector<std::array<Span, 2>>& containers) {
    write_tags();
    write_surroundings();
    write_boxes(containers);
    write_steps();
  }

 private:
  [[nodiscard]] std::uint32_t own(std::uint32_t i) const { return page_.blocks[survey_.live[i].block].element; }

  // on_block(index, its element, its element's facts) for each block that has an element.
  template <class OnBlock>
  void for_each(OnBlock on_block) const {
    for (std::uint32_t i = 0; i < survey_.size(); ++i)
      if (const std::uint32_t e = own(i); e != kNone) on_block(i, page_.elements[e], survey_.elements[e]);
  }

  void write_tags() {
    std::uint8_t* const tag = columns_.make(kTag);
    std::uint8_t* const parent_tag = columns_.make(kParentTag);
    std::uint8_t* const depth = columns_.make(kDepth);
    std::uint8_t* const place = columns_.make(kSiblingPlace);
    std::uint8_t* const siblings = columns_.make(kSiblings);
    for_each([&](std::uint32_t i, const Element& element, const ElementFacts& facts) {
      tag[i] = static_cast<std::uint8_t>(element.tag);
      depth[i] = clipped(element.depth);
      place[i] = as_log(facts.sibling);
      if (element.parent == kNone) return;
      parent_tag[i] = static_cast<std::uint8_t>(page_.elements[element.parent].tag);
      siblings[i] = as_log(survey_.elements[element.parent].children);
    });
  }

  void write_surroundings() {
    std::array<std::uint8_t*, kInsideCount> inside;      // NOLINT: filled below
    std::array<std::uint8_t*, kClassWordCount> classes;  // NOLINT
    for (std::size_t at = 0; at < inside.size(); ++at) inside[at] = columns_.make(kInArticle + at);
    for (std::size_t at = 0; at < classes.size(); ++at) classes[at] = columns_.make(kClassContent + at);
    std::uint8_t* const bad = columns_.make(kBadClasses);
    std::uint8_t* const good = columns_.make(kGoodClasses);
    for_each([&](std::uint32_t i, const Element&, const ElementFacts& facts) {
      for (std::size_t at = 0; at < inside.size(); ++at)
        inside[at][i] = static_cast<std::uint8_t>(facts.inside >> at & 1U);
      for (std::size_t at = 0; at < classes.size(); ++at) classes[at][i] = facts.class_steps[at];
      bad[i] = facts.bad_classes;
      good[i] = facts.good_classes;
    });
  }

  // The nearest three containers of each block: neighbours mostly share theirs.
  void write_boxes(std::vector<std::array<Span, 2>>& containers) {
    std::array<std::uint8_t*, kBoxes * kBoxFeatures> columns;  // NOLINT: filled below
    for (std::size_t at = 0; at < columns.size(); ++at) columns[at] = columns_.make(kBox1Prose + at);
    std::array<std::uint32_t, kBoxes> known = {kNone, kNone, kNone};
    std::array<Box, kBoxes> boxes{};
    for_each([&](std::uint32_t i, const Element&, const ElementFacts& facts) {
      std::uint32_t container = facts.end_live - facts.first_live >= 2 ? own(i) : facts.container;
      for (std::size_t level = 0; level < kBoxes && container != kNone; ++level) {
        const ElementFacts& held = survey_.elements[container];
        if (known[level] != container) boxes[level] = box_of(survey_, held);
        known[level] = container;
        for (std::size_t at = 0; at < kBoxFeatures; ++at) columns[level * kBoxFeatures + at][i] = boxes[level][at];
        if (level < containers[i].size()) containers[i][level] = {held.first_live, held.end_live};
        container = held.container;
      }
    });
  }

  // Steps to the core are steps down as long as the block is in it.
  [[nodiscard]] std::uint32_t steps_to_core(std::uint32_t element) const {
    const Element& core = page_.elements[survey_.core];
    if (element >= survey_.core && element < core.end)
      return std::min<std::uint32_t>(page_.elements[element].depth - core.depth, kMostSteps);
    return tree_steps(page_, element, survey_.core, kMostSteps);
  }

  void write_steps() {
    std::uint8_t* const before = columns_.make(kGapBefore);
    std::uint8_t* const after = columns_.make(kGapAfter);
    std::uint32_t last = kNone;  // element of the block before
    for (std::uint32_t i = 0; i < survey_.size(); ++i) {
      const std::uint8_t steps =
          i == 0 ? std::uint8_t{kMostSteps} : clipped(tree_steps(page_, own(i), last, kMostSteps));
      if (own(i) != kNone) before[i] = steps;
      if (i > 0 && last != kNone) after[i - 1] = steps;
      last = own(i);
    }
    if (last != kNone) after[survey_.size() - 1] = kMostSteps;
    if (survey_.core == kNone) return;
    std::uint8_t* const in_core = columns_.make(kInCore);
    std::uint8_t* const core_steps = columns_.make(kCoreSteps);
    const ElementFacts& core = survey_.elements[survey_.core];
    for_each([&](std::uint32_t i, const Element&, const ElementFacts&) {
      in_core[i] = i >= core.first_live && i < core.end_live ? 1 : 0;
      core_steps[i] = clipped(steps_to_core(own(i)));
    });
  }

  const Page& page_;
  const Survey& survey_;
  EvidenceColumns& columns_;
};

}  // namespace

void write_element_evidence(const Page& page, const Survey& survey, EvidenceColumns& columns,
                            std::vector<std::array<Span, 2>>& containers) {
  Writer(page, survey, columns).write(containers);
}

}  // namespace dehusk
