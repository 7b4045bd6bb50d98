#ifndef DEHUSK_CLEAN_KNOWN_RUNS_H_
#define DEHUSK_CLEAN_KNOWN_RUNS_H_
// The runs of three words of one or more texts, and how many of the runs that another text begins with are among them:
// is a block the description that the page gives of itself, or part of the article body in its JSON-LD?
//
//   known  "Rain is due. The ferry sails"    rain-is-due is-due-the due-the-ferry the-ferry-sails
//   asked  "The ferry sails at six"          the-ferry-sails ferry-sails-at sails-at-six: a third
//
// Words are letters and digits, folded; an ideograph is a word. A run is a hash, so that a stranger may pass for a
// known one, once in millions.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace dehusk {

class KnownRuns {
 public:
  explicit KnownRuns(std::initializer_list<std::string_view> texts);

  [[nodiscard]] bool empty() const { return runs_.empty(); }

  // The share (200 is all) of the text's first fourteen runs that are known. Who knows none of the first three is not
  // looked at any further. 0 for a text that has none.
  [[nodiscard]] std::uint8_t share_of_start(std::string_view text) const;

 private:
  [[nodiscard]] bool has(std::uint32_t run) const;

  std::vector<std::uint32_t> runs_;         // sorted
  std::array<std::uint64_t, 16> filter_{};  // a bit for each run
};

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_KNOWN_RUNS_H_
