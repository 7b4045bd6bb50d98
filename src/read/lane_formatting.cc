// Formatting elements: when a block ends before they do, they end with it and go on behind it as copies, made when text
// or an element needs them. What the standard calls the adoption agency, which moves what there is, ends the lane.

#include <algorithm>

#include "read/lane_modes.h"

namespace dehusk {

namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
constexpr int kMostOfAKind = 3;              // of four Gumbo forgets the first, if their attributes are the same
constexpr std::size_t kMostFormatting = 60;  // far below what bounds them

}  // namespace

// Makes the copies that are due.
Step Lane::revive() {
  std::size_t first = formatting_.size();
  while (first > 0 && formatting_[first - 1].element != kNone && !formatting_[first - 1].is_open) --first;
  for (; first < formatting_.size(); ++first) {
    if (stack_.size() >= most_open_) return leave(LaneExit::bounds);
    if (tree_.has_text()) return leave(LaneExit::formatting);
    Formatting& formatting = formatting_[first];
    const auto copy = static_cast<std::uint32_t>(page_.elements.size());
    tree_.open_copy(formatting.element, tree_.top().mode);
    formatting.element = copy;
    formatting.is_open = true;
  }
  return Step::done;
}

Step Lane::start_formatting(Tag tag) {
  if (tag == Tag::nobr && find_in_scope(tag) != 0 && (end_formatting(tag) == Step::leave || revive() == Step::leave))
    return Step::leave;
  int count = 0;
  for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1].element != kNone; --i)
    if (formatting_[i - 1].tag == tag) ++count;
  if (count >= kMostOfAKind) return leave(LaneExit::many_formatting);
  if (formatting_.size() > kMostFormatting) return leave(LaneExit::bounds);
  const auto element = static_cast<std::uint32_t>(page_.elements.size());
  if (open(tag) == Step::leave) return Step::leave;
  formatting_.push_back({.element = element, .tag = tag});
  return Step::done;
}

// An <a> ends the one before it, as its end tag would.
Step Lane::start_anchor() {
  if (find_formatting(Tag::a) != kNowhere) {
    if (end_formatting(Tag::a) == Step::leave) return Step::leave;
    if (find_formatting(Tag::a) != kNowhere) return leave(LaneExit::adoption);
  }
  if (revive() == Step::leave) return Step::leave;
  return start_formatting(Tag::a);
}

Step Lane::end_formatting(Tag tag) {
  const std::size_t found = find_formatting(tag);
  if (found == kNowhere) return Step::done;
  const auto entry = formatting_.begin() + static_cast<std::ptrdiff_t>(found);
  if (!entry->is_open) {
    formatting_.erase(entry);
    return Step::done;
  }
  for (std::size_t i = stack_.size() - 1; i > 0; --i) {
    if (stack_[i].element == entry->element) {
      formatting_.erase(entry);
      return close_to(i);
    }
    if (!stack_[i].is_html()) continue;
    if (lane_tag(stack_[i].tag).bounds_scope) return Step::done;
    if (lane_tag(stack_[i].tag).is_special) return leave(LaneExit::adoption);
  }
  return leave(LaneExit::adoption);
}

// The last of its kind in the list, up to a marker.
std::size_t Lane::find_formatting(Tag tag) const {
  for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1].element != kNone; --i)
    if (formatting_[i - 1].tag == tag) return i - 1;
  return kNowhere;
}

// Takes the last marker from the list, and all behind it.
void Lane::forget_formatting() {
  while (!formatting_.empty()) {
    const bool is_marker = formatting_.back().element == kNone;
    formatting_.pop_back();
    if (is_marker) return;
  }
}

void Lane::note_end_of(const LaneOpen& open) {
  if (!open.is_html()) return;
  const auto found = std::find_if(formatting_.rbegin(), formatting_.rend(),
                                  [&open](const Formatting& held) { return held.element == open.element; });
  if (found != formatting_.rend()) found->is_open = false;
}

}  // namespace dehusk
