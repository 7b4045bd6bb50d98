#include "rule/selector_grams.h"

namespace dehusk {

namespace {
constexpr std::size_t kBitsForGram = 32;  // at least half as many: one gram in thirty that no test has gets through
}

void GramIndex::add(std::uint32_t gram, const FiledTest& filed) {
  tests_[gram].push_back(filed);
  if (tests_.size() * kBitsForGram > filter_.size() * 128) {
    filter_.assign(filter_.size() * 2, 0);
    for (const auto& [known, tests] : tests_) filter_[bit_of(known) / 64] |= std::uint64_t{1} << (bit_of(known) % 64);
  }
  filter_[bit_of(gram) / 64] |= std::uint64_t{1} << (bit_of(gram) % 64);
}

const std::vector<FiledTest>* GramIndex::look_up(std::uint32_t gram) const {
  const auto found = tests_.find(gram);
  return found == tests_.end() ? nullptr : &found->second;
}

}  // namespace dehusk
