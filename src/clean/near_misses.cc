// Answers "why not" and "why" about one block, by asking the rules once more, one at a time and in words. Nothing here
// is fast, and nothing here decides: what was taken is read from the stages' own cuts.
//
//   near_misses   nav/numbered-links   held "re[0] (line 59) matched"   failed "zone: the block is in body, the rule
//   wants head" why_taken     "re[0] (line 59) matched, run 3 of 3"      "css[1] (line 40) matched <aside
//   class="related">"
//                 "opened at block 5 (starts[0] (line 88) matched), closed at block 15"

#include <algorithm>
#include <string>
#include <vector>

#include "clean/clean.h"
#include "clean/content.h"
#include "clean/element_picks.h"
#include "clean/element_scene.h"
#include "clean/pipeline.h"
#include "clean/stage.h"
#include "clean/text_picks.h"
#include "clean/text_scene.h"
#include "rule/compiled.h"
#include "rule/conditions.h"

namespace dehusk {

namespace {

constexpr std::size_t kEvidenceShown = 3;

// The scene as the text stage finds it, and what the two rule stages took.
class Inquiry {
 public:
  Inquiry(const Page& page, const RuleSet& rules, const CleanOptions& options)
      : Inquiry(run_rules(page, rules, options)) {}

  std::vector<Miss> misses(std::uint32_t block) {
    std::vector<Miss> found;
    const std::vector<std::vector<Hit>> hits = hits_around(block);
    const std::uint32_t index = index_of(block);
    for (RuleId id = 0; id < compiled_.rules.size(); ++id) {
      const bool is_asked = scene_.options.only == kNone || scene_.options.only == id;
      if (!is_asked || owns_cut(id, block)) continue;
      if (is_structural(id)) {
        add_structural(id, block, hits[id], found);
      } else if (is_text_rule(rule(id)) && index != kNone) {
        add_textual(id, index, found);
      }
    }
    return found;
  }

  std::string why(RuleId id, std::uint32_t block) {
    if (is_structural(id)) return why_structural(id, block);
    const std::uint32_t index = index_of(block);
    if (!is_text_rule(rule(id)) || index == kNone) return "";
    const std::vector<Pick> picks = picks_of(id);
    if (has_region(rule(id))) return why_region(id, index, picks);
    return explain(rule(id), compiled_.rules[id], subject_at(scene_, texts_, index, &facts_.matcher())).held +
           run_note(id, index, picks);
  }

 private:
  explicit Inquiry(RuleRun run)
      : cuts_(run.scene.cuts),
        scene_(std::move(run.scene)),
        events_(std::move(run.events)),
        facts_(scene_.page),
        compiled_(scene_.rules.compiled()) {
    const auto is_later = [](const Cut& cut) { return cut.stage != Stage::structure; };
    scene_.cuts.erase(std::remove_if(scene_.cuts.begin(), scene_.cuts.end(), is_later), scene_.cuts.end());
    texts_ = read_text_scene(scene_);
  }

  const Rule& rule(RuleId id) const { return compiled_.book.rules[id]; }
  bool is_structural(RuleId id) const { return rule(id).is_structural(); }

  std::uint32_t index_of(std::uint32_t block) const {
    const auto found = std::lower_bound(texts_.blocks.begin(), texts_.blocks.end(), block);
    if (found == texts_.blocks.end() || *found != block) return kNone;
    return static_cast<std::uint32_t>(found - texts_.blocks.begin());
  }

  bool owns_cut(RuleId id, std::uint32_t block) const {
    const auto is_it = [&](const Cut& cut) { return cut.rule == id && cut.block == block; };
    return std::any_of(cuts_.begin(), cuts_.end(), is_it);
  }

  std::string block_name(std::uint32_t index) const { return "block " + std::to_string(texts_.blocks[index] + 1); }

  // Why the rule is not in force on this page; empty if it is.
  std::string why_inactive(RuleId id) const {
    if (scene_.active[id]) return "";
    const Rule& it = rule(id);
    const CleanOptions& options = scene_.options;
    if (!it.enabled) return "enabled: an override switched the rule off";
    if (it.risk > options.max_risk) {
      return "risk: the rule's is " + std::string(to_string(it.risk)) + ", allowed is " +
             std::string(to_string(options.max_risk));
    }
    if ((options.keep_husk & bit(it.husk)) != 0)
      return "keep-husk: its kind, " + std::string(to_string(it.husk)) + ", shall stay";
    const auto is_fallback = [](const Event& event) { return event.kind == EventKind::fallback; };
    if (it.risk != Risk::low && std::any_of(events_.begin(), events_.end(), is_fallback)) {
      return "fallback: the rules took too much of the page, only those of low risk count";
    }
    return "scope: the page is not of its site, host, path, language or input";
  }

  // What became of a rule whose conditions all held, as its own event says; empty if no event does.
  std::string why_cancelled(RuleId id) const {
    for (const Event& event : events_) {
      if (event.rule != id) continue;
      if (event.kind == EventKind::over_budget) return "max_share: " + event.detail;
      if (event.kind == EventKind::too_many) return "max_hits: " + event.detail;
    }
    if (rule(id).status == Status::draft) return "status: the rule is a draft, it only reports";
    if (rule(id).take.action == Action::mark) return "action: mark only reports";
    return "";
  }

  // ---- text rules

  std::vector<Pick> picks_of(RuleId id) {
    std::vector<Pick> picks;
    for (std::uint32_t index = 0; index < texts_.size(); ++index) {
      if (holds(rule(id), compiled_.rules[id], subject_at(scene_, texts_, index, &facts_.matcher())))
        picks.push_back({id, index});
    }
    return picks;
  }

  static Span stretch_at(const std::vector<Pick>& picks, std::uint32_t index) {
    for (const Span stretch : stretches(picks, 1)) {
      if (stretch.begin <= index && index < stretch.end) return stretch;
    }
    return {};
  }

  std::string run_note(RuleId id, std::uint32_t index, const std::vector<Pick>& picks) const {
    if (rule(id).match.run <= 1) return "";
    const Span stretch = stretch_at(picks, index);
    return ", run " + std::to_string(index - stretch.begin + 1) + " of " + std::to_string(stretch.size());
  }

  void add_textual(RuleId id, std::uint32_t index, std::vector<Miss>& found) {
    const Finding finding =
        explain(rule(id), compiled_.rules[id], subject_at(scene_, texts_, index, &facts_.matcher()));
    if (!finding.is_matched) return;
    Miss miss{.rule = id, .held = finding.held, .failed = why_inactive(id)};
    if (miss.failed.empty()) miss.failed = finding.failed;
    if (miss.failed.empty()) miss.failed = why_unfinished(id, index);
    if (miss.failed.empty()) miss.failed = why_cancelled(id);
    if (miss.failed.empty() && rule(id).take.action == Action::keep) return;  // it did protect the block
    found.push_back(std::move(miss));
  }

  // `run` and the region, which look at more than the block.
  std::string why_unfinished(RuleId id, std::uint32_t index) {
    const std::vector<Pick> picks = picks_of(id);
    const std::uint32_t run = rule(id).match.run;
    const Span stretch = stretch_at(picks, index);
    if (stretch.size() < run) {
      return "run: " + std::to_string(stretch.size()) + " in a row, the rule wants " + std::to_string(run);
    }
    if (!has_region(rule(id))) return "";
    for (const Region& region : open_regions(rule(id), compiled_.rules[id], texts_, picks)) {
      if (region.opener != index || region.is_closed) continue;
      return std::string(rule(id).take.to ? "to" : "until") + ": opened at " + block_name(index) + "; " +
             describe_unclosed(rule(id), texts_, region) + ": unclosed";
    }
    return "";
  }

  std::string why_region(RuleId id, std::uint32_t index, const std::vector<Pick>& picks) {
    for (const Region& region : open_regions(rule(id), compiled_.rules[id], texts_, picks)) {
      if (!region.is_closed || index < region.opener || index >= region.end) continue;
      const Subject opener = subject_at(scene_, texts_, region.opener, &facts_.matcher());
      const std::string held = explain(rule(id), compiled_.rules[id], opener).held;
      if (region.end == texts_.size() && rule(id).take.to_end)
        return "opened at " + block_name(region.opener) + " (" + held + "), to the end";
      const std::uint32_t closer = rule(id).take.to ? region.end - 1 : region.end;
      return "opened at " + block_name(region.opener) + " (" + held + "), closed at " + block_name(closer);
    }
    return "";
  }

  // ---- css rules

  // By rule, the hits whose element the block lies in; outer elements first.
  std::vector<std::vector<Hit>> hits_around(std::uint32_t block) const {
    std::vector<std::vector<Hit>> by_rule(compiled_.rules.size());
    std::vector<bool> asked(compiled_.rules.size(), true);
    if (scene_.options.only != kNone) {
      asked.assign(asked.size(), false);
      asked[scene_.options.only] = true;
    }
    std::vector<Hit> hits;
    if (scene_.page.elements.empty()) return by_rule;
    compiled_.selectors.match_all(scene_.page, asked, hits, false);
    for (const Hit& hit : hits) {
      const Element& element = scene_.page.elements[hit.element];
      if (element.first_block <= block && block < element.end_block) by_rule[hit.rule].push_back(hit);
    }
    return by_rule;
  }

  std::string describe_hit(RuleId id, std::uint32_t element, std::uint32_t selector) const {
    return "css[" + std::to_string(selector) + "] (line " + std::to_string(rule(id).match.css[selector].line) +
           ") matched " + describe_element(scene_.page, element);
  }

  // The innermost of the rule's hits around the block speaks for it: what is said of it is nearest to the block.
  void add_structural(RuleId id, std::uint32_t block, const std::vector<Hit>& hits, std::vector<Miss>& found) {
    if (hits.empty()) return;
    const Hit& hit = hits.back();
    const CompiledRule& compiled = compiled_.rules[id];
    const Finding finding = explain(rule(id), compiled, facts_.subject(hit.element, rule(id), compiled));
    Miss miss{.rule = id, .held = describe_hit(id, hit.element, hit.selector), .failed = why_inactive(id)};
    if (!finding.held.empty()) miss.held += ", " + finding.held;
    if (miss.failed.empty()) miss.failed = finding.failed;
    ElementPick pick;
    if (miss.failed.empty() && !pick_element(scene_, facts_, hit.element, id, hit.selector, pick)) {
      miss.failed = "block: the element is inside pre or code";
    }
    if (miss.failed.empty()) miss.failed = why_cancelled(id);
    const bool protects_it = rule(id).take.action == Action::keep && miss.failed.empty();
    if (!protects_it && block < scene_.page.blocks.size()) found.push_back(std::move(miss));
  }

  std::string why_structural(RuleId id, std::uint32_t block) {
    for (const ElementPick& pick : find_element_picks(scene_, facts_).picks) {
      if (pick.rule != id || block < pick.stretch.first_block || block >= pick.stretch.end_block) continue;
      const CompiledRule& compiled = compiled_.rules[id];
      std::string why = describe_hit(id, pick.element, pick.selector);
      const std::string held = explain(rule(id), compiled, facts_.subject(pick.element, rule(id), compiled)).held;
      if (!held.empty()) why += ", " + held;
      if (pick.stretch.first != pick.element)
        why += ", closest is " + describe_element(scene_.page, pick.stretch.first);
      if (rule(id).take.rest) why += ", and the rest of its parent";
      return why;
    }
    return "";
  }

  std::vector<Cut> cuts_;  // of both stages
  Scene scene_;            // with the cuts of the structure stage
  std::vector<Event> events_;
  ElementScene facts_;
  const Compiled& compiled_;
  TextScene texts_;
};

std::string join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : "; ") + part;
  return joined;
}

}  // namespace

std::vector<Miss> near_misses(const Page& page, const RuleSet& rules, const CleanOptions& options,
                              std::uint32_t block) {
  if (block >= page.blocks.size()) return {};
  return Inquiry(page, rules, options).misses(block);
}

std::string why_taken(const Page& page, const RuleSet& rules, const CleanOptions& options, RuleId rule,
                      std::uint32_t block) {
  if (block >= page.blocks.size() || rule >= rules.rules().size()) return "";
  const std::string& builtin = rules.rule(rule).match.builtin;
  if (builtin == "evidence")
    return join(evidence_in_words(run_rules(page, rules, options).scene, block, kEvidenceShown));
  if (!builtin.empty()) return "built in: " + builtin;
  return Inquiry(page, rules, options).why(rule, block);
}

}  // namespace dehusk
