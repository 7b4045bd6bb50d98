// `dehusk accept`: takes what `dehusk test` has shown over into the want.husk files, class by class. Everything that
// could accept something nobody has seen is refused: in CI, after the rules or the page changed, without a class named.
#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/unicode.h"
#include "check/commands.h"
#include "check/files.h"
#include "check/pack.h"
#include "check/pending.h"
#include "check/report.h"
#include "check/test_run.h"

namespace dehusk {
namespace {

constexpr std::string_view kKeys =
    "  y  accept this change\n  n  leave it\n  a  accept this and all that follow in this page\n"
    "  A  accept all changes of this rule\n  s  skip the rest of this page\n  q  stop here; what was accepted is "
    "written\n";

// Which changes are taken over: by class, or by asking.
class Chooser {
 public:
  explicit Chooser(const AcceptOptions& options)
      : options_(options),
        changes_(static_cast<ChangeSet>(options.changes | (options.prune ? bit(Change::fixed) : 0))) {}

  void begin_page(const PageResult& page) {
    page_ = &page;
    rest_of_page_ = std::nullopt;
  }

  bool takes(const Step& step) {
    if (!options_.interactive) return (changes_ & bit(*step.change)) != 0;
    if (changes_ != 0 && (changes_ & bit(*step.change)) == 0) return false;
    if (has_quit_) return false;
    const std::string rule = rule_of(step);
    if (rest_of_page_) return *rest_of_page_;
    if (whole_rules_.count(rule) != 0) return true;
    return ask(question(step), rule);
  }

  // A page without a want.husk.
  bool takes_new() {
    if (!options_.interactive) return (changes_ & bit(Change::fresh)) != 0;
    if (has_quit_ || (changes_ != 0 && (changes_ & bit(Change::fresh)) == 0)) return false;
    return ask(page_->fixture.directory + "  new: " + count_of(page_->now.size(), "block") + "\n", "");
  }

 private:
  bool ask(const std::string& what, const std::string& rule) {
    std::string prompt = "\n" + what + "accept? [y,n,a,A,s,q,?] ";
    for (;;) {
      const std::optional<std::string> answer = options_.ask(prompt);
      const char key = !answer ? 'q' : answer->empty() ? ' ' : (*answer)[0];
      switch (key) {
        case 'y':
          return true;
        case 'n':
          return false;
        case 'a':
          rest_of_page_ = true;
          return true;
        case 'A':
          whole_rules_.insert(rule);
          return true;
        case 's':
          rest_of_page_ = false;
          return false;
        case 'q':
          has_quit_ = true;
          return false;
        default:
          prompt = std::string(kKeys) + "accept? [y,n,a,A,s,q,?] ";
      }
    }
  }

  std::string rule_of(const Step& step) const {
    const bool goes = step.now < step.now_end && !page_->now[step.now].id.empty();
    if (goes) return page_->now[step.now].id;
    return step.want < step.want_end ? page_->fixture.want->lines[step.want].id : "";
  }

  std::string question(const Step& step) const {
    std::string text = page_->fixture.directory + "  " + std::string(in_words(*step.change)) + '\n';
    const auto add = [&text](char sign, const WantLine& line) {
      text += std::string("  ") + sign + ' ' + static_cast<char>(line.mark) + ' ' + line.id + " | " +
              escape_controls(line.text) + '\n';
      if (line.mark == Mark::trimmed) text += "      => " + escape_controls(line.left) + '\n';
    };
    for (std::uint32_t i = step.want; i < step.want_end; ++i) add('-', page_->fixture.want->lines[i]);
    for (std::uint32_t i = step.now; i < step.now_end; ++i) add('+', page_->now[i]);
    return text;
  }

  const AcceptOptions& options_;
  ChangeSet changes_;
  const PageResult* page_ = nullptr;
  std::optional<bool> rest_of_page_;
  std::set<std::string> whole_rules_;
  bool has_quit_ = false;
};

// What was done and what is left, counted by class.
struct Tally {
  std::size_t accepted[kChangeCount] = {};
  std::size_t left[kChangeCount] = {};
  std::set<std::string> renamed;  // "old -> new" of accepted relabellings
  std::size_t pages = 0, stale = 0, pruned = 0;
};

std::size_t sum(const std::size_t (&counts)[kChangeCount]) {
  std::size_t total = 0;
  for (const std::size_t count : counts) total += count;
  return total;
}

std::string in_words(const std::size_t (&counts)[kChangeCount]) {
  std::string words;
  for (int i = 0; i < kChangeCount; ++i) {
    if (counts[i] == 0) continue;
    words += (words.empty() ? "" : ", ") + std::to_string(counts[i]) + ' ';
    words += in_words(static_cast<Change>(i));
  }
  return words;
}

std::size_t& slot(std::size_t (&counts)[kChangeCount], Change change) {
  return counts[static_cast<std::size_t>(change)];
}

// The page's new want.husk; nothing if it stays as it is.
std::optional<std::string> accepted_want(const PageResult& page, Chooser& chooser, Tally& tally) {
  chooser.begin_page(page);
  if (!page.fixture.want) {
    const bool is_taken = chooser.takes_new();
    ++slot(is_taken ? tally.accepted : tally.left, Change::fresh);
    if (!is_taken) return std::nullopt;
    return render_want(want_with(page, page.now));
  }
  bool some = false;
  const std::vector<WantLine>& want = page.fixture.want->lines;
  std::vector<WantLine> lines = merge(want, page.now, page.steps, [&](const Step& step) {
    const bool is_taken = chooser.takes(step);
    some = some || is_taken;
    ++slot(is_taken ? tally.accepted : tally.left, *step.change);
    if (is_taken && step.change == Change::relabelled)
      tally.renamed.insert(want[step.want].id + " -> " + page.now[step.now].id);
    return is_taken;
  });
  if (!some) return std::nullopt;
  return render_want(want_with(page, std::move(lines)));
}

std::string report_of(const Tally& tally) {
  std::string text;
  if (const std::size_t accepted = sum(tally.accepted); accepted > 0) {
    text = "accepted " + count_of(accepted, "change") + " in " + count_of(tally.pages, "page") + ": " +
           in_words(tally.accepted);
    std::string renamed;
    for (const std::string& pair : tally.renamed) renamed += (renamed.empty() ? "" : ", ") + pair;
    if (!renamed.empty()) text += " (" + renamed + ")";
    text += '\n';
  } else if (tally.pruned == 0) {
    text = "accepted nothing\n";
  }
  if (tally.pruned > 0)
    text += "removed " + count_of(tally.pruned, "want.husk without a page", "want.husk without pages") + '\n';
  if (sum(tally.left) > 0) text += "left: " + in_words(tally.left) + '\n';
  return text;
}

// Why nothing may be accepted before anything is read; empty if it may.
std::string usage_fault(const AcceptOptions& options) {
  if (options.is_ci) return "the variable CI is set: expectations are accepted by people, not by builds";
  if (options.interactive && (!options.is_terminal || !options.ask)) return "-i needs a terminal";
  if (options.changes == 0 && !options.prune && !options.interactive) {
    return "say what to accept: --removed, --back, --relabelled, --split, --new, --prune, --all, or -i to be asked";
  }
  return {};
}

std::string refusal(const AcceptOptions& options, const std::optional<Pending>& pending, const Pack& pack) {
  if (!pending) return "there is no result to accept; run `dehusk test` first";
  if (pending->rules != pack.rules.digest()) return "the rules changed since `dehusk test`; run it again";
  if (options.prune && pending->is_filtered)
    return "--prune needs the result of a `dehusk test` without --only and --fixture";
  if (pending->failed_examples > 0 && !options.despite_failures) {
    return count_of(pending->failed_examples, "inline example") + " failed; mend the rules, or give --despite-failures";
  }
  return {};
}

// Takes over what is chosen of one page and writes it. 0; 1 if the page is not what `test` saw; 5 if it cannot be
// written.
int accept_page(PageResult page, Pending& pending, Chooser& chooser, Tally& tally, std::string& err) {
  if (!page.has(kAllChanges)) return 0;
  const auto seen = pending.pages.find(page.fixture.name);
  if (seen == pending.pages.end() || seen->second != stamp_of(page)) {
    err += "dehusk accept: " + page.fixture.directory + " changed since `dehusk test`; run it again\n";
    return 1;
  }
  std::optional<std::string> want = accepted_want(page, chooser, tally);
  if (!want) return 0;
  if (!write_file(page.fixture.want_path(), *want)) {
    err += "dehusk accept: cannot write " + page.fixture.want_path() + '\n';
    return 5;
  }
  ++tally.pages;
  page.fixture.want_bytes = std::move(want);  // what is left of this page can be accepted later
  seen->second = stamp_of(page);
  return 0;
}

int accept_all(const AcceptOptions& options, const Pack& pack, std::vector<Fixture> fixtures, Pending& pending,
               std::string& out, std::string& err) {
  Chooser chooser(options);
  Tally tally;
  int exit_code = 0;
  for (Fixture& fixture : fixtures) {
    if (fixture.page_file.empty()) {
      std::error_code error;
      if (options.prune && std::filesystem::remove(fixture.want_path(), error)) ++tally.pruned;
      continue;
    }
    const int result =
        accept_page(run_page(pack, std::move(fixture), options.selection.only), pending, chooser, tally, err);
    exit_code = std::max(exit_code, result);
    if (result == 5) break;
  }
  out += report_of(tally);
  return exit_code;
}

}  // namespace

int run_accept(const AcceptOptions& options, std::string& out, std::string& err) {
  const auto refuse = [&err](const std::string& why, int exit_code) {
    err += "dehusk accept: " + why + '\n';
    return exit_code;
  };
  if (const std::string fault = usage_fault(options); !fault.empty()) return refuse(fault, 2);
  Pack pack;
  std::vector<Fault> faults;
  if (const int exit_code = load_pack(options.selection.rules, pack, faults); exit_code != 0) {
    err += to_text(faults);
    return exit_code;
  }
  const std::string result_file = options.pending + "/result";
  const std::optional<std::string> result = read_file(result_file);
  std::optional<Pending> pending = result ? parse_pending(*result) : std::nullopt;
  if (const std::string why = refusal(options, pending, pack); !why.empty()) return refuse(why, 1);
  Result<std::vector<Fixture>> fixtures = find_fixtures(options.selection.fixtures, options.selection.fixture);
  if (!fixtures.ok()) {
    err += to_text(fixtures.faults());
    return 4;
  }
  if (!options.selection.fixture.empty() && fixtures.value().empty()) {
    return refuse("--fixture '" + options.selection.fixture + "' matches no fixture in " + options.selection.fixtures,
                  2);
  }
  const int exit_code = accept_all(options, pack, std::move(fixtures.value()), *pending, out, err);
  if (!write_file(result_file, render_pending(*pending))) return refuse("cannot write " + result_file, 5);
  return exit_code;
}

}  // namespace dehusk
