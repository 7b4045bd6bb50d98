// Tables: each part ends those that it cannot stand in. Where Gumbo would move something out of the table, the lane
// ends.

#include "read/lane_modes.h"

namespace dehusk {

namespace {

bool is_cell(Tag tag) { return tag == Tag::td || tag == Tag::th; }
bool is_row_group(Tag tag) { return tag == Tag::tbody || tag == Tag::tfoot || tag == Tag::thead; }
bool is_column(Tag tag) { return tag == Tag::col || tag == Tag::colgroup; }
bool is_part(Tag tag) {
  return is_cell(tag) || is_row_group(tag) || is_column(tag) || tag == Tag::tr || tag == Tag::caption;
}
bool is_document(Tag tag) { return tag == Tag::body || tag == Tag::html; }
bool is_start(const HtmlToken& token) { return token.kind == TokenKind::start_tag; }
bool is_end(const HtmlToken& token, Tag tag) { return token.kind == TokenKind::end_tag && token.tag == tag; }

bool is_hidden(std::string_view type) {
  constexpr std::string_view kHidden = "hidden";
  if (type.size() != kHidden.size()) return false;
  for (std::size_t i = 0; i < type.size(); ++i)
    if ((type[i] | 0x20) != kHidden[i]) return false;
  return true;
}

}  // namespace

Step Lane::take_in_table(const HtmlToken& token) {
  tree_.end_text(at_);
  if (!is_start(token)) return end_in_table(token);
  switch (token.tag) {
    case Tag::caption:
      return open(token.tag, LaneMode::caption);
    case Tag::colgroup:
      return open(token.tag, LaneMode::column_group);
    case Tag::col:
      open_implied(Tag::colgroup, LaneMode::column_group);
      return Step::again;
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      return open(token.tag, LaneMode::table_body);
    case Tag::td:
    case Tag::th:
    case Tag::tr:
      open_implied(Tag::tbody, LaneMode::table_body);
      return Step::again;
    default:
      return start_in_table(token);
  }
}

// Start tags that mean the same in a table, between its rows and between its cells.
Step Lane::start_in_table(const HtmlToken& token) {
  switch (token.tag) {
    case Tag::table:
      if (close_to(find_in_table_scope(Tag::table)) == Step::leave) return Step::leave;
      return Step::again;
    case Tag::style:
    case Tag::script:
      return open_raw(token, token.tag);
    case Tag::input: {
      Element asked;
      asked.first_attribute = token.first_attribute;
      asked.attribute_count = tokens_[at_ + 1].first_attribute - token.first_attribute;
      if (!is_hidden(page_.attribute(asked, AttributeName::type).value_or(""))) return leave(LaneExit::table_gap);
      return open_empty(token.tag);
    }
    case Tag::template_:
      return start_holder();
    case Tag::form:
      if (form_ != kNone || holders_ > 0) return Step::done;
      form_ = static_cast<std::uint32_t>(page_.elements.size());
      return open_empty(token.tag);
    default:
      return leave(LaneExit::table_gap);
  }
}

// Most end tags look for what they end in a scope that the table bounds, and find nothing.
Step Lane::end_in_table(const HtmlToken& token) {
  if (token.tag == Tag::table) {
    const std::size_t table = find_in_table_scope(Tag::table);
    return table == 0 ? Step::done : close_to(table);
  }
  const EndRule rule = lane_tag(token.tag).end;
  if (rule == EndRule::holder) return end_holder();
  if (rule == EndRule::paragraph || rule == EndRule::line_break || rule == EndRule::never)
    return leave(LaneExit::table_gap);
  if (rule == EndRule::form && holders_ == 0) form_ = kNone;
  return Step::done;
}

Step Lane::take_in_table_body(const HtmlToken& token) {
  tree_.end_text(at_);
  if (is_start(token)) {
    if (token.tag == Tag::tr) return open(token.tag, LaneMode::row);
    if (is_cell(token.tag)) {
      open_implied(Tag::tr, LaneMode::row);
      return Step::again;
    }
    if (!is_part(token.tag)) return start_in_table(token);
    close();
    return Step::again;
  }
  if (is_row_group(token.tag)) {
    if (token.tag == tree_.top().tag) close();
    return Step::done;
  }
  if (token.tag != Tag::table) return end_in_table(token);
  close();
  return Step::again;
}

Step Lane::take_in_row(const HtmlToken& token) {
  tree_.end_text(at_);
  if (is_start(token)) {
    if (is_cell(token.tag)) return open(token.tag, LaneMode::cell);
    if (!is_part(token.tag)) return start_in_table(token);
  } else {
    if (token.tag == Tag::tr) {
      close();
      return Step::done;
    }
    if (is_row_group(token.tag)) {
      if (find_in_table_scope(token.tag) == 0) return Step::done;
    } else if (token.tag != Tag::table) {
      return end_in_table(token);
    }
  }
  close();
  return Step::again;
}

Step Lane::take_in_cell(const HtmlToken& token) {
  if (is_start(token)) {
    if (!is_part(token.tag)) return start_in_body(token);
    if (close_holding(find_cell()) == Step::leave) return Step::leave;
    return Step::again;
  }
  if (is_cell(token.tag)) {
    const std::size_t cell = find_in_table_scope(token.tag);
    return cell == 0 ? Step::done : close_holding(cell);
  }
  if (is_document(token.tag) || is_column(token.tag) || token.tag == Tag::caption) return Step::done;
  if (token.tag != Tag::table && token.tag != Tag::tr && !is_row_group(token.tag)) return end_in_body(token);
  if (find_in_table_scope(token.tag) == 0) return Step::done;
  if (close_holding(find_cell()) == Step::leave) return Step::leave;
  return Step::again;
}

Step Lane::take_in_caption(const HtmlToken& token) {
  if (is_end(token, Tag::caption)) return close_holding(find_in_table_scope(Tag::caption));
  if (is_start(token) ? is_part(token.tag) : token.tag == Tag::table) {
    if (close_holding(find_in_table_scope(Tag::caption)) == Step::leave) return Step::leave;
    return Step::again;
  }
  if (is_start(token)) return start_in_body(token);
  return is_document(token.tag) || is_part(token.tag) ? Step::done : end_in_body(token);
}

Step Lane::take_in_column_group(const HtmlToken& token) {
  if (is_start(token)) {
    if (token.tag == Tag::html) return merge(token);
    if (token.tag == Tag::col) return open_empty(token.tag);
    if (token.tag == Tag::template_) return start_holder();
  } else {
    if (token.tag == Tag::col) return Step::done;
    if (token.tag == Tag::template_) return end_holder();
    if (token.tag == Tag::colgroup) {
      close();
      return Step::done;
    }
  }
  close();
  return Step::again;
}

}  // namespace dehusk
