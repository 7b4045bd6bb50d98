// First every block is scanned for what the indexes name, then each rule is confirmed where it was named.

#include "clean/text_picks.h"

#include <algorithm>
#include <optional>
#include <utility>

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
      if (holds(rule, compiled.rules[id], subject_at(scene, texts, index, pointer_to(matcher))))
        picks.push_back({id, index});
    }
  }
  return picks;
}

// A block where a target may hold.
struct Candidate {
  std::uint32_t index = 0;
  std::uint64_t entries = 0;  // see Named
};

// What the indexes found, by target and, within one, by index.
class Candidates {
 public:
  Candidates(const Scene& scene, const TextScene& texts) : first_(scene.rules.compiled().target_count + 1, 0) {
    find(scene, texts);
    // Counting sort: `first_` becomes where each target begins; within one the order of blocks stays.
    std::uint32_t begin = 0;
    for (std::uint32_t& count : first_) begin += std::exchange(count, begin);
    sorted_.resize(found_.size());
    std::vector<std::uint32_t> next = first_;
    const std::vector<Named>& named = scene.rules.compiled().named;
    for (const Found& one : found_) sorted_[next[named[one.number].target]++] = {one.index, named[one.number].entries};
  }

  // A block comes once for each thing found in it.
  [[nodiscard]] std::span<const Candidate> of(std::uint32_t target) const {
    return std::span(sorted_).subspan(first_[target], first_[target + 1] - first_[target]);
  }

  // The rules that have any, in order.
  [[nodiscard]] std::vector<RuleId> rules(std::size_t rule_count) const {
    std::vector<RuleId> some;
    for (RuleId id = 0; id < rule_count; ++id) {
      if (first_[id] != first_[id + 1]) some.push_back(id);
    }
    return some;
  }

 private:
  struct Found {
    std::uint32_t number = 0, index = 0;
  };

  void find(const Scene& scene, const TextScene& texts) {
    const Compiled& compiled = scene.rules.compiled();
    std::vector<std::uint32_t> numbers;
    LiteralIndex::Seen seen;
    for (std::uint32_t index = 0; index < texts.size(); ++index) {
      const Sieve::View block(compiled.sieve, texts.texts[index], texts.words[index],
                              scene.page.blocks[texts.blocks[index]].kind, texts.zones.of(index, index + 1));
      const auto add = [&](std::uint32_t number) {
        const std::uint32_t target = compiled.named[number].target;
        if (target < scene.active.size() && !scene.active[target]) return;
        found_.push_back({number, index});
        ++first_[target];
      };
      compiled.sieve.each(block, add);
      numbers.clear();
      compiled.literals.find(texts.folded, texts.folded_span_with_marker(index), texts.folded_markers[index], numbers,
                             seen);
      for (const std::uint32_t number : numbers) {
        if (compiled.sieve.lets_through(block, number)) add(number);
      }
    }
  }

  std::vector<std::uint32_t> first_;
  std::vector<Found> found_;
  std::vector<Candidate> sorted_;
};

// Confirms the candidates of one rule after the other, so that a rule's automata stay in the cache.
class Confirmer {
 public:
  Confirmer(const Scene& scene, const TextScene& texts)
      : scene_(scene),
        texts_(texts),
        compiled_(scene.rules.compiled()),
        candidates_(scene, texts),
        matcher_(matcher_for(scene.page)) {}

  std::vector<Pick> run() {
    for (const RuleId id : candidates_.rules(compiled_.rules.size())) {
      if (prepare_memo(id)) confirm_all(id, candidates_.of(id));
    }
    return std::move(picks_);
  }

 private:
  // False if a neighbour that the rule needs is nowhere on the page.
  bool prepare_memo(RuleId id) {
    const CompiledRule& rule = compiled_.rules[id];
    return (rule.prev.empty() || prepare(rule.prev_target, memo_.prev)) &&
           (rule.next.empty() || prepare(rule.next_target, memo_.next));
  }

  bool prepare(std::uint32_t target, std::vector<NeighbourMemo::Answer>& answers) {
    if (target == kNone) {
      answers.assign(texts_.size(), NeighbourMemo::unknown);
      return true;
    }
    const std::span<const Candidate> possible = candidates_.of(target);
    if (possible.empty()) return false;
    answers.assign(texts_.size(), NeighbourMemo::no);
    for (const Candidate& candidate : possible) answers[candidate.index] = NeighbourMemo::unknown;
    return true;
  }

  void confirm_all(RuleId id, std::span<const Candidate> found) {
    for (std::size_t i = 0; i < found.size();) {
      Candidate all = found[i++];
      for (; i < found.size() && found[i].index == all.index; ++i) all.entries |= found[i].entries;
      confirm(id, all);
    }
  }

  void confirm(RuleId id, const Candidate& candidate) {
    Subject subject = subject_at(scene_, texts_, candidate.index, pointer_to(matcher_));
    subject.memo = &memo_;
    subject.entries = candidate.entries;
    if (holds(compiled_.book.rules[id], compiled_.rules[id], subject)) picks_.push_back({id, candidate.index});
  }

  const Scene& scene_;
  const TextScene& texts_;
  const Compiled& compiled_;
  Candidates candidates_;
  std::optional<Matcher> matcher_;
  NeighbourMemo memo_;
  std::vector<Pick> picks_;
};

}  // namespace

bool is_text_rule(const Rule& rule) {
  const Match& match = rule.match;
  return rule.enabled && !rule.is_structural() &&
         !(match.is.empty() && match.starts.empty() && match.ends.empty() && match.has.empty() && match.re.empty());
}

std::vector<Pick> find_picks(const Scene& scene, const TextScene& texts) {
  return scene.options.engine == Engine::naive ? find_naively(scene, texts) : Confirmer(scene, texts).run();
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
  const Pattern* const closer = is_inclusive      ? &compiled.to.front()
                                : rule.take.until ? &compiled.until.front()
                                                  : nullptr;
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
