// All columns stand in one allocation, one behind the other with zeros between them.

#include "clean/evidence_columns.h"

#include <cassert>
#include <cstring>

namespace dehusk {

namespace {

// Room for whole batches, and for zeros before the next column.
std::size_t stride_of(std::size_t rows) {
  return (rows + EvidenceColumns::kReach + kBatchRows - 1) / kBatchRows * kBatchRows;
}

}  // namespace

EvidenceColumns::EvidenceColumns(std::size_t rows)
    : rows_(rows),
      stride_(stride_of(rows)),
      bytes_(std::make_unique_for_overwrite<std::uint8_t[]>(kBatchRows + stride_ * kSecondRow + kBatchRows)) {
  std::memset(bytes_.get(), 0, kBatchRows);
}

// The zeros before a column are the end of the one made before it.
std::uint8_t* EvidenceColumns::make(std::size_t feature) {
  assert(made_ < kSecondRow);
  std::uint8_t* const bytes = bytes_.get() + kBatchRows + stride_ * made_++;
  std::memset(bytes, 0, stride_);
  columns_[feature] = {bytes, 0};
  return bytes;
}

void EvidenceColumns::shift(std::size_t feature, std::size_t other, std::ptrdiff_t steps) {
  columns_[feature] = {columns_[other].bytes + steps, 0};
}

}  // namespace dehusk
