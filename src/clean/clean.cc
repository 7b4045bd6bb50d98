// The pipeline: rules, evidence, tidying, and what the page is called. Two things stand above the stages: a page whose
// rules take nearly everything is cleaned again with care (pipeline.cc), and a page that has prose never comes out
// empty (rescue.cc).

#include "clean/clean.h"

#include <algorithm>
#include <tuple>

#include "clean/content.h"
#include "clean/element_scene.h"
#include "clean/pipeline.h"
#include "clean/rescue.h"
#include "clean/tidy.h"

namespace dehusk {

namespace {

bool runs(const CleanOptions& options, Stage stage) {
  return (options.stages >> static_cast<unsigned>(stage) & 1U) != 0;
}

// True if both cuts are lines of one element: a headline with a <br> in it.
bool is_same_text(const Page& page, const Cut& a, const Cut& b) {
  const std::uint32_t element = page.blocks[a.block].element;
  return a.rule == b.rule && element != kNone && element == page.blocks[b.block].element && !a.span.empty() &&
         !b.span.empty();
}

// Of the cuts by rules about this kind of husk, the text of the one nearest to where the body begins.
std::string cut_text(const Page& page, const RuleSet& rules, const std::vector<Cut>& cuts, Husk husk,
                     std::uint32_t body) {
  const auto distance = [&](const Cut& cut) { return cut.block < body ? body - cut.block : cut.block - body; };
  std::size_t nearest = cuts.size();
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (rules.rule(cuts[i].rule).husk != husk || cuts[i].span.empty()) continue;
    if (nearest == cuts.size() || distance(cuts[i]) < distance(cuts[nearest])) nearest = i;
  }
  if (nearest == cuts.size()) return "";
  std::size_t first = nearest;
  while (first > 0 && is_same_text(page, cuts[first - 1], cuts[nearest])) --first;
  std::string text;
  for (std::size_t i = first; i < cuts.size() && is_same_text(page, cuts[i], cuts[nearest]); ++i)
    text += std::string(slice(page.text, cuts[i].span)) + " ";
  return collapse(text.empty() ? slice(page.text, cuts[nearest].span) : std::string_view(text));
}

// What --keep-husk asks to leave in: the blocks that rules of these kinds would take. The evidence would take them as
// well, so they are named by a run of the rules with nothing spared. Empty if nothing is to be spared.
std::vector<bool> spared_blocks(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  std::vector<bool> spared;
  if (options.keep_husk == 0) return spared;
  CleanOptions all = options;
  all.keep_husk = 0;
  spared.assign(page.blocks.size(), false);
  for (const Cut& cut : run_rules(page, rules, all).scene.cuts)
    if ((options.keep_husk & bit(rules.rule(cut.rule).husk)) != 0) spared[cut.block] = true;
  return spared;
}

// The headline as the page shows it; author and date as the page states them for machines, else as it shows them.
void name_page(Cleaned& cleaned, const Page& page, const RuleSet& rules) {
  const std::uint32_t kept = first_kept_block(page, cleaned.cuts);
  const std::uint32_t body = kept == kNone ? 0 : kept;
  cleaned.title = cut_text(page, rules, cleaned.cuts, Husk::headline, body);
  if (cleaned.title.empty()) cleaned.title = page.metadata.title;
  const bool is_profile = page.metadata.author.starts_with("http");
  cleaned.author = is_profile ? "" : page.metadata.author;
  if (cleaned.author.empty()) cleaned.author = cut_text(page, rules, cleaned.cuts, Husk::byline, body);
  cleaned.date = page.metadata.date;
  if (cleaned.date.empty()) cleaned.date = cut_text(page, rules, cleaned.cuts, Husk::date, body);
}

}  // namespace

Cleaned clean(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  Cleaned cleaned;
  const std::vector<bool> spared = spared_blocks(page, rules, options);
  RuleRun run = run_rules(page, rules, options);
  PartClock clock(options.timings);
  if (runs(options, Stage::content)) {
    Judged judged = run_content(run.scene);
    cleaned.judgements = std::move(judged.judgements);
    add_taken(run, std::move(judged.taken));
  }
  clock.end(Part::content);
  if (runs(options, Stage::tidy)) add_taken(run, run_tidy(run.scene));
  if (!spared.empty()) {
    std::erase_if(run.scene.cuts, [&](const Cut& cut) {
      return spared[cut.block] && (cut.stage == Stage::content || cut.stage == Stage::tidy);
    });
  }

  cleaned.cuts = std::move(run.scene.cuts);
  cleaned.also = std::move(run.also);
  cleaned.events = std::move(run.events);
  if (options.only == kNone) rescue(cleaned, page, rules);
  std::stable_sort(cleaned.also.begin(), cleaned.also.end(),
                   [](const Also& a, const Also& b) { return a.block < b.block; });
  clock.end(Part::tidy);
  name_page(cleaned, page, rules);
  clock.end(Part::name);
  return cleaned;
}

}  // namespace dehusk
