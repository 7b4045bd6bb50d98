#include "read/skeleton_tags.h"

#include <algorithm>
#include <array>

namespace dehusk {

namespace {

using Content = TagTraits::Content;
using Place = TagTraits::Place;
using TagTable = std::array<TagTraits, kTagCount>;

// Formatting elements keep their attributes because the fourth of a kind pushes the first one out (the Noah's Ark
// clause), and kinds are told by attributes; <a> is the exception, no two are ever open. A second <html> or <body>
// gives its attributes to the first.
constexpr std::array kKeepAttributes = {Tag::b,      Tag::big,    Tag::body,  Tag::code, Tag::em, Tag::font,
                                        Tag::html,   Tag::i,      Tag::input, Tag::nobr, Tag::s,  Tag::small,
                                        Tag::strike, Tag::strong, Tag::tt,    Tag::u};
constexpr std::array kRaw = {Tag::iframe, Tag::noembed, Tag::noframes, Tag::style, Tag::xmp};
constexpr std::array kEscaped = {Tag::textarea, Tag::title};
constexpr std::array kEatLine = {Tag::listing, Tag::pre, Tag::textarea};
constexpr std::array kBreakOut = {
    Tag::b,      Tag::big,  Tag::blockquote, Tag::body,  Tag::br,   Tag::center, Tag::code,    Tag::dd,   Tag::div,
    Tag::dl,     Tag::dt,   Tag::em,         Tag::embed, Tag::h1,   Tag::h2,     Tag::h3,      Tag::h4,   Tag::h5,
    Tag::h6,     Tag::head, Tag::hr,         Tag::i,     Tag::img,  Tag::li,     Tag::listing, Tag::menu, Tag::meta,
    Tag::nobr,   Tag::ol,   Tag::p,          Tag::pre,   Tag::ruby, Tag::s,      Tag::small,   Tag::span, Tag::strike,
    Tag::strong, Tag::sub,  Tag::sup,        Tag::table, Tag::tt,   Tag::u,      Tag::ul,      Tag::var};

constexpr TagTable kTraits = [] {
  TagTable table{};
  const auto at = [&table](Tag tag) -> TagTraits& { return table[static_cast<std::size_t>(tag)]; };
  for (const Tag tag : kKeepAttributes) at(tag).keeps_attributes = true;
  for (const Tag tag : kRaw) at(tag).content = Content::raw;
  for (const Tag tag : kEscaped) at(tag).content = Content::escaped;
  for (const Tag tag : kEatLine) at(tag).eats_line = true;
  for (const Tag tag : kBreakOut) at(tag).breaks_out = true;
  for (const Tag tag : {Tag::frameset, Tag::plaintext}) at(tag).is_hopeless = true;
  at(Tag::script).content = Content::script;
  at(Tag::svg).place = Place::svg;
  at(Tag::math).place = Place::math;
  at(Tag::title).place = Place::html_inside;
  return table;
}();

constexpr TagTraits kIntegrationPoint{.place = Place::html_inside};  // <desc>, <foreignObject>

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

const TagTraits& traits_of(Tag tag, std::string_view name) {
  if (tag == Tag::unknown && (equals_ignoring_case(name, "desc") || equals_ignoring_case(name, "foreignobject")))
    return kIntegrationPoint;
  return kTraits[static_cast<std::size_t>(tag)];
}

}  // namespace dehusk
