#ifndef DEHUSK_CLEAN_EVIDENCE_H_
#define DEHUSK_CLEAN_EVIDENCE_H_
// The evidence on which the content stage judges: for each block that the rules left, a row of small numbers, one a
// feature. All features are bytes, so a judge compares bytes and its data are small. Shares are scaled by 200, counts
// are logarithms, distances are centred at 128. The table of features is in evidence_table.h; docs and `explain` use
// it. The rows are held by column, as the judge reads them.
//
// All counts come from sums over the blocks and one pass over the elements: the cost is linear in the page.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clean/evidence_columns.h"
#include "clean/stage.h"
#include "rule/judge.h"

namespace dehusk {

enum class Scale : std::uint8_t {
  flag,
  number,
  share,
  log,
  gap,
  distance,
  kind,
  other_kind,
  tag,
  start,
  page_type,
  husk
};

struct FeatureInfo {
  std::string_view name;   // as in rules/content.toml: "link_share"
  std::string_view words;  // for people: "share of its text that is links"
  Scale scale;
};

// The features in the order of the row.
[[nodiscard]] std::span<const FeatureInfo> features();

using EvidenceRow = std::array<std::uint8_t, kFeatureCount>;

struct Evidence {
  std::vector<std::uint32_t> blocks;  // the blocks that are left, in order
  std::vector<std::uint32_t> words;   // words of what is left of each
  std::vector<std::array<Span, 2>>
      containers;  // for each: the nearest two containers around it, as ranges of indices into `blocks`
  EvidenceColumns columns;

  [[nodiscard]] EvidenceRow row(std::size_t i) const;  // the features of blocks[i]
};

[[nodiscard]] Evidence gather_evidence(const Scene& scene);

// A feature's value as a person reads it: "0.85", "about 40", "yes".
[[nodiscard]] std::string feature_value(const FeatureInfo& feature, std::uint8_t value);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_H_
