// In a <select> there are options, their groups and scripts; other tags are as if they were not there, or end it.

#include "read/lane_modes.h"

namespace dehusk {

Step Lane::take_in_select(const HtmlToken& token) {
  const LaneOpen& top = tree_.top();
  if (token.kind == TokenKind::start_tag) {
    switch (token.tag) {
      case Tag::html:
        return merge(token);
      case Tag::option:
        if (top.is(Tag::option)) close();
        return open(token.tag);
      case Tag::optgroup:
        if (top.is(Tag::option)) close();
        if (tree_.top().is(Tag::optgroup)) close();
        return open(token.tag);
      case Tag::select:
        return close_select();
      case Tag::input:
      case Tag::keygen:
      case Tag::textarea:
        if (close_select() == Step::leave) return Step::leave;
        return Step::again;
      case Tag::script:
        return open_raw(token, token.tag);
      case Tag::template_:
        return start_holder();
      default:
        return Step::done;
    }
  }
  if (token.tag == Tag::select) return close_select();
  if (token.tag == Tag::template_) return end_holder();
  if (token.tag == Tag::optgroup) {
    if (top.is(Tag::option) && stack_[stack_.size() - 2].is(Tag::optgroup)) close();
    if (tree_.top().is(Tag::optgroup)) close();
  } else if (token.tag == Tag::option && top.is(Tag::option)) {
    close();
  }
  return Step::done;
}

Step Lane::take_in_select_in_table(const HtmlToken& token) {
  switch (token.tag) {
    case Tag::caption:
    case Tag::table:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
    case Tag::tr:
    case Tag::td:
    case Tag::th:
      if (token.kind == TokenKind::end_tag && find_in_table_scope(token.tag) == 0) return Step::done;
      if (close_select() == Step::leave) return Step::leave;
      return Step::again;
    default:
      return take_in_select(token);
  }
}

Step Lane::close_select() {
  std::size_t place = stack_.size() - 1;
  while (!stack_[place].is(Tag::select)) --place;
  return close_to(place);
}

}  // namespace dehusk
