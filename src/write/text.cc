#include "write/text.h"

#include "write/kept.h"

namespace dehusk {

namespace {

std::string_view separator(const Page& page, const KeptBlock& before, const KeptBlock& after) {
  if (after.group == 0 || after.group != before.group) return "\n\n";
  const Block& left = page.blocks[before.block];
  const Block& right = page.blocks[after.block];
  if (right.kind != Kind::cell || left.row != right.row) return "\n";
  return before.column == after.column ? " " : " | ";  // two paragraphs in one cell, two cells
}

// A preformatted block keeps its first line's indentation, but not the blank lines around it.
std::string_view without_blank_lines(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n");
  if (last == std::string_view::npos) return "";
  text = text.substr(0, last + 1);
  const std::size_t line_end = text.rfind('\n', text.find_first_not_of(" \t\n"));
  return line_end == std::string_view::npos ? text : text.substr(line_end + 1);
}

std::string joined(const Page& page, const KeptBlock& kept) {
  std::string text;
  for (std::size_t i = 0; i < kept.spans.size(); ++i) {
    if (i > 0) text += seam(page, kept.spans[i - 1], kept.spans[i]);
    append_printable(text, slice(page.text, kept.spans[i]));
  }
  return text;
}

}  // namespace

std::string write_text(const Page& page, const Cleaned& cleaned) {
  std::string out;
  const KeptBlock* before = nullptr;
  const std::vector<KeptBlock> kept = kept_blocks(page, cleaned.cuts);
  for (const KeptBlock& now : kept) {
    const std::string text = joined(page, now);
    const std::string_view shown = page.blocks[now.block].kind == Kind::pre ? without_blank_lines(text) : text;
    if (shown.empty()) continue;
    if (before != nullptr) out += separator(page, *before, now);
    out += shown;
    before = &now;
  }
  if (!out.empty()) out += '\n';
  return out;
}

}  // namespace dehusk
