// Only texts that begin with plain ASCII are told apart: what else folds to which characters is not asked here.

#include "rule/openings.h"

#include <algorithm>

#include "base/eight_bytes.h"

namespace dehusk {

namespace {

constexpr std::size_t kSize = 3;     // characters
constexpr std::size_t kBits = 1024;  // for some fifty literals
constexpr unsigned char kFirstSign = 0x21;

std::size_t place_of(std::uint64_t three) { return (three * 0x9E3779B97F4A7C15U) >> 54U; }
static_assert(kBits == 1U << (64 - 54));

}  // namespace

Openings::Openings(const std::vector<std::string>& folded_literals) {
  const bool is_any_short = std::any_of(folded_literals.begin(), folded_literals.end(),
                                        [](const std::string& literal) { return literal.size() < kSize; });
  if (folded_literals.empty() || is_any_short) return;
  bits_.resize(kBits / 64);
  for (const std::string& literal : folded_literals) {
    std::uint64_t three = 0;
    for (std::size_t i = 0; i < kSize; ++i) three |= std::uint64_t{static_cast<unsigned char>(literal[i])} << (8 * i);
    bits_[place_of(three) / 64] |= std::uint64_t{1} << (place_of(three) % 64);
  }
}

bool Openings::may_begin(std::string_view text) const {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  if (bits_.empty() || text.size() < 8) return true;
  const std::uint64_t eight = load_eight(text.data());
  // Signs, or one space between signs, are what they fold to.
  if (!is_ascii(eight) || is_at_least(eight, ' ') != kHighBits || (eight & 0xFFU) < kFirstSign) return true;
  const std::uint64_t blanks = is_equal(eight, ' ');
  if ((blanks & one_later(blanks, false)) != 0) return true;
  const std::size_t place = place_of(to_lower(eight) & 0xFFFFFFU);
  return (bits_[place / 64] >> (place % 64) & 1U) != 0;
}

}  // namespace dehusk
