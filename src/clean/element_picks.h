#ifndef DEHUSK_CLEAN_ELEMENT_PICKS_H_
#define DEHUSK_CLEAN_ELEMENT_PICKS_H_
// Which css rules hold on which elements, and what each then wants of the page.
//
//   css = ['a.skip'], closest = ['li']      <li><a class="skip">Skip</a></li>      picks the stretch of the li
//   css = ['h2.more'], rest = true          <h2 class="more">More</h2><ul>..</ul>  picks from the h2 to its parent's
//   end
//
// One rule is judged alone here, its budget too; who owns what two rules want is for structure.cc to say.

#include <cstdint>
#include <vector>

#include "clean/element_scene.h"
#include "clean/stage.h"

namespace dehusk {

struct ElementPick {
  RuleId rule = 0;
  std::uint32_t selector = 0;  // css[i]
  std::uint32_t element = 0;   // that the selector matched
  Stretch stretch;             // what the rule takes: the element, or what `closest`, `rest` and `to_end` make of it
};

struct ElementPicks {
  std::vector<ElementPick> picks;  // sorted by rule and place; of one rule none lies in another
  std::vector<Event> events;       // over_budget, too_many, degraded; draft and mark, which have no picks
};

[[nodiscard]] ElementPicks find_element_picks(const Scene& scene, ElementScene& facts);

// The pick of `rule` on this element, if all conditions hold there. `selector` is carried along.
[[nodiscard]] bool pick_element(const Scene& scene, ElementScene& facts, std::uint32_t element, RuleId rule,
                                std::uint32_t selector, ElementPick& pick);

// What an `action = 'trim'` rule cuts of the element's text: spans in Page::text, sorted; they may overlap.
[[nodiscard]] std::vector<Span> trim_spans(const Page& page, const CompiledRule& compiled, const Stretch& stretch);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_ELEMENT_PICKS_H_
