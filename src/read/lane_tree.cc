// The same steps in the same order as Flattener in gumbo_tree.cc, taken while the tree is built.

#include "read/lane_tree.h"

#include <algorithm>

#include "base/kept_buffer.h"
#include "read/foreign_attributes.h"
#include "read/gumbo_tree.h"
#include "read/html_bytes.h"
#include "read/skeleton_tags.h"

namespace dehusk {

namespace {

constexpr std::size_t kUsualDepth = 64;

// What can be met walking up from `open`, whose parent is `parent`.
void look_up(LaneOpen& open, const LaneOpen& parent) {
  open.has_paragraph = parent.has_paragraph;
  open.has_item = parent.has_item;
  open.has_definition = parent.has_definition;
  if (!open.is_html()) return;
  const LaneTag& traits = lane_tag(open.tag);
  if (traits.bounds_scope || open.tag == Tag::button) open.has_paragraph = false;
  if (traits.is_special && open.tag != Tag::address && open.tag != Tag::div && open.tag != Tag::p)
    open.has_item = open.has_definition = false;
  if (open.tag == Tag::p) open.has_paragraph = true;
  if (open.tag == Tag::li) open.has_item = true;
  if (open.tag == Tag::dd || open.tag == Tag::dt) open.has_definition = true;
}

}  // namespace

LaneTree::LaneTree(std::string_view source, const HtmlTokens& tokens, Page& page, std::vector<TextRun>& runs,
                   std::string& texts)
    : source_(source), tokens_(tokens.list), is_repaired_(tokens.is_repaired), page_(page), runs_(runs), texts_(texts) {
  stack_.reserve(kUsualDepth);
  empty_kept(texts_);
}

void LaneTree::open(std::size_t token, Tag tag, LaneMode mode, LanePlace place) {
  const HtmlToken& from = tokens_[token];
  const HtmlToken& next = tokens_[token + 1];
  end_text_before(from.source);
  Element element;
  element.tag = from.tag;
  element.is_foreign = place != LanePlace::html;
  element.source = {.begin = from.source, .end = next.source};
  element.first_attribute = from.first_attribute;
  element.attribute_count = next.first_attribute - from.first_attribute;
  at_ = next.source;
  if (is_repaired_ || from.tag == Tag::unknown) name(element);
  if (tag == Tag::img) element.tag = tag;  // <image>
  if (element.is_foreign) rename_foreign_attributes(page_, element);
  push(element, tag, mode, place);
}

void LaneTree::open_implied(std::size_t token, Tag tag, LaneMode mode) {
  end_text_before(tokens_[token].source);
  Element element;
  element.tag = tag;
  element.source = {.begin = at_, .end = at_};
  push(element, tag, mode, LanePlace::html);
}

void LaneTree::open_copy(std::uint32_t element, LaneMode mode) {
  Element copy;
  copy.tag = page_.elements[element].tag;
  copy.source = {.begin = at_, .end = at_};
  copy.first_attribute = page_.elements[element].first_attribute;
  copy.attribute_count = page_.elements[element].attribute_count;
  push(copy, copy.tag, mode, LanePlace::html);
}

void LaneTree::push(const Element& element, Tag tag, LaneMode mode, LanePlace place) {
  LaneOpen open{.element = static_cast<std::uint32_t>(page_.elements.size()), .tag = tag, .mode = mode, .place = place};
  page_.elements.push_back(element);
  Element& added = page_.elements.back();
  added.depth = static_cast<std::uint16_t>(stack_.size());
  if (!stack_.empty()) {
    added.parent = stack_.back().element;
    look_up(open, stack_.back());
  }
  stack_.push_back(open);
}

// The page's own source tells the name, not the repaired one.
void LaneTree::name(Element& element) {
  const std::string_view written = tag_name_at(page_.source, element.source.begin);
  element.tag = tag_in_any_case(written);
  if (element.tag != Tag::unknown) return;
  element.name.begin = static_cast<std::uint32_t>(page_.attribute_text.size());
  std::transform(written.begin(), written.end(), std::back_inserter(page_.attribute_text), lower_of);
  element.name.end = static_cast<std::uint32_t>(page_.attribute_text.size());
}

void LaneTree::close(std::size_t token, std::uint32_t end) {
  end_text_before(tokens_[token].source);
  Element& element = page_.elements[stack_.back().element];
  if (end != 0 && !element.source.empty()) {
    element.source.end = std::max(element.source.end, end);
    at_ = std::max(at_, end);
  }
  close_without_text();
}

void LaneTree::close_without_text() {
  Element& element = page_.elements[stack_.back().element];
  stack_.pop_back();
  element.end = static_cast<std::uint32_t>(page_.elements.size());
  if (element.parent == kNone || element.source.empty()) return;
  Element& parent = page_.elements[element.parent];
  if (!parent.source.empty()) parent.source.end = std::max(parent.source.end, element.source.end);
}

void LaneTree::add_text(std::size_t token, std::uint32_t begin, std::uint32_t end) {
  if (begin < end) pieces_.push_back({.begin = begin, .end = end, .token = token});
}

void LaneTree::end_text_before(std::uint32_t place) {
  if (pieces_.empty()) return;
  TextRun run;
  const Piece& first = pieces_.front();
  // Gumbo reads "\r\n" as one character that stands at the '\n'.
  const bool begins_with_return = source_.substr(first.begin, 2) == "\r\n";
  run.source = {.begin = first.begin + (begins_with_return ? 1 : 0), .end = place};
  run.parent = stack_.back().element;
  run.text = read_pieces();
  const Element& owner = page_.elements[run.parent];
  if (is_code(owner.tag) && !owner.is_foreign) run.text = slice(page_.source, run.source);
  pieces_.clear();
  if (holds_text_)
    held_.push_back(run);
  else
    add_run(run);
}

void LaneTree::add_run(const TextRun& run) {
  runs_.push_back(run);
  runs_.back().before = static_cast<std::uint32_t>(page_.elements.size());
  at_ = std::max(at_, run.source.end);
  Element& owner = page_.elements[run.parent];
  if (!owner.source.empty()) owner.source.end = std::max(owner.source.end, run.source.end);
}

std::string_view LaneTree::read_pieces() {
  const auto raw = [this](const Piece& piece) { return source_.substr(piece.begin, piece.end - piece.begin); };
  const HtmlToken& first = tokens_[pieces_[0].token];
  if (pieces_.size() == 1 && first.is_as_is && !first.is_unsure) return raw(pieces_[0]);
  // What has been read must stay where it is, and no text becomes twice as long by reading.
  if (texts_.capacity() < 2 * source_.size()) texts_.reserve(2 * source_.size());
  const std::size_t begin = texts_.size();
  for (const Piece& piece : pieces_) {
    const HtmlToken& token = tokens_[piece.token];
    if (token.is_unsure)
      texts_ += text_by_gumbo(raw(piece));
    else
      append_text(texts_, raw(piece), token);
  }
  return std::string_view(texts_).substr(begin);
}

void LaneTree::enter_head(std::uint32_t head) {
  LaneOpen open{.element = head, .tag = Tag::head};
  look_up(open, stack_.back());
  stack_.push_back(open);
  holds_text_ = false;
}

void LaneTree::leave_head() {
  close_without_text();
  holds_text_ = true;
}

void LaneTree::hold_text(bool holds) {
  holds_text_ = holds;
  if (holds) return;
  for (const TextRun& run : held_) add_run(run);
  held_.clear();
}

void LaneTree::merge_attributes(std::size_t token, std::uint32_t element) {
  const std::uint32_t first = tokens_[token].first_attribute;
  const std::uint32_t count = tokens_[token + 1].first_attribute - first;
  Element& target = page_.elements[element];
  if (count == 0) return;
  if (target.attribute_count == 0) {
    target.first_attribute = first;
    target.attribute_count = count;
    return;
  }
  const auto begin = static_cast<std::uint32_t>(page_.attributes.size());
  page_.attributes.reserve(begin + target.attribute_count + count);
  for (std::uint32_t i = 0; i < target.attribute_count; ++i)
    page_.attributes.push_back(page_.attributes[target.first_attribute + i]);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Attribute& added = page_.attributes[first + i];
    if (!page_.attribute(target, page_.name_of(added)).has_value()) page_.attributes.push_back(added);
  }
  target.first_attribute = begin;
  target.attribute_count = static_cast<std::uint32_t>(page_.attributes.size()) - begin;
}

}  // namespace dehusk
