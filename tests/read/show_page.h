#ifndef DEHUSK_TESTS_READ_SHOW_PAGE_H_
#define DEHUSK_TESTS_READ_SHOW_PAGE_H_
// Pages in and blocks out as text, so that tests can be tables, and the laws that hold for every page.

#include <string>
#include <string_view>

#include "page/page.h"
#include "read/read.h"

namespace dehusk {

inline Page read_bytes(std::string_view bytes, Sniff kind = Sniff::automatic, std::string_view url = {}) {
  return read_page({.bytes = bytes, .url = url, .charset = {}, .is_utf8 = false}, {.kind = kind, .limits = {}});
}

inline Page read_html_page(std::string_view html, const Limits& limits = {}) {
  return read_page({.bytes = html, .url = {}, .charset = {}, .is_utf8 = true}, {.kind = Sniff::html, .limits = limits});
}

// One line a block: "heading2 Rain", "item1-* First of a list", "cell*r1 a", "raw script", "pre a\nb".
inline std::string show_blocks(const Page& page) {
  std::string out;
  for (const Block& block : page.blocks) {
    out += to_string(block.kind);
    if (block.level != 0) out += std::to_string(static_cast<int>(block.level));
    if (block.marker != 0) out += static_cast<char>(block.marker);
    if (block.starts_group) out += '*';
    if (block.row != 0) out += 'r' + std::to_string(block.row);
    out += ' ';
    out += block.kind == Kind::raw ? page.name_of(page.elements[block.element]) : page.text_of(block);
    out += '\n';
  }
  return out;
}

inline std::string show_blocks(std::string_view html) { return show_blocks(read_html_page(html)); }

// The first law of page.h that `page` breaks, in words; empty if it keeps them all.
std::string broken_law(const Page& page);

}  // namespace dehusk

#endif  // DEHUSK_TESTS_READ_SHOW_PAGE_H_
