#ifndef DEHUSK_PAGE_CLEANED_H_
#define DEHUSK_PAGE_CLEANED_H_
// What cleaning says about a Page: which parts go and which rule says so. Nothing is erased; the writers subtract
// the cuts from the text. The ledger is complete: for each block, kept bytes + cut bytes = all its bytes.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/page.h"

namespace dehusk {

using RuleId = std::uint32_t;  // index into RuleSet::rules()

enum class Stage : std::uint8_t { structure, text, content, tidy };
inline constexpr int kStageCount = 4;
[[nodiscard]] std::string_view to_string(Stage stage);

// This part of this block goes, and this rule says so. `span` lies inside the block's text; it equals the block's
// text when the whole block goes (for raw blocks both are empty).
struct Cut {
  std::uint32_t block = 0;
  Span span;
  RuleId rule = 0;
  Stage stage = Stage::structure;
};

// A rule that picked something, but another stands in the record for it: `keep` overruled it, or another rule owns the
// cut.
struct Also {
  std::uint32_t block = 0;
  RuleId rule = 0;    // the rule that picked the block
  RuleId by = 0;      // the keep rule that saved it, or the owner of the cut
  bool kept = false;  // true: saved by a keep rule
};

enum class EventKind : std::uint8_t { unclosed, over_budget, too_many, draft, mark, fallback, rescued, degraded };
[[nodiscard]] std::string_view to_string(EventKind kind);

// Something about a rule on this page that the report should name.
struct Event {
  EventKind kind = EventKind::unclosed;
  RuleId rule = kNone;          // kNone: about the whole page
  std::uint32_t block = kNone;  // where it began
  std::string detail;
};

// The page's shape as the content stage sees it, and its judgement of one block (only blocks that the rules left).
struct Judgement {
  std::uint32_t block = 0;
  float score = 0;  // 0 husk .. 1 body
};

struct Cleaned {
  std::vector<Cut> cuts;   // sorted by block, then span; disjoint; on UTF-8 borders
  std::vector<Also> also;  // sorted by block
  std::vector<Event> events;
  std::vector<Judgement> judgements;  // sorted by block
  std::string title;                  // the page's headline: as cut by a headline rule, else from the metadata
  std::string author;
  std::string date;
  bool rescued = false;  // everything was gone, the weakest cuts were undone
};

// The stretches of a block that are left, in order. `cut` is a cursor into cleaned.cuts (start it at 0 and walk the
// blocks in order); it is moved past the cuts of this block.
[[nodiscard]] std::vector<Span> kept_spans(const Page& page, std::uint32_t block, const std::vector<Cut>& cuts,
                                           std::size_t& cut);

// The same, one stretch after the other, for those who meet every block of a page: on_span(span).
template <class OnSpan>
void for_each_kept(const Page& page, std::uint32_t block, const std::vector<Cut>& cuts, std::size_t& cut,
                   OnSpan on_span) {
  const Span whole = page.blocks[block].text;
  std::uint32_t at = whole.begin;
  while (cut < cuts.size() && cuts[cut].block < block) ++cut;
  for (; cut < cuts.size() && cuts[cut].block == block; ++cut) {
    if (cuts[cut].span.begin > at) on_span(Span{at, cuts[cut].span.begin});
    at = cuts[cut].span.end;
  }
  if (at < whole.end) on_span(Span{at, whole.end});
}

// True if anything of the block is left.
[[nodiscard]] bool is_kept(const Page& page, std::uint32_t block, const std::vector<Cut>& cuts, std::size_t& cut);

// The first block of which anything is left; kNone if all is gone.
[[nodiscard]] std::uint32_t first_kept_block(const Page& page, const std::vector<Cut>& cuts);

}  // namespace dehusk

#endif  // DEHUSK_PAGE_CLEANED_H_
