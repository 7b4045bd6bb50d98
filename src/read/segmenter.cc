// One stack of frames, one open block. A block is begun by the first visible character and ended by the next border.

#include "read/segmenter.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/unicode.h"
#include "read/display.h"
#include "read/frame.h"
#include "read/line_index.h"
#include "read/raw_content.h"
#include "read/shape.h"
#include "read/text_writer.h"
#include "read/word_edge.h"

namespace dehusk {

namespace {

class Segmenter {
 public:
  Segmenter(Page& page, const std::vector<TextRun>& runs)
      : page_(page), runs_(runs), shapes_(shapes_of(page.elements)), lines_(page.source), writer_(page.text) {}

  void run() {
    page_.blocks.reserve(runs_.size());  // hardly ever more; what is not filled takes no memory
    stack_.push_back({});
    const auto count = static_cast<std::uint32_t>(page_.elements.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      take_runs(i);
      close_to(page_.elements[i].parent);
      open(i);
    }
    take_runs(count);
    close_to(kNone);
    end_block();
    spread_spans();
  }

 private:
  void take_runs(std::uint32_t before) {
    for (; next_run_ < runs_.size() && runs_[next_run_].before <= before; ++next_run_) {
      close_to(runs_[next_run_].parent);
      if (!stack_.back().is_raw) take_run(runs_[next_run_]);
    }
  }

  void close_to(std::uint32_t element) {
    while (stack_.back().element != element && stack_.size() > 1) close();
  }

  void close() {
    const Frame& frame = stack_.back();
    if (frame.is_block) end_block();
    if (frame.is_control) writer_.add_space();
    if (frame.is_link) link_end_ = page_.text.size();
    if (frame.is_span) span_edge_ = page_.text.size();
    stack_.pop_back();
  }

  void open(std::uint32_t index) {
    Element& element = page_.elements[index];
    const auto place = static_cast<std::uint32_t>(page_.text.size());
    element.text = {.begin = place, .end = place};
    element.first_block = element.end_block = next_block();

    stack_.push_back(stack_.back());
    Frame& frame = stack_.back();
    step_inside(frame, index);
    if (!frame.is_raw) {
      if (element.is_foreign) {
        open_foreign(element, frame);
      } else {
        open_html(element, frame);
      }
      if (frame.is_block) {
        end_block();
        // The place is known only now: the border has moved it past the line end.
        const auto after = static_cast<std::uint32_t>(page_.text.size());
        element.text = {.begin = after, .end = after};
        element.first_block = element.end_block = next_block();
        frame.owner = index;
      }
      if (frame.kind != Kind::pre) frame.white_space = WhiteSpace::collapse;  // a heading, a list in a <pre>
    }
  }

  void open_html(const Element& element, Frame& frame) {
    const Shape& shape = shapes_[frame.element];
    frame.is_block = shape.is_block;
    switch (display_of(element.tag)) {
      case Display::line_break:
        take_line_break(frame);
        break;
      case Display::raw:
        frame.is_raw = !is_shown_template(page_, element);
        break;
      case Display::fallback:
        frame.is_raw = is_fallback(page_, frame.element, runs_ahead());
        break;
      case Display::control:
        open_control(element, frame);
        break;
      case Display::choice:
        writer_.add_space();
        break;
      default:
        if (element.tag == Tag::span) {
          frame.is_span = true;
          span_edge_ = page_.text.size();
        }
        break;
    }
    if (frame.is_raw) {
      add_raw(frame.element);
      return;
    }
    read_attributes(element, frame);
    if (!frame.is_block) return;
    enter_block(element, shape, static_cast<std::uint32_t>(stack_.size() - 1), frame);
    if (element.tag == Tag::tr) frame.row = ++rows_;
  }

  void open_control(const Element& element, Frame& frame) {
    if (frame.is_block) return;  // a noscript with paragraphs in it
    if (has_block_) {
      writer_.add_space();
      frame.is_control = true;
      return;
    }
    frame.is_block = true;
    const bool names_itself = frame.kind == Kind::heading || frame.kind == Kind::cell || frame.kind == Kind::pre;
    if (element.tag != Tag::noscript && !names_itself) frame.kind = Kind::other;
  }

  // Icons hold no text but titles, which nobody sees: raw. Drawings with words in them are cut at their text elements.
  // MathML flows with the line, but its annotations (TeX, as a rule) are not shown.
  void open_foreign(const Element& element, Frame& frame) {
    if (element.tag == Tag::svg) {
      frame.is_raw = !has_words(page_, frame.element, runs_ahead());
      if (frame.is_raw) {
        add_raw(frame.element);
        return;
      }
      frame.is_block = true;
      frame.kind = Kind::other;
    } else {
      const std::string_view name = page_.name_of(element);
      frame.is_raw = is_unseen(page_, element);
      frame.is_block = name == "text" || name == "foreignobject";
    }
    read_attributes(element, frame);
  }

  void read_attributes(const Element& element, Frame& frame) {
    for (const Attribute& held : page_.attributes_of(element)) {
      if (held.id == AttributeName::href && element.tag == Tag::a) {
        // Two links that touch are two words: what parts them is in the style sheet.
        if (has_block_ && link_end_ == page_.text.size()) writer_.add_space();
        frame.is_link = frame.is_linked = true;
      } else if (held.id == AttributeName::style) {
        const InlineStyle style = read_inline_style(page_.value_of(held));
        frame.is_block |= style.is_block;
        frame.splits_lines |= style.splits_lines;
        if (style.keeps_lines && frame.is_block) {
          frame.kind = Kind::pre;
          frame.white_space = WhiteSpace::keep;
        }
      }
    }
  }

  void take_line_break(const Frame& frame) {
    if (frame.white_space == WhiteSpace::keep) {
      writer_.add_line_break();
      return;
    }
    const bool can_split = frame.kind != Kind::heading && frame.kind != Kind::cell;
    if (++line_breaks_ > 1 && can_split) {
      end_block();
    } else {
      add_space(frame);
    }
  }

  void add_space(const Frame& frame) {
    if (!writer_.has_pending()) is_space_linked_ = frame.is_linked;
    writer_.add_space();
  }

  void take_run(const TextRun& run) {
    if (!stack_.back().splits_lines) {
      take_text(run.text, run.source);
      return;
    }
    std::string_view rest = run.text;
    while (!rest.empty()) {
      const std::size_t blank = blank_line(rest);
      take_text(rest.substr(0, blank), run.source);
      if (blank == rest.size()) return;
      end_block();
      rest.remove_prefix(blank);
    }
  }

  // Where the first blank line begins: "a\n \nb" -> 1; the size if there is none.
  static std::size_t blank_line(std::string_view text) {
    const std::size_t visible = text.find_first_not_of(" \t\r\n");
    if (visible == std::string_view::npos) return text.size();
    for (std::size_t at = text.find('\n', visible); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      const std::size_t next = text.find_first_not_of(" \t\r", at + 1);
      if (next == std::string_view::npos) break;
      if (text[next] == '\n') return at;
    }
    return text.size();
  }

  void take_text(std::string_view text, Span source) {
    const Frame& frame = stack_.back();
    const auto before = static_cast<std::uint32_t>(page_.text.size());
    // Where a span begins or ends the style sheet may part words; letters tell: "Reviews|One", but not "r|isk".
    const bool touches_span = span_edge_ == before && has_block_ && !writer_.has_pending();
    if (touches_span && frame.white_space == WhiteSpace::collapse && are_two_words(slice_block(), text))
      writer_.add_space();
    const bool had_pending = writer_.has_pending();
    const Span span = writer_.append(text, frame.white_space);
    if (!span.empty()) {
      if (!has_block_) begin_block(before);
      line_breaks_ = 0;
      note(frame.element, span);
      if (frame.is_linked) block_.linked_bytes += span.size() + (is_space_linked_ ? span.begin - before : 0);
      block_.source.begin = std::min(block_.source.begin, source.begin);
      block_.source.end = std::max(block_.source.end, source.end);
    }
    if (!had_pending || !span.empty()) is_space_linked_ = frame.is_linked;
  }

  // What the open block holds so far.
  [[nodiscard]] std::string_view slice_block() const { return std::string_view(page_.text).substr(block_.text.begin); }

  void note(std::uint32_t index, Span span) {
    Element& element = page_.elements[index];
    const std::uint32_t block = next_block() - 1;
    element.text = element.text.empty() ? span : Span{.begin = element.text.begin, .end = span.end};
    if (element.first_block == element.end_block) element.first_block = block;
    element.end_block = block + 1;
  }

  [[nodiscard]] std::uint32_t next_block() const {
    return static_cast<std::uint32_t>(page_.blocks.size() + (has_block_ ? 1 : 0));
  }

  void begin_block(std::uint32_t begin) {
    const Frame& frame = stack_.back();
    has_block_ = true;
    block_ = {};
    block_.text.begin = begin;
    block_.source = {.begin = kNone, .end = 0};
    block_.element = frame.owner;
    block_.kind = frame.kind;
    if (frame.kind == Kind::heading) block_.level = frame.level;
    if (frame.kind == Kind::item) place_item(frame);
    if (frame.kind == Kind::cell) place_cell(frame);
    const bool counts_as_first = block_.kind != Kind::other && frame.entry != kNoFrame;
    if (counts_as_first) stack_[frame.entry].has_begun = true;
  }

  // The first block of a list entry is the item; what follows in the same entry are paragraphs.
  void place_item(const Frame& frame) {
    if (stack_[frame.entry].has_begun) {
      block_.kind = Kind::para;
      return;
    }
    block_.level = std::max<std::uint8_t>(frame.list_depth, 1);
    block_.marker = frame.marker;
    if (frame.list == kNoFrame) {
      block_.starts_group = page_.blocks.empty() || page_.blocks.back().kind != Kind::item;
    } else {
      block_.starts_group = !stack_[frame.list].has_begun;
      stack_[frame.list].has_begun = true;
    }
  }

  void place_cell(const Frame& frame) {
    if (stack_[frame.cell].has_begun) {
      block_.kind = Kind::para;
      return;
    }
    stack_[frame.cell].has_begun = true;
    block_.row = frame.row;
    if (frame.table == kNoFrame) return;
    block_.starts_group = !stack_[frame.table].has_begun;
    stack_[frame.table].has_begun = true;
  }

  void end_block() {
    if (has_block_) {
      block_.text.end = static_cast<std::uint32_t>(page_.text.size());
      block_.source = trim_source(block_.source);
      block_.line = lines_.line_of(block_.source.begin);
      block_.words = count_words(slice(page_.text, block_.text));
      page_.blocks.push_back(block_);
      page_.text += '\n';
      has_block_ = false;
    }
    for (const std::uint32_t element : waiting_raw_) push_raw(element);
    waiting_raw_.clear();
    writer_.start_block();
    line_breaks_ = 0;
    link_end_ = span_edge_ = kNone;
  }

  [[nodiscard]] Span trim_source(Span span) const {
    const auto is_blank = [this](std::uint32_t at) {
      const char c = page_.source[at];
      return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    };
    while (span.begin < span.end && is_blank(span.begin)) ++span.begin;
    while (span.begin < span.end && is_blank(span.end - 1)) --span.end;
    return span;
  }

  // A script does not part the paragraph that it stands in: its block comes after it.
  void add_raw(std::uint32_t element) {
    if (has_block_) {
      waiting_raw_.push_back(element);
    } else {
      push_raw(element);
    }
  }

  void push_raw(std::uint32_t index) {
    Element& element = page_.elements[index];
    const auto place = static_cast<std::uint32_t>(page_.text.size());
    const auto block = static_cast<std::uint32_t>(page_.blocks.size());
    Block raw;
    raw.text = {.begin = place, .end = place};
    raw.source = element.source;
    raw.line = lines_.line_of(raw.source.begin);
    raw.element = index;
    raw.kind = Kind::raw;
    page_.blocks.push_back(raw);
    element.first_block = block;
    element.end_block = block + 1;
  }

  // Until here each element knows only its own text; now its children's too.
  void spread_spans() {
    for (std::size_t i = page_.elements.size(); i-- > 0;) {
      const Element& child = page_.elements[i];
      if (child.parent == kNone) continue;
      Element& parent = page_.elements[child.parent];
      if (!child.text.empty()) {
        parent.text = parent.text.empty() ? child.text
                                          : Span{.begin = std::min(parent.text.begin, child.text.begin),
                                                 .end = std::max(parent.text.end, child.text.end)};
      }
      if (child.first_block == child.end_block) continue;
      const bool is_first = parent.first_block == parent.end_block;
      parent.first_block = is_first ? child.first_block : std::min(parent.first_block, child.first_block);
      parent.end_block = is_first ? child.end_block : std::max(parent.end_block, child.end_block);
    }
  }

  // The runs from here on: those of the element that is just opening come first.
  [[nodiscard]] std::span<const TextRun> runs_ahead() const { return std::span(runs_).subspan(next_run_); }

  Page& page_;
  const std::vector<TextRun>& runs_;
  std::vector<Shape> shapes_;
  LineIndex lines_;
  TextWriter writer_;
  std::vector<Frame> stack_;
  std::size_t next_run_ = 0;

  bool has_block_ = false;  // a block has begun: block_ and the tail of page.text
  Block block_;
  std::vector<std::uint32_t> waiting_raw_;
  int line_breaks_ = 0;            // since the last visible character
  bool is_space_linked_ = false;   // the white space that waits in the writer was read inside a link
  std::size_t link_end_ = kNone;   // where in the text the last link ended
  std::size_t span_edge_ = kNone;  // where in the text a <span> last began or ended
  std::uint32_t rows_ = 0;
};

}  // namespace

void segment(Page& page, const std::vector<TextRun>& runs) { Segmenter(page, runs).run(); }

}  // namespace dehusk
