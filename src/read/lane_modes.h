#ifndef DEHUSK_READ_LANE_MODES_H_
#define DEHUSK_READ_LANE_MODES_H_
// The lane's state and its steps, one file for each group of modes. Each step says whether the token is done, must be
// taken again in the mode that the step has led to, or ends the lane.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/lane.h"
#include "read/lane_tree.h"

namespace dehusk {

enum class Step : std::uint8_t { done, again, leave };

// Where in the document we are; `body` until the end of most pages, and then the innermost element's mode decides.
enum class LanePhase : std::uint8_t {
  start,
  before_html,
  before_head,
  head,
  head_noscript,
  after_head,
  body,
  after_body,
  after_all,
};

class Lane {
 public:
  Lane(std::string_view source, const HtmlTokens& tokens, Page& page, const Limits& limits, std::vector<TextRun>& runs,
       std::string& texts);

  [[nodiscard]] LaneExit run();

 private:
  // lane.cc
  [[nodiscard]] Step take(const HtmlToken& token);
  [[nodiscard]] Step take_tag(const HtmlToken& token);
  [[nodiscard]] Step take_in_mode(const HtmlToken& token);
  [[nodiscard]] Step take_text(const HtmlToken& token);
  [[nodiscard]] Step add_text(const HtmlToken& token);
  [[nodiscard]] Step take_end();
  [[nodiscard]] Step leave(LaneExit why);
  [[nodiscard]] bool take_name(HtmlToken& token);
  [[nodiscard]] bool is_gap() const;
  [[nodiscard]] std::uint32_t text_begin(const HtmlToken& token) const;
  [[nodiscard]] std::uint32_t end_of(std::size_t token) const { return tokens_[token + 1].source; }

  // lane_head.cc: what comes before the body and after it
  [[nodiscard]] Step take_outside_body(const HtmlToken& token);
  [[nodiscard]] Step take_before_body(const HtmlToken& token);
  [[nodiscard]] Step take_in_head(const HtmlToken& token);
  [[nodiscard]] Step take_in_head_noscript(const HtmlToken& token);
  [[nodiscard]] Step take_after_head(const HtmlToken& token);
  [[nodiscard]] Step take_after_body(const HtmlToken& token);
  [[nodiscard]] Step take_head_text(const HtmlToken& token, std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] Step merge(const HtmlToken& token);
  void close_head();

  // lane_body.cc
  [[nodiscard]] Step start_in_body(const HtmlToken& token);
  [[nodiscard]] Step end_in_body(const HtmlToken& token);
  [[nodiscard]] Step end_before(Tag tag, const LaneTag& traits);
  [[nodiscard]] Step end_entry(bool is_item);
  [[nodiscard]] Step start_anchor();
  [[nodiscard]] Step start_formatting(Tag tag);
  [[nodiscard]] Step start_table();
  [[nodiscard]] Step end_form();
  [[nodiscard]] Step end_document(const HtmlToken& token);

  // lane_table.cc
  [[nodiscard]] Step start_in_table(const HtmlToken& token);
  [[nodiscard]] Step end_in_table(const HtmlToken& token);
  [[nodiscard]] Step take_in_table(const HtmlToken& token);
  [[nodiscard]] Step take_in_table_body(const HtmlToken& token);
  [[nodiscard]] Step take_in_row(const HtmlToken& token);
  [[nodiscard]] Step take_in_cell(const HtmlToken& token);
  [[nodiscard]] Step take_in_caption(const HtmlToken& token);
  [[nodiscard]] Step take_in_column_group(const HtmlToken& token);

  // lane_select.cc
  [[nodiscard]] Step take_in_select(const HtmlToken& token);
  [[nodiscard]] Step take_in_select_in_table(const HtmlToken& token);
  [[nodiscard]] Step close_select();

  // lane_holder.cc: templates
  [[nodiscard]] Step start_holder();
  [[nodiscard]] Step end_holder();
  [[nodiscard]] Step take_in_holder(const HtmlToken& token);

  // lane_formatting.cc: formatting elements and their list
  struct Formatting {
    std::uint32_t element = kNone;  // kNone: a marker, behind which nobody looks
    Tag tag = Tag::unknown;
    bool is_open = true;  // else it ended too early, and goes on where text or an element needs it
  };
  [[nodiscard]] Step revive();
  [[nodiscard]] Step end_formatting(Tag tag);
  [[nodiscard]] std::size_t find_formatting(Tag tag) const;
  void forget_formatting();
  void note_end_of(const LaneOpen& open);

  // lane_foreign.cc
  [[nodiscard]] Step start_foreign(const HtmlToken& token, LanePlace place);
  [[nodiscard]] Step start_in_foreign(const HtmlToken& token);
  [[nodiscard]] Step end_in_foreign(const HtmlToken& token);

  // lane_stack.cc: what the modes share
  Step open(Tag tag) { return open(tag, tree_.top().mode); }
  Step open(Tag tag, LaneMode mode);
  [[nodiscard]] Step open_empty(Tag tag);
  [[nodiscard]] Step open_raw(const HtmlToken& token, Tag tag);
  void open_implied(Tag tag, LaneMode mode) { tree_.open_implied(at_, tag, mode); }
  void close();
  void close_ghosts();
  [[nodiscard]] Step close_to(std::size_t place);
  [[nodiscard]] Step close_holding(std::size_t place);
  [[nodiscard]] Step close_paragraph();
  // Places in the stack; 0, where <html> is, for none.
  [[nodiscard]] std::size_t find_in_scope(Tag tag, bool is_list_scope = false) const;
  [[nodiscard]] std::size_t find_in_table_scope(Tag tag) const;
  [[nodiscard]] std::size_t find_cell() const;
  [[nodiscard]] std::size_t find_heading() const;

  std::string_view source_;
  const std::vector<HtmlToken>& tokens_;
  Page& page_;
  LaneTree tree_;
  std::vector<LaneOpen>& stack_;
  std::size_t most_open_;
  bool is_beyond_bounds_;

  static constexpr std::size_t kNoToken = static_cast<std::size_t>(-1) - 1;

  std::size_t at_ = 0;                      // the token that is being taken
  std::uint32_t end_ = 0;                   // where it ends if it is an end tag, else 0
  bool has_taken_raw_ = false;              // the tag's raw text has been taken with it
  std::size_t line_lost_after_ = kNoToken;  // the token of a <pre>: a line end right after it is no text
  LanePhase phase_ = LanePhase::start;
  LaneExit exit_ = LaneExit::none;
  std::uint32_t head_ = kNone;
  std::vector<Formatting> formatting_;
  std::size_t holders_ = 0;                   // open <template>s
  LanePhase phase_around_ = LanePhase::body;  // the outermost of them
  std::uint32_t form_ = kNone;                // the form that Gumbo thinks is open
  std::uint32_t body_end_ = 0;                // where the last </body> and </html> end
  std::uint32_t html_end_ = 0;
  std::size_t doctype_ = kNoToken;
  enum class Quirks : std::uint8_t { unasked, no, yes } quirks_ = Quirks::unasked;
};

}  // namespace dehusk

#endif  // DEHUSK_READ_LANE_MODES_H_
