#ifndef DEHUSK_RULE_SELECTOR_H_
#define DEHUSK_RULE_SELECTOR_H_
// CSS selectors: parsed once, matched on the flat element array of a Page. The part of CSS that rules need:
//
//   type  *  .class  #id  [a] [a=v] [a~=v] [a|=v] [a^=v] [a$=v] [a*=v] with the flag i     A B   A > B   A + B   A ~ B
//   A, B :is() :not() :has()   (:has takes relative selectors, `:has(> img)`, and does not stand in another :has)
//   :first-child :last-child :only-child :empty :root
//
// Two ways to match, both exact, and the tests hold one against the other:
//   matches()  right to left from one element; hops past what can no longer succeed, so it costs at most
//              (ancestors + siblings) x compounds
//   select()   left to right, the set of elements that match each prefix; linear in the page, whatever the selector.
//              It is the naive engine, it answers :has (from right to left), and selectors that proved costly on a page

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/page.h"

namespace dehusk {

inline constexpr std::size_t kMaxCompounds = 20;     // of one selector, without those in its functions
inline constexpr std::size_t kMaxAllCompounds = 64;  // with them
inline constexpr int kMaxFunctionDepth = 4;          // :not(:is(:has(...)))

struct AttributeTest {
  enum class Way : std::uint8_t { present, equal, word, dash, prefix, suffix, inside };
  std::string name;  // lower case
  std::string value;
  Way way = Way::present;
  bool ignores_case = false;
  AttributeName id = AttributeName::other;  // of `name`
};

// Does an attribute that has this value pass the test?
[[nodiscard]] bool holds(const AttributeTest& test, std::string_view value);

// For [a*=v] and [a~=v]: does v stand at this place of the value, as the test wants it?
[[nodiscard]] bool holds_at(const AttributeTest& test, std::string_view value, std::size_t at);

enum class Combinator : std::uint8_t { descendant, child, next, later };  // ' ' '>' '+' '~'
enum class Structural : std::uint8_t { first_child, last_child, only_child, empty, root };
enum class Function : std::uint8_t { is, none, has };  // none: ":not"

struct Selector;

struct FunctionTest {
  Function function = Function::is;
  std::vector<Selector> arguments;
};

// What stands between two combinators: `div.a#b[c]:first-child:not(.d)`.
struct Compound {
  Combinator link =
      Combinator::descendant;  // to the compound before; of the first one in :has(): to the element tested
  Tag tag = Tag::unknown;
  std::string type;  // lower case; empty: any
  std::vector<std::string> ids, classes;
  std::vector<AttributeTest> attributes;
  std::vector<Structural> structurals;
  std::vector<FunctionTest> functions;
};

struct Selector {
  std::vector<Compound> compounds;  // in source order: the last one is what the selector selects
};
using SelectorList = std::vector<Selector>;  // `A, B`: any of them

struct SelectorFault {
  std::string message;                 // "':contains' is not supported"
  std::size_t offset = 0, length = 1;  // where in the selector, in bytes
  std::string help;                    // "use has = ['...'] beside css"; may be empty
};

// What is wrong with these selectors; nothing if they can be used.
[[nodiscard]] std::optional<SelectorFault> check_selector(std::string_view css);

// The parsed selectors; empty if check_selector() finds a fault.
[[nodiscard]] SelectorList parse_selector(std::string_view css);

// Matches selectors on one page; holds what it found out about the page (sibling links, the sets of :has). The page and
// the selectors must outlive it. Not to be shared between threads.
class Matcher {
 public:
  explicit Matcher(const Page& page) : page_(page) {}

  [[nodiscard]] bool matches(const Selector& selector, std::uint32_t element);
  [[nodiscard]] bool matches(const SelectorList& selectors, std::uint32_t element);

  // The elements that match, one flag for each element of the page.
  [[nodiscard]] std::vector<bool> select(const Selector& selector);

  // The nearest of the element and its ancestors that matches; kNone if there is none.
  [[nodiscard]] std::uint32_t closest(const SelectorList& selectors, std::uint32_t element);

  // Simple tests and hops so far: what the tests of cost and the page's budget count.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

  [[nodiscard]] const Page& page() const { return page_; }

 private:
  enum class Outcome : std::uint8_t { matched, retry_later_sibling, retry_descendant, failed };
  [[nodiscard]] Outcome match_left(const Selector& selector, std::size_t compound, std::uint32_t element);
  [[nodiscard]] bool holds(const Compound& compound, std::uint32_t element);
  [[nodiscard]] bool holds(const AttributeTest& test, const Element& element);
  [[nodiscard]] bool holds(Structural structural, std::uint32_t element) const;
  [[nodiscard]] bool holds(const FunctionTest& test, std::uint32_t element);
  [[nodiscard]] bool is_of_type(const Compound& compound, const Element& element) const;
  [[nodiscard]] bool has(const Selector& relative, std::uint32_t element);
  [[nodiscard]] std::optional<bool> has_near(const Selector& relative, std::uint32_t element);
  [[nodiscard]] bool is_absent(const Compound& compound);
  [[nodiscard]] std::vector<bool> those_that_have(const Selector& relative);
  [[nodiscard]] std::uint32_t sibling_before(std::uint32_t element);
  [[nodiscard]] std::vector<bool> linked_from(const std::vector<bool>& set, Combinator link);
  [[nodiscard]] std::vector<bool> linked_to(const std::vector<bool>& set, Combinator link);

  const Page& page_;
  std::uint64_t steps_ = 0;
  std::vector<std::uint32_t> sibling_before_;                   // empty until a selector asks
  std::unordered_map<const Selector*, std::vector<bool>> has_;  // elements that have what the argument names
  std::optional<std::bitset<kTagCount>> tags_;                  // that the page has; nothing until a selector asks
};

// For a single question; where many are asked of one page, keep a Matcher.
[[nodiscard]] bool matches(const Selector& selector, const Page& page, std::uint32_t element);

}  // namespace dehusk

#endif  // DEHUSK_RULE_SELECTOR_H_
