#include "page/tag.h"

#include <algorithm>
#include <array>

#include "page/name_table.h"

namespace dehusk {

namespace {

constexpr std::array<std::string_view, kTagCount> kNames = {
    "",           "a",         "abbr",    "acronym",  "address",  "applet",   "area",     "article",  "aside",
    "audio",      "b",         "base",    "basefont", "bdi",      "bdo",      "bgsound",  "big",      "blink",
    "blockquote", "body",      "br",      "button",   "canvas",   "caption",  "center",   "cite",     "code",
    "col",        "colgroup",  "command", "data",     "datalist", "dd",       "del",      "details",  "dfn",
    "dialog",     "dir",       "div",     "dl",       "dt",       "em",       "embed",    "fieldset", "figcaption",
    "figure",     "font",      "footer",  "form",     "frame",    "frameset", "h1",       "h2",       "h3",
    "h4",         "h5",        "h6",      "head",     "header",   "hgroup",   "hr",       "html",     "i",
    "iframe",     "image",     "img",     "input",    "ins",      "isindex",  "kbd",      "keygen",   "label",
    "legend",     "li",        "link",    "listing",  "main",     "map",      "mark",     "marquee",  "math",
    "menu",       "menuitem",  "meta",    "meter",    "multicol", "nav",      "nextid",   "nobr",     "noembed",
    "noframes",   "noscript",  "object",  "ol",       "optgroup", "option",   "output",   "p",        "param",
    "picture",    "plaintext", "portal",  "pre",      "progress", "q",        "rb",       "rp",       "rt",
    "rtc",        "ruby",      "s",       "samp",     "script",   "search",   "section",  "select",   "slot",
    "small",      "source",    "spacer",  "span",     "strike",   "strong",   "style",    "sub",      "summary",
    "sup",        "svg",       "table",   "tbody",    "td",       "template", "textarea", "tfoot",    "th",
    "thead",      "time",      "title",   "tr",       "track",    "tt",       "u",        "ul",       "var",
    "video",      "wbr",       "xmp"};
static_assert(std::is_sorted(kNames.begin(), kNames.end()));

constexpr NameTable<1024, kNames.size()> kTable(kNames);

}  // namespace

std::string_view to_string(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

Tag tag_from(std::string_view name) { return static_cast<Tag>(kTable.find(name)); }

Tag tag_in_any_case(std::string_view name) { return static_cast<Tag>(kTable.find_in_any_case(name)); }

}  // namespace dehusk
