// A law: of every pattern in the shipped packs and every text, the automata say what RE2 says.

#include <string>
#include <vector>

#include "base/unicode.h"
#include "catch.h"
#include "rule/automaton.h"
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

// Each class alone, on each character of the scripts that pages are written in and on a sample of all others: what our
// tables are sure of, RE2 says as well.
TEST_CASE("Unicode classes hold for us what they hold for RE2") {
  std::size_t sure = 0;
  for (const std::string re : {"\\p{L}", "\\p{Lu}", "\\p{Ll}", "\\p{Lo}", "\\p{Han}", "\\p{N}", "\\p{Nd}", "\\p{M}",
                               "\\p{P}", "\\p{S}", "(?i)\\p{L}", "(?i)[^\\p{L}]", "(?i)\\P{L}"}) {
    const Automaton automaton(*read_pattern(re));
    const Pattern pattern(re);
    std::string text;
    for (char32_t c = 1; c < 0x110000; c += c < 0x3200 || (c % 0x100 >= 0xF0) ? 1 : 61) {
      if (c >= 0xD800 && c < 0xE000) continue;
      text.clear();
      append_utf8(text, c);
      const Automaton::Answer answer = automaton.search(text);
      if (answer == Automaton::Answer::perhaps) continue;
      ++sure;
      if ((answer == Automaton::Answer::yes) != pattern.search_by_re2(text)) {
        CAPTURE(re, static_cast<std::uint32_t>(c));
        FAIL_CHECK("the table differs from RE2's");
      }
    }
  }
  CHECK(sure > 100000);
}

}  // namespace
}  // namespace dehusk
