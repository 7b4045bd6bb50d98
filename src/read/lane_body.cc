// Tags in the body, as most tags are.

#include <utility>

#include "read/lane_modes.h"

namespace dehusk {

namespace {

enum class Quirks : std::uint8_t { no, yes, unknown };

// A page without a doctype is read in quirks mode, one with HTML's own is not. Which of the others are is for Gumbo.
Quirks quirks_of(std::string_view doctype) {
  if (doctype.empty()) return Quirks::yes;
  const std::string_view rest = doctype.substr(9);  // "<!doctype"
  const std::size_t begin = rest.find_first_not_of(" \t\r\n\f");
  if (begin == 0 || begin == std::string_view::npos || rest.size() < begin + 5) return Quirks::unknown;
  for (std::size_t i = 0; i < 4; ++i)
    if ((rest[begin + i] | 0x20) != "html"[i]) return Quirks::unknown;
  return rest.find_first_not_of(" \t\r\n\f", begin + 4) == rest.size() - 1 && rest.back() == '>' ? Quirks::no
                                                                                                 : Quirks::unknown;
}

}  // namespace

Step Lane::start_in_body(const HtmlToken& token) {
  const LaneTag& traits = lane_tag(token.tag);
  switch (traits.start) {
    case StartRule::open:
      return open(token.tag);
    case StartRule::block:
      if (close_paragraph() == Step::leave) return Step::leave;
      return open(token.tag);
    case StartRule::heading:
      if (close_paragraph() == Step::leave) return Step::leave;
      if (is_heading_tag(tree_.top().tag)) close();
      return open(token.tag);
    case StartRule::pre:
      if (close_paragraph() == Step::leave) return Step::leave;
      line_lost_after_ = at_;
      return open(token.tag);
    case StartRule::form:
      if (form_ != kNone) return Step::done;
      if (close_paragraph() == Step::leave) return Step::leave;
      form_ = static_cast<std::uint32_t>(page_.elements.size());
      return open(token.tag);
    case StartRule::item:
    case StartRule::definition: {
      const bool is_item = traits.start == StartRule::item;
      if (is_item ? tree_.top().has_item : tree_.top().has_definition) {
        std::size_t place = stack_.size() - 1;
        while (!(is_item ? stack_[place].is(Tag::li) : stack_[place].is(Tag::dd) || stack_[place].is(Tag::dt))) --place;
        if (close_to(place) == Step::leave) return Step::leave;
      }
      if (close_paragraph() == Step::leave) return Step::leave;
      return open(token.tag);
    }
    case StartRule::button:
      return find_in_scope(Tag::button) != 0 ? leave(LaneExit::button) : open(token.tag);
    case StartRule::anchor:
      return start_anchor();
    case StartRule::formatting:
      return has_four(token.tag) ? leave(LaneExit::many_formatting) : open(token.tag);
    case StartRule::object:
      return open(token.tag);
    case StartRule::table:
      return start_table();
    case StartRule::empty:
      return open_empty(token.tag);
    case StartRule::image:
      return open_empty(Tag::img);
    case StartRule::rule:
      if (close_paragraph() == Step::leave) return Step::leave;
      return open_empty(token.tag);
    case StartRule::raw:
      return open_raw(token, token.tag);
    case StartRule::raw_block:
      if (close_paragraph() == Step::leave) return Step::leave;
      return open_raw(token, token.tag);
    case StartRule::select:
      return open(token.tag, tree_.top().mode == LaneMode::body ? LaneMode::select : LaneMode::select_in_table);
    case StartRule::option:
      if (tree_.top().is(Tag::option)) close();
      return open(token.tag);
    case StartRule::table_part:
      return Step::done;
    case StartRule::html:
    case StartRule::body:
      return merge(token);
    case StartRule::foreign:
      return start_foreign(token, token.tag == Tag::svg ? LanePlace::svg : LanePlace::math);
    case StartRule::never:
      break;
  }
  return leave(LaneExit::rare_tag);
}

// An <a> ends the one before it, as its end tag would.
Step Lane::start_anchor() {
  bool was_open = false;
  if (close_formatting(Tag::a, was_open) == Step::leave) return Step::leave;
  return open(Tag::a);
}

// Of four elements of a kind Gumbo forgets the first, if their attributes are the same.
bool Lane::has_four(Tag tag) const {
  constexpr int kMost = 3;
  if (tree_.top().formatting < kMost) return false;
  int count = 0;
  for (std::size_t i = stack_.size() - 1; i > 0; --i) {
    if (stack_[i].is(tag) && ++count == kMost) return true;
    if (stack_[i].is_html() && lane_tag(stack_[i].tag).is_marker) return false;
  }
  return false;
}

Step Lane::start_table() {
  if (tree_.top().has_paragraph) {
    const std::string_view doctype =
        doctype_ == kNoToken ? std::string_view() : source_.substr(tokens_[doctype_].source,
                                                                   end_of(doctype_) - tokens_[doctype_].source);
    const Quirks quirks = quirks_of(doctype);
    if (quirks == Quirks::unknown) return leave(LaneExit::quirks);
    if (quirks == Quirks::no && close_paragraph() == Step::leave) return Step::leave;
  }
  return open(Tag::table, LaneMode::table);
}

Step Lane::end_in_body(const HtmlToken& token) {
  const LaneTag& traits = lane_tag(token.tag);
  std::size_t place = 0;
  switch (traits.end) {
    case EndRule::any_other:
      for (place = stack_.size() - 1; place > 0; --place) {
        if (stack_[place].is(token.tag)) break;
        if (lane_tag(stack_[place].tag).is_special) return Step::done;
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
    case EndRule::formatting: {
      bool was_open = false;
      return close_formatting(token.tag, was_open);
    }
    case EndRule::object:
      place = find_in_table_scope(token.tag);
      return place == 0 ? Step::done : close_to(place, true);
    case EndRule::line_break:
      open_implied(Tag::br, tree_.top().mode);
      close();
      return Step::done;
    case EndRule::document:
      return end_document(token);
    case EndRule::ignored:
      return Step::done;
    case EndRule::never:
      return leave(LaneExit::rare_tag);
  }
  return place == 0 ? Step::done : close_to(place);
}

// Gumbo takes the form out of the open elements without a word to the text before.
Step Lane::end_form() {
  const std::uint32_t form = std::exchange(form_, kNone);
  if (form == kNone) return Step::done;
  for (std::size_t i = stack_.size() - 1; i > 0 && stack_[i].element != form; --i) {
    if (i == 1 || !stack_[i].is_html() || lane_tag(stack_[i].tag).bounds_scope) return Step::done;
  }
  while (lane_tag(tree_.top().tag).ends_with_items) close();
  if (tree_.top().element != form) return leave(LaneExit::form);
  tree_.close_without_text();
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
