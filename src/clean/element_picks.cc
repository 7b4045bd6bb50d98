// Order: conditions, closest and rest, immunity of code; then, rule by rule, the outermost picks, the budget, and
// whether the rule may act at all (draft and mark only report).

#include "clean/element_picks.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <tuple>

#include "base/unicode.h"

namespace dehusk {

namespace {

// What all rules together may read on one page: an element's text is read anew by each rule, and elements nest.
constexpr std::uint64_t kMaxTextBytes = 64U << 20U;
constexpr int kMaxTrims = 1000;  // by one pattern in one element

bool is_immune(const Scene& scene, ElementScene& facts, const Rule& rule, std::uint32_t element) {
  if (rule.take.action == Action::keep || rule.take.action == Action::mark) return false;
  const bool names_pre = rule.match.kinds && (*rule.match.kinds >> static_cast<unsigned>(Kind::pre) & 1U) != 0;
  return !names_pre && !scene.page.elements[element].text.empty() && facts.is_in_code(element);
}

std::uint32_t nearest(Matcher& matcher, const std::vector<SelectorList>& closest, std::uint32_t element) {
  for (std::uint32_t at = element; at != kNone; at = matcher.page().elements[at].parent)
    for (const SelectorList& selectors : closest)
      if (matcher.matches(selectors, at)) return at;
  return element;
}

std::string percent(double share) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", share * 100);
  return text.data();
}

// All picks of one rule, outermost first and apart from each other.
class RulePicks {
 public:
  RulePicks(const Scene& scene, const ElementScene& facts, ElementPicks& out)
      : scene_(scene), facts_(facts), out_(out) {}

  void judge(std::span<ElementPick> picks) {
    const Rule& rule = scene_.rules.rule(picks.front().rule);
    picks = outermost(picks);
    if (is_over_budget(rule, picks)) return;
    if (rule.status == Status::draft || rule.take.action == Action::mark) {
      for (const ElementPick& pick : picks) report(rule, pick);
    } else {
      out_.picks.insert(out_.picks.end(), picks.begin(), picks.end());
    }
  }

 private:
  static std::span<ElementPick> outermost(std::span<ElementPick> picks) {
    const auto is_before = [](const ElementPick& a, const ElementPick& b) {
      return std::tuple(a.stretch.first, kNone - a.stretch.end, a.element) <
             std::tuple(b.stretch.first, kNone - b.stretch.end, b.element);
    };
    // Only `closest` and its like bring them out of order.
    if (!std::is_sorted(picks.begin(), picks.end(), is_before)) std::sort(picks.begin(), picks.end(), is_before);
    std::size_t kept = 0;
    for (const ElementPick& pick : picks)
      if (kept == 0 || !picks[kept - 1].stretch.contains(pick.stretch)) picks[kept++] = pick;
    return picks.first(kept);
  }

  bool is_over_budget(const Rule& rule, std::span<const ElementPick> picks) {
    if (!scene_.options.budgets) return false;
    const ElementPick& first = picks.front();
    // Scripts and the like are no hits: there is no text to be lost.
    const auto hits =
        std::count_if(picks.begin(), picks.end(), [](const ElementPick& pick) { return !pick.stretch.text.empty(); });
    if (hits > static_cast<std::ptrdiff_t>(rule.take.max_hits)) {
      add(EventKind::too_many, first,
          std::to_string(hits) + " hits, the limit is " + std::to_string(rule.take.max_hits));
      return true;
    }
    if (rule.take.action == Action::keep || rule.take.action == Action::mark || facts_.page_words() == 0) return false;
    std::uint64_t words = 0;
    for (const ElementPick& pick : picks) words += words_of(rule, pick);
    const double share = static_cast<double>(words) / facts_.page_words();
    if (share <= rule.take.max_share) return false;
    add(EventKind::over_budget, first,
        "takes " + percent(share) + " of the words, the limit is " + percent(rule.take.max_share));
    return true;
  }

  std::uint64_t words_of(const Rule& rule, const ElementPick& pick) const {
    if (rule.take.action != Action::trim) return facts_.words_in(pick.stretch);
    std::uint64_t words = 0;
    for (const Span span : trim_spans(scene_.page, scene_.rules.compiled().rules[pick.rule], pick.stretch))
      words += count_words(slice(scene_.page.text, span));
    return words;
  }

  void report(const Rule& rule, const ElementPick& pick) {
    const bool is_draft = rule.status == Status::draft;
    std::string detail = is_draft ? "would " + std::string(to_string(rule.take.action)) + " " : "";
    detail += describe_element(scene_.page, pick.stretch.first);
    add(is_draft ? EventKind::draft : EventKind::mark, pick, std::move(detail));
  }

  void add(EventKind kind, const ElementPick& pick, std::string detail) {
    const Stretch& stretch = pick.stretch;
    const std::uint32_t block = stretch.first_block < stretch.end_block ? stretch.first_block : kNone;
    out_.events.push_back({kind, pick.rule, block, std::move(detail)});
  }

  const Scene& scene_;
  const ElementScene& facts_;
  ElementPicks& out_;
};

ElementPicks too_costly(std::string detail) { return {{}, {{EventKind::degraded, kNone, kNone, std::move(detail)}}}; }

// The picks of each rule in a row, in the order in which they came.
std::vector<ElementPick> grouped_by_rule(const std::vector<ElementPick>& picks, std::size_t rule_count) {
  std::vector<std::uint32_t> places(rule_count + 1);
  for (const ElementPick& pick : picks) ++places[pick.rule + 1];
  for (std::size_t rule = 1; rule < places.size(); ++rule) places[rule] += places[rule - 1];
  std::vector<ElementPick> grouped(picks.size());
  for (const ElementPick& pick : picks) grouped[places[pick.rule]++] = pick;
  return grouped;
}

}  // namespace

bool pick_element(const Scene& scene, ElementScene& facts, std::uint32_t element, RuleId id, std::uint32_t selector,
                  ElementPick& pick) {
  const Rule& rule = scene.rules.rule(id);
  const CompiledRule& compiled = scene.rules.compiled().rules[id];
  if (!holds(rule, compiled, facts.subject(element, rule, compiled))) return false;
  const std::uint32_t target = compiled.closest.empty() ? element : nearest(facts.matcher(), compiled.closest, element);
  if (is_immune(scene, facts, rule, target)) return false;
  pick = {id, selector, element, stretch_of(scene.page, target)};
  if (rule.take.rest) pick.stretch = rest_of_parent(scene.page, target);
  if (rule.take.to_end) pick.stretch = rest_of_page(scene.page, target);
  return !facts.is_empty(pick.stretch);
}

ElementPicks find_element_picks(const Scene& scene, ElementScene& facts) {
  const Compiled& compiled = scene.rules.compiled();
  std::vector<Hit> hits;
  if (compiled.selectors.match_all(scene.page, scene.active, hits, scene.options.engine == Engine::naive).is_degraded)
    return too_costly("css rules: this page's elements cost too much to match");
  std::vector<ElementPick> picks;
  std::uint64_t bytes = 0;
  for (const Hit& hit : hits) {
    const Match& match = scene.rules.rule(hit.rule).match;
    const CompiledRule& rule = compiled.rules[hit.rule];
    if (rule.reads_folded && !facts.may_begin(hit.element, rule.openings)) continue;
    if (!facts.fits_by_number(hit.element, match)) continue;
    if (reads_text(rule)) {
      const Span text = scene.page.elements[hit.element].text;
      bytes += text.size() * (1 + rule.re.size() + rule.not_re.size());
    }
    if (bytes > kMaxTextBytes || facts.matcher().steps() > kMaxMatchSteps)
      return too_costly("css rules: this page's elements cost too much to read");
    ElementPick pick;
    if (pick_element(scene, facts, hit.element, hit.rule, hit.selector, pick)) picks.push_back(pick);
  }
  picks = grouped_by_rule(picks, scene.rules.rules().size());
  ElementPicks found;
  RulePicks judge(scene, facts, found);
  for (auto begin = picks.begin(); begin != picks.end();) {
    const auto end =
        std::find_if(begin, picks.end(), [&](const ElementPick& pick) { return pick.rule != begin->rule; });
    judge.judge({begin, end});
    begin = end;
  }
  return found;
}

std::vector<Span> trim_spans(const Page& page, const CompiledRule& compiled, const Stretch& stretch) {
  std::vector<std::uint32_t> offsets;
  const std::string text = collapse(slice(page.text, stretch.text), &offsets);
  const std::string folded = fold(text);
  std::vector<Span> spans;
  const auto add = [&](Span span) {
    if (span.empty()) return;
    // The end of the last byte taken, not the begin of the next: white space between them was collapsed.
    spans.push_back({stretch.text.begin + offsets[span.begin], stretch.text.begin + offsets[span.end - 1] + 1});
  };
  for (const Pattern& pattern : compiled.re) {
    Pattern::Match match;
    std::size_t from = 0;
    for (int i = 0; i < kMaxTrims && from <= text.size() && pattern.search(text, from, match); ++i) {
      add(match.cut.value_or(match.whole));
      from = std::max<std::size_t>(match.whole.end, from + 1);
    }
  }
  for (const std::string& literal : compiled.starts)
    if (has_literal_at(folded, literal, Where::start)) add(literal_span(text, literal, Where::start));
  for (const std::string& literal : compiled.ends)
    if (has_literal_at(folded, literal, Where::end)) add(literal_span(text, literal, Where::end));
  std::sort(spans.begin(), spans.end(),
            [](Span a, Span b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  return spans;
}

}  // namespace dehusk
