#include "clean/evidence_tree.h"

#include <algorithm>
#include <limits>

namespace dehusk {

namespace {

constexpr ClassWords kBad = bit(ClassWord::navigation) | bit(ClassWord::related) | bit(ClassWord::comment) |
                            bit(ClassWord::promotion) | bit(ClassWord::footer) | bit(ClassWord::sidebar) |
                            bit(ClassWord::share) | bit(ClassWord::hidden);

constexpr std::uint16_t bit(Inside inside) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(inside)); }

std::uint16_t inside_of(Tag tag) {
  switch (tag) {
    case Tag::article:
      return bit(Inside::article);
    case Tag::main:
      return bit(Inside::main);
    case Tag::aside:
      return bit(Inside::aside);
    case Tag::footer:
      return bit(Inside::footer);
    case Tag::header:
      return bit(Inside::header);
    case Tag::nav:
      return bit(Inside::nav);
    case Tag::form:
      return bit(Inside::form);
    case Tag::ul:
    case Tag::ol:
    case Tag::dl:
    case Tag::menu:
      return bit(Inside::list);
    case Tag::table:
      return bit(Inside::table);
    case Tag::blockquote:
    case Tag::q:
      return bit(Inside::quote);
    case Tag::figure:
      return bit(Inside::figure);
    case Tag::button:
    case Tag::select:
    case Tag::label:
      return bit(Inside::button);
    default:
      return 0;
  }
}

std::uint8_t one_more(std::uint8_t value) {
  return value == std::numeric_limits<std::uint8_t>::max() ? value : static_cast<std::uint8_t>(value + 1);
}

std::uint32_t hash_of(std::string_view value) {
  std::uint32_t hash = 2166136261U;
  for (const char c : value) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash | 1U;
}

// The element's own attributes: class words, class hash, itemprop.
void look_at_attributes(const Page& page, const Element& element, ElementFacts& facts, ClassWords& words) {
  for (const Attribute& attribute : page.attributes_of(element)) {
    const AttributeName name = attribute.id;
    const std::string_view value = page.value_of(attribute);
    if (name == AttributeName::class_) facts.class_hash = hash_of(value);
    if (name == AttributeName::class_ || name == AttributeName::id || name == AttributeName::role)
      words = static_cast<ClassWords>(words | class_words(value));
    if (name == AttributeName::itemprop && (value == "articleBody" || value == "text"))
      facts.inside = static_cast<std::uint16_t>(facts.inside | bit(Inside::body_property));
  }
}

}  // namespace

std::vector<ElementFacts> gather_element_facts(const Page& page, std::span<const std::uint32_t> live_before) {
  std::vector<ElementFacts> all(page.elements.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const Element& element = page.elements[i];
    ElementFacts& facts = all[i];
    facts.first_live = live_before[element.first_block];
    facts.end_live = live_before[std::max(element.first_block, element.end_block)];
    if (element.parent != kNone) {
      const ElementFacts& above = all[element.parent];
      facts.inside = above.inside;
      facts.bad_classes = above.bad_classes;
      facts.good_classes = above.good_classes;
      for (int group = 0; group < kClassWordCount; ++group) {
        const auto at = static_cast<std::size_t>(group);
        facts.class_steps[at] = above.class_steps[at] == 0 ? std::uint8_t{0} : one_more(above.class_steps[at]);
      }
      const std::uint32_t live = facts.end_live - facts.first_live;
      facts.container = above.end_live - above.first_live > live ? element.parent : above.container;
      facts.sibling = all[element.parent].children++;
    }
    facts.inside = static_cast<std::uint16_t>(facts.inside | inside_of(element.tag));
    // Elements without live blocks need no class words: nobody will ask.
    if (facts.first_live == facts.end_live || element.tag == Tag::body || element.tag == Tag::html) continue;
    ClassWords words = 0;
    look_at_attributes(page, element, facts, words);
    if (words == 0) continue;
    for (int group = 0; group < kClassWordCount; ++group)
      if ((words & bit(static_cast<ClassWord>(group))) != 0) facts.class_steps[static_cast<std::size_t>(group)] = 1;
    if ((words & kBad) != 0) facts.bad_classes = one_more(facts.bad_classes);
    if ((words & bit(ClassWord::content)) != 0) facts.good_classes = one_more(facts.good_classes);
  }
  return all;
}

std::uint32_t tree_steps(const Page& page, std::uint32_t from, std::uint32_t to, std::uint32_t limit) {
  std::uint32_t steps = 0;
  while (from != to && steps < limit) {
    if (from == kNone || to == kNone) return limit;
    std::uint32_t& deeper = page.elements[from].depth >= page.elements[to].depth ? from : to;
    deeper = page.elements[deeper].parent;
    ++steps;
  }
  return steps;
}

}  // namespace dehusk
