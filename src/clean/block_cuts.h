#ifndef DEHUSK_CLEAN_BLOCK_CUTS_H_
#define DEHUSK_CLEAN_BLOCK_CUTS_H_
// Collects the cuts of the structure stage, block by block, first come first served, and makes clean edges where only a
// part of a block goes:
//
//   "Rain [Share] fell."        -> cut "Share " , so that no two spaces are left
//   "[Home] | [World]"          -> nothing but " | " would be left: the whole block goes

#include <cstdint>
#include <functional>
#include <vector>

#include "page/cleaned.h"
#include "page/page.h"

namespace dehusk {

class BlockCuts {
 public:
  BlockCuts(const Page& page, Stage stage)
      : page_(page), stage_(stage), whole_(page.blocks.size(), kNone), parts_(page.blocks.size()) {}

  // Cuts what of `span` is not cut yet (a raw block is cut whole, its span is empty). Returns the rule that had all or
  // some of it before; kNone if nobody had.
  RuleId add(std::uint32_t block, Span span, RuleId rule);

  // All cuts, sorted and disjoint. `is_kept` says if a keep rule forbids a cut that only tidies up.
  [[nodiscard]] std::vector<Cut> finish(const std::function<bool(const Cut&)>& is_kept);

 private:
  void swallow_spaces(std::uint32_t block);
  void take_punctuation(std::uint32_t block, const std::function<bool(const Cut&)>& is_kept);

  const Page& page_;
  Stage stage_;
  std::vector<RuleId> whole_;            // by block
  std::vector<std::vector<Cut>> parts_;  // by block, sorted, disjoint
};

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_BLOCK_CUTS_H_
