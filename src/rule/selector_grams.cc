// Open addressing, and a filter of bits before it, since nearly all that is looked up is not there.

#include "rule/selector_grams.h"

namespace dehusk {

namespace {
constexpr std::size_t kFirstSlots = 16;
constexpr std::size_t kFilterBits = 32;  // for each slot: of a hundred grams that no test has one or two get through
}  // namespace

std::size_t GramIndex::slot_of(std::uint32_t gram) const {
  std::size_t slot = (hash_of(gram) >> 8U) & (slots_.size() - 1);
  while (slots_[slot].number != kNone && slots_[slot].gram != gram) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void GramIndex::grow() {
  const std::vector<Slot> before = slots_;
  slots_.assign(before.empty() ? kFirstSlots : before.size() * 2, {});
  filter_.assign(slots_.size() * kFilterBits / 64, 0);
  filter_shift_ = 32;
  for (std::size_t bits = filter_.size() * 64; bits > 1; bits /= 2) --filter_shift_;
  for (const Slot& slot : before) {
    if (slot.number == kNone) continue;
    slots_[slot_of(slot.gram)] = slot;
    filter_[bit_of(slot.gram) / 64] |= std::uint64_t{1} << (bit_of(slot.gram) % 64);
  }
}

void GramIndex::add(std::uint32_t gram, const FiledTest& filed) {
  if ((tests_.size() + 1) * 2 > slots_.size()) grow();
  Slot& slot = slots_[slot_of(gram)];
  if (slot.number == kNone) {
    slot = {gram, static_cast<std::uint32_t>(tests_.size())};
    tests_.emplace_back();
  }
  tests_[slot.number].push_back(filed);
  filter_[bit_of(gram) / 64] |= std::uint64_t{1} << (bit_of(gram) % 64);
}

const std::vector<FiledTest>* GramIndex::look_up(std::uint32_t gram) const {
  const Slot& slot = slots_[slot_of(gram)];
  return slot.number == kNone ? nullptr : &tests_[slot.number];
}

}  // namespace dehusk
