#ifndef DEHUSK_CHECK_COMMANDS_H_
#define DEHUSK_CHECK_COMMANDS_H_
// The commands of a rule author: test, accept, lint, rules. Each takes its options, appends what belongs on standard
// output to `out` and what belongs on standard error to `err`, and returns the exit code; none of them prints.
//
//   0 all well   1 an example failed, a page differs, lint is over its level   2 usage, or nothing was selected
//   3 rule files do not load   4 a fixture cannot be read (broken want.husk, page.toml)   5 a file cannot be written

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

enum class Format : std::uint8_t { human, json, junit, tap, github };
[[nodiscard]] std::optional<Format> format_from(std::string_view name);

// What can happen to a block of a page, compared with what its want.husk says.
enum class Change : std::uint8_t {
  removed,     // was to stay, goes now: content may be lost
  back,        // was to go, stays now: husk is left in
  relabelled,  // goes as before, but another rule takes it
  split,       // the reader cuts the text into other blocks than before
  fresh,       // the page has no want.husk yet ("new" to people)
  fixed,       // carries a mark (! or ?) that no longer holds; never a failure
};
inline constexpr int kChangeCount = 6;
[[nodiscard]] std::string_view to_string(Change change);  // "removed", ..., "new", "fixed"
[[nodiscard]] std::optional<Change> change_from(std::string_view name);
using ChangeSet = std::uint8_t;  // bit i: Change i
[[nodiscard]] constexpr ChangeSet bit(Change change) {
  return static_cast<ChangeSet>(1U << static_cast<unsigned>(change));
}
inline constexpr ChangeSet kFailing = 0x1F;  // all but fixed
inline constexpr ChangeSet kAllChanges = 0x3F;

// What to look at. An empty `rules` means the directory "rules" if there is one, else the packs built into the program.
struct Selection {
  std::vector<std::string> rules;     // --rules
  std::string fixtures = "fixtures";  // --fixtures
  std::string only;                   // --only: glob over rule ids; empty: all
  std::string fixture;  // --fixture: glob over fixture names ("dw/vote" or "fixtures/dw/vote"); empty: all
};

struct TestOptions {
  Selection selection;
  Format format = Format::human;
  ChangeSet fail_on = kFailing;  // --fail-on removed,back,relabelled,split,new
  bool allow_empty = false;      // --allow-empty: nothing to test is no error
  bool color = false;
  bool quiet = false;                       // -q: no totals when all is well
  bool verbose = false;                     // -v: also why each newly removed block was taken
  std::string pending = ".dehusk/pending";  // where the result is left for accept
};
[[nodiscard]] int run_test(const TestOptions& options, std::string& out, std::string& err);

struct AcceptOptions {
  Selection selection;
  ChangeSet changes = 0;          // --removed ... --all; 0: none was named, which is a usage error unless interactive
  bool prune = false;             // --prune: want.husk files without a page, marks that no longer hold
  bool despite_failures = false;  // --despite-failures: although an inline example fails
  bool is_ci = false;             // the variable CI is set
  bool interactive = false;       // -i
  bool is_terminal = false;       // standard input is one
  // Shows a question and returns the line that was typed; nothing at the end of input. Only used when interactive.
  std::function<std::optional<std::string>(const std::string& question)> ask;
  std::string pending = ".dehusk/pending";
};
[[nodiscard]] int run_accept(const AcceptOptions& options, std::string& out, std::string& err);

struct LintOptions {
  std::vector<std::string> rules;
  Format format = Format::human;     // human, json, github
  bool fail_on_warnings = false;     // --fail-level warning
  std::vector<std::string> disable;  // --disable W301,...
  bool schema = false;               // --schema: print the JSON Schema of rule files, check nothing
  bool color = false;
};
[[nodiscard]] int run_lint(const LintOptions& options, std::string& out, std::string& err);

struct RulesOptions {
  std::vector<std::string> rules;
  std::string only;               // list: glob over rule ids; show: the id (a former id is found too)
  Format format = Format::human;  // human, json
  bool color = false;
};
[[nodiscard]] int run_rules_list(const RulesOptions& options, std::string& out, std::string& err);
[[nodiscard]] int run_rules_show(const RulesOptions& options, std::string& out, std::string& err);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_COMMANDS_H_
