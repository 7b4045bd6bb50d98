// One table, filled at compile time; a Tag that is not named below is inline.

#include "read/display.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace dehusk {

namespace {

using Table = std::array<Display, kTagCount>;

constexpr void set(Table& table, Display display, std::initializer_list<Tag> tags) {
  for (const Tag tag : tags) table[static_cast<std::size_t>(tag)] = display;
}

constexpr Table make_table() {
  Table table{};
  set(table, Display::block,
      {Tag::address,  Tag::article,  Tag::aside,      Tag::blockquote, Tag::body,     Tag::caption, Tag::center,
       Tag::colgroup, Tag::dd,       Tag::details,    Tag::dialog,     Tag::dir,      Tag::div,     Tag::dl,
       Tag::dt,       Tag::fieldset, Tag::figcaption, Tag::figure,     Tag::footer,   Tag::form,    Tag::frameset,
       Tag::h1,       Tag::h2,       Tag::h3,         Tag::h4,         Tag::h5,       Tag::h6,      Tag::head,
       Tag::header,   Tag::hgroup,   Tag::html,       Tag::legend,     Tag::li,       Tag::listing, Tag::main,
       Tag::marquee,  Tag::menu,     Tag::multicol,   Tag::nav,        Tag::ol,       Tag::p,       Tag::plaintext,
       Tag::pre,      Tag::search,   Tag::section,    Tag::select,     Tag::datalist, Tag::summary, Tag::table,
       Tag::tbody,    Tag::td,       Tag::textarea,   Tag::tfoot,      Tag::th,       Tag::thead,   Tag::title,
       Tag::tr,       Tag::ul,       Tag::xmp});
  set(table, Display::rule, {Tag::hr});
  set(table, Display::line_break, {Tag::br});
  set(table, Display::control, {Tag::button, Tag::label, Tag::noscript});
  set(table, Display::choice, {Tag::option, Tag::optgroup});
  set(table, Display::raw, {Tag::script, Tag::style, Tag::template_, Tag::iframe, Tag::noembed, Tag::noframes});
  set(table, Display::fallback, {Tag::object, Tag::applet, Tag::audio, Tag::video, Tag::canvas});
  return table;
}

constexpr std::string_view kSpace = " \t\n\f\r";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

bool is_any_of(std::string_view value, std::initializer_list<std::string_view> values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

constinit const std::array<Display, kTagCount> kDisplays = make_table();

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

bool is_list(Tag tag) {
  return tag == Tag::ul || tag == Tag::ol || tag == Tag::dl || tag == Tag::menu || tag == Tag::dir;
}

bool is_list_entry(Tag tag) { return tag == Tag::li || tag == Tag::dt || tag == Tag::dd; }

bool is_table_cell(Tag tag) { return tag == Tag::td || tag == Tag::th; }

bool keeps_white_space(Tag tag) {
  return tag == Tag::pre || tag == Tag::textarea || tag == Tag::listing || tag == Tag::xmp || tag == Tag::plaintext;
}

InlineStyle read_inline_style(std::string_view style) {
  InlineStyle read;
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    const std::string_view declaration = style.substr(0, end);
    style.remove_prefix(std::min(end + 1, style.size()));
    const std::size_t begin = std::min(declaration.find_first_not_of(kSpace), declaration.size());
    const std::string_view start = declaration.substr(begin);
    if (!start.starts_with("display") && !start.starts_with("white-space")) continue;
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = trim(declaration.substr(0, colon));
    std::string_view value = trim(declaration.substr(colon + 1));
    value = value.substr(0, value.find_first_of(" !"));
    if (name == "display")
      read.is_block = is_any_of(value, {"block", "flex", "grid", "table", "list-item", "flow-root"});
    if (name == "white-space") {
      read.keeps_lines = value == "pre";
      read.splits_lines = is_any_of(value, {"pre-wrap", "pre-line", "break-spaces"});
    }
  }
  return read;
}

}  // namespace dehusk
