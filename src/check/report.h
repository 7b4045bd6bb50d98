#ifndef DEHUSK_CHECK_REPORT_H_
#define DEHUSK_CHECK_REPORT_H_
// A TestRun as people and as machines read it. Every report says which kind of difference it was that failed the run.

#include <string>

#include "check/commands.h"
#include "check/pack.h"
#include "check/test_run.h"

namespace dehusk {

// How a run ended.
struct Verdict {
  std::size_t failed_examples = 0;
  std::size_t differing_pages = 0;  // with a change among --fail-on
  int exit_code = 0;
  // "none", "examples", "pages", "examples and pages"
  [[nodiscard]] std::string difference() const;
};

struct Report {
  const Pack& pack;
  const TestRun& run;
  const TestOptions& options;
  Verdict verdict;
};

[[nodiscard]] std::string human_report(const Report& report);
[[nodiscard]] std::string json_report(const Report& report);    // JSON Lines: begin, example, page, change, summary
[[nodiscard]] std::string junit_report(const Report& report);   // one testcase an example and a page
[[nodiscard]] std::string tap_report(const Report& report);     // TAP 14
[[nodiscard]] std::string github_report(const Report& report);  // ::error file=...::

// The remark on a step; empty if there is none.
[[nodiscard]] std::string remark_on(const PageResult& page, std::uint32_t step);

// "3 newly removed, 1 back again"; empty if the page is as expected.
[[nodiscard]] std::string changes_in_words(const PageResult& page);

// "newly removed", "back again", ...
[[nodiscard]] std::string_view in_words(Change change);

// Precision (what was removed and is husk, of all that was removed) and recall; 1 if there is nothing to divide by.
[[nodiscard]] double precision(const Score& score);
[[nodiscard]] double recall(const Score& score);

// "0.94"
[[nodiscard]] std::string two_digits(double share);

// `text` with what GitHub's commands want escaped; a property may not hold ':' and ',' either.
[[nodiscard]] std::string github_text(std::string_view text, bool is_property);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_REPORT_H_
