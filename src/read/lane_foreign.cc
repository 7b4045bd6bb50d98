// Drawings and formulas, as long as no HTML is in them. Here end tags are compared by what is written.

#include "read/lane_modes.h"
#include "read/skeleton_tags.h"

namespace dehusk {

namespace {

// Elements that may hold HTML: text in them is as anywhere, but a tag ends the lane.
bool is_integration_point(std::string_view name, LanePlace place) {
  if (place == LanePlace::svg)
    return equals_ignoring_case(name, "title") || equals_ignoring_case(name, "desc") ||
           equals_ignoring_case(name, "foreignobject");
  return equals_ignoring_case(name, "mi") || equals_ignoring_case(name, "mo") || equals_ignoring_case(name, "mn") ||
         equals_ignoring_case(name, "ms") || equals_ignoring_case(name, "mtext");
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c + 0; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

}  // namespace

Step Lane::start_foreign(const HtmlToken& token, LanePlace place) {
  if (stack_.size() >= most_open_) return leave(LaneExit::bounds);
  tree_.open(at_, token.tag, tree_.top().mode, place);
  stack_.back().is_integration = is_integration_point(tag_name_at(source_, token.source), place);
  if (token.is_self_closing) tree_.close(at_, 0);
  return Step::done;
}

Step Lane::start_in_foreign(const HtmlToken& token) {
  // Whether a <font> breaks out depends on its attributes.
  if (tree_.top().is_integration || token.tag == Tag::font) return leave(LaneExit::foreign);
  if (!traits_of(token.tag, {}).breaks_out) return start_foreign(token, tree_.top().place);
  do {
    close();
  } while (!tree_.top().is_html() && !tree_.top().is_integration);
  return Step::again;
}

Step Lane::end_in_foreign(const HtmlToken& token) {
  const std::uint32_t begin = token.source + 2;
  const std::string_view written = source_.substr(begin, end_ - 1 - begin);          // in "</g >" it is "g "
  if (written.find('&') != std::string_view::npos) return leave(LaneExit::foreign);  // the plain path repairs "&#..."
  std::size_t place = stack_.size() - 1;
  for (; !stack_[place].is_html(); --place) {
    const Element& element = page_.elements[stack_[place].element];
    if (!equal_ignoring_case(tag_name_at(source_, element.source.begin), written)) continue;
    while (stack_.size() > place) close();
    return Step::done;
  }
  // No element of the drawing: the HTML around it is asked, which mostly does not know it either.
  HtmlToken known = token;
  if (!take_name(known)) return Step::leave;
  const LaneTag& traits = lane_tag(known.tag);
  const bool is_of_table = traits.start == StartRule::table_part || traits.start == StartRule::table;
  if (is_of_table || traits.end != EndRule::any_other) return leave(LaneExit::foreign);
  return end_in_body(known);
}

}  // namespace dehusk
