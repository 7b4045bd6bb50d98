#ifndef DEHUSK_TESTS_CLEAN_PAGES_H_
#define DEHUSK_TESTS_CLEAN_PAGES_H_
// Small pages and packs for the tests of the text stage, without the readers.
//
//   page_of("# A heading\n* an entry\nA paragraph.")    one block a line; '#' heading, '*' entry, '|' cell, '`' pre
//   rules_of("[[rule]]\nid = 'a'\nis = ['x']")          why, husk and the examples that the loader demands are put in

#include <string>
#include <string_view>

#include "base/unicode.h"
#include "catch.h"
#include "clean/stage.h"
#include "rule/rule_set.h"

namespace dehusk {

inline Page page_of(std::string_view lines) {
  Page page;
  page.kind = InputKind::text;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    Block block;
    for (const auto& [mark, kind] :
         {std::pair{'#', Kind::heading}, {'*', Kind::item}, {'|', Kind::cell}, {'`', Kind::pre}}) {
      if (line.size() < 2 || line[0] != mark || line[1] != ' ') continue;
      block.kind = kind;
      line.remove_prefix(2);
      break;
    }
    if (line.empty()) continue;
    block.text = {static_cast<std::uint32_t>(page.text.size()),
                  static_cast<std::uint32_t>(page.text.size() + line.size())};
    block.source = block.text;
    block.line = static_cast<std::uint32_t>(page.blocks.size() + 1);
    block.words = count_words(line);
    page.blocks.push_back(block);
    page.text += line;
    page.text += '\n';
  }
  page.source = page.text;
  return page;
}

inline RuleSet rules_of(std::string_view toml) {
  std::string text = "dehusk = 1\n[pack]\nname = 'trial'\n";
  constexpr std::string_view kRule = "[[rule]]";
  for (std::size_t at = 0; at < toml.size();) {
    const std::size_t next = toml.find(kRule, at);
    if (next == std::string_view::npos) {
      text += toml.substr(at);
      break;
    }
    text += toml.substr(at, next - at);
    text += "[[rule]]\nwhy = 'trial'\nhusk = 'nav'\nremove = ['one']\nkeep = ['two']";
    at = next + kRule.size();
  }
  const RuleSource source{.file = "trial.toml", .text = text};
  Result<Loaded> loaded = load_rules(std::span(&source, 1));
  if (!loaded.ok()) {
    for (const Fault& fault : loaded.faults()) UNSCOPED_INFO(to_string(fault));
    FAIL("the pack does not load");
  }
  Result<RuleSet> rules = compile(std::move(loaded.value().book), std::span(&source, 1));
  REQUIRE(rules.ok());
  return rules.value();
}

}  // namespace dehusk

#endif  // DEHUSK_TESTS_CLEAN_PAGES_H_
