#include "clean/element_scene.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::size_t kShownBytes = 80;

bool is_space_ascii(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

Span overlap(Span a, Span b) {
  const Span both{std::max(a.begin, b.begin), std::min(a.end, b.end)};
  return both.empty() ? Span{both.begin, both.begin} : both;
}

}  // namespace

Stretch stretch_of(const Page& page, std::uint32_t element) {
  const Element& self = page.elements[element];
  return {element, self.end, self.text, self.first_block, self.end_block};
}

Stretch rest_of_parent(const Page& page, std::uint32_t element) {
  Stretch stretch = stretch_of(page, element);
  if (page.elements[element].parent == kNone) return stretch;
  const Element& parent = page.elements[page.elements[element].parent];
  stretch.end = parent.end;
  stretch.text.end = std::max(stretch.text.end, parent.text.end);
  stretch.end_block = std::max(stretch.end_block, parent.end_block);
  return stretch;
}

Stretch rest_of_page(const Page& page, std::uint32_t element) {
  Stretch stretch = stretch_of(page, element);
  stretch.end = static_cast<std::uint32_t>(page.elements.size());
  stretch.text.end = static_cast<std::uint32_t>(page.text.size());
  stretch.end_block = static_cast<std::uint32_t>(page.blocks.size());
  return stretch;
}

std::string collapse(std::string_view text, std::vector<std::uint32_t>* offsets) {
  std::string out;
  out.reserve(text.size());
  bool has_gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_space_ascii(text[i])) {
      has_gap = !out.empty();
      continue;
    }
    if (has_gap) {
      out += ' ';
      if (offsets != nullptr) offsets->push_back(static_cast<std::uint32_t>(i - 1));
      has_gap = false;
    }
    out += text[i];
    if (offsets != nullptr) offsets->push_back(static_cast<std::uint32_t>(i));
  }
  if (offsets != nullptr) offsets->push_back(offsets->empty() ? 0 : offsets->back() + 1);
  return out;
}

std::string describe_element(const Page& page, std::uint32_t element) {
  const Element& self = page.elements[element];
  std::string shown = "<" + std::string(page.name_of(self));
  for (const std::string_view name : {"id", "class", "role"}) {
    const auto value = page.attribute(self, name);
    if (!value || value->empty()) continue;
    if (shown.size() + name.size() + value->size() > kShownBytes) {
      shown += " ...";
      break;
    }
    shown += " " + std::string(name) + "=\"" + std::string(*value) + "\"";
  }
  return shown + ">";
}

bool is_code(const Page& page, std::uint32_t element) {
  while (element != kNone && page.elements[element].tag != Tag::pre && page.elements[element].tag != Tag::code)
    element = page.elements[element].parent;
  return element != kNone;
}

bool reads_text(const CompiledRule& compiled) {
  return compiled.reads_folded || !compiled.re.empty() || !compiled.not_re.empty();
}

ElementScene::ElementScene(const Page& page) : page_(page), matcher_(page) {
  words_before_.reserve(page.blocks.size() + 1);
  seen_before_.reserve(page.blocks.size() + 1);
  std::uint32_t words = 0;
  std::vector<std::uint32_t> seen;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    words_before_.push_back(words);
    seen_before_.push_back(static_cast<std::uint32_t>(seen.size()));
    if (page.blocks[b].kind == Kind::raw) continue;
    words += page.blocks[b].words;
    seen.push_back(b);
    texts_.push_back(page.text_of(page.blocks[b]));
  }
  words_before_.push_back(words);
  seen_before_.push_back(static_cast<std::uint32_t>(seen.size()));
  zones_ = find_zones(page, seen);
  std::uint32_t linked = 0;
  for (const Element& element : page.elements) {
    if (element.tag != Tag::a || element.text.empty() || (!links_.empty() && element.text.begin < links_.back().end))
      continue;
    if (!page.attribute(element, AttributeName::href)) continue;
    links_.push_back(element.text);
    linked_before_.push_back(linked);
    linked += element.text.size();
  }
}

// Bytes of links before this place in the text.
std::uint32_t ElementScene::linked_before(std::uint32_t offset) const {
  const auto after = std::lower_bound(links_.begin(), links_.end(), offset,
                                      [](Span link, std::uint32_t at) { return link.begin < at; });
  if (after == links_.begin()) return 0;
  const Span last = *(after - 1);
  return linked_before_[static_cast<std::size_t>(after - links_.begin()) - 1] + std::min(last.end, offset) - last.begin;
}

std::uint32_t ElementScene::words_in(const Stretch& stretch) const {
  std::uint32_t words = 0;
  std::uint32_t whole_begin = stretch.first_block;
  std::uint32_t whole_end = stretch.end_block;
  const auto is_partial = [&](std::uint32_t b) { return !stretch.text.contains(page_.blocks[b].text); };
  const auto part = [&](std::uint32_t b) {
    return count_words(slice(page_.text, overlap(page_.blocks[b].text, stretch.text)));
  };
  if (whole_begin < whole_end && is_partial(whole_begin)) words += part(whole_begin++);
  if (whole_begin < whole_end && is_partial(whole_end - 1)) words += part(--whole_end);
  return words + words_before_[whole_end] - words_before_[whole_begin];
}

bool ElementScene::is_empty(const Stretch& stretch) const {
  if (!stretch.text.empty() && slice(page_.text, stretch.text).find_first_not_of(" \n\t\r\f") != std::string_view::npos)
    return false;
  for (std::uint32_t b = stretch.first_block; b < stretch.end_block; ++b)
    if (page_.blocks[b].kind == Kind::raw) return false;
  return true;
}

Subject ElementScene::subject(std::uint32_t element, const Rule& rule, const CompiledRule& compiled) {
  const Stretch stretch = stretch_of(page_, element);
  Subject subject;
  subject.is_element = true;
  subject.element = element;
  subject.matcher = &matcher_;
  subject.texts = texts_;
  subject.words = words_in(stretch);
  subject.begin = seen_before_[stretch.first_block];
  subject.end = seen_before_[stretch.end_block];
  subject.zones = zones_.of(subject.begin, subject.end);
  if (rule.match.kinds) {
    for (std::uint32_t b = stretch.first_block; b < stretch.end_block; ++b)
      if (page_.blocks[b].kind != Kind::raw) subject.kinds |= 1U << static_cast<unsigned>(page_.blocks[b].kind);
  }
  const std::uint32_t linked = linked_before(stretch.text.end) - linked_before(stretch.text.begin);
  subject.link_share =
      stretch.text.empty() ? 0.0F : static_cast<float>(linked) / static_cast<float>(stretch.text.size());
  if (!reads_text(compiled)) return subject;
  if (text_of_ != element) {
    text_ = collapse(slice(page_.text, stretch.text));
    text_of_ = element;
  }
  if (compiled.reads_folded && folded_of_ != element) {
    folded_ = fold(text_);
    folded_of_ = element;
  }
  subject.text = text_;
  if (compiled.reads_folded) subject.folded = folded_;
  return subject;
}

}  // namespace dehusk
