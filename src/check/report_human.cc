// The report on a terminal: totals first, then only what went wrong, then what to do next. Of a page it shows the lines
// whose fate changed, class by class, the dangerous one first, with two lines around each.
//
//   DIFF fixtures/dw/vote   1 newly removed
//     newly removed  (content may be lost: read these)
//          12 |                            The vote was called over a plan to save 44 billion euros.
//        + 13 | - nav/numbered-links       1. A freeze on most spending
#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "check/report.h"
#include "write/terminal.h"

namespace dehusk {
namespace {

constexpr int kIdColumns = 26;
constexpr int kTextColumns = 80;
constexpr std::uint32_t kContext = 2;

std::string clipped(std::string_view text, int columns = kTextColumns) {
  const std::string safe = escape_controls(text);
  return columns_of(safe) <= columns ? safe : fit(safe, columns);
}

std::string right(std::string_view text, std::size_t columns) {
  return std::string(text.size() < columns ? columns - text.size() : 0, ' ').append(text);
}

Color color_of(Change change) {
  switch (change) {
    case Change::removed:
      return Color::red;
    case Change::back:
      return Color::yellow;
    case Change::relabelled:
      return Color::cyan;
    case Change::split:
      return Color::magenta;
    case Change::fresh:
      return Color::blue;
    case Change::fixed:
      return Color::green;
  }
  return Color::plain;
}

std::string_view advice_on(Change change) {
  switch (change) {
    case Change::removed:
      return "content may be lost: read these";
    case Change::back:
      return "husk is left in";
    case Change::relabelled:
      return "same text, other rule";
    case Change::split:
      return "the reader cuts the text into other blocks";
    case Change::fresh:
      return "";
    case Change::fixed:
      return "the mark no longer holds; `dehusk accept --prune` drops it";
  }
  return "";
}

class HumanReport {
 public:
  explicit HumanReport(const Report& report) : report_(report), is_colored_(report.options.color) {}

  std::string write() {
    const bool all_well = report_.verdict.exit_code == 0;
    if (!(report_.options.quiet && all_well)) write_totals();
    write_examples();
    for (const PageResult& page : report_.run.pages) write_page(page);
    for (const Fixture& orphan : report_.run.orphans) {
      out_ += "\n" + paint("GONE", Color::yellow, is_colored_) + " " + orphan.directory +
              "   want.husk without a page; `dehusk accept --prune` removes it\n";
    }
    if (!(report_.options.quiet && all_well)) write_end();
    return std::move(out_);
  }

 private:
  void write_totals() {
    const TestRun& run = report_.run;
    std::set<std::string> files;
    for (const Rule& rule : report_.pack.rules.rules()) files.insert(rule.file);
    out_ += "rules    " + count_of(report_.pack.rules.rules().size(), "rule") + " in " + count_of(files.size(), "file");
    if (const std::size_t sites = report_.pack.rules.sites().size(); sites > 0) out_ += ", " + count_of(sites, "site");
    const auto count_examples = [&run](bool passed, bool is_todo) {
      return std::count_if(run.examples.begin(), run.examples.end(),
                           [&](const ExampleResult& r) { return r.passed() == passed && r.is_todo == is_todo; });
    };
    const std::size_t failed = report_.verdict.failed_examples;
    const std::size_t known = static_cast<std::size_t>(count_examples(false, true));
    out_ += "\nexamples " + std::to_string(run.examples.size()) + " run, " +
            std::to_string(run.examples.size() - failed - known) + " passed";
    if (known > 0) out_ += ", " + std::to_string(known) + " known to fail";
    if (failed > 0) out_ += ", " + paint(std::to_string(failed) + " FAILED", Color::red, is_colored_);
    const auto differing = static_cast<std::size_t>(
        std::count_if(run.pages.begin(), run.pages.end(), [](const PageResult& p) { return p.has(kFailing); }));
    out_ += "\npages    " + std::to_string(run.pages.size()) + " run, " + std::to_string(run.pages.size() - differing) +
            " as expected";
    if (differing > 0) {
      out_ +=
          ", " + paint(std::to_string(differing) + (differing == 1 ? " differs" : " differ"), Color::red, is_colored_);
    }
    out_ += '\n';
  }

  void write_examples() {
    for (const ExampleResult& result : report_.run.examples) {
      if (result.is_todo && result.passed())
        write_example_head("FIXED", Color::green, result, "   drop its status = 'todo'");
      if (result.is_todo || result.passed()) continue;
      write_example_head("FAIL", Color::red, result, "");
      write_failures(result.failures);
    }
  }

  void write_example_head(std::string_view word, Color color, const ExampleResult& result, std::string_view tail) {
    out_ += '\n' + paint(word, color, is_colored_) + ' ' +
            paint(report_.pack.rules.rule(result.rule).id, Color::bold, is_colored_) + "  " + result.file + ':' +
            std::to_string(result.line) + "  " + escape_controls(result.name);
    out_ += tail;
    out_ += '\n';
  }

  void write_failures(const std::vector<Failure>& failures) {
    int wish_columns = 0;
    int text_columns = 0;
    for (const Failure& failure : failures) {
      wish_columns = std::max(wish_columns, columns_of(failure.wish));
      text_columns = std::max(text_columns, columns_of(clipped(failure.text, 60)));
    }
    std::string_view last;
    for (const Failure& failure : failures) {
      const std::string fact = failure.fact == last ? "same" : escape_controls(failure.fact);
      last = failure.fact;
      out_ += "     " + (wish_columns > 0 ? fit(failure.wish, wish_columns) + "   " : std::string());
      if (text_columns > 0) out_ += fit(clipped(failure.text, 60), text_columns) + "   ";
      out_ += fact + '\n';
    }
  }

  void write_page(const PageResult& page) {
    if (!page.fixture.want) {
      const auto going = std::count_if(page.now.begin(), page.now.end(),
                                       [](const WantLine& line) { return line.mark != Mark::stays; });
      out_ += (after_new_ ? "" : "\n") + paint("NEW", Color::blue, is_colored_) + "  " + page.fixture.directory +
              "   no want.husk yet: " + count_of(page.now.size(), "block") + ", " + std::to_string(going) +
              " of them touched\n";
      after_new_ = true;
      return;
    }
    if (!page.has(kAllChanges)) return;
    after_new_ = false;
    const bool fails = page.has(kFailing);
    out_ += "\n" + paint(fails ? "DIFF" : "NOTE", fails ? Color::red : Color::green, is_colored_) + ' ' +
            paint(page.fixture.directory, Color::bold, is_colored_) + "   " + changes_in_words(page) + '\n';
    for (int i = 0; i < kChangeCount; ++i) {
      const auto change = static_cast<Change>(i);
      if (change != Change::fresh && page.count(change) > 0) write_class(page, change);
    }
  }

  void write_class(const PageResult& page, Change change) {
    const std::string name(in_words(change));
    out_ += "  " + paint(name, color_of(change), is_colored_) +
            std::string(name.size() < 15 ? 15 - name.size() : 1, ' ') + '(';
    out_ += advice_on(change);
    out_ += ")\n";
    const bool has_context = change == Change::removed || change == Change::back;
    const std::set<std::uint32_t> shown = steps_to_show(page, change, has_context ? kContext : 0);
    std::uint32_t expected = shown.empty() ? 0 : *shown.begin();
    for (const std::uint32_t index : shown) {
      if (has_context && index != expected) out_ += paint("       ...\n", Color::dim, is_colored_);
      expected = index + 1;
      const Step& step = page.steps[index];
      if (step.change == change) {
        write_change(page, index);
      } else if (step.now < step.now_end) {
        write_line(' ', page.now[step.now], page.now[step.now].block, Color::dim, "");
      }
    }
  }

  static std::set<std::uint32_t> steps_to_show(const PageResult& page, Change change, std::uint32_t around) {
    std::set<std::uint32_t> shown;
    for (std::uint32_t i = 0; i < page.steps.size(); ++i) {
      if (page.steps[i].change != change) continue;
      const std::uint32_t last = std::min<std::uint32_t>(i + around, static_cast<std::uint32_t>(page.steps.size()) - 1);
      for (std::uint32_t j = i < around ? 0 : i - around; j <= last; ++j) shown.insert(j);
    }
    return shown;
  }

  void write_change(const PageResult& page, std::uint32_t index) {
    const Step& step = page.steps[index];
    const std::vector<WantLine>& want = page.fixture.want->lines;
    const Color color = color_of(*step.change);
    const std::string remark = remark_on(page, index);
    switch (*step.change) {
      case Change::removed:
        write_line('+', page.now[step.now], page.now[step.now].block, color, report_.options.verbose ? remark : "");
        return;
      case Change::back: {
        WantLine line = want[step.want];
        line.mark = page.now[step.now].mark;
        line.left = page.now[step.now].left;
        write_line('-', line, page.now[step.now].block, color, remark);
        return;
      }
      case Change::relabelled: {
        WantLine line = page.now[step.now];
        line.id = want[step.want].id + " -> " + line.id;
        write_line(' ', line, line.block, color, "");
        return;
      }
      case Change::fixed: {
        WantLine line = page.now[step.now];
        line.id = std::string(1, static_cast<char>(want[step.want].mark)) + " " + want[step.want].id;
        write_line(' ', line, line.block, color, line.mark == Mark::stays ? "it stays now" : "it goes now");
        return;
      }
      default:
        for (std::uint32_t i = step.want; i < step.want_end; ++i) write_line('-', want[i], kNone, color, "");
        for (std::uint32_t i = step.now; i < step.now_end; ++i)
          write_line('+', page.now[i], page.now[i].block, color, "");
    }
  }

  void write_line(char sign, const WantLine& line, std::uint32_t block, Color color, const std::string& remark) {
    std::string text = std::string("     ") + sign + right(block == kNone ? "" : std::to_string(block), 4) + " | ";
    text += static_cast<char>(line.mark);
    text +=
        ' ' + (columns_of(line.id) < kIdColumns ? fit(line.id, kIdColumns) : line.id + ' ') + ' ' + clipped(line.text);
    if (line.mark == Mark::trimmed) text += "  => " + clipped(line.left);
    out_ += paint(text, color, is_colored_);
    if (!remark.empty()) out_ += "     " + paint(escape_controls(remark), Color::dim, is_colored_);
    out_ += '\n';
  }

  void write_end() {
    const Score& score = report_.run.score;
    const std::vector<PageResult>& pages = report_.run.pages;
    const bool some_marks =
        std::any_of(pages.begin(), pages.end(), [](const PageResult& p) { return p.fixture.want.has_value(); });
    out_ += '\n';
    if (some_marks) {
      out_ += "precision " + two_digits(precision(score)) + "  recall " + two_digits(recall(score)) +
              " (by words, from the marks)   known misses " + std::to_string(score.known_misses) + ", known losses " +
              std::to_string(score.known_losses) + '\n';
    }
    const Verdict& verdict = report_.verdict;
    if (verdict.exit_code == 0) {
      out_ += paint("all as expected", Color::green, is_colored_) + "\n";
      return;
    }
    std::string words;
    if (verdict.failed_examples > 0) words = count_of(verdict.failed_examples, "example") + " failed";
    if (verdict.differing_pages > 0) {
      words += (words.empty() ? "" : ", ") + count_of(verdict.differing_pages, "page") +
               (verdict.differing_pages == 1 ? " differs" : " differ");
    }
    out_ += paint(words + '.', Color::bold, is_colored_);
    const std::string next = next_steps();
    out_ += next.empty() ? "\n" : "  Next: " + next + '\n';
  }

  // The first page that differs, at its most dangerous block.
  std::string next_steps() const {
    for (const PageResult& page : report_.run.pages) {
      for (const Change change : {Change::removed, Change::back}) {
        const auto step =
            std::find_if(page.steps.begin(), page.steps.end(), [change](const Step& s) { return s.change == change; });
        if (step == page.steps.end()) continue;
        return "dehusk explain " + page.fixture.directory + "/" + page.fixture.page_file + " --block " +
               std::to_string(page.now[step->now].block) + "   then: dehusk accept -i";
      }
    }
    if (report_.verdict.differing_pages == 0) return "";
    const bool some_change =
        std::any_of(report_.run.pages.begin(), report_.run.pages.end(),
                    [](const PageResult& page) { return page.fixture.want && page.has(kFailing); });
    return some_change ? "dehusk accept -i" : "read the new pages with dehusk explain, then: dehusk accept --new";
  }

  const Report& report_;
  bool is_colored_;
  bool after_new_ = false;  // the lines of new pages stand together
  std::string out_;
};

}  // namespace

std::string human_report(const Report& report) { return HumanReport(report).write(); }

}  // namespace dehusk
