// Tags in the body, as most tags are.

#include <utility>

#include "read/gumbo_tree.h"
#include "read/lane_modes.h"

namespace dehusk {

Step Lane::start_in_body(const HtmlToken& token) {
  const LaneTag& traits = lane_tag(token.tag);
  if (traits.start == StartRule::form && form_ != kNone && holders_ == 0) return Step::done;
  if (end_before(token.tag, traits) == Step::leave) return Step::leave;
  switch (traits.start) {
    case StartRule::open:
    case StartRule::block:
    case StartRule::heading:
    case StartRule::item:
    case StartRule::definition:
    case StartRule::button:
    case StartRule::object:
    case StartRule::option:
    case StartRule::ruby:
      return open(token.tag);
    case StartRule::pre:
      line_lost_after_ = at_;
      return open(token.tag);
    case StartRule::form:
      if (holders_ == 0) form_ = static_cast<std::uint32_t>(page_.elements.size());
      return open(token.tag);
    case StartRule::anchor:
      return start_anchor();
    case StartRule::formatting:
      return start_formatting(token.tag);
    case StartRule::table:
      return start_table();
    case StartRule::empty:
    case StartRule::rule:
      return open_empty(token.tag);
    case StartRule::image:
      return open_empty(Tag::img);
    case StartRule::raw:
    case StartRule::raw_block:
      return open_raw(token, token.tag);
    case StartRule::select:
      return open(token.tag, tree_.top().mode == LaneMode::body ? LaneMode::select : LaneMode::select_in_table);
    case StartRule::table_part:
      return Step::done;
    case StartRule::html:
    case StartRule::body:
      return merge(token);
    case StartRule::foreign:
      return start_foreign(token, token.tag == Tag::svg ? LanePlace::svg : LanePlace::math);
    case StartRule::holder:
      return start_holder();
    case StartRule::never:
      break;
  }
  return leave(LaneExit::rare_tag);
}

// What a start tag ends, and the formatting elements that go on before its element opens.
Step Lane::end_before(Tag tag, const LaneTag& traits) {
  const StartRule rule = traits.start;
  if ((rule == StartRule::item && tree_.top().has_item) ||
      (rule == StartRule::definition && tree_.top().has_definition)) {
    if (end_entry(rule == StartRule::item) == Step::leave) return Step::leave;
  } else if (rule == StartRule::option) {
    if (tree_.top().is(Tag::option)) close();
  } else if (rule == StartRule::button) {
    if (find_in_scope(Tag::button) != 0) return leave(LaneExit::button);
  } else if (rule == StartRule::ruby && find_in_scope(Tag::ruby) != 0) {
    const bool keeps_group = tag == Tag::rt || tag == Tag::rp;
    while (lane_tag(tree_.top().tag).ends_with_items && !(keeps_group && tree_.top().is(Tag::rtc))) close();
  }
  if (traits.ends_paragraph && close_paragraph() == Step::leave) return Step::leave;
  if (rule == StartRule::heading && is_heading_tag(tree_.top().tag)) close();
  return traits.revives ? revive() : Step::done;
}

// Ends the innermost <li>, or <dt> or <dd>.
Step Lane::end_entry(bool is_item) {
  std::size_t place = stack_.size() - 1;
  while (is_item ? !stack_[place].is(Tag::li) : !stack_[place].is(Tag::dd) && !stack_[place].is(Tag::dt)) --place;
  return close_to(place);
}

// A table ends the paragraph before it, but in pages for browsers of the last century.
Step Lane::start_table() {
  if (tree_.top().has_paragraph && quirks_ == Quirks::unasked) {
    std::string_view doctype;
    if (doctype_ != kNoToken)
      doctype = source_.substr(tokens_[doctype_].source, end_of(doctype_) - tokens_[doctype_].source);
    quirks_ = is_quirky(doctype) ? Quirks::yes : Quirks::no;
  }
  if (quirks_ == Quirks::no && close_paragraph() == Step::leave) return Step::leave;
  return open(Tag::table, LaneMode::table);
}

Step Lane::end_in_body(const HtmlToken& token) {
  const LaneTag& traits = lane_tag(token.tag);
  std::size_t place = 0;
  switch (traits.end) {
    case EndRule::any_other:
      for (place = stack_.size() - 1; place > 0; --place) {
        if (stack_[place].is(token.tag)) break;
        if (stack_[place].is_integration) return leave(LaneExit::foreign);
        if (stack_[place].is_html() && lane_tag(stack_[place].tag).is_special) return Step::done;
      }
      break;
    case EndRule::block:
    case EndRule::definition:
      place = find_in_scope(token.tag);
      break;
    case EndRule::heading:
      place = find_heading();
      break;
    case EndRule::paragraph:
      if (!tree_.top().has_paragraph) {
        open_implied(Tag::p, tree_.top().mode);
        close();
        return Step::done;
      }
      return close_paragraph();
    case EndRule::item:
      place = find_in_scope(token.tag, true);
      break;
    case EndRule::form:
      return end_form();
    case EndRule::formatting:
      return end_formatting(token.tag);
    case EndRule::object:
      place = find_in_table_scope(token.tag);
      return place == 0 ? Step::done : close_holding(place);
    case EndRule::line_break:
      if (revive() == Step::leave) return Step::leave;
      open_implied(Tag::br, tree_.top().mode);
      close();
      return Step::done;
    case EndRule::document:
      return end_document(token);
    case EndRule::holder:
      return end_holder();
    case EndRule::never:
      return leave(LaneExit::rare_tag);
  }
  return place == 0 ? Step::done : close_to(place);
}

// Gumbo takes the form out of the open elements without a word to the text before.
Step Lane::end_form() {
  if (holders_ > 0) {
    if (find_in_scope(Tag::form) == 0) return Step::done;
    while (lane_tag(tree_.top().tag).ends_with_items) close();
    if (tree_.top().is(Tag::form)) close();
    return Step::done;
  }
  const std::uint32_t form = std::exchange(form_, kNone);
  if (form == kNone) return Step::done;
  std::size_t place = stack_.size() - 1;
  for (; stack_[place].element != form; --place) {
    if (place == 1 || (stack_[place].is_html() && lane_tag(stack_[place].tag).bounds_scope)) return Step::done;
  }
  while (lane_tag(tree_.top().tag).ends_with_items) close();
  if (tree_.top().element == form) {
    tree_.close_without_text();
    close_ghosts();
    return Step::done;
  }
  // What is open in the form stays open, and in it: for those who walk up, it is not there any more.
  const LaneOpen& around = stack_[place - 1];
  if (around.has_item || around.has_definition) return leave(LaneExit::form);
  stack_[place].tag = Tag::unknown;
  stack_[place].place = LanePlace::ghost;
  return Step::done;
}

Step Lane::end_document(const HtmlToken& token) {
  if (find_in_scope(Tag::body) == 0) return Step::done;
  phase_ = LanePhase::after_body;
  if (token.tag == Tag::html) return Step::again;
  body_end_ = end_;
  return Step::done;
}

}  // namespace dehusk
