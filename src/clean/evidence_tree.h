#ifndef DEHUSK_CLEAN_EVIDENCE_TREE_H_
#define DEHUSK_CLEAN_EVIDENCE_TREE_H_
// What the content stage knows of each element, from one pass over the element array: what it is inside of, what the
// class names on the way down say, and which of its ancestors hold more than it does.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "clean/class_words.h"
#include "page/page.h"

namespace dehusk {

enum class Inside : std::uint8_t {
  article,
  main,
  aside,
  footer,
  header,
  nav,
  form,
  list,
  table,
  quote,
  figure,
  button,
  body_property
};

// Of elements that hold live blocks; the others are left as they are here.
struct ElementFacts {
  std::array<std::uint8_t, 16> class_steps{};  // by ClassWord; 0: no such class name above; 1: its own; 2: its parent's
  std::uint8_t bad_classes = 0;                // itself and ancestors, per element at most one
  std::uint8_t good_classes = 0;
  std::uint16_t inside = 0;         // bit i: Inside i, itself included
  std::uint32_t class_value = 0;    // number of its own class value on this page; 0 for none
  std::uint32_t container = kNone;  // nearest ancestor that holds more live blocks than this element
  std::uint32_t first_live = 0;     // live blocks of the subtree: [first_live, end_live)
  std::uint32_t end_live = 0;
  std::uint32_t sibling = 0;  // how many siblings stand before it
  std::uint32_t children = 0;
};

// `live_before[b]` is the number of live blocks before block b; it has one entry more than the page has blocks.
[[nodiscard]] std::vector<ElementFacts> gather_element_facts(const Page& page,
                                                             std::span<const std::uint32_t> live_before);

// Steps in the tree from one element to another by way of their nearest common ancestor, at most `limit`.
[[nodiscard]] std::uint32_t tree_steps(const Page& page, std::uint32_t from, std::uint32_t to, std::uint32_t limit);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_TREE_H_
