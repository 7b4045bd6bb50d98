#include "clean/element_scene.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::size_t kShownBytes = 80;
constexpr std::size_t kOpeningBytes = 32;      // of a text, of which
constexpr std::size_t kOpeningKnown = 8;       // are wanted, folded
constexpr char kNoSign = '\x7F';               // in no literal
constexpr std::uint32_t kInLink = 0x80000000;  // texts are below half of what an offset can be

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

void collapse(std::string_view text, std::string& out) {
  out.resize(text.size());
  char* to = out.data();
  bool has_gap = true;  // no space at the start
  for (const char c : text) {
    const bool is_gap = is_space_ascii(c);
    *to = is_gap ? ' ' : c;
    to += is_gap && has_gap ? 0 : 1;
    has_gap = is_gap;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  if (!out.empty() && out.back() == ' ') out.pop_back();
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
  std::uint32_t words = 0;
  for (const Block& block : page.blocks) {
    words_before_.push_back(words);
    if (block.kind != Kind::raw) words += block.words;
  }
  words_before_.push_back(words);
}

// Of a link in a link only the outer one counts.
void ElementScene::look_over_elements() {
  if (!linked_before_.empty()) return;
  linked_before_.reserve(page_.elements.size() + 1);
  std::uint32_t linked = 0, link_end = 0;
  for (std::uint32_t i = 0; i < page_.elements.size(); ++i) {
    const Element& element = page_.elements[i];
    if (element.tag == Tag::pre || element.tag == Tag::code) has_code_ = true;
    if (i < link_end) {
      linked_before_.push_back(linked | kInLink);
      continue;
    }
    linked_before_.push_back(linked);
    if (element.tag != Tag::a || element.text.empty() || !page_.attribute(element, AttributeName::href)) continue;
    linked_before_.back() |= kInLink;
    linked += element.text.size();
    link_end = element.end;
  }
  linked_before_.push_back(linked);
}

const ElementScene::Seen& ElementScene::seen() {
  if (seen_) return *seen_;
  seen_.emplace();
  std::vector<std::uint32_t> blocks;
  for (std::uint32_t b = 0; b < page_.blocks.size(); ++b) {
    seen_->before.push_back(static_cast<std::uint32_t>(blocks.size()));
    if (page_.blocks[b].kind == Kind::raw) continue;
    blocks.push_back(b);
    seen_->texts.push_back(page_.text_of(page_.blocks[b]));
  }
  seen_->before.push_back(static_cast<std::uint32_t>(blocks.size()));
  seen_->zones = find_zones(page_, blocks);
  return *seen_;
}

bool ElementScene::is_in_code(std::uint32_t element) {
  look_over_elements();
  return has_code_ && is_code(page_, element);
}

std::uint32_t ElementScene::words_of(std::uint32_t element) {
  if (words_are_of_ != element) words_ = words_in(stretch_of(page_, element));
  words_are_of_ = element;
  return words_;
}

float ElementScene::link_share_of(std::uint32_t element) {
  look_over_elements();
  const Element& self = page_.elements[element];
  if (self.text.empty()) return 0.0F;
  if ((linked_before_[element] & kInLink) != 0) return 1.0F;
  const std::uint32_t linked = (linked_before_[self.end] & ~kInLink) - linked_before_[element];
  return static_cast<float>(linked) / static_cast<float>(self.text.size());
}

bool ElementScene::fits_by_number(std::uint32_t element, const Match& match) {
  if (match.max_words && words_of(element) > *match.max_words) return false;
  if (match.min_words && words_of(element) < *match.min_words) return false;
  return !match.min_links || static_cast<double>(link_share_of(element)) >= *match.min_links;
}

// Openings know the texts of plain signs at once; of the others, short or with a line break early on, the beginning is
// folded.
bool ElementScene::may_begin(std::uint32_t element, const Openings& openings) {
  const Element& self = page_.elements[element];
  const std::string_view text = page_.text_of(self);
  if (!openings.may_begin(text)) return false;
  if (opening_is_of_ != self.text) {
    opening_is_of_ = self.text;
    opening_.clear();
    std::size_t size = std::min(text.size(), kOpeningBytes);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    append_folded(opening_, text.substr(0, size));
    const bool is_whole = size == text.size();
    if (!is_whole && opening_.size() < kOpeningKnown) opening_.clear();
    // Signs with which no literal goes on make it as long as it has to be to be looked at.
    if (is_whole || !opening_.empty()) opening_.append(kOpeningKnown, kNoSign);
  }
  return opening_.empty() || openings.may_begin(opening_);
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
  const Match& match = rule.match;
  const Element& self = page_.elements[element];
  Subject subject;
  subject.is_element = true;
  subject.element = element;
  subject.matcher = &matcher_;
  if (match.min_words || match.max_words) subject.words = words_of(element);
  if (match.min_links) subject.link_share = link_share_of(element);
  if (match.zones || match.first || match.last || match.prev || match.next) {
    subject.texts = seen().texts;
    subject.begin = seen().before[self.first_block];
    subject.end = seen().before[self.end_block];
    subject.zones = seen().zones.of(subject.begin, subject.end);
  }
  if (match.kinds) {
    for (std::uint32_t b = self.first_block; b < self.end_block; ++b)
      if (page_.blocks[b].kind != Kind::raw) subject.kinds |= 1U << static_cast<unsigned>(page_.blocks[b].kind);
  }
  if (!reads_text(compiled)) return subject;
  if (text_is_of_ != element) collapse(page_.text_of(self), text_);
  text_is_of_ = element;
  subject.text = text_;
  if (!compiled.reads_folded) return subject;
  if (folded_is_of_ != element) {
    folded_.clear();
    append_folded(folded_, text_);
  }
  folded_is_of_ = element;
  subject.folded = folded_;
  return subject;
}

}  // namespace dehusk
