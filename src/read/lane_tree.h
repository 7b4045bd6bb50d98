#ifndef DEHUSK_READ_LANE_TREE_H_
#define DEHUSK_READ_LANE_TREE_H_
// The tree that the fast lane builds, and its stack of open elements. Elements, their source spans and the runs of text
// come out as they would from a walk over Gumbo's tree; which tags open and close what is for the lane to say.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "read/html_tokens.h"
#include "read/html_tree.h"
#include "read/lane_tags.h"

namespace dehusk {

// How tags are taken while an element is the innermost: HTML's insertion modes, from the body on.
enum class LaneMode : std::uint8_t {
  body,
  table,
  table_body,
  row,
  cell,
  caption,
  column_group,
  select,
  select_in_table,
  holder,  // a <template> in which no element has decided yet
};

enum class LanePlace : std::uint8_t {
  html,
  svg,
  math,
  ghost,  // a form whose end tag came too early: it holds what is open in it, but nobody finds it
};

struct LaneOpen {
  std::uint32_t element = 0;
  Tag tag = Tag::unknown;  // as Gumbo knows it: unknown for <dialog>
  LaneMode mode = LaneMode::body;
  LanePlace place = LanePlace::html;
  bool is_integration : 1 = false;  // of svg or math, but HTML can be in it
  // Whether, walking up from here, one of these is met before what ends the walk:
  bool has_paragraph : 1 = false;   // a <p> in button scope
  bool has_item : 1 = false;        // an <li> that the next one ends
  bool has_definition : 1 = false;  // a <dt> or <dd>, likewise

  [[nodiscard]] bool is_html() const { return place == LanePlace::html; }
  [[nodiscard]] bool is(Tag wanted) const { return tag == wanted && is_html(); }
};

class LaneTree {
 public:
  // Text that must be decoded goes to `texts`.
  LaneTree(std::string_view source, const HtmlTokens& tokens, Page& page, std::vector<TextRun>& runs,
           std::string& texts);

  [[nodiscard]] std::vector<LaneOpen>& stack() { return stack_; }
  [[nodiscard]] const LaneOpen& top() const { return stack_.back(); }

  // Opens the element of a start tag, which Gumbo takes for `tag`; `mode` is for what is in it.
  void open(std::size_t token, Tag tag, LaneMode mode, LanePlace place = LanePlace::html);

  // Opens an element that has no tag.
  void open_implied(std::size_t token, Tag tag, LaneMode mode);

  // Opens a copy of an element that has ended too early.
  void open_copy(std::uint32_t element, LaneMode mode);

  [[nodiscard]] bool has_text() const { return !pieces_.empty(); }

  // Closes the innermost element. If an end tag does it, that tag ends at `end`; else `end` is 0.
  void close(std::size_t token, std::uint32_t end);

  // Closes it without an end to the text before, which will be its parent's: what Gumbo does at </form>.
  void close_without_text();

  // Text: [begin, end) of the text token. What comes without anything in between becomes one run.
  void add_text(std::size_t token, std::uint32_t begin, std::uint32_t end);

  // Ends the run of text at the token, or at a place in the source.
  void end_text(std::size_t token) { end_text_before(tokens_[token].source); }
  void end_text_before(std::uint32_t place);

  // Between these the innermost element is the <head>, though it is closed. Text between head and body comes after
  // all that is in the head, so it waits.
  void enter_head(std::uint32_t head);
  void leave_head();
  void hold_text(bool holds);

  // A second <html> or <body> gives its attributes to the first.
  void merge_attributes(std::size_t token, std::uint32_t element);

 private:
  struct Piece {
    std::uint32_t begin;
    std::uint32_t end;
    std::size_t token;
  };

  void push(const Element& element, Tag tag, LaneMode mode, LanePlace place);
  void name(Element& element);
  void add_run(const TextRun& run);
  [[nodiscard]] std::string_view read_pieces();

  std::string_view source_;
  const std::vector<HtmlToken>& tokens_;
  bool is_repaired_;
  Page& page_;
  std::vector<TextRun>& runs_;
  std::string& texts_;
  std::vector<LaneOpen> stack_;
  std::vector<Piece> pieces_;  // of the run of text that has not ended
  std::vector<TextRun> held_;
  bool holds_text_ = false;
  std::uint32_t at_ = 0;  // how far the source has been seen: where implied elements stand
};

}  // namespace dehusk

#endif  // DEHUSK_READ_LANE_TREE_H_
