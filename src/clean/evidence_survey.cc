// Looks at each live block's text once, then sums up. Everything here is linear in the page.

#include "clean/evidence_survey.h"

#include <algorithm>
#include <functional>
#include <string>

#include "clean/title_words.h"
#include "clean/word_marks.h"
#include "rule/compiled.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kProseWords = 12;
constexpr std::uint32_t kTitleBlockWords = 40;  // only short blocks repeat a title

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29U);
}

// Gives equal hashes equal numbers, counted from 0.
class Numbers {
 public:
  std::uint32_t of(std::uint64_t hash) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slot_of(hash);
    if (slot.number == 0) slot = {hash, ++count_};
    return slot.number - 1;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;  // 0: empty, else one more than the number
  };

  Slot& slot_of(std::uint64_t hash) {
    std::size_t at = (hash ^ (hash >> 32U)) & (slots_.size() - 1);
    while (slots_[at].number != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.number != 0) slot_of(slot.hash) = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::uint32_t count_ = 0;
};

bool reads_like_prose(const Block& block, const LiveBlock& live) {
  return live.facts.words >= kProseWords && block.kind != Kind::heading &&
         (live.facts.sentence_ends > 0 || live.facts.ends_sentence) && live.linked * 2 < live.bytes;
}

// Looks at what is left of a block. `cut` is a cursor into the scene's cuts. False if nothing is left.
bool look_at_block(const Scene& scene, std::uint32_t number, std::size_t& cut, std::string& rest, TitleWords& title,
                   LiveBlock& live) {
  const Page& page = scene.page;
  const Block& block = page.blocks[number];
  Span only;
  int count = 0;
  const std::size_t first_cut = cut;
  for_each_kept(page, number, scene.cuts, cut, [&](Span span) {
    only = span;
    ++count;
  });
  if (count == 0) return false;
  live.block = number;
  live.bytes = block.text.size();
  live.linked = block.linked_bytes;
  const bool is_whole = count == 1 && only == block.text;
  if (!is_whole) {
    rest.clear();
    std::size_t again = first_cut;
    for_each_kept(page, number, scene.cuts, again, [&](Span span) { rest += slice(page.text, span); });
    live.bytes = static_cast<std::uint32_t>(rest.size());
    live.linked = std::min(live.linked, live.bytes);
  }
  live.facts = is_whole ? facts_of(page.text, block.text) : facts_of(rest);
  live.is_prose = reads_like_prose(block, live);
  if (!title.empty() && live.facts.words <= kTitleBlockWords)
    live.title_overlap = title.share_of(page.text_of(block), is_whole && live.facts.is_ascii);
  return true;
}

// The blocks that the cuts leave something of, and what the cuts just before and after them were.
void find_live_blocks(const Scene& scene, Survey& survey) {
  const Page& page = scene.page;
  survey.live_before.reserve(page.blocks.size() + 1);
  survey.live.reserve(page.blocks.size());  // what is not filled takes no memory
  TitleWords title(page.metadata.title);
  std::size_t cut = 0;
  std::uint32_t gone = 0;
  std::uint8_t husk = 0;
  std::string rest;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    survey.live_before.push_back(survey.size());
    const std::size_t first_cut = cut;
    LiveBlock live;
    if (look_at_block(scene, b, cut, rest, title, live)) {
      live.cut_before = gone;
      live.husk_before = husk;
      gone = 0;
      husk = 0;
      survey.live.push_back(live);
      continue;
    }
    if (page.blocks[b].kind == Kind::raw) continue;
    ++gone;
    if (cut > first_cut)
      husk = static_cast<std::uint8_t>(1 + static_cast<unsigned>(scene.rules.rule(scene.cuts[cut - 1].rule).husk));
    if (!survey.live.empty()) {
      LiveBlock& before = survey.live.back();
      ++before.cut_after;
      if (before.husk_after == 0) before.husk_after = husk;
    }
  }
  survey.live_before.push_back(survey.size());
}

// Which blocks have the same text; the text is taken whole, whatever was cut from it.
void find_copies(const Page& page, Survey& survey) {
  Numbers numbers;
  for (LiveBlock& live : survey.live) {
    live.wording = numbers.of(std::hash<std::string_view>()(page.text_of(page.blocks[live.block])));
    live.is_copy = live.wording != survey.wordings.size();
    if (!live.is_copy) survey.wordings.push_back(0);
    ++survey.wordings[live.wording];
  }
}

// What the words of each block say.
void weigh_words(const Scene& scene, Survey& survey) {
  const std::vector<std::int8_t>& weights = scene.rules.compiled().judge.text.words;
  if (weights.empty()) return;
  std::vector<std::uint32_t> marks;
  std::size_t cut = 0;
  for (LiveBlock& live : survey.live) {
    marks.clear();
    for_each_kept(scene.page, live.block, scene.cuts, cut,
                  [&](Span span) { append_word_marks(slice(scene.page.text, span), marks); });
    live.said = weigh_word_marks(weights, marks);
  }
}

// Blocks have the same shape if kind, element, depth and the elements just around agree; in a dump: kind, level and
// size class. They have the same look if the class names of these elements agree as well.
void find_shapes(const Page& page, Survey& survey) {
  Numbers shape_numbers;
  Numbers look_numbers;
  for (LiveBlock& live : survey.live) {
    const Block& block = page.blocks[live.block];
    std::uint64_t shape = mix(static_cast<std::uint64_t>(block.kind), block.level);
    std::uint64_t classes = 0;
    if (block.element != kNone) {
      std::uint32_t element = block.element;
      shape = mix(shape, page.elements[element].depth);
      for (int step = 0; step < 3 && element != kNone; ++step) {
        shape = mix(shape, static_cast<std::uint64_t>(page.elements[element].tag));
        classes = mix(classes, survey.elements[element].class_value);
        element = page.elements[element].parent;
      }
    } else {
      shape = mix(shape, live.facts.words < 4 ? 1 : live.facts.words < 10 ? 2 : live.facts.words < 25 ? 3 : 4);
      shape = mix(shape, live.facts.ends_sentence ? 1 : 0);
      classes = static_cast<std::uint64_t>(live.facts.first < 0x80 ? 1 : 2);
    }
    live.shape = shape_numbers.of(shape);
    if (live.shape == survey.shapes.size()) survey.shapes.emplace_back();
    ++survey.shapes[live.shape].blocks;
    survey.shapes[live.shape].words += live.facts.words;
    live.look = look_numbers.of(mix(shape, classes));
    if (live.look == survey.looks.size()) survey.looks.push_back(0);
    ++survey.looks[live.look];
  }
}

void sum_up(Survey& survey) {
  survey.sums.reserve(survey.live.size() + 1);
  LiveSums sums;
  for (const LiveBlock& live : survey.live) {
    survey.sums.push_back(sums);
    sums.words += live.facts.words;
    sums.prose_words += live.is_prose ? live.facts.words : 0;
    sums.prose_blocks += live.is_prose ? 1 : 0;
    sums.bytes += live.bytes;
    sums.linked += live.linked;
  }
  survey.sums.push_back(sums);
}

void find_core(Survey& survey) {
  const std::uint64_t all = survey.all().prose_words;
  if (all == 0) return;
  for (std::uint32_t e = 0; e < survey.elements.size(); ++e) {
    const ElementFacts& facts = survey.elements[e];
    const std::uint64_t held = survey.sums[facts.end_live].prose_words - survey.sums[facts.first_live].prose_words;
    if (held * 5 >= all * 3) survey.core = e;
  }
}

void find_headline(const Page& page, Survey& survey) {
  constexpr auto kHeadline = static_cast<std::uint8_t>(1 + static_cast<unsigned>(Husk::headline));
  const auto find = [&](auto is_it) {
    const auto found = std::find_if(survey.live.begin(), survey.live.end(), is_it);
    if (found != survey.live.end()) survey.headline = static_cast<std::uint32_t>(found - survey.live.begin());
  };
  find([](const LiveBlock& live) { return live.husk_before == kHeadline; });
  if (survey.headline != kNone) return;
  find([&page](const LiveBlock& live) {
    return page.blocks[live.block].kind == Kind::heading && page.blocks[live.block].level == 1;
  });
}

}  // namespace

Survey survey_page(const Scene& scene) {
  Survey survey;
  find_live_blocks(scene, survey);
  if (survey.live.empty()) return survey;
  survey.elements = gather_element_facts(scene.page, survey.live_before);
  find_shapes(scene.page, survey);
  find_copies(scene.page, survey);
  if (scene.page.kind == InputKind::text) weigh_words(scene, survey);
  sum_up(survey);
  find_core(survey);
  find_headline(scene.page, survey);
  return survey;
}

}  // namespace dehusk
