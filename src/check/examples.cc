// See examples.h. What a rule did is brought to one form, the stretches of each block that it touched: cuts for most
// rules, covers for keep rules, which cut nothing. So "must go" reads "must be protected" there.
#include "check/examples.h"

#include <algorithm>
#include <utility>

#include "base/glob.h"
#include "check/mini_page.h"
#include "clean/clean.h"
#include "clean/stage.h"

namespace dehusk {
namespace {

using Fate = Expected::Fate;

struct Touched {
  std::vector<std::vector<Span>> spans;  // by block
  std::vector<bool> is_touched;          // by block; raw blocks have no spans
};

CleanOptions options_for(const RuleSet& rules, RuleId rule, bool scope_holds) {
  CleanOptions options;
  options.max_risk = Risk::high;
  // Structure and text are what rules own; content and tidy would only look at what they leave.
  if (rules.rule(rule).match.builtin.empty()) options.stages = 0x3;
  options.max_removed = 2.0;  // never too much
  options.scope_holds = scope_holds;
  options.budgets = false;
  options.only = rule;
  return options;
}

void touch(Touched& touched, std::uint32_t block, Span span) {
  touched.is_touched[block] = true;
  if (!span.empty()) touched.spans[block].push_back(span);
}

// What a keep rule covers: there is nothing to keep on the page, so it is asked for its covers.
std::vector<Cover> covers_of(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  Scene scene{page, rules, options, {}, {}, {}, {}};
  decide_scope(scene);
  std::vector<Cover> covers = page.kind == InputKind::html ? run_structure(scene).covers : std::vector<Cover>();
  const std::vector<Cover> of_text = run_text(scene).covers;
  covers.insert(covers.end(), of_text.begin(), of_text.end());
  std::sort(covers.begin(), covers.end(), [](const Cover& a, const Cover& b) {
    return std::pair(a.block, a.span.begin) < std::pair(b.block, b.span.begin);
  });
  return covers;
}

Touched touched_by(const Page& page, const RuleSet& rules, const CleanOptions& options) {
  Touched touched{std::vector<std::vector<Span>>(page.blocks.size()), std::vector<bool>(page.blocks.size(), false)};
  if (rules.rule(options.only).take.action == Action::keep) {
    for (const Cover& cover : covers_of(page, rules, options)) touch(touched, cover.block, cover.span);
  } else {
    const Cleaned cleaned = clean(page, rules, options);
    for (const Cut& cut : cleaned.cuts) touch(touched, cut.block, cut.span);
  }
  return touched;
}

// Why a rule left a block alone, as far as it came.
std::string why_not(const Page& page, const RuleSet& rules, const CleanOptions& options, std::uint32_t block) {
  for (const Miss& miss : near_misses(page, rules, options, block)) {
    if (miss.rule != options.only) continue;
    std::string why = miss.held;
    if (!miss.failed.empty()) why += (why.empty() ? "FAILED " : "; FAILED ") + miss.failed;
    return why;
  }
  return "none of its literals, patterns or selectors matches here";
}

class Judge {
 public:
  Judge(const MiniPage& mini, const RuleSet& rules, const CleanOptions& options)
      : mini_(mini),
        rules_(rules),
        options_(options),
        touched_(touched_by(mini.page, rules, options)),
        is_keep_(rules.rule(options.only).take.action == Action::keep) {}

  std::vector<Failure> judge() {
    for (std::uint32_t block = 0; block < mini_.blocks.size(); ++block) judge_block(block);
    return std::move(failures_);
  }

  // For `remove` of a keep rule: it must protect something.
  std::vector<Failure> judge_protection() {
    const bool some =
        std::find(touched_.is_touched.begin(), touched_.is_touched.end(), true) != touched_.is_touched.end();
    if (!some) failures_.push_back({"must be protected", text_of(0), why_not(mini_.page, rules_, options_, 0)});
    return std::move(failures_);
  }

 private:
  std::string text_of(std::uint32_t block) const {
    const Block& b = mini_.page.blocks[block];
    return b.kind == Kind::raw ? std::string(slice(mini_.page.source, b.source)) : std::string(mini_.page.text_of(b));
  }

  void judge_block(std::uint32_t block) {
    const Expected& expected = mini_.blocks[block];
    const bool is_touched = touched_.is_touched[block];
    const std::string left = left_of(mini_.page, mini_.page.blocks[block], touched_.spans[block]);
    switch (expected.fate) {
      case Fate::any:
        return;
      case Fate::stays:
        if (is_touched)
          failures_.push_back({is_keep_ ? "must not be protected" : "must stay", text_of(block), took(block, left)});
        return;
      case Fate::goes:
        if (is_touched && left.empty()) return;
        failures_.push_back(
            {is_keep_ ? "must be protected" : "must go", text_of(block), left_it(block, is_touched, left)});
        return;
      case Fate::becomes:
        if (is_touched && left == expected.left) return;
        failures_.push_back({"must become", expected.left, left_it(block, is_touched, left)});
        return;
      case Fate::changes:
        if (!is_touched) failures_.push_back({"must change", text_of(block), left_it(block, false, left)});
        return;
    }
  }

  std::string took(std::uint32_t block, const std::string& left) const {
    const std::string why = why_taken(mini_.page, rules_, options_, options_.only, block);
    const std::string what = is_keep_       ? "but protects it"
                             : left.empty() ? "but took it"
                                            : "but made it \"" + left + "\"";
    return why.empty() ? what : what + ": " + why;
  }

  std::string left_it(std::uint32_t block, bool is_touched, const std::string& left) const {
    if (is_touched) return left.empty() ? "but nothing is left" : "but left \"" + left + "\"";
    return why_not(mini_.page, rules_, options_, block);
  }

  const MiniPage& mini_;
  const RuleSet& rules_;
  const CleanOptions& options_;
  Touched touched_;
  bool is_keep_;
  std::vector<Failure> failures_;
};

// Rules that look for elements have HTML in their lists; so have text rules that ask for what only HTML has.
bool is_html(const Rule& rule, std::string_view text) {
  if (rule.is_structural()) return true;
  const bool wants_html = !rule.match.inside.empty() || rule.scope.input == InputKind::html;
  const std::size_t start = text.find_first_not_of(" \t\n");
  return wants_html && start != std::string_view::npos && text[start] == '<';
}

ExampleResult result_for(const RuleSet& rules, RuleId id, std::string name, int line) {
  return {id, std::move(name), rules.rule(id).file, line, false, {}};
}

void run_list(const RuleSet& rules, RuleId id, const std::vector<Text>& list, bool is_remove,
              std::vector<ExampleResult>& results) {
  const Rule& rule = rules.rule(id);
  const CleanOptions options = options_for(rules, id, true);
  const Fate fate = !is_remove ? Fate::stays : rule.take.action == Action::trim ? Fate::changes : Fate::goes;
  for (std::size_t i = 0; i < list.size(); ++i) {
    ExampleResult result =
        result_for(rules, id, (is_remove ? "remove[" : "keep[") + std::to_string(i) + "]", list[i].line);
    const MiniPage mini = page_of_entry(list[i].text, is_html(rule, list[i].text), fate);
    if (!mini.fault.empty()) {
      result.failures.push_back({"", list[i].text, mini.fault});
    } else {
      Judge judge(mini, rules, options);
      const bool protects_some = is_remove && rule.take.action == Action::keep;
      result.failures = protects_some ? judge.judge_protection() : judge.judge();
    }
    results.push_back(std::move(result));
  }
}

void run_cases(const RuleSet& rules, RuleId id, std::vector<ExampleResult>& results) {
  const Rule& rule = rules.rule(id);
  for (std::size_t i = 0; i < rule.cases.size(); ++i) {
    const Case& example = rule.cases[i];
    std::string name = "case " + std::to_string(i + 1);
    if (!example.name.empty()) name += " \"" + example.name + "\"";
    ExampleResult result = result_for(rules, id, std::move(name), example.line);
    result.is_todo = example.is_todo;
    const MiniPage mini = page_of_case(example);
    if (!mini.fault.empty()) {
      result.failures.push_back({"", "", mini.fault});
    } else {
      const CleanOptions options = options_for(rules, id, example.url.empty() && example.lang.empty());
      result.failures = Judge(mini, rules, options).judge();
    }
    results.push_back(std::move(result));
  }
}

}  // namespace

std::vector<ExampleResult> run_examples(const Pack& pack, const std::string& only) {
  std::vector<ExampleResult> results;
  const RuleSet& rules = pack.trial;
  for (RuleId id = 0; id < rules.rules().size(); ++id) {
    const Rule& rule = rules.rule(id);
    if (!only.empty() && !matches_glob(rule.id, only)) continue;
    run_list(rules, id, rule.remove, true, results);
    run_list(rules, id, rule.keep, false, results);
    run_cases(rules, id, results);
  }
  return results;
}

}  // namespace dehusk
