#ifndef DEHUSK_CHECK_PENDING_H_
#define DEHUSK_CHECK_PENDING_H_
// What `test` leaves for `accept`: proof that somebody has seen a result, and of what. Accepting computes everything
// anew (cleaning is a pure function) and is refused for a page whose rules, bytes, want.husk or result have changed
// since. The file stands outside the fixtures, so that it cannot be committed by mistake.
//
//   dehusk pending 1
//   rules sha256:4f0c...
//   filtered no
//   failed-examples 1
//   page 8a41c02f0d3b7e55 dw/vote

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "check/pack.h"
#include "check/test_run.h"

namespace dehusk {

struct Pending {
  std::string rules;         // digest
  bool is_filtered = false;  // --only or --fixture was given
  std::size_t failed_examples = 0;
  std::map<std::string, std::string> pages;  // name to stamp
};

[[nodiscard]] Pending pending_of(const Pack& pack, const TestRun& run, const Selection& selection);

[[nodiscard]] std::string render_pending(const Pending& pending);
[[nodiscard]] std::optional<Pending> parse_pending(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_PENDING_H_
