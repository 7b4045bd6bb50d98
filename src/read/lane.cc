#include "read/lane.h"

#include <algorithm>
#include <array>

#include "read/gumbo_tree.h"
#include "read/html_bytes.h"
#include "read/lane_modes.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostOpen = 1200;       // below Limits::max_depth
constexpr std::size_t kMostNodes = 900'000;   // below what bounds elements
constexpr std::size_t kTokensPerElement = 2;  // start tag, text; most have an end tag, too

// Elements that Gumbo 0.10 does not know, and some later one may treat in a way of its own.
constexpr std::array kNewTags = {Tag::command, Tag::dialog, Tag::picture, Tag::portal, Tag::search, Tag::slot};

// What Gumbo takes a tag for: it knows fewer names than tag.h, and those it does not know are one to it.
struct GumboTags {
  std::array<Tag, kTagCount> tag{};
  std::array<bool, kTagCount> is_new{};

  GumboTags() {
    for (std::size_t i = 1; i < tag.size(); ++i)
      if (is_known_to_gumbo(to_string(static_cast<Tag>(i)))) tag[i] = static_cast<Tag>(i);
    for (const Tag newer : kNewTags)
      is_new[static_cast<std::size_t>(newer)] = tag[static_cast<std::size_t>(newer)] == newer;
  }
};

const GumboTags& gumbo_tags() {
  static const GumboTags tags;
  return tags;
}

}  // namespace

Lane::Lane(std::string_view source, const HtmlTokens& tokens, Page& page, const Limits& limits,
           std::vector<TextRun>& runs, std::string& texts)
    : source_(source),
      tokens_(tokens.list),
      page_(page),
      tree_(source, tokens, page, runs, texts),
      stack_(tree_.stack()),
      most_open_(std::min<std::size_t>(kMostOpen, limits.max_depth)),
      is_beyond_bounds_(limits.max_memory < source.size() || limits.timeout_ms == 0 ||
                        tokens.has_more_nodes_than(kMostNodes)) {}

LaneExit Lane::run() {
  if (is_beyond_bounds_) return LaneExit::bounds;
  for (at_ = 0; at_ < tokens_.size(); ++at_) {
    const HtmlToken& token = tokens_[at_];
    end_ = token.kind == TokenKind::end_tag ? end_of(at_) : 0;
    if (take(token) == Step::leave) return exit_;
  }
  return LaneExit::none;
}

Step Lane::leave(LaneExit why) {
  exit_ = why;
  return Step::leave;
}

Step Lane::take(const HtmlToken& token) {
  switch (token.kind) {
    case TokenKind::text:
      return take_text(token);
    case TokenKind::start_tag:
    case TokenKind::end_tag:
      return take_tag(token);
    case TokenKind::comment:
      if (token.is_cdata && !stack_.empty() && !tree_.top().is_html()) return leave(LaneExit::foreign);
      if (!stack_.empty()) tree_.end_text(at_);
      return Step::done;
    case TokenKind::doctype:
      if (phase_ == LanePhase::start) {
        phase_ = LanePhase::before_html;
        doctype_ = at_;
      } else if (is_gap()) {
        tree_.end_text(at_);
      }
      return Step::done;
    case TokenKind::end:
      return take_end();
    case TokenKind::nothing:
    case TokenKind::cut_tag:
      break;
  }
  return leave(LaneExit::odd_markup);
}

// Whether text stands between the parts of a table.
bool Lane::is_gap() const {
  if (phase_ != LanePhase::body || !tree_.top().is_html()) return false;
  const LaneMode mode = tree_.top().mode;
  return mode == LaneMode::table || mode == LaneMode::table_body || mode == LaneMode::row;
}

// Makes the token's tag what Gumbo takes it for. False: the lane ends.
bool Lane::take_name(HtmlToken& token) {
  const auto index = static_cast<std::size_t>(token.tag);
  if (gumbo_tags().is_new[index] ||
      (token.tag == Tag::unknown && is_known_to_gumbo(tag_name_at(source_, token.source)))) {
    exit_ = LaneExit::rare_tag;
    return false;
  }
  token.tag = gumbo_tags().tag[index];
  return true;
}

Step Lane::take_tag(const HtmlToken& written) {
  if (written.is_unsure) return leave(LaneExit::unsure_attribute);
  HtmlToken token = written;
  has_taken_raw_ = false;
  if (stack_.empty() || tree_.top().is_html()) {
    if (!take_name(token)) return Step::leave;
  }
  Step step = Step::again;
  while (step == Step::again) step = phase_ == LanePhase::body ? take_in_mode(token) : take_outside_body(token);
  if (step == Step::done && written.opens_raw && !has_taken_raw_) return leave(LaneExit::raw_text);
  return step;
}

Step Lane::take_in_mode(const HtmlToken& token) {
  const bool is_start = token.kind == TokenKind::start_tag;
  if (!tree_.top().is_html()) return is_start ? start_in_foreign(token) : end_in_foreign(token);
  switch (tree_.top().mode) {
    case LaneMode::body:
      return is_start ? start_in_body(token) : end_in_body(token);
    case LaneMode::table:
      return take_in_table(token);
    case LaneMode::table_body:
      return take_in_table_body(token);
    case LaneMode::row:
      return take_in_row(token);
    case LaneMode::cell:
      return take_in_cell(token);
    case LaneMode::caption:
      return take_in_caption(token);
    case LaneMode::column_group:
      return take_in_column_group(token);
    case LaneMode::select:
      return take_in_select(token);
    case LaneMode::select_in_table:
      return take_in_select_in_table(token);
    case LaneMode::holder:
      return take_in_holder(token);
  }
  return Step::leave;
}

// Where the token's text begins: behind a line end right after a <pre>.
std::uint32_t Lane::text_begin(const HtmlToken& token) const {
  if (!token.may_lose_line || line_lost_after_ + 1 != at_) return token.source;
  return token.source + (source_.substr(token.source, 2) == "\r\n" ? 2 : 1);
}

Step Lane::add_text(const HtmlToken& token) {
  tree_.add_text(at_, text_begin(token), end_of(at_));
  return Step::done;
}

Step Lane::take_text(const HtmlToken& token) {
  // Gumbo tells what such a text says, but not if the white space that it may begin with matters.
  if (token.is_unsure && (phase_ != LanePhase::body || line_lost_after_ + 1 == at_))
    return leave(LaneExit::unsure_text);
  if (phase_ < LanePhase::body) return take_head_text(token, token.source, end_of(at_));
  if (phase_ > LanePhase::body && !token.is_white) phase_ = LanePhase::body;
  const LaneOpen& top = tree_.top();
  bool is_in_body = top.is_html() || top.is_integration;
  if (phase_ == LanePhase::body && top.is_html()) {
    const bool is_between = is_gap() || top.mode == LaneMode::column_group;
    if (is_between && !token.is_white) return leave(LaneExit::table_gap);
    is_in_body = !is_between && top.mode != LaneMode::select && top.mode != LaneMode::select_in_table;
  }
  if (is_in_body && text_begin(token) < end_of(at_) && revive() == Step::leave) return Step::leave;
  return add_text(token);
}

Step Lane::take_end() {
  if (holders_ > 0) return leave(LaneExit::rare_tag);
  Step step = Step::again;
  while (step == Step::again && phase_ < LanePhase::body) step = take_outside_body(tokens_[at_]);
  tree_.end_text(at_);
  while (!stack_.empty()) {
    if (stack_.size() <= 2) end_ = stack_.size() == 2 ? body_end_ : html_end_;
    close();
  }
  return Step::done;
}

std::string_view to_string(LaneExit why) {
  constexpr std::array<std::string_view, 15> kNames = {
      "none",     "formatting", "adoption",    "many_formatting",  "marker",   "table_gap",  "button", "form",
      "rare_tag", "foreign",    "unsure_text", "unsure_attribute", "raw_text", "odd_markup", "bounds"};
  return kNames[static_cast<std::size_t>(why)];
}

LaneExit build_lane_tree(std::string_view source, const HtmlTokens& tokens, Page& page, const Limits& limits,
                         std::vector<TextRun>& runs) {
  thread_local std::string texts;  // the runs' text lives in it until the next page
  // What is not filled takes no memory.
  page.elements.reserve(tokens.list.size() / kTokensPerElement);
  runs.reserve(tokens.list.size() / kTokensPerElement);
  return Lane(source, tokens, page, limits, runs, texts).run();
}

}  // namespace dehusk
