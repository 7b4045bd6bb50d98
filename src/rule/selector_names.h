#ifndef DEHUSK_RULE_SELECTOR_NAMES_H_
#define DEHUSK_RULE_SELECTOR_NAMES_H_
// Numbers for the names that selectors use: classes, ids, types, values. A page asks for hundreds of names of which
// selectors know a few, so a filter of bits answers most of them, and what it lets through is one look into a table.
//
//   add("share") -> 0   add("byline") -> 1   find("byline") -> 1   find("css-1x7u") -> kNone

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/eight_bytes.h"
#include "page/page.h"

namespace dehusk {

// For tables in memory only.
[[nodiscard]] inline std::uint64_t hash_of_name(std::string_view name) {
  const auto mix = [](std::uint64_t hash, std::uint64_t more) {
    hash = (hash ^ more) * 0x9E3779B97F4A7C15U;
    return hash ^ (hash >> 32U);
  };
  const char* at = name.data();
  std::uint64_t hash = name.size();
  if (name.size() >= 8) {
    const char* const last = at + name.size() - 8;
    for (; at < last; at += 8) hash = mix(hash, load_eight(at));
    return mix(hash, load_eight(last));
  }
  std::uint64_t rest = 0;
  if (name.size() >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, at, 4);
    std::memcpy(&last, at + name.size() - 4, 4);
    rest = std::uint64_t{first} << 32U | last;
  } else {
    for (const char c : name) rest = rest << 8U | static_cast<unsigned char>(c);
  }
  return mix(hash, rest);
}

class NameIndex {
 public:
  // The number of the name; the next free one if it is new.
  std::uint32_t add(std::string_view name);

  // The number of the name; kNone if nobody added it.
  [[nodiscard]] std::uint32_t find(std::string_view name) const {
    if ((sizes_ >> std::min<std::size_t>(name.size(), 63) & 1U) == 0) return kNone;
    const std::uint64_t hash = hash_of_name(name);
    return may_hold(hash) ? look_up(name, hash) : kNone;
  }

  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] bool empty() const { return names_.empty(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };

  // The high half of a hash finds the filter's bit, the low half the slot.
  [[nodiscard]] std::size_t filter_bit(std::uint64_t hash) const { return (hash >> 32U) & (filter_.size() * 64 - 1); }
  [[nodiscard]] bool may_hold(std::uint64_t hash) const {
    const std::size_t bit = filter_bit(hash);
    return (filter_[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  [[nodiscard]] std::uint32_t look_up(std::string_view name, std::uint64_t hash) const;
  void put(std::uint32_t number);

  std::uint64_t sizes_ = 0;            // bit i: a name has i bytes, the last for all from there on
  std::vector<std::string> names_;     // by number
  std::vector<Slot> slots_;            // a power of two, at most half of them taken
  std::vector<std::uint64_t> filter_;  // eight bits for each slot
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_SELECTOR_NAMES_H_
