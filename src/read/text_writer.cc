// Every visible byte of every page passes through here, so text goes over in stretches as long as can be: a stretch
// ends at white space (but not at a single blank between words), controls, and the few code points that hide or space.

#include "read/text_writer.h"

#include <array>

#include "base/eight_bytes.h"
#include "base/unicode.h"

namespace dehusk {

namespace {

enum class Byte : std::uint8_t { plain, space, control, lead };

// `lead`: the first byte of a sequence that may be white space, invisible or a control.
constexpr std::array<Byte, 256> make_bytes() {
  std::array<Byte, 256> bytes{};
  for (std::size_t i = 0; i < 0x20; ++i) bytes[i] = Byte::control;
  for (const char c : {' ', '\t', '\n', '\f', '\r'}) bytes[static_cast<unsigned char>(c)] = Byte::space;
  bytes[0x7F] = Byte::control;
  for (const std::size_t lead : {0xC2U, 0xE1U, 0xE2U, 0xE3U, 0xEFU}) bytes[lead] = Byte::lead;
  return bytes;
}

constexpr std::array<Byte, 256> kBytes = make_bytes();

Byte byte_at(std::string_view text, std::size_t at) { return kBytes[static_cast<unsigned char>(text[at])]; }

// White space, invisible or a control.
bool is_special(char32_t c) {
  return c < 0xA0 ? c < 0x20 || c >= 0x7F : class_of(c).is_any(CharacterClass::kSpace | CharacterClass::kInvisible);
}

// The end of the stretch of plain text that starts at `at`: `at` itself if none does. Eight bytes a step where they are
// printable ASCII with nothing to collapse.
std::size_t stretch_end(std::string_view text, std::size_t at) {
  bool is_after_blank = true;  // the start of a stretch is no place for a blank
  const std::size_t start = at;
  while (at < text.size()) {
    if (at + 8 <= text.size()) {
      const std::uint64_t eight = load_eight(text.data() + at);
      const std::uint64_t blanks = is_equal(eight, ' ');
      const std::uint64_t odd = (eight & kHighBits) | ~is_at_least(eight & ~kHighBits, 0x20) | is_equal(eight, 0x7F) |
                                (blanks & one_later(blanks, is_after_blank));
      if ((odd & kHighBits) == 0) {
        is_after_blank = last_of(blanks);
        at += 8;
        continue;
      }
    }
    const std::size_t plain = at;
    while (at < text.size() && byte_at(text, at) == Byte::plain) ++at;
    if (at > plain) is_after_blank = false;
    if (at == text.size()) break;
    if (byte_at(text, at) == Byte::lead) {
      std::size_t after = at;
      if (is_special(next_code_point(text, after))) break;
      at = after;
      is_after_blank = false;
    } else if (text[at] == ' ' && !is_after_blank) {
      ++at;
      is_after_blank = true;
    } else {
      break;
    }
  }
  return is_after_blank && at > start ? at - 1 : at;  // a blank at the end waits for what comes
}

// The end of the run of one byte that starts at `at`: how pages indent.
std::size_t run_end(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  while (at + 8 <= text.size() && load_eight(text.data() + at) == eight_of(byte)) at += 8;
  while (at < text.size() && static_cast<unsigned char>(text[at]) == byte) ++at;
  return at;
}

}  // namespace

void TextWriter::start_block() {
  pending_.clear();
  is_block_start_ = true;
}

void TextWriter::flush_pending(WhiteSpace mode) {
  if (!is_block_start_) {
    out_ += pending_;
  } else if (mode == WhiteSpace::keep) {
    const std::size_t line_end = pending_.rfind('\n');
    out_.append(pending_, line_end == std::string::npos ? 0 : line_end + 1);
  }
  pending_.clear();
  is_block_start_ = false;
}

// Takes one character that is white space, invisible or a control, or several blanks that are collapsed; returns the
// place after it.
std::size_t TextWriter::skip_special(std::string_view text, std::size_t at, WhiteSpace mode) {
  if (mode == WhiteSpace::collapse && byte_at(text, at) == Byte::space) {
    if (pending_.empty()) pending_ += ' ';
    return run_end(text, at);
  }
  const char32_t c = next_code_point(text, at);
  if (!is_space(c)) return at;
  if (mode == WhiteSpace::collapse) {
    if (pending_.empty()) pending_ += ' ';
  } else if (c != '\r') {
    pending_ += c == '\n' || c == '\t' ? static_cast<char>(c) : ' ';
  }
  return at;
}

Span TextWriter::append(std::string_view text, WhiteSpace mode) {
  std::size_t begin = out_.size();
  bool is_visible = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = stretch_end(text, at);
    if (end == at) {
      at = skip_special(text, at, mode);
      continue;
    }
    // The indentation that a block of code begins with is text of the run, not a border between runs.
    const bool is_first = is_block_start_;
    if (!pending_.empty() || is_first) flush_pending(mode);
    if (!is_visible && !is_first) begin = out_.size();
    is_visible = true;
    out_.append(text, at, end - at);
    at = end;
  }
  return {.begin = static_cast<std::uint32_t>(begin),
          .end = static_cast<std::uint32_t>(is_visible ? out_.size() : begin)};
}

}  // namespace dehusk
