#ifndef DEHUSK_READ_TEXT_WRITER_H_
#define DEHUSK_READ_TEXT_WRITER_H_
// Writes text runs one after another into Page::text as a browser would show them: white space collapsed over the
// borders of runs, none at the ends of a block, no zero-width characters, no controls.
//
//   "  Rain\n on "  " <b>Monday"   ->   "Rain on Monday"       collapse
//   "\n  if x:\n    y\n"           ->   "  if x:\n    y"       keep

#include <string>
#include <string_view>

#include "base/span.h"

namespace dehusk {

enum class WhiteSpace : std::uint8_t { collapse, keep };

class TextWriter {
 public:
  explicit TextWriter(std::string& out) : out_(out) {}

  // The next text is the first of a block: white space before it is dropped (in keep: only whole blank lines).
  void start_block();

  // Appends and returns where the visible part of `text` stands now; empty if nothing of it is visible. White space at
  // its end waits for the next visible character. `text` is valid UTF-8.
  Span append(std::string_view text, WhiteSpace mode);

  // White space that no text holds: a <br>, the border of a button.
  void add_space() {
    pending_.clear();
    pending_.push_back(' ');  // not pending_ = " ": g++ 12 warns about that (its bug 105329)
  }
  void add_line_break() { pending_ += '\n'; }

  [[nodiscard]] bool has_pending() const { return !pending_.empty(); }

 private:
  void flush_pending(WhiteSpace mode);
  std::size_t skip_special(std::string_view text, std::size_t at, WhiteSpace mode);

  std::string& out_;
  std::string pending_;  // white space that was read, but has no visible text after it yet
  bool is_block_start_ = true;
};

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_WRITER_H_
