#ifndef DEHUSK_CHECK_EXAMPLES_H_
#define DEHUSK_CHECK_EXAMPLES_H_
// Runs the examples that stand in the rules: each rule alone, on its own mini pages, without budgets, and with its page
// scope taken as satisfied unless the case gives a url or a language.
//
//   FAIL nav/numbered-links  rules/news.toml:55  case 1 "menu above the article goes, list inside it stays"
//        must stay   1. Petrol     but took it: re[0] (line 59) matched, run 3 of 3

#include <string>
#include <vector>

#include "check/pack.h"
#include "rule/rule_set.h"

namespace dehusk {

struct Failure {
  std::string wish;  // "must stay", "must go", "must become", "must change", "must be protected"; empty: see `fact`
  std::string text;  // the block's text, or what it must become
  std::string fact;  // "but took it: re[0] (line 59) matched"
};

struct ExampleResult {
  RuleId rule = 0;
  std::string name;  // "remove[0]", "keep[2]", "case 1 \"menu above the article goes\""
  std::string file;
  int line = 0;
  bool is_todo = false;  // status = 'todo': a failure is known, a success is news
  std::vector<Failure> failures;
  [[nodiscard]] bool passed() const { return failures.empty(); }
};

// The examples of all rules whose id matches `only` (empty: all), in load order, passed ones too.
[[nodiscard]] std::vector<ExampleResult> run_examples(const Pack& pack, const std::string& only);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_EXAMPLES_H_
