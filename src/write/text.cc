#include "write/text.h"

#include <algorithm>

#include "write/kept.h"

namespace dehusk {

namespace {

// What separators depend on.
struct Place {
  std::uint32_t block = kNone;
  std::uint32_t group = 0;
  std::uint32_t column = 0;
};

std::string_view separator(const Page& page, const Place& before, const Place& after) {
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

void append_stretches(std::string& out, const Page& page, const KeptBlock& kept) {
  for (std::size_t i = 0; i < kept.spans.size(); ++i) {
    if (i > 0) out += seam(page, kept.spans[i - 1], kept.spans[i]);
    append_printable(out, slice(page.text, kept.spans[i]));
  }
}

// About how long the text will be.
std::size_t expected_size(const Page& page, const Cleaned& cleaned) {
  std::size_t size = page.text.size() + 64;
  for (const Cut& cut : cleaned.cuts) size -= std::min<std::size_t>(cut.span.size(), size);
  return size + size / 16;
}

}  // namespace

std::string write_text(const Page& page, const Cleaned& cleaned) {
  std::string out;
  out.reserve(expected_size(page, cleaned));
  Place before;
  for_each_kept_block(page, cleaned.cuts, [&](const KeptBlock& kept) {
    const Place now = {kept.block, kept.group, kept.column};
    const std::size_t end = out.size();
    if (before.block != kNone) out += separator(page, before, now);
    const std::size_t begin = out.size();
    append_stretches(out, page, kept);
    if (page.blocks[kept.block].kind == Kind::pre) {
      const std::string shown(without_blank_lines(std::string_view(out).substr(begin)));
      out.replace(begin, std::string::npos, shown);
    }
    if (out.size() == begin) {
      out.resize(end);  // nothing to show, and no separator for it
    } else {
      before = now;
    }
  });
  if (!out.empty()) out += '\n';
  return out;
}

}  // namespace dehusk
