#include "rule/sieve.h"

#include <algorithm>

namespace dehusk {

namespace {

// The last row is for texts of one byte.
std::size_t pair_of(std::string_view text) {
  return text.size() < 2 ? 1024
                         : (static_cast<std::size_t>(text[0]) & 31U) * 32 + (static_cast<std::size_t>(text[1]) & 31U);
}

}  // namespace

void Sieve::add(const PatternNeeds& needs, const BlockLimits& limits, bool is_named) {
  added_.push_back({needs, limits, is_named});
  added_.back().needs.literals.clear();
}

void Sieve::build() {
  const std::size_t count = added_.size();
  for (const bool is_named : {false, true}) {
    for (std::uint32_t number = 0; number < count; ++number) {
      if (added_[number].is_named == is_named) number_at_.push_back(number);
    }
    if (!is_named) unnamed_count_ = static_cast<std::uint32_t>(number_at_.size());
  }
  unnamed_words_ = (unnamed_count_ + 63) / 64;
  words_ = (count + 63) / 64;
  place_of_.resize(count);
  signs_.resize(count);
  for (std::vector<std::uint64_t>* rows : {&first_, &last_}) rows->assign(256 * words_, 0);
  pairs_.assign((kPairs + 1) * words_, 0);
  sizes_.assign(kSizes * words_, 0);
  counts_.assign(kWordCounts * words_, 0);
  kinds_.assign(kKindCount * words_, 0);
  zones_.assign(kZones * words_, 0);

  for (std::uint32_t place = 0; place < count; ++place) {
    place_of_[number_at_[place]] = place;
    const PatternNeeds& needs = added_[number_at_[place]].needs;
    const BlockLimits& limits = added_[number_at_[place]].limits;
    // Sets the condition's bit in each row that `holds` says it may hold in.
    const auto fill = [&](std::vector<std::uint64_t>& rows, std::size_t row_count, auto holds) {
      for (std::size_t row = 0; row < row_count; ++row) {
        if (holds(row)) rows[row * words_ + place / 64] |= std::uint64_t{1} << place % 64;
      }
    };
    const auto in_range = [](std::size_t row, std::size_t row_count, std::uint32_t min, std::uint32_t max) {
      return row + 1 == row_count ? max >= row : row >= min && row <= max;
    };
    const auto has_byte = [](const std::vector<std::uint64_t>& bytes, std::size_t byte) {
      return bytes.size() < 4 || (bytes[byte / 64] >> byte % 64 & 1) != 0;
    };
    fill(first_, 256, [&](std::size_t byte) { return has_byte(needs.edges.first, byte); });
    fill(last_, 256, [&](std::size_t byte) { return has_byte(needs.edges.last, byte); });
    fill(pairs_, kPairs + 1, [&](std::size_t pair) {
      return pair == kPairs || needs.pairs.size() < 32 || (needs.pairs[pair / 32] >> pair % 32 & 1) != 0;
    });
    fill(sizes_, kSizes,
         [&](std::size_t row) { return in_range(row, kSizes, needs.edges.min_bytes, needs.edges.max_bytes); });
    fill(counts_, kWordCounts,
         [&](std::size_t row) { return in_range(row, kWordCounts, limits.min_words, limits.max_words); });
    fill(kinds_, kKindCount, [&](std::size_t kind) { return (limits.kinds >> kind & 1) != 0; });
    fill(zones_, kZones, [&](std::size_t zones) { return (zones & ~std::size_t{limits.zones}) == 0; });
    std::copy_n(needs.signs.begin(), std::min<std::size_t>(needs.signs.size(), 3), signs_[place].begin());
  }
  added_ = {};
}

Sieve::View::View(const Sieve& sieve, std::string_view text, std::uint32_t words, Kind kind, std::uint8_t zones)
    : text_(text) {
  const auto row = [&](const std::vector<std::uint64_t>& rows, std::size_t at) {
    return rows.data() + at * sieve.words_;
  };
  rows_ = {row(sieve.first_, text.empty() ? 0 : static_cast<unsigned char>(text.front())),
           row(sieve.last_, text.empty() ? 0 : static_cast<unsigned char>(text.back())),
           row(sieve.pairs_, pair_of(text)),
           row(sieve.sizes_, std::min(text.size(), kSizes - 1)),
           row(sieve.counts_, std::min<std::size_t>(words, kWordCounts - 1)),
           row(sieve.kinds_, static_cast<std::size_t>(kind)),
           row(sieve.zones_, zones % kZones)};
}

}  // namespace dehusk
