#ifndef DEHUSK_RULE_SELECTOR_INDEX_H_
#define DEHUSK_RULE_SELECTOR_INDEX_H_
// All css selectors of all rules, in buckets by what their last compound asks of an element, so that one walk over the
// page serves thousands of them:
//
//   'nav .menu > li.share[data-x]'   bucket class "share";   above it must stand: type nav, class "menu"
//   '[class*="donat" i]'             bucket attribute "class", gram "nat"
//   '.share a'                       bucket below class "share": asked only while such an element is open
//   'aside'                          bucket type aside
//
// The walk looks up each element's id, classes, attributes and type, drops the candidates whose rule is not in force or
// whose ancestors cannot be there (a counting Bloom filter of what is open), and asks the Matcher about the rest.

#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/page.h"
#include "rule/rule.h"
#include "rule/selector.h"

namespace dehusk {

struct Hit {
  std::uint32_t element = 0;
  std::uint32_t rule = 0;
  std::uint32_t selector = 0;  // css[i] of the rule, the first that matched
  friend constexpr bool operator==(const Hit&, const Hit&) = default;
};

struct MatchReport {
  std::uint64_t steps = 0;   // look-ups, tests and hops
  bool is_degraded = false;  // the page cost too much: no hits at all
};

inline constexpr std::uint64_t kMaxMatchSteps = 20'000'000;  // of one page

class SelectorIndex {
 public:
  // Every element that a css selector of an active rule matches: sorted by element and rule, each pair once.
  // `active` is by rule; `naive`: each selector over the whole page by itself, the oracle.
  MatchReport match_all(const Page& page, const std::vector<bool>& active, std::vector<Hit>& out, bool naive) const;

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  friend SelectorIndex build_selector_index(const std::vector<Rule>& rules);
  friend class IndexBuilder;
  friend class IndexWalk;

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class T>
  using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;
  using Bucket = std::vector<std::uint32_t>;  // indices into entries_, ascending

  struct Entry {
    std::uint32_t rule = 0;
    std::uint32_t number = 0;
    Selector selector;
    std::array<std::uint32_t, 4> above{};  // hashes of what must stand above; 0: nothing more
  };
  struct AttributeBucket {
    Bucket any;                                       // asked whatever the value
    std::unordered_map<std::uint32_t, Bucket> grams;  // asked if the value holds these three bytes, ASCII case folded
    std::bitset<4096> has_gram;                       // by hash of the gram: most are none of ours
  };

  std::vector<Entry> entries_;
  ByText<Bucket> ids_, classes_, types_;  // types_: for elements that are no Tag
  ByText<Bucket> below_ids_, below_classes_;
  ByText<AttributeBucket> attributes_;
  std::array<Bucket, kTagCount> tags_;
  Bucket universal_;
  bool has_above_ = false;
};

// The css selectors of all rules; `rules` have passed the loader, so their selectors parse.
[[nodiscard]] SelectorIndex build_selector_index(const std::vector<Rule>& rules);

}  // namespace dehusk

#endif  // DEHUSK_RULE_SELECTOR_INDEX_H_
