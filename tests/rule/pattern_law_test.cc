// A law: of every pattern in the shipped packs and every text, the automata say what RE2 says.

#include <string>
#include <vector>

#include "catch.h"
#include "rule/compiled.h"
#include "rule/rule_set.h"

namespace dehusk {
namespace {

std::vector<const Pattern*> all_patterns(const Compiled& compiled) {
  std::vector<const Pattern*> patterns;
  for (const CompiledRule& rule : compiled.rules) {
    for (const auto* list : {&rule.re, &rule.not_re, &rule.prev, &rule.next, &rule.to, &rule.until})
      for (const Pattern& pattern : *list) patterns.push_back(&pattern);
  }
  return patterns;
}

// The packs' own lines, quotes and all: examples of every rule, in all languages, and words that patterns look for.
std::vector<std::string> texts_of_packs() {
  std::vector<std::string> texts;
  for (const RuleSource& source : built_in_rules()) {
    if (source.file.find("content") != std::string::npos) continue;
    std::size_t begin = 0;
    while (begin < source.text.size()) {
      const std::size_t end = std::min(source.text.find('\n', begin), source.text.size());
      std::string line = source.text.substr(begin, end - begin);
      const std::size_t open = line.find_first_of("'\"");
      const std::size_t close = line.find_last_of("'\"");
      if (open != std::string::npos && open < close && close - open < 300)
        texts.push_back(line.substr(open + 1, close - open - 1));
      begin = end + 1;
    }
  }
  return texts;
}

TEST_CASE("every shipped pattern finds by its automata what RE2 finds") {
  const auto sources = built_in_rules();
  const RuleSet rules = compile(load_rules(sources).value().book, sources).value();
  const std::vector<std::string> texts = texts_of_packs();
  REQUIRE(texts.size() > 1000);
  const std::vector<const Pattern*> patterns = all_patterns(rules.compiled());
  REQUIRE(patterns.size() > 200);
  std::size_t found = 0;
  for (std::size_t p = 0; p < patterns.size(); ++p) {
    for (std::size_t i = p % 7; i < texts.size(); i += 7) {
      const bool answer = patterns[p]->search(texts[i]);
      found += answer ? 1 : 0;
      if (answer != patterns[p]->search_by_re2(texts[i])) {
        CAPTURE(patterns[p]->source(), texts[i], answer);
        FAIL_CHECK("the automata differ from RE2");
      }
    }
  }
  CHECK(found > patterns.size());
}

}  // namespace
}  // namespace dehusk
