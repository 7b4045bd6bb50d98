#include "clean/pipeline.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <tuple>

#include "base/unicode.h"

namespace dehusk {

namespace {

bool runs(const CleanOptions& options, Stage stage) {
  return (options.stages >> static_cast<unsigned>(stage) & 1U) != 0;
}

void run_stages(RuleRun& run, PartClock& clock) {
  if (runs(run.scene.options, Stage::structure)) add_taken(run, run_structure(run.scene));
  clock.end(Part::structure);
  if (runs(run.scene.options, Stage::text)) add_taken(run, run_text(run.scene));
  clock.end(Part::text);
}

// Rules that take something, at more than low risk. Matchers that are code belong to later stages.
bool is_risky(const Rule& rule) {
  const bool takes = rule.take.action == Action::drop || rule.take.action == Action::trim;
  return takes && rule.risk != Risk::low && rule.match.builtin.empty();
}

std::string fallback_detail(double share) {
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "the rules took %.0f %% of the words; only those of low risk were applied",
                share * 100);
  return text.data();
}

template <class T>
void append(std::vector<T>& to, std::vector<T> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

void add_taken(RuleRun& run, Taken taken) {
  append(run.scene.cuts, std::move(taken.cuts));
  append(run.scene.covers, std::move(taken.covers));
  append(run.also, std::move(taken.also));
  append(run.events, std::move(taken.events));
  std::sort(run.scene.cuts.begin(), run.scene.cuts.end(), [](const Cut& a, const Cut& b) {
    return std::tuple(a.block, a.span.begin, a.span.end) < std::tuple(b.block, b.span.begin, b.span.end);
  });
  std::stable_sort(run.scene.covers.begin(), run.scene.covers.end(), [](const Cover& a, const Cover& b) {
    return std::tuple(a.block, a.span.begin, a.rule) < std::tuple(b.block, b.span.begin, b.rule);
  });
}

RuleRun run_rules(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  RuleRun run{{page, rules, options, {}, {}, {}, {}}, {}, {}};
  PartClock clock(options.timings);
  decide_scope(run.scene);
  clock.end(Part::scope);
  run_stages(run, clock);
  const std::uint64_t words = count_page_words(page);
  if (words == 0) return run;
  const double share = static_cast<double>(count_cut_words(page, run.scene.cuts)) / static_cast<double>(words);
  clock.end(Part::text);
  if (share <= options.max_removed) return run;

  run.scene.cuts.clear();
  run.scene.covers.clear();
  run.also.clear();
  run.events.assign(1, {EventKind::fallback, kNone, kNone, fallback_detail(share)});
  for (RuleId id = 0; id < rules.rules().size(); ++id)
    if (is_risky(rules.rule(id))) run.scene.active[id] = false;
  run_stages(run, clock);
  return run;
}

std::uint64_t count_page_words(const Page& page) {
  std::uint64_t words = 0;
  for (const Block& block : page.blocks)
    if (block.kind != Kind::raw) words += block.words;
  return words;
}

std::uint64_t count_cut_words(const Page& page, const std::vector<Cut>& cuts) {
  std::uint64_t words = 0;
  for (const Cut& cut : cuts) {
    const Block& block = page.blocks[cut.block];
    if (block.kind == Kind::raw) continue;
    words += cut.span == block.text ? block.words : count_words(slice(page.text, cut.span));
  }
  return words;
}

}  // namespace dehusk
