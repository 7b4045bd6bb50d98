#include "read/lane_tags.h"

#include <array>

namespace dehusk {

namespace {

using LaneTags = std::array<LaneTag, kTagCount>;

constexpr LaneTags kLaneTags = [] {
  LaneTags table{};
  const auto at = [&table](Tag tag) -> LaneTag& { return table[static_cast<std::size_t>(tag)]; };

  for (const Tag tag : {Tag::address, Tag::article, Tag::aside,   Tag::blockquote, Tag::center,     Tag::details,
                        Tag::dir,     Tag::div,     Tag::dl,      Tag::fieldset,   Tag::figcaption, Tag::figure,
                        Tag::footer,  Tag::header,  Tag::hgroup,  Tag::main,       Tag::menu,       Tag::nav,
                        Tag::ol,      Tag::section, Tag::summary, Tag::ul}) {
    at(tag).start = StartRule::block;
    at(tag).end = EndRule::block;
  }
  at(Tag::p) = {.start = StartRule::block, .end = EndRule::paragraph};
  at(Tag::li) = {.start = StartRule::item, .end = EndRule::item};
  for (const Tag tag : {Tag::dd, Tag::dt}) at(tag) = {.start = StartRule::definition, .end = EndRule::definition};
  for (const Tag tag : {Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6})
    at(tag) = {.start = StartRule::heading, .end = EndRule::heading};
  for (const Tag tag : {Tag::pre, Tag::listing}) at(tag) = {.start = StartRule::pre, .end = EndRule::block};
  at(Tag::form) = {.start = StartRule::form, .end = EndRule::form};
  at(Tag::button) = {.start = StartRule::button, .end = EndRule::block};
  at(Tag::a) = {.start = StartRule::anchor, .end = EndRule::formatting};
  for (const Tag tag : {Tag::b, Tag::big, Tag::code, Tag::em, Tag::font, Tag::i, Tag::s, Tag::small, Tag::strike,
                        Tag::strong, Tag::tt, Tag::u})
    at(tag) = {.start = StartRule::formatting, .end = EndRule::formatting};
  at(Tag::nobr) = {.start = StartRule::formatting, .end = EndRule::formatting};
  for (const Tag tag : {Tag::applet, Tag::marquee, Tag::object})
    at(tag) = {.start = StartRule::object, .end = EndRule::object, .is_marker = true};
  at(Tag::table).start = StartRule::table;
  for (const Tag tag : {Tag::area, Tag::br, Tag::embed, Tag::img, Tag::keygen, Tag::wbr, Tag::input, Tag::param,
                        Tag::source, Tag::track})
    at(tag).start = StartRule::empty;
  at(Tag::br).end = EndRule::line_break;
  for (const Tag tag : {Tag::base, Tag::basefont, Tag::bgsound, Tag::link, Tag::meta})
    at(tag) = {.start = StartRule::empty, .is_in_head = true};
  at(Tag::image).start = StartRule::image;
  at(Tag::hr).start = StartRule::rule;
  for (const Tag tag : {Tag::title, Tag::noframes, Tag::style, Tag::script})
    at(tag) = {.start = StartRule::raw, .is_in_head = true};
  for (const Tag tag : {Tag::textarea, Tag::iframe, Tag::noembed}) at(tag).start = StartRule::raw;
  at(Tag::xmp).start = StartRule::raw_block;
  at(Tag::select).start = StartRule::select;
  for (const Tag tag : {Tag::option, Tag::optgroup}) at(tag).start = StartRule::option;
  for (const Tag tag : {Tag::caption, Tag::col, Tag::colgroup, Tag::frame, Tag::head, Tag::tbody, Tag::td, Tag::tfoot,
                        Tag::th, Tag::thead, Tag::tr})
    at(tag).start = StartRule::table_part;
  at(Tag::html) = {.start = StartRule::html, .end = EndRule::document};
  at(Tag::body) = {.start = StartRule::body, .end = EndRule::document};
  for (const Tag tag : {Tag::svg, Tag::math}) at(tag).start = StartRule::foreign;
  at(Tag::template_) = {.start = StartRule::holder, .end = EndRule::holder, .is_marker = true, .is_in_head = true};
  for (const Tag tag : {Tag::rb, Tag::rp, Tag::rt, Tag::rtc}) at(tag).start = StartRule::ruby;
  for (const Tag tag : {Tag::frameset, Tag::isindex, Tag::plaintext}) at(tag).start = StartRule::never;
  at(Tag::menuitem) = {.start = StartRule::never, .end = EndRule::never};

  for (const Tag tag :
       {Tag::address,   Tag::applet,     Tag::area,     Tag::article,  Tag::aside,      Tag::base,     Tag::basefont,
        Tag::bgsound,   Tag::blockquote, Tag::body,     Tag::br,       Tag::button,     Tag::caption,  Tag::center,
        Tag::col,       Tag::colgroup,   Tag::menuitem, Tag::dd,       Tag::details,    Tag::dir,      Tag::div,
        Tag::dl,        Tag::dt,         Tag::embed,    Tag::fieldset, Tag::figcaption, Tag::figure,   Tag::footer,
        Tag::form,      Tag::frame,      Tag::frameset, Tag::h1,       Tag::h2,         Tag::h3,       Tag::h4,
        Tag::h5,        Tag::h6,         Tag::head,     Tag::header,   Tag::hgroup,     Tag::hr,       Tag::html,
        Tag::iframe,    Tag::img,        Tag::input,    Tag::isindex,  Tag::li,         Tag::link,     Tag::listing,
        Tag::marquee,   Tag::menu,       Tag::meta,     Tag::nav,      Tag::noembed,    Tag::noframes, Tag::noscript,
        Tag::object,    Tag::ol,         Tag::p,        Tag::param,    Tag::plaintext,  Tag::pre,      Tag::script,
        Tag::section,   Tag::select,     Tag::style,    Tag::summary,  Tag::table,      Tag::tbody,    Tag::td,
        Tag::template_, Tag::textarea,   Tag::tfoot,    Tag::th,       Tag::thead,      Tag::title,    Tag::tr,
        Tag::ul,        Tag::wbr,        Tag::xmp})
    at(tag).is_special = true;
  for (const Tag tag :
       {Tag::applet, Tag::caption, Tag::html, Tag::table, Tag::td, Tag::th, Tag::marquee, Tag::object, Tag::template_})
    at(tag).bounds_scope = true;
  for (const Tag tag : {Tag::td, Tag::th, Tag::caption}) at(tag).is_marker = true;
  for (LaneTag& traits : table) {
    const StartRule rule = traits.start;
    traits.ends_paragraph = rule == StartRule::block || rule == StartRule::heading || rule == StartRule::pre ||
                            rule == StartRule::form || rule == StartRule::item || rule == StartRule::definition ||
                            rule == StartRule::rule || rule == StartRule::raw_block;
    traits.revives = rule == StartRule::open || rule == StartRule::button || rule == StartRule::formatting ||
                     rule == StartRule::object || rule == StartRule::image || rule == StartRule::raw_block ||
                     rule == StartRule::select || rule == StartRule::option || rule == StartRule::foreign;
  }
  for (const Tag tag : {Tag::area, Tag::br, Tag::embed, Tag::img, Tag::keygen, Tag::wbr, Tag::input})
    at(tag).revives = true;
  for (const Tag tag :
       {Tag::dd, Tag::dt, Tag::li, Tag::option, Tag::optgroup, Tag::p, Tag::rp, Tag::rb, Tag::rt, Tag::rtc})
    at(tag).ends_with_items = true;
  return table;
}();

}  // namespace

const LaneTag& lane_tag(Tag tag) { return kLaneTags[static_cast<std::size_t>(tag)]; }

}  // namespace dehusk
