// See mini_page.h.
#include "check/mini_page.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "check/want.h"
#include "read/read.h"
#include "write/kept.h"

namespace dehusk {
namespace {

std::vector<std::string> lines_of_text(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    lines.emplace_back(line);
  }
  return lines;
}

// A block's text as the readers make it: white space collapsed, zero-width characters gone.
std::string block_text(std::string_view line) {
  const std::string collapsed = collapse_spaces(line);
  std::string text;
  for (std::size_t at = 0; at < collapsed.size();) {
    const std::size_t start = at;
    if (!is_invisible(next_code_point(collapsed, at))) text.append(collapsed, start, at - start);
  }
  return text;
}

// '-' for a line that begins with a bullet, '1' for one with a number, 0 for neither.
std::uint8_t marker_of(std::string_view text) {
  std::size_t at = 0;
  const char32_t first = next_code_point(text, at);
  if (std::u32string_view(U"-*\u2022\u2023\u25E6\u00B7\u2013").find(first) != std::u32string_view::npos) {
    return at < text.size() && text[at] == ' ' ? '-' : 0;
  }
  const std::size_t start = text[0] == '(' ? 1 : 0;
  at = start;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at == start || at > start + 3 || at + 1 >= text.size() || text[at + 1] != ' ') return 0;
  return text[at] == ')' || (text[at] == '.' && start == 0) ? '1' : 0;
}

void append_block(Page& page, const std::string& text, std::uint32_t line) {
  Block block;
  const auto begin = static_cast<std::uint32_t>(page.text.size());
  page.text += text;
  block.text = {begin, static_cast<std::uint32_t>(page.text.size())};
  block.source = block.text;
  page.text += '\n';
  block.line = line;
  block.marker = marker_of(text);
  const bool is_image = text.size() > 4 && text.compare(0, 2, "![") == 0 && text.back() == ')';
  block.kind = block.marker != 0 ? Kind::item : is_image ? Kind::caption : Kind::para;
  block.level = block.marker != 0 ? 1 : 0;
  block.starts_group = block.marker != 0 && (page.blocks.empty() || page.blocks.back().marker != block.marker);
  block.words = count_words(text);
  block.links_known = false;
  page.blocks.push_back(block);
}

// True if the example brings its own head or body. Else it is a piece of a body: a parser would put a <noscript> at its
// start into the head, and its text behind it.
bool is_whole_document(std::string_view html) {
  static constexpr std::array<std::string_view, 8> kStarts = {"<!",     "<html", "<head", "<body",
                                                              "<title", "<meta", "<link", "<base"};
  const std::size_t start = std::min(html.find_first_not_of(" \t\r\n"), html.size());
  const std::string folded = fold(html.substr(start, 8));
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&folded](std::string_view tag) { return folded.substr(0, tag.size()) == tag; });
}

Page read_html(std::string_view html, std::string_view url, std::string_view lang) {
  const std::string document = is_whole_document(html) ? std::string(html) : "<body>" + std::string(html);
  Page page = read_page({document, url, "", true}, {Sniff::html, {}});
  if (!lang.empty()) page.lang = lang;
  return page;
}

MiniPage page_of_gutter(const Case& example) {
  MiniPage mini;
  std::vector<std::string> lines;
  int number = 0;
  for (const std::string& line : lines_of_text(example.text->text)) {
    ++number;
    if (line.empty()) continue;
    const std::string code = line.substr(0, 2);
    const std::string text = block_text(line.substr(std::min<std::size_t>(2, line.size())));
    if (code == "+ ") {
      if (mini.blocks.empty() || mini.blocks.back().fate != Expected::Fate::goes) {
        mini.fault = "line " + std::to_string(number) + ": '+ ' must stand directly under a '- '";
      } else {
        mini.blocks.back() = {Expected::Fate::becomes, text};
      }
      continue;
    }
    if (code != "- " && code != "  ") {
      mini.fault = "line " + std::to_string(number) + " starts with '" + code + "'; use '- ', '+ ' or two spaces";
      continue;
    }
    if (text.empty()) continue;
    lines.push_back(text);
    mini.blocks.push_back({code == "- " ? Expected::Fate::goes : Expected::Fate::stays, ""});
  }
  mini.page = page_from_lines(lines, example.url, example.lang);
  return mini;
}

// What the `husk` attributes say of each block: the parts of its text that lie in such an element must go.
MiniPage page_of_marked_html(const Case& example) {
  MiniPage mini;
  mini.page = read_html(example.html->text, example.url, example.lang);
  const Page& page = mini.page;
  std::vector<std::vector<Span>> gone(page.blocks.size());
  std::vector<Expected::Fate> raw(page.blocks.size(), Expected::Fate::stays);
  std::uint32_t outer_end = 0;  // a marked element inside a marked one says nothing new
  for (std::uint32_t i = 0; i < page.elements.size(); ++i) {
    const Element& element = page.elements[i];
    const std::optional<std::string_view> husk = page.attribute(element, "husk");
    if (i < outer_end || !husk) continue;
    if (!husk->empty()) mini.fault = "the attribute `husk` takes no value";
    outer_end = element.end;
    for (std::uint32_t b = element.first_block; b < element.end_block; ++b) {
      const Span text = page.blocks[b].text;
      // A script inside a marked box may go with it or not; only an element without text is about its scripts.
      if (text.empty()) raw[b] = element.text.empty() ? Expected::Fate::goes : Expected::Fate::any;
      const Span part{std::max(text.begin, element.text.begin), std::min(text.end, element.text.end)};
      if (!part.empty()) gone[b].push_back(part);
    }
  }
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    if (page.blocks[b].text.empty()) {
      mini.blocks.push_back({raw[b], ""});
    } else if (gone[b].empty()) {
      mini.blocks.push_back({Expected::Fate::stays, ""});
    } else {
      const std::string left = left_of(page, page.blocks[b], gone[b]);
      mini.blocks.push_back({left.empty() ? Expected::Fate::goes : Expected::Fate::becomes, left});
    }
  }
  return mini;
}

}  // namespace

Page page_from_lines(const std::vector<std::string>& lines, std::string_view url, std::string_view lang) {
  Page page = read_page({"", url, "", true}, {Sniff::text, {}});  // for the parts of the url
  page.kind = InputKind::text;
  page.lang = lang;
  page.text.clear();
  page.blocks.clear();
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    const std::string text = block_text(lines[i]);
    if (!text.empty()) append_block(page, text, i + 1);
  }
  page.source = page.text;
  return page;
}

MiniPage page_of_entry(std::string_view text, bool is_html, Expected::Fate fate) {
  MiniPage mini;
  mini.page = is_html ? read_html(text, "", "") : page_from_lines(lines_of_text(text), "", "");
  const bool has_text = !mini.page.text.empty();
  for (const Block& block : mini.page.blocks) {
    // A box goes with its scripts or without; an example of nothing but scripts is about them.
    const bool is_free = block.text.empty() && has_text && fate != Expected::Fate::stays;
    mini.blocks.push_back({is_free ? Expected::Fate::any : fate, ""});
  }
  if (mini.blocks.empty()) mini.fault = "there is no text in it";
  return mini;
}

MiniPage page_of_case(const Case& example) {
  MiniPage mini = example.html ? page_of_marked_html(example) : page_of_gutter(example);
  if (mini.fault.empty() && mini.blocks.empty()) mini.fault = "there is no text in it";
  return mini;
}

std::string left_of(const Page& page, const Block& block, const std::vector<Span>& gone) {
  std::string left;
  Span before;
  std::uint32_t at = block.text.begin;
  const auto add = [&](std::uint32_t end) {
    if (end <= at) return;
    if (!left.empty()) left += seam(page, before, {at, end});
    left += slice(page.text, {at, end});
    before = {at, end};
  };
  for (const Span span : gone) {
    add(span.begin);
    at = std::max(at, span.end);
  }
  add(block.text.end);
  return collapse_spaces(left);
}

}  // namespace dehusk
