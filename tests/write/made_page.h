#ifndef DEHUSK_TESTS_WRITE_MADE_PAGE_H_
#define DEHUSK_TESTS_WRITE_MADE_PAGE_H_
// Pages made by hand, block by block, so that the writers are tested without reader or cleaner.

#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule.h"

namespace dehusk {

struct MadePage {
  Page page;
  Cleaned cleaned;
  std::vector<Rule> rules;

  MadePage() {
    page.encoding = "utf-8";
    page.encoding_source = "valid";
  }

  Block& add(Kind kind, std::string_view text) {
    Block block;
    block.kind = kind;
    block.text.begin = static_cast<std::uint32_t>(page.text.size());
    page.text += text;
    block.text.end = static_cast<std::uint32_t>(page.text.size());
    page.text += '\n';
    block.source.begin = static_cast<std::uint32_t>(page.source.size());
    page.source += text;
    block.source.end = static_cast<std::uint32_t>(page.source.size());
    page.source += '\n';
    block.line = static_cast<std::uint32_t>(page.blocks.size() + 1);
    block.words = count_words(text);
    page.blocks.push_back(block);
    return page.blocks.back();
  }

  Block& add_raw(std::string_view source) {
    Block& block = add(Kind::raw, source);
    page.text.resize(block.text.begin);
    block.text.end = block.text.begin;
    block.words = 0;
    return block;
  }

  Block& add_point(std::string_view text, std::uint8_t level, std::uint8_t marker, bool is_first) {
    Block& block = add(Kind::item, text);
    block.level = level;
    block.marker = marker;
    block.starts_group = is_first;
    return block;
  }

  Block& add_cell(std::string_view text, std::uint32_t row, bool is_first) {
    Block& block = add(Kind::cell, text);
    block.row = row;
    block.starts_group = is_first;
    return block;
  }

  RuleId add_rule(std::string id) {
    Rule rule;
    rule.id = std::move(id);
    rule.why = "it is no body text";
    rule.file = "rules/made.toml";
    rule.line = static_cast<int>(rules.size() * 10 + 1);
    rule.husk = Husk::nav;
    rules.push_back(std::move(rule));
    return static_cast<RuleId>(rules.size() - 1);
  }

  // The rule takes `part` of the block; all of it if `part` is empty.
  void cut(std::uint32_t block, RuleId rule, std::string_view part = "", Stage stage = Stage::text) {
    Span span = page.blocks[block].text;
    if (!part.empty()) {
      span.begin += static_cast<std::uint32_t>(page.text_of(page.blocks[block]).find(part));
      span.end = span.begin + static_cast<std::uint32_t>(part.size());
    }
    cleaned.cuts.push_back({block, span, rule, stage});
  }

  // An element over `part` of the whole text (the first place where it stands), a child of element 0.
  std::uint32_t add_element(Tag tag, std::string_view part) {
    if (page.elements.empty()) page.elements.emplace_back();
    Element element;
    element.tag = tag;
    element.parent = 0;
    element.text.begin = static_cast<std::uint32_t>(page.text.find(part));
    element.text.end = element.text.begin + static_cast<std::uint32_t>(part.size());
    element.first_attribute = static_cast<std::uint32_t>(page.attributes.size());
    page.elements.push_back(element);
    const auto index = static_cast<std::uint32_t>(page.elements.size() - 1);
    page.elements[index].end = index + 1;
    page.elements[0].end = index + 1;
    return index;
  }

  // An attribute of the element added last.
  void add_attribute(std::string_view name, std::string_view value) {
    dehusk::add_attribute(page, name, value);
    ++page.elements.back().attribute_count;
  }
};

}  // namespace dehusk

#endif  // DEHUSK_TESTS_WRITE_MADE_PAGE_H_
