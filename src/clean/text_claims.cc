// Order: runs, regions or trims, budget, and then whether the rule may act at all (draft and mark only report).

#include "clean/text_claims.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/unicode.h"

namespace dehusk {

namespace {

// RE2's \C can match half a character; a cut never ends inside one.
Span on_borders(std::string_view text, Span span) {
  const auto is_inside = [&](std::uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (span.begin > 0 && is_inside(span.begin)) --span.begin;
  while (is_inside(span.end)) ++span.end;
  return span;
}

constexpr int kMostTrims = 200;  // by one regex in one block: each may cost another pass over the block

// Every stretch of a block that a trim cuts; they may overlap.
std::vector<Span> trims_of(const CompiledRule& compiled, std::string_view text, std::size_t marker,
                           std::string_view folded) {
  std::vector<Span> spans;
  const auto add = [&](Span span) {
    if (!span.empty()) spans.push_back(on_borders(text, span));
  };
  for (const Pattern& pattern : compiled.re) {
    Pattern::Match match;
    std::size_t from = 0;
    for (int i = 0; i < kMostTrims && from <= text.size() && pattern.search(text, from, match); ++i) {
      add(match.cut.value_or(match.whole));
      from = std::max<std::size_t>(match.whole.end, from + 1);
    }
  }
  for (const std::string& literal : compiled.starts) {
    if (!has_literal_at(folded, literal, Where::start)) continue;
    const Span found = literal_span(text.substr(marker), literal, Where::start);
    const auto skipped = static_cast<std::uint32_t>(marker);
    add({found.begin + skipped, found.end + skipped});
  }
  for (const std::string& literal : compiled.ends) {
    if (has_literal_at(folded, literal, Where::end)) add(literal_span(text, literal, Where::end));
  }
  return spans;
}

Event event(EventKind kind, RuleId rule, std::uint32_t block, std::string detail) {
  return {.kind = kind, .rule = rule, .block = block, .detail = std::move(detail)};
}

std::string percent(double share) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", share * 100);
  return text.data();
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) return std::string(text);
  std::size_t end = kMost;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "...";
}

// One rule's way from picks to claims.
class Claimer {
 public:
  Claimer(const Scene& scene, const TextScene& texts, std::span<const Pick> picks)
      : scene_(scene),
        texts_(texts),
        picks_(picks),
        id_(picks.front().rule),
        rule_(scene.rules.rule(id_)),
        compiled_(scene.rules.compiled().rules[id_]) {}

  Claims run() {
    drop_short_runs();
    if (picks_.empty()) return {};
    if (rule_.take.action == Action::trim) {
      claim_trims();
    } else if (has_region(rule_)) {
      claim_regions();
    } else {
      for (const Pick& pick : picks_) claim_blocks(pick.index, pick.index + 1);
    }
    if (is_over_budget()) {
      claims_.claims.clear();
    } else if (rule_.status == Status::draft || rule_.take.action == Action::mark) {
      report_only();
    }
    return std::move(claims_);
  }

 private:
  void drop_short_runs() {
    if (rule_.match.run <= 1) return;
    for (const Span stretch : stretches(picks_, rule_.match.run)) {
      for (std::uint32_t index = stretch.begin; index < stretch.end; ++index) in_runs_.push_back({id_, index});
    }
    picks_ = in_runs_;
  }

  void claim_blocks(std::uint32_t begin, std::uint32_t end) {
    hits_.push_back({begin, end});
    for (std::uint32_t index = begin; index < end; ++index) {
      claims_.claims.push_back({.index = index, .rule = id_, .is_whole = true, .span = {}});
      words_ += texts_.words[index];
    }
  }

  void claim_regions() {
    for (const Region& region : open_regions(rule_, compiled_, texts_, picks_)) {
      if (region.is_closed) {
        claim_blocks(region.opener, region.end);
      } else {
        add_event(EventKind::unclosed, region.opener, describe_unclosed(rule_, texts_, region));
      }
    }
  }

  void claim_trims() {
    for (const Pick& pick : picks_) {
      const std::string_view text = texts_.texts[pick.index];
      bool any = false;
      for (const Span span : trims_of(compiled_, text, texts_.markers[pick.index], texts_.folded_text(pick.index))) {
        claims_.claims.push_back({.index = pick.index, .rule = id_, .is_whole = false, .span = span});
        words_ += count_words(slice(text, span));
        any = true;
      }
      if (any) hits_.push_back({pick.index, pick.index + 1});
    }
  }

  bool is_over_budget() {
    if (!scene_.options.budgets || hits_.empty()) return false;
    if (hits_.size() > rule_.take.max_hits) {
      add_event(EventKind::too_many, hits_.front().begin,
                std::to_string(hits_.size()) + " hits, the limit is " + std::to_string(rule_.take.max_hits));
      return true;
    }
    if (rule_.take.action == Action::keep || rule_.take.action == Action::mark) return false;
    const double share =
        texts_.all_words == 0 ? 0 : static_cast<double>(words_) / static_cast<double>(texts_.all_words);
    if (share <= rule_.take.max_share) return false;
    add_event(EventKind::over_budget, hits_.front().begin,
              "takes " + percent(share) + " of the words, the limit is " + percent(rule_.take.max_share));
    return true;
  }

  void report_only() {
    const EventKind kind = rule_.status == Status::draft ? EventKind::draft : EventKind::mark;
    for (const Span hit : hits_) {
      std::string detail;
      if (kind == EventKind::draft) detail = "would " + std::string(to_string(rule_.take.action)) + " ";
      detail += "'" + excerpt(texts_.texts[hit.begin]) + "'";
      if (hit.size() > 1) detail += " and " + std::to_string(hit.size() - 1) + " more";
      add_event(kind, hit.begin, std::move(detail));
    }
    claims_.claims.clear();
  }

  void add_event(EventKind kind, std::uint32_t index, std::string detail) {
    claims_.events.push_back(event(kind, id_, texts_.blocks[index], std::move(detail)));
  }

  const Scene& scene_;
  const TextScene& texts_;
  std::span<const Pick> picks_;
  RuleId id_;
  const Rule& rule_;
  const CompiledRule& compiled_;
  std::vector<Pick> in_runs_;
  std::vector<Span> hits_;  // index ranges, one a pick or region
  std::uint64_t words_ = 0;
  Claims claims_;
};

}  // namespace

Claims claim(const Scene& scene, const TextScene& texts, std::span<const Pick> picks) {
  return Claimer(scene, texts, picks).run();
}

}  // namespace dehusk
