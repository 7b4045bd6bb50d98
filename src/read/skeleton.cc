#include "read/skeleton.h"

#include <algorithm>

namespace dehusk {

namespace {

constexpr std::size_t kKeptBytes = 1U << 20;  // of memory between pages

}  // namespace

std::size_t Skeleton::token_at(std::uint32_t offset) const {
  constexpr std::size_t kNear = 8;
  const auto holds = [this, offset](std::size_t i) {
    return tokens[i].begin <= offset && (i + 1 == tokens.size() || offset < tokens[i + 1].begin);
  };
  for (std::size_t i = last_found_; i < std::min(last_found_ + kNear, tokens.size()); ++i) {
    if (holds(i)) return last_found_ = i;
  }
  const auto after = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                      [](std::uint32_t at, const SkeletonToken& token) { return at < token.begin; });
  return last_found_ = static_cast<std::size_t>(after - tokens.begin()) - 1;
}

void Skeleton::clear() {
  if (bytes.capacity() > kKeptBytes) *this = {};
  bytes.clear();
  tokens.clear();
  attributes.clear();
  raw_count = 0;
  has_doubles = false;
  last_found_ = 0;
}

}  // namespace dehusk
