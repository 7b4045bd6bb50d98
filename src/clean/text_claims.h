#ifndef DEHUSK_CLEAN_TEXT_CLAIMS_H_
#define DEHUSK_CLEAN_TEXT_CLAIMS_H_
// From a rule's picks to what it wants of the page: its runs, regions and trims, and whether it stays inside its
// budget. One rule is judged alone here; who gets a block that two rules want is for text_stage.cc to say.
//
//   picks 5, 6, 9   run = 2              ->  claims: blocks 5, 6
//   pick 5          to found at 15       ->  claims: blocks 5..15
//   pick 5          trim, (?P<cut>...)   ->  claim:  bytes [30, 52) of block 5

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "clean/stage.h"
#include "clean/text_picks.h"
#include "clean/text_scene.h"

namespace dehusk {

struct Claim {
  std::uint32_t index = 0;  // in the TextScene
  RuleId rule = 0;
  bool is_whole = true;
  Span span;  // if not whole: in the text of the index
};

struct Claims {
  std::vector<Claim> claims;  // sorted by index
  std::vector<Event> events;  // unclosed, over_budget, too_many; draft and mark, which have no claims
};

// What rule `picks.front().rule` takes. `picks` are all of that rule, not empty.
[[nodiscard]] Claims claim(const Scene& scene, const TextScene& texts, std::span<const Pick> picks);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TEXT_CLAIMS_H_
