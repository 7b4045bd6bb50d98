#include "clean/evidence_tree.h"

#include <algorithm>
#include <limits>

#include "clean/word_kinds.h"

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

// The class values of a page, numbered from 1, each looked at once: pages have many elements and few class values.
class ClassValues {
 public:
  struct Value {
    std::string_view text;
    std::uint32_t number = 0;  // 0: an empty slot
    ClassWords words = 0;
  };

  const Value& of(std::string_view text) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Value& slot = slot_of(text);
    if (slot.number == 0) slot = {text, ++count_, class_words(text)};
    return slot;
  }

 private:
  static std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size();
    for (std::size_t at = 0; at < text.size(); at += 8)
      hash = (hash ^ word_head(text, at, std::min<std::size_t>(8, text.size() - at))) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 32U);
  }

  Value& slot_of(std::string_view text) {
    std::size_t at = hash_of(text) & (slots_.size() - 1);
    while (slots_[at].number != 0 && slots_[at].text != text) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    std::vector<Value> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Value& value : old)
      if (value.number != 0) slot_of(value.text) = value;
  }

  std::vector<Value> slots_ = std::vector<Value>(256);
  std::uint32_t count_ = 0;
};

// The element's own attributes: class words, class value, itemprop.
ClassWords look_at_attributes(const Page& page, const Element& element, ClassValues& values, ElementFacts& facts) {
  ClassWords words = 0;
  for (const Attribute& attribute : page.attributes_of(element)) {
    if (attribute.id == AttributeName::class_) {
      const ClassValues::Value& value = values.of(page.value_of(attribute));
      facts.class_value = value.number;
      words = static_cast<ClassWords>(words | value.words);
    } else if (attribute.id == AttributeName::id || attribute.id == AttributeName::role) {
      words = static_cast<ClassWords>(words | class_words(page.value_of(attribute)));
    } else if (attribute.id == AttributeName::itemprop) {
      const std::string_view value = page.value_of(attribute);
      if (value == "articleBody" || value == "text")
        facts.inside = static_cast<std::uint16_t>(facts.inside | bit(Inside::body_property));
    }
  }
  return words;
}

// What an element has from the one around it.
void inherit(const ElementFacts& above, std::uint32_t parent, ElementFacts& facts) {
  facts.inside = above.inside;
  facts.bad_classes = above.bad_classes;
  facts.good_classes = above.good_classes;
  for (std::size_t group = 0; group < facts.class_steps.size(); ++group) {
    const std::uint8_t steps = above.class_steps[group];
    facts.class_steps[group] = static_cast<std::uint8_t>(steps + (steps != 0 && steps != 255 ? 1 : 0));
  }
  const bool holds_more = above.end_live - above.first_live > facts.end_live - facts.first_live;
  facts.container = holds_more ? parent : above.container;
}

}  // namespace

std::vector<ElementFacts> gather_element_facts(const Page& page, std::span<const std::uint32_t> live_before) {
  std::vector<ElementFacts> all(page.elements.size());
  ClassValues values;
  for (std::uint32_t i = 0; i < all.size();) {
    const Element& element = page.elements[i];
    ElementFacts& facts = all[i];
    facts.first_live = live_before[element.first_block];
    facts.end_live = live_before[std::max(element.first_block, element.end_block)];
    if (element.parent != kNone) facts.sibling = all[element.parent].children++;
    if (facts.first_live == facts.end_live) {
      i = element.end;  // nobody will ask
      continue;
    }
    ++i;
    if (element.parent != kNone) inherit(all[element.parent], element.parent, facts);
    facts.inside = static_cast<std::uint16_t>(facts.inside | inside_of(element.tag));
    if (element.tag == Tag::body || element.tag == Tag::html) continue;
    const ClassWords words = look_at_attributes(page, element, values, facts);
    if (words == 0) continue;
    for (unsigned group = 0; group < kClassWordCount; ++group)
      if ((words >> group & 1U) != 0) facts.class_steps[group] = 1;
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
