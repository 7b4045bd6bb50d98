#ifndef DEHUSK_CLEAN_EVIDENCE_COLUMNS_H_
#define DEHUSK_CLEAN_EVIDENCE_COLUMNS_H_
// The evidence of a page by feature: a column of bytes for each feature whose value differs from block to block, one
// byte for the others, as rule/batch_score.h wants it. What the blocks near a block are like is no column of its own
// but the same bytes seen from another place.
//
//   words        0 0 0 | 12 40 3 9 | 0 0 0        three zeros at both ends: there is no such block
//   after1_words         40 3 9 0                 the same bytes, one further on

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "rule/judge.h"

namespace dehusk {

class EvidenceColumns {
 public:
  static constexpr std::size_t kReach = 3;  // how far a shifted column may look

  // Every feature is 0 in all rows.
  explicit EvidenceColumns(std::size_t rows = 0);
  EvidenceColumns(EvidenceColumns&&) = default;
  EvidenceColumns& operator=(EvidenceColumns&&) = default;

  [[nodiscard]] std::size_t rows() const { return rows_; }

  // Gives a feature bytes of its own, to be written; they are 0 now.
  std::uint8_t* make(std::size_t feature);

  // The feature's value in row i is what `other` has in row i + steps; 0 beyond the ends.
  void shift(std::size_t feature, std::size_t other, std::ptrdiff_t steps);

  void set(std::size_t feature, std::uint8_t value) { columns_[feature] = {nullptr, value}; }

  [[nodiscard]] std::uint8_t at(std::size_t feature, std::size_t row) const {
    const Column& column = columns_[feature];
    return column.bytes == nullptr ? column.same : column.bytes[row];
  }
  [[nodiscard]] std::span<const Column> all() const { return columns_; }

 private:
  std::size_t rows_ = 0;
  std::size_t stride_ = 0;
  std::unique_ptr<std::uint8_t[]> bytes_;  // never grows: columns_ points into it
  std::size_t made_ = 0;
  std::array<Column, kSecondRow> columns_{};
};

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_COLUMNS_H_
