#ifndef DEHUSK_RULE_PATTERN_H_
#define DEHUSK_RULE_PATTERN_H_
// Regular expressions, by RE2 (only pattern.cc includes it): linear in the text whatever the pattern. UTF-8, not
// anchored, `^` and `$` are the text's ends. Three uses:
//
//   check_pattern()       what the loader says about a pattern that a person wrote
//   Pattern               one pattern, compiled when it is first used: most rules' patterns never are
//   required_literals()   the folded strings of which a text must hold one, or the pattern cannot match: 'photo: '

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace dehusk {

inline constexpr std::size_t kMaxPatternBytes = 2000;

struct PatternFault {
  std::string message;                 // RE2's words: "invalid perl operator: (?!"
  std::size_t offset = 0, length = 1;  // where in the pattern, in bytes
  std::string help;                    // what to write instead; may be empty
  bool is_limit = false;               // the pattern is sound but longer or larger than we allow
};

// What is wrong with a pattern; nothing if Pattern can use it.
[[nodiscard]] std::optional<PatternFault> check_pattern(std::string_view re);

// True if the pattern matches the empty string, and so every text. False for a pattern with a fault.
[[nodiscard]] bool matches_empty(std::string_view re);

// True if the pattern can only match at the start of a text, told from its spelling: `^`, `\A`, flags before them.
// False where that takes more thought ('^a|^b').
[[nodiscard]] bool is_anchored(std::string_view re);

// What a text must hold, or the pattern cannot match it: one of `literals`, once the text is folded (see fold()).
struct Required {
  std::vector<std::string> literals;  // empty: there is no such list
  double frequency = 0;               // of all of them, per byte of text: a rough guess
};

// The list for which `frequency` is least, of literals of `letters` bytes or more.
[[nodiscard]] Required required_literals(std::string_view re, std::size_t letters);

// True if the engine can look for literals of `letters` or more instead of trying the pattern on every block.
[[nodiscard]] inline bool has_literal(std::string_view re, std::size_t letters) {
  return !required_literals(re, letters).literals.empty();
}

// '^literal$', perhaps with (?i): the literal, folded. Nothing for any other pattern.
[[nodiscard]] std::optional<std::string> whole_literal(std::string_view re);

class Pattern {
 public:
  // Where a pattern matched. `cut` is what the group named "cut" took, if the pattern has one and it took part.
  struct Match {
    Span whole;
    std::optional<Span> cut;
  };

  // `re` must have passed check_pattern(); otherwise nothing ever matches.
  explicit Pattern(std::string_view re);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  [[nodiscard]] bool search(std::string_view text) const;

  // The leftmost match that begins at `from` or later. `^` still means the start of `text`.
  [[nodiscard]] bool search(std::string_view text, std::size_t from, Match& found) const;
  [[nodiscard]] bool search(std::string_view text, Match& found) const { return search(text, 0, found); }

  // What search(text) must say: RE2 asked straight away, for tests.
  [[nodiscard]] bool search_by_re2(std::string_view text) const;

  [[nodiscard]] std::string_view source() const;  // lives as long as the pattern

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_PATTERN_H_
