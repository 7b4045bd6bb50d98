#include "read/shape.h"

#include <algorithm>

#include "read/display.h"

namespace dehusk {

namespace {

bool acts_as_block(const Element& element, const Shape& shape) {
  if (element.is_foreign) return false;
  if (element.tag == Tag::unknown || element.tag == Tag::noscript || element.tag == Tag::slot) return shape.holds_block;
  const Display display = display_of(element.tag);
  return display == Display::block || display == Display::rule;
}

}  // namespace

std::vector<Shape> shapes_of(const std::vector<Element>& elements) {
  std::vector<Shape> shapes(elements.size());
  for (std::size_t i = elements.size(); i-- > 0;) {
    const Element& element = elements[i];
    Shape& own = shapes[i];
    const bool is_block = own.is_block = acts_as_block(element, own);
    if (element.parent == kNone) continue;
    Shape& parent = shapes[element.parent];
    const bool is_paragraph = is_block && (element.tag == Tag::p || element.tag == Tag::div);
    parent.holds_block |= is_block || own.holds_block;
    parent.holds_structure |= own.holds_structure || (is_block && !is_paragraph && element.tag != Tag::unknown);
    const int paragraphs = parent.paragraphs + own.paragraphs + (is_paragraph && !own.holds_block ? 1 : 0);
    parent.paragraphs = static_cast<std::uint8_t>(std::min(paragraphs, 2));
  }
  return shapes;
}

}  // namespace dehusk
