#ifndef DEHUSK_CHECK_TEST_RUN_H_
#define DEHUSK_CHECK_TEST_RUN_H_
// One run over the examples and the pages: everything that the reports print and that accept takes over. Nothing
// aborts early, and the run itself prints nothing.

#include <cstdint>
#include <string>
#include <vector>

#include "check/commands.h"
#include "check/compare.h"
#include "check/examples.h"
#include "check/fixture.h"
#include "check/pack.h"

namespace dehusk {

// A line of a report about one block that differs: why the page does now what it does.
struct Remark {
  std::uint32_t step = 0;  // index into PageResult::steps
  std::string text;        // newly removed: why_taken(); back again: "nav/skip-links, fails at re[0]"
};

struct PageResult {
  Fixture fixture;
  std::string lang;
  std::vector<WantLine> now;
  std::vector<std::uint32_t> source_lines;  // of each line of `now`
  std::vector<Step> steps;                  // empty without a want.husk
  std::vector<Remark> remarks;              // sorted by step

  [[nodiscard]] std::size_t count(Change change) const;
  [[nodiscard]] bool has(ChangeSet changes) const;
};

struct TestRun {
  std::vector<ExampleResult> examples;
  std::vector<PageResult> pages;  // with a page, in order of name
  std::vector<Fixture> orphans;   // want.husk files without a page
  Score score;

  [[nodiscard]] std::size_t failed_examples() const;  // without the known ones (todo)
};

// The examples and pages of a selection. `only` restricts the examples, and of the pages it reports those changes in
// which a rule that matches it takes part.
[[nodiscard]] TestRun run_all(const Pack& pack, std::vector<Fixture> fixtures, const std::string& only);

// One page: read, cleaned with the options that a user would have, compared with its want.husk.
[[nodiscard]] PageResult run_page(const Pack& pack, Fixture fixture, const std::string& only);

// A want.husk for this page with these lines: the header is the page's.
[[nodiscard]] Want want_with(const PageResult& page, std::vector<WantLine> lines);

// Fingerprint of the page, its want.husk and what cleaning makes of it now.
[[nodiscard]] std::string stamp_of(const PageResult& page);

// True if a rule that matches the glob takes part in the step, on either side.
[[nodiscard]] bool concerns(const PageResult& page, const Step& step, const std::string& only);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_TEST_RUN_H_
