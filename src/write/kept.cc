#include "write/kept.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/unicode.h"

namespace dehusk {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// In running text the cut takes its white space along: no edge of the block is blank, and no two blanks meet at a seam.
void trim_edges(std::string_view text, std::vector<Span>& spans) {
  bool after_blank = true;
  bool any_empty = false;
  for (Span& span : spans) {
    while (after_blank && !span.empty() && is_blank(text[span.begin])) ++span.begin;
    if (!span.empty()) after_blank = is_blank(text[span.end - 1]);
    any_empty = any_empty || span.empty();
  }
  while (!spans.empty()) {
    Span& last = spans.back();
    while (!last.empty() && is_blank(text[last.end - 1])) --last.end;
    if (!last.empty()) break;
    spans.pop_back();
  }
  if (any_empty) std::erase_if(spans, [](Span span) { return span.empty(); });
}

// Numbers the lists and tables. A nested list belongs to the list around it, unless nothing of that one stands before
// it.
class Groups {
 public:
  std::uint32_t of(const Block& block, bool follows_list) {
    if (block.kind == Kind::item) {
      if (list_ == 0 || (block.starts_group && (block.level <= 1 || !follows_list))) list_ = ++count_;
      return list_;
    }
    if (block.kind == Kind::cell) {
      if (table_ == 0 || block.starts_group) table_ = ++count_;
      return table_;
    }
    return 0;
  }

 private:
  std::uint32_t count_ = 0, list_ = 0, table_ = 0;
};

// The columns of table cells. Rows are walked from left to right, each sibling once.
class Columns {
 public:
  explicit Columns(const Page& page) : page_(page) {}

  std::uint32_t of(const Block& block) {
    std::uint32_t cell = block.element;
    while (cell != kNone && !is_cell(cell)) cell = page_.elements[cell].parent;
    if (cell == kNone) return of_dump(block);
    const std::uint32_t row = page_.elements[cell].parent;
    if (row == kNone) return 0;
    if (row != row_) {
      row_ = row;
      at_ = row + 1;
      column_ = 0;
    }
    for (; at_ < cell; at_ = page_.elements[at_].end)
      if (is_cell(at_)) column_ += width(at_);
    return column_;
  }

 private:
  bool is_cell(std::uint32_t element) const {
    const Tag tag = page_.elements[element].tag;
    return tag == Tag::td || tag == Tag::th;
  }

  std::uint32_t width(std::uint32_t element) const {
    std::uint32_t width = 1;
    const auto value = page_.attribute(page_.elements[element], "colspan");
    if (value) std::from_chars(value->data(), value->data() + value->size(), width);
    return std::clamp(width, 1U, 100U);
  }

  std::uint32_t of_dump(const Block& block) {
    column_ = block.row == dump_row_ ? column_ + 1 : 0;
    dump_row_ = block.row;
    return column_;
  }

  const Page& page_;
  std::uint32_t row_ = kNone, at_ = 0, column_ = 0, dump_row_ = 0;
};

// The first byte from `at` on that may belong to a control character: below a space, DEL, or the lead byte of C1 (and
// of what stands beside it). Eight bytes a step; text has few of them.
std::size_t next_suspect(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHigh = kOnes * 0x80;
  const auto has_zero = [](std::uint64_t eight) { return (eight - kOnes) & ~eight & kHigh; };
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    const std::uint64_t below_space = (eight - kOnes * 0x20) & ~eight & kHigh;
    if ((below_space | has_zero(eight ^ kOnes * 0x7F) | has_zero(eight ^ kOnes * 0xC2)) != 0) break;
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F || byte == 0xC2) break;
  }
  return at;
}

}  // namespace

void for_each_kept_block(const Page& page, const std::vector<Cut>& cuts,
                         const std::function<void(const KeptBlock&)>& on_kept) {
  Groups groups;
  Columns columns(page);
  KeptBlock left;
  std::size_t cut = 0;
  bool follows_list = false;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    left.block = i;
    left.group = groups.of(block, follows_list);
    left.column = block.kind == Kind::cell ? columns.of(block) : 0;
    if (block.kind != Kind::raw) follows_list = block.kind == Kind::item;
    left.spans.clear();
    for_each_kept(page, i, cuts, cut, [&left](Span span) { left.spans.push_back(span); });
    if (left.spans.empty()) continue;
    if (block.kind != Kind::pre) trim_edges(page.text, left.spans);
    if (!left.spans.empty()) on_kept(left);
  }
}

std::vector<KeptBlock> kept_blocks(const Page& page, const std::vector<Cut>& cuts) {
  std::vector<KeptBlock> kept;
  for_each_kept_block(page, cuts, [&kept](const KeptBlock& left) { kept.push_back(left); });
  return kept;
}

std::string_view seam(const Page& page, Span before, Span after) {
  std::size_t at = after.begin;
  const char32_t left = code_point_before(page.text, before.end);
  const char32_t right = next_code_point(page.text, at);
  if (is_ideograph(left) || is_ideograph(right)) return "";
  return is_word_char(left) && is_word_char(right) ? " " : "";
}

void append_printable(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; (i = next_suspect(text, i)) < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (!is_c1 && byte != 0x7F && (byte >= 0x20 || byte == '\t' || byte == '\n')) continue;
    out.append(text, from, i - from);
    if (is_c1) ++i;
    from = i + 1;
  }
  out.append(text, from);
}

}  // namespace dehusk
