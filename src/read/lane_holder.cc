// Templates: what is in them is a page of its own, in the head or anywhere.

#include "read/lane_modes.h"

namespace dehusk {

Step Lane::start_holder() {
  if (holders_ == 0) phase_around_ = phase_;
  if (open(Tag::template_, LaneMode::holder) == Step::leave) return Step::leave;
  ++holders_;
  phase_ = LanePhase::body;
  return Step::done;
}

Step Lane::end_holder() {
  if (holders_ == 0) return Step::done;
  std::size_t place = stack_.size() - 1;
  while (!stack_[place].is(Tag::template_)) --place;
  if (close_holding(place) == Step::leave) return Step::leave;
  if (--holders_ > 0) return Step::done;
  phase_ = phase_around_;
  if (phase_ == LanePhase::after_head) tree_.leave_head();
  return Step::done;
}

// Nothing but what belongs into a head has been met; the first other tag decides what the template holds. If that is
// part of a table, the lane ends.
Step Lane::take_in_holder(const HtmlToken& token) {
  const LaneTag& traits = lane_tag(token.tag);
  if (token.kind == TokenKind::end_tag) return traits.end == EndRule::holder ? end_holder() : Step::done;
  if (traits.is_in_head) return start_in_body(token);
  if (traits.start == StartRule::table_part && token.tag != Tag::head && token.tag != Tag::frame)
    return leave(LaneExit::rare_tag);
  stack_.back().mode = LaneMode::body;
  return Step::again;
}

}  // namespace dehusk
