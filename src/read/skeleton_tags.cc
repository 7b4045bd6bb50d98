#include "read/skeleton_tags.h"

#include <algorithm>
#include <array>

namespace dehusk {

namespace {

using Content = TagTraits::Content;
using Place = TagTraits::Place;

constexpr TagTraits with_content(std::string_view name, Content content) {
  return {.name = name, .content = content, .eats_line = name == "textarea"};
}
constexpr TagTraits with_attributes(std::string_view name) { return {.name = name, .keeps_attributes = true}; }
constexpr TagTraits with_line(std::string_view name) { return {.name = name, .eats_line = true}; }
constexpr TagTraits hopeless(std::string_view name) { return {.name = name, .is_hopeless = true}; }
constexpr TagTraits with_place(std::string_view name, Place place) { return {.name = name, .place = place}; }

// Sorted. Formatting elements keep their attributes because the fourth of a kind pushes the first one out (the Noah's
// Ark clause), and kinds are told by attributes; <a> is the exception, no two are ever open. A second <html> or <body>
// gives its attributes to the first.
constexpr std::array kTraits = {
    with_attributes("b"),
    with_attributes("big"),
    with_attributes("body"),
    with_attributes("code"),
    with_place("desc", Place::html_inside),
    with_attributes("em"),
    with_attributes("font"),
    with_place("foreignobject", Place::html_inside),
    hopeless("frameset"),
    with_attributes("html"),
    with_attributes("i"),
    with_content("iframe", Content::raw),
    with_attributes("input"),
    with_line("listing"),
    with_place("math", Place::math),
    with_attributes("nobr"),
    with_content("noembed", Content::raw),
    with_content("noframes", Content::raw),
    hopeless("plaintext"),
    with_line("pre"),
    with_attributes("s"),
    with_content("script", Content::script),
    with_attributes("small"),
    with_attributes("strike"),
    with_attributes("strong"),
    with_content("style", Content::raw),
    with_place("svg", Place::svg),
    with_content("textarea", Content::escaped),
    TagTraits{.name = "title", .content = Content::escaped, .place = Place::html_inside},
    with_attributes("tt"),
    with_attributes("u"),
    with_content("xmp", Content::raw),
};
static_assert(std::is_sorted(kTraits.begin(), kTraits.end(),
                             [](const TagTraits& a, const TagTraits& b) { return a.name < b.name; }));

constexpr TagTraits kOrdinary;
constexpr std::size_t kLetters = 26;

// Where the names of each letter begin in kTraits.
constexpr std::array<std::uint8_t, kLetters + 1> kFirst = [] {
  std::array<std::uint8_t, kLetters + 1> first{};
  for (std::size_t letter = 0; letter <= kLetters; ++letter) {
    const char wanted = static_cast<char>('a' + letter);
    while (first[letter] < kTraits.size() && kTraits[first[letter]].name[0] < wanted) ++first[letter];
  }
  return first;
}();

constexpr std::array<std::string_view, 44> kBreakOut = {
    "b",     "big",   "blockquote", "body",   "br",   "center", "code",  "dd", "div",  "dl",   "dt",
    "em",    "embed", "h1",         "h2",     "h3",   "h4",     "h5",    "h6", "head", "hr",   "i",
    "img",   "li",    "listing",    "menu",   "meta", "nobr",   "ol",    "p",  "pre",  "ruby", "s",
    "small", "span",  "strike",     "strong", "sub",  "sup",    "table", "tt", "u",    "ul",   "var"};

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

const TagTraits& traits_of(std::string_view name) {
  const auto letter = static_cast<std::size_t>((name.front() | 0x20) - 'a');
  for (std::size_t i = kFirst[letter]; i < kFirst[letter + 1]; ++i) {
    if (equals_ignoring_case(name, kTraits[i].name)) return kTraits[i];
  }
  return kOrdinary;
}

bool breaks_out(std::string_view name) {
  return std::any_of(kBreakOut.begin(), kBreakOut.end(),
                     [name](std::string_view held) { return equals_ignoring_case(name, held); });
}

}  // namespace dehusk
