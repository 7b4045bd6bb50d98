#ifndef DEHUSK_RULE_SELECTOR_INDEX_H_
#define DEHUSK_RULE_SELECTOR_INDEX_H_
// All css selectors of all rules, in buckets by what their last compound asks of an element, so that one walk over the
// page serves thousands of them:
//
//   'nav .menu > li.share[data-x]'   bucket class "share";   above it must stand: type nav, class "menu"
//   '[class*="donat" i]'             bucket attribute "class", gram "nat"
//   '.share a'                       bucket below class "share": asked only while such an element is open
//   'aside'                          bucket type aside; it asks nothing else, so its bucket is the answer
//
// The walk (selector_walk.cc) looks up each element's id, class, attributes and type, drops the candidates whose rule
// is not in force, whose ancestors are not open or whose attributes the page does not have, and asks the Matcher about
// the rest. It costs what the page has, not what the rules are.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "rule/rule.h"
#include "rule/selector.h"
#include "rule/selector_grams.h"
#include "rule/selector_names.h"

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

  using Bucket = std::vector<std::uint32_t>;  // indices into entries_, ascending

  // What selectors want above an element is numbered: "a class 'menu'" is 1, "a nav" is 2... 0 is nothing.
  using Feature = std::uint32_t;

  // Where the entry's last compound is to be tried when its bucket is met. '[aria-expanded] + div' is filed by its left
  // side, since divs are many.
  enum class Target : std::uint8_t { self, next_sibling, next_of_parent };

  struct Entry {
    Selector selector;
    std::uint32_t rule = 0;
    std::uint32_t number = 0;
    std::array<Feature, 4> above{};  // that must be open; no more after a 0
    std::uint64_t needs = 0;         // bit i: some element of the page has the attribute AttributeName{i}
    Target target = Target::self;
    bool is_simple = false;  // its bucket is all that it asks
  };

  // Names of one sort, and what each is to selectors.
  struct Names {
    NameIndex index;
    std::vector<Bucket> entries;    // by the index's numbers
    std::vector<Feature> features;  // likewise
  };

  struct AttributeBucket {
    std::vector<FiledTest> any;                                   // asked whatever the value
    NameIndex values;                                             // [role="menu"], ASCII case folded
    std::vector<std::vector<FiledTest>> whole;                    // by their numbers
    std::size_t longest = 0;                                      // of the values
    GramIndex first, last, inside;                                // [id^="ad-"], [type$="ing"], [class*="donat"]
    std::array<bool, kGramSize + 1> first_sizes{}, last_sizes{};  // how many bytes those are filed by
    bool has_edges = false;                                       // there are some in `first` or `last`
    std::vector<FiledTest> insides;                               // those in `inside`
    std::size_t step = 1;                                         // each of them has a gram at every step-th byte
  };

  std::vector<Entry> entries_;
  Names ids_, classes_, types_;  // types_: for elements that are no Tag
  std::array<Bucket, kTagCount> tags_;
  std::array<Feature, kTagCount> tag_features_{};
  Bucket universal_;
  std::vector<Bucket> below_;  // by feature: the entries that wait for it
  std::vector<AttributeBucket> attributes_;
  std::array<std::uint32_t, kAttributeNameCount> attribute_buckets_{};  // index into attributes_ + 1; 0: none
  NameIndex other_names_;                                               // of AttributeName::other
  std::vector<std::uint32_t> other_buckets_;                            // by its numbers: index into attributes_
};

// The css selectors of all rules; `rules` have passed the loader, so their selectors parse.
[[nodiscard]] SelectorIndex build_selector_index(const std::vector<Rule>& rules);

}  // namespace dehusk

#endif  // DEHUSK_RULE_SELECTOR_INDEX_H_
