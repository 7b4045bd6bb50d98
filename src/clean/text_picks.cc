// The scan is a function of the block alone, so nothing is allocated for a block on which no index names a rule.

#include "clean/text_picks.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace dehusk {

namespace {

// A Matcher remembers what it found out about the page; a dump has no elements to ask about.
std::optional<Matcher> matcher_for(const Page& page) {
  if (page.elements.empty()) return std::nullopt;
  return std::optional<Matcher>(std::in_place, page);
}

Matcher* pointer_to(std::optional<Matcher>& matcher) { return matcher ? &*matcher : nullptr; }

std::vector<Pick> find_naively(const Scene& scene, const TextScene& texts) {
  const Compiled& compiled = scene.rules.compiled();
  std::optional<Matcher> matcher = matcher_for(scene.page);
  std::vector<Pick> picks;
  for (RuleId id = 0; id < compiled.rules.size(); ++id) {
    const Rule& rule = compiled.book.rules[id];
    if (!scene.active[id] || !is_text_rule(rule)) continue;
    for (std::uint32_t index = 0; index < texts.size(); ++index) {
      if (holds(rule, compiled.rules[id], subject_at(scene, texts, index, pointer_to(matcher)))) picks.push_back({id, index});
    }
  }
  return picks;
}

std::vector<Pick> find_by_index(const Scene& scene, const TextScene& texts) {
  const Compiled& compiled = scene.rules.compiled();
  std::optional<Matcher> matcher = matcher_for(scene.page);
  std::vector<RuleId> singles;
  for (const RuleId id : compiled.singles) {
    if (scene.active[id]) singles.push_back(id);
  }
  std::vector<Pick> picks;
  std::vector<std::uint32_t> candidates;
  std::vector<int> scratch;
  for (std::uint32_t index = 0; index < texts.size(); ++index) {
    candidates.clear();
    compiled.literals.find(texts.folded_text(index), candidates);
    if (!compiled.anchored.empty()) compiled.anchored.match(texts.texts[index], candidates, scratch);
    candidates.insert(candidates.end(), singles.begin(), singles.end());
    if (candidates.empty()) continue;
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    const Subject subject = subject_at(scene, texts, index, pointer_to(matcher));
    for (const RuleId id : candidates) {
      if (scene.active[id] && holds(compiled.book.rules[id], compiled.rules[id], subject)) picks.push_back({id, index});
    }
  }
  std::sort(picks.begin(), picks.end(),
            [](const Pick& a, const Pick& b) { return std::tie(a.rule, a.index) < std::tie(b.rule, b.index); });
  return picks;
}

}  // namespace

bool is_text_rule(const Rule& rule) {
  const Match& match = rule.match;
  return rule.enabled && !rule.is_structural() &&
         !(match.is.empty() && match.starts.empty() && match.ends.empty() && match.has.empty() && match.re.empty());
}

std::vector<Pick> find_picks(const Scene& scene, const TextScene& texts) {
  return scene.options.engine == Engine::naive ? find_naively(scene, texts) : find_by_index(scene, texts);
}

std::vector<Span> stretches(std::span<const Pick> picks, std::uint32_t run) {
  std::vector<Span> found;
  for (std::size_t i = 0; i < picks.size();) {
    std::size_t end = i + 1;
    while (end < picks.size() && picks[end].index == picks[end - 1].index + 1) ++end;
    if (end - i >= run) found.push_back({picks[i].index, picks[end - 1].index + 1});
    i = end;
  }
  return found;
}

bool has_region(const Rule& rule) { return rule.take.to || rule.take.until || rule.take.to_end; }

std::vector<Region> open_regions(const Rule& rule, const CompiledRule& compiled, const TextScene& texts,
                                 std::span<const Pick> picks) {
  std::vector<Region> regions;
  const bool is_inclusive = rule.take.to.has_value();
  const Pattern* const closer =
      is_inclusive ? &compiled.to.front() : rule.take.until ? &compiled.until.front() : nullptr;
  std::uint32_t taken_to = 0;
  std::uint32_t at = 0;  // no block before it closes anything for an opener that is still to come
  for (const Pick& pick : picks) {
    if (pick.index < taken_to) continue;
    Region region{.opener = pick.index, .end = texts.size(), .is_closed = true};
    if (closer != nullptr) {
      // `to_end` beside a closer means: to the closer, else to the end.
      const std::uint32_t limit = std::min(texts.size(), pick.index + rule.take.max_blocks + 1);
      at = std::max(at, is_inclusive ? pick.index : pick.index + 1);
      while (at < limit && !closer->search(texts.texts[at])) ++at;
      region.is_closed = at < limit || rule.take.to_end;
      if (at < limit) region.end = is_inclusive ? at + 1 : at;
    }
    if (region.is_closed) taken_to = region.end;
    regions.push_back(region);
  }
  return regions;
}

std::string describe_unclosed(const Rule& rule, const TextScene& texts, const Region& region) {
  const std::uint32_t last = std::min(texts.size() - 1, region.opener + rule.take.max_blocks);
  return std::string(rule.take.to ? "`to`" : "`until`") + " not found in blocks " +
         std::to_string(texts.blocks[region.opener] + 1) + "-" + std::to_string(texts.blocks[last] + 1);
}

}  // namespace dehusk
