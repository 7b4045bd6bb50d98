// From the first byte to the body, and what comes after it. Everything may be left out of a page: the tag that cannot
// stand where it does opens what is missing and is taken again.

#include "read/html_bytes.h"
#include "read/lane_modes.h"

namespace dehusk {

namespace {

bool is_start(const HtmlToken& token, Tag tag) { return token.kind == TokenKind::start_tag && token.tag == tag; }
bool is_end(const HtmlToken& token, Tag tag) { return token.kind == TokenKind::end_tag && token.tag == tag; }

// The end tags that are not just ignored before there is a body.
bool is_telling_end(const HtmlToken& token) {
  return token.tag == Tag::body || token.tag == Tag::html || token.tag == Tag::br;
}

}  // namespace

Step Lane::take_outside_body(const HtmlToken& token) {
  switch (phase_) {
    case LanePhase::start:
    case LanePhase::before_html:
    case LanePhase::before_head:
      return take_before_body(token);
    case LanePhase::head:
      return take_in_head(token);
    case LanePhase::head_noscript:
      return take_in_head_noscript(token);
    case LanePhase::after_head:
      return take_after_head(token);
    case LanePhase::after_body:
    case LanePhase::after_all:
      return take_after_body(token);
    case LanePhase::body:
      break;
  }
  return take_in_mode(token);
}

// Neither <html> nor <head> has been seen. Text but for its white space comes here, too, and the page's end.
Step Lane::take_before_body(const HtmlToken& token) {
  if (phase_ == LanePhase::start) phase_ = LanePhase::before_html;
  if (token.kind == TokenKind::end_tag && token.tag != Tag::head && !is_telling_end(token)) return Step::done;
  if (phase_ == LanePhase::before_html) {
    phase_ = LanePhase::before_head;
    if (is_start(token, Tag::html)) return open(Tag::html, LaneMode::body);
    open_implied(Tag::html, LaneMode::body);
    return Step::again;
  }
  phase_ = LanePhase::head;
  head_ = static_cast<std::uint32_t>(page_.elements.size());
  if (is_start(token, Tag::head)) return open(Tag::head, LaneMode::body);
  open_implied(Tag::head, LaneMode::body);
  return Step::again;
}

Step Lane::take_in_head(const HtmlToken& token) {
  if (token.kind == TokenKind::start_tag) {
    if (token.tag == Tag::html) return merge(token);
    if (token.tag == Tag::head) return Step::done;
    const LaneTag& traits = lane_tag(token.tag);
    if (traits.start == StartRule::never) return leave(LaneExit::rare_tag);
    if (traits.start == StartRule::holder) return start_holder();
    if (traits.is_in_head) return traits.start == StartRule::raw ? open_raw(token, token.tag) : open_empty(token.tag);
    if (token.tag == Tag::noscript) {
      phase_ = LanePhase::head_noscript;
      return open(Tag::noscript);
    }
  } else if (is_end(token, Tag::head)) {
    close_head();
    return Step::done;
  } else if (token.kind == TokenKind::end_tag && !is_telling_end(token)) {
    return Step::done;
  }
  close_head();
  return Step::again;
}

void Lane::close_head() {
  close();
  phase_ = LanePhase::after_head;
  tree_.hold_text(true);
}

Step Lane::take_in_head_noscript(const HtmlToken& token) {
  if (token.kind == TokenKind::start_tag) {
    if (token.tag == Tag::html) return merge(token);
    if (token.tag == Tag::head || token.tag == Tag::noscript) return Step::done;
    const LaneTag& traits = lane_tag(token.tag);
    const bool stays = traits.is_in_head && token.tag != Tag::base && token.tag != Tag::title &&
                       token.tag != Tag::script && token.tag != Tag::template_;
    if (stays) return traits.start == StartRule::raw ? open_raw(token, token.tag) : open_empty(token.tag);
  } else if (is_end(token, Tag::noscript)) {
    close();
    phase_ = LanePhase::head;
    return Step::done;
  } else if (token.kind == TokenKind::end_tag && token.tag != Tag::br) {
    return Step::done;
  }
  close();
  phase_ = LanePhase::head;
  return Step::again;
}

Step Lane::take_after_head(const HtmlToken& token) {
  if (token.kind == TokenKind::start_tag) {
    if (token.tag == Tag::html) return merge(token);
    if (token.tag == Tag::head) return Step::done;
    const LaneTag& traits = lane_tag(token.tag);
    if (traits.is_in_head) {
      tree_.end_text(at_);
      tree_.enter_head(head_);
      if (traits.start == StartRule::holder) return start_holder();
      const Step step = traits.start == StartRule::raw ? open_raw(token, token.tag) : open_empty(token.tag);
      tree_.leave_head();
      return step;
    }
  } else if (token.kind == TokenKind::end_tag && !is_telling_end(token)) {
    return Step::done;
  }
  tree_.end_text(at_);
  tree_.hold_text(false);
  phase_ = LanePhase::body;
  if (is_start(token, Tag::body)) return open(Tag::body, LaneMode::body);
  open_implied(Tag::body, LaneMode::body);
  return Step::again;
}

Step Lane::take_after_body(const HtmlToken& token) {
  if (is_start(token, Tag::html)) return merge(token);
  if (token.kind == TokenKind::end) return Step::done;
  if (phase_ == LanePhase::after_body && is_end(token, Tag::html)) {
    phase_ = LanePhase::after_all;
    html_end_ = end_;
    return Step::done;
  }
  phase_ = LanePhase::body;
  return Step::again;
}

// White space is text, if not of the page; the first other character makes the body.
Step Lane::take_head_text(const HtmlToken& token, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t visible = begin;
  while (visible < end && byte_is(source_[visible], kIsSpace)) ++visible;
  const bool is_dropped = phase_ <= LanePhase::before_head;
  if (!is_dropped) tree_.add_text(at_, begin, visible);
  if (visible == end) return Step::done;
  // The text before ends where this begins, not where the token does.
  tree_.end_text_before(visible);
  Step step = Step::again;
  while (step == Step::again && phase_ != LanePhase::body) step = take_outside_body(token);
  tree_.add_text(at_, visible, end);
  return step == Step::leave ? step : Step::done;
}

Step Lane::merge(const HtmlToken& token) {
  if (holders_ > 0) return Step::done;
  tree_.merge_attributes(at_, token.tag == Tag::html ? stack_[0].element : stack_[1].element);
  return Step::done;
}

}  // namespace dehusk
