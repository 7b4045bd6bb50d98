#ifndef DEHUSK_CHECK_FIXTURE_H_
#define DEHUSK_CHECK_FIXTURE_H_
// A fixture is a page as it was scraped, in a directory of its own with what is known of it and what is expected:
//
//   fixtures/dw/vote/page.html    or page.txt; the bytes are never edited
//                    page.toml    url, lang, fetched, licence, note, risk: lines of key = 'value'; may be missing
//                    want.husk    see want.h; missing as long as nobody has accepted one

#include <optional>
#include <string>
#include <vector>

#include "base/fault.h"
#include "check/want.h"
#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

struct Fixture {
  std::string name;       // "dw/vote": the path below the fixtures directory
  std::string directory;  // "fixtures/dw/vote"
  std::string page_file;  // "page.html" or "page.txt"; empty: an expectation without a page
  std::string bytes;
  std::string url, lang, fetched, licence, note;
  Risk risk = Risk::medium;               // --risk for this page
  std::optional<std::string> want_bytes;  // of want.husk
  std::optional<Want> want;

  [[nodiscard]] std::string want_path() const { return directory + "/want.husk"; }
};

// The fixtures below `root` in byte order of their names, those whose name matches `glob` (empty: all). A directory
// without any is no fault. Faults: unreadable files, two pages in one directory, broken page.toml or want.husk; all at
// once.
[[nodiscard]] Result<std::vector<Fixture>> find_fixtures(const std::string& root, const std::string& glob);

[[nodiscard]] Page read_fixture(const Fixture& fixture);

// The keys of a page.toml, written into `fixture`. Only `key = 'value'` (or "value" without backslash), comments and
// blank lines; faults are appended.
void parse_page_toml(const std::string& file, std::string_view text, Fixture& fixture, std::vector<Fault>& faults);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_FIXTURE_H_
