#ifndef DEHUSK_CLEAN_PIPELINE_H_
#define DEHUSK_CLEAN_PIPELINE_H_
// The stages that rules drive, run in a row, and the ledger that they share with the stages after them.

#include <vector>

#include "clean/clean.h"
#include "clean/stage.h"

namespace dehusk {

// A scene with the structure and text stages behind it, and what they reported.
struct RuleRun {
  Scene scene;
  std::vector<Also> also;
  std::vector<Event> events;
};

// Scope, structure, text. If that takes more than options.max_removed of the words, all is done again with the rules of
// low risk alone, and the events say so. Page, rules and options must outlive the result.
[[nodiscard]] RuleRun run_rules(const Page& page, const RuleSet& rules, const CleanOptions& options);

// Adds what a stage returned to the ledger: cuts and covers stay sorted.
void add_taken(RuleRun& run, Taken taken);

// Words of the page, raw blocks aside, and how many of them the cuts take.
[[nodiscard]] std::uint64_t count_page_words(const Page& page);
[[nodiscard]] std::uint64_t count_cut_words(const Page& page, const std::vector<Cut>& cuts);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_PIPELINE_H_
