// Opening and closing, with the checks whether it is plain.

#include <algorithm>

#include "read/lane_modes.h"

namespace dehusk {

namespace {

// Ends the walks for something "in table scope".
bool bounds_table_scope(const LaneOpen& open) {
  return open.is(Tag::table) || open.is(Tag::html) || open.is(Tag::template_);
}

}  // namespace

Step Lane::open(Tag tag, LaneMode mode) {
  if (stack_.size() >= most_open_) return leave(LaneExit::bounds);
  tree_.open(at_, tag, mode);
  if (lane_tag(tag).is_marker) formatting_.push_back({});
  return Step::done;
}

Step Lane::open_empty(Tag tag) {
  const Step step = open(tag);
  if (step == Step::done) tree_.close(at_, 0);
  return step;
}

Step Lane::open_raw(const HtmlToken& token, Tag tag) {
  if (!token.opens_raw) return leave(LaneExit::raw_text);
  if (open(tag) == Step::leave) return Step::leave;
  has_taken_raw_ = true;
  if (tag == Tag::textarea) line_lost_after_ = at_;
  if (tokens_[at_ + 1].kind == TokenKind::text && tokens_[at_ + 1].is_raw) {
    ++at_;
    if (tokens_[at_].is_unsure) return leave(LaneExit::unsure_text);
    if (add_text(tokens_[at_]) == Step::leave) return Step::leave;
  }
  ++at_;
  const HtmlToken& next = tokens_[at_];
  // Only its own end tag ends raw text.
  const bool is_closed = next.kind == TokenKind::end_tag;
  if (!is_closed && next.kind != TokenKind::end) return leave(LaneExit::odd_markup);
  tree_.close(at_, is_closed ? tokens_[at_ + 1].source : 0);
  if (!is_closed) --at_;  // the end of the page is still to be taken
  return Step::done;
}

void Lane::close() {
  if (is_formatting_tag(tree_.top().tag)) note_end_of(tree_.top());
  tree_.close(at_, end_);
  close_ghosts();
}

void Lane::close_ghosts() {
  while (!stack_.empty() && tree_.top().place == LanePlace::ghost) tree_.close_without_text();
}

Step Lane::close_to(std::size_t place) {
  for (std::size_t i = stack_.size() - 1; i > place; --i)
    if (stack_[i].is_html() && lane_tag(stack_[i].tag).is_marker) return leave(LaneExit::marker);
  while (stack_.size() > place) close();
  return Step::done;
}

// Closes down to an element that shuts formatting in.
Step Lane::close_holding(std::size_t place) {
  if (close_to(place) == Step::leave) return Step::leave;
  forget_formatting();
  return Step::done;
}

Step Lane::close_paragraph() {
  if (!tree_.top().has_paragraph) return Step::done;
  std::size_t place = stack_.size() - 1;
  while (!stack_[place].is(Tag::p)) --place;
  return close_to(place);
}

std::size_t Lane::find_in_scope(Tag tag, bool is_list_scope) const {
  for (std::size_t i = stack_.size() - 1; i > 0; --i) {
    const LaneOpen& open = stack_[i];
    if (open.is(tag)) return i;
    if (!open.is_html() ? open.is_integration : lane_tag(open.tag).bounds_scope) return 0;
    if (is_list_scope && (open.is(Tag::ul) || open.is(Tag::ol))) return 0;
  }
  return 0;
}

std::size_t Lane::find_in_table_scope(Tag tag) const {
  for (std::size_t i = stack_.size() - 1; i > 0; --i) {
    if (stack_[i].is(tag)) return i;
    if (bounds_table_scope(stack_[i])) return 0;
  }
  return 0;
}

std::size_t Lane::find_cell() const {
  std::size_t place = stack_.size() - 1;
  while (!stack_[place].is(Tag::td) && !stack_[place].is(Tag::th)) --place;
  return place;
}

std::size_t Lane::find_heading() const {
  for (std::size_t i = stack_.size() - 1; i > 0; --i) {
    if (!stack_[i].is_html()) continue;
    if (is_heading_tag(stack_[i].tag)) return i;
    if (lane_tag(stack_[i].tag).bounds_scope) return 0;
  }
  return 0;
}

}  // namespace dehusk
