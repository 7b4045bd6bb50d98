// Open addressing. The chains are as long as the rules' names make them, whatever names a page asks for.

#include "rule/selector_names.h"

namespace dehusk {

namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kFilterBits = 8;  // for each slot: one name in sixteen that no selector has gets through

}  // namespace

std::uint32_t NameIndex::add(std::string_view name) {
  const std::uint32_t known = find(name);
  if (known != kNone) return known;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  sizes_ |= std::uint64_t{1} << std::min<std::size_t>(name.size(), 63);
  if (names_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.empty() ? kFirstSlots : slots_.size() * 2, {});
    filter_.assign(slots_.size() * kFilterBits / 64, 0);
    for (std::uint32_t i = 0; i < names_.size(); ++i) put(i);
  } else {
    put(number);
  }
  return number;
}

void NameIndex::put(std::uint32_t number) {
  const std::uint64_t hash = hash_of_name(names_[number]);
  const std::size_t bit = filter_bit(hash);
  filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  std::size_t slot = hash & (slots_.size() - 1);
  while (slots_[slot].number != kNone) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = {static_cast<std::uint32_t>(hash), number};
}

std::uint32_t NameIndex::look_up(std::string_view name, std::uint64_t hash) const {
  for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot].number != kNone;
       slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot].hash == static_cast<std::uint32_t>(hash) && names_[slots_[slot].number] == name)
      return slots_[slot].number;
  }
  return kNone;
}

}  // namespace dehusk
