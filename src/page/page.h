#ifndef DEHUSK_PAGE_PAGE_H_
#define DEHUSK_PAGE_PAGE_H_
// A Page is what the reader made of the bytes: one text that never changes again, cut into blocks, and for
// HTML the element tree as a flat array in document order. Everything points into the two texts by Span.
//
//   source  <nav><a href="/">Home</a></nav><p>Rain fell on <b>Monday</b>.</p>
//   text    Home\nRain fell on Monday.\n
//   blocks  ^--^  ^------------------^            each block's text, the '\n' between them belongs to nobody
//   elements (pre-order)   0 html  1 head  2 body  3 nav  4 a  5 p  6 b
//             a subtree is elements [i, elements[i].end), its text is elements[i].text (one contiguous Span),
//             its blocks are those that overlap it: [first_block, end_block)
//
// Everything that the page holds is here, hidden text too: what is husk is for rules to say. Script, style and
// the like are blocks of kind `raw` with an empty text and a source span, so the ledger names their rule as well.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/attribute_name.h"
#include "page/tag.h"

namespace dehusk {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;  // "no element", "no block"

enum class Kind : std::uint8_t { para, heading, item, quote, cell, pre, caption, raw, other };
inline constexpr int kKindCount = 9;
[[nodiscard]] std::string_view to_string(Kind kind);
[[nodiscard]] std::optional<Kind> kind_from(std::string_view name);

enum class InputKind : std::uint8_t { html, text };

// One paragraph, heading, list item, table cell, caption, line...: a stretch of text with no block border in it.
struct Block {
  Span text;    // in Page::text; white space collapsed (but in pre), zero-width characters gone; empty only for raw
  Span source;  // in Page::source
  std::uint32_t line = 0;         // first line in the source, 1-based
  std::uint32_t element = kNone;  // the innermost block-level element around it; kNone in a text dump
  Kind kind = Kind::para;
  std::uint8_t level = 0;          // heading: 1-6; item: depth of the list, 1 outermost; else 0
  std::uint8_t marker = 0;         // item: '-' for a bullet, '1' for a number; else 0
  bool starts_group = false;       // item, cell: the first of its list or table; markdown and text need it
  std::uint32_t words = 0;         // count_words(text)
  std::uint32_t linked_bytes = 0;  // bytes of `text` inside <a href>; in a dump: as far as marked links tell
  bool links_known = true;         // false in dumps whose links leave no mark
  std::uint32_t row = 0;           // cell: number of its table row in the page, counted from 1; else 0
};

// Where the text of an attribute is may change: Page::name_of and Page::value_of find it, add_attribute makes one.
struct Attribute {
  Span name;   // lower case, if `id` does not tell it
  Span value;  // character references decoded
  AttributeName id = AttributeName::other;
  bool has_own_name = true;   // `name` is in Page::attribute_text; else in Page::source
  bool has_own_value = true;  // likewise
};

struct Element {
  Tag tag = Tag::unknown;
  bool is_foreign = false;  // svg or math
  std::uint16_t depth = 0;  // html is 0
  std::uint32_t parent = kNone;
  std::uint32_t end = 0;          // one past the last descendant
  Span text;                      // the subtree's share of Page::text
  std::uint32_t first_block = 0;  // first block whose text overlaps or lies in the subtree
  std::uint32_t end_block = 0;    // one past the last
  Span source;                    // in Page::source, from the start tag's '<' to the end tag's '>'
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  Span name;  // in Page::attribute_text for Tag::unknown, else empty
};

// A fact about reading that is no error: "charset guessed", "depth limited at 512".
struct Note {
  std::string code;  // "limit/depth", "charset/repaired"
  std::string detail;
};

// What the page says of itself (meta, JSON-LD, title); any may be empty.
struct Metadata {
  std::string title;  // og:title, JSON-LD headline, <title>, in this order; site name not cut off
  std::string author;
  std::string date;  // as written, ISO 8601 where the page gives that
  std::string site;
  std::string description;
  std::string json_description;  // JSON-LD description, which of a product is often its whole text
  std::string article_body;      // JSON-LD articleBody
  std::string type;  // og:type or JSON-LD @type: "article", "NewsArticle", "Product", "DiscussionForumPosting"
};

struct Page {
  InputKind kind = InputKind::html;
  std::string url;              // as the caller gave it, else canonical/og:url, else empty
  std::string host;             // of the url, lower case, no port; empty if unknown
  std::string path;             // path and query of the url
  std::string lang;             // primary tag, "en"; empty if unknown
  std::string encoding;         // "utf-8", "windows-1252"
  std::string encoding_source;  // "bom", "valid", "declared", "meta", "guess", "default"
  Metadata metadata;

  std::string source;  // the input as valid UTF-8: what the source spans of blocks and elements point into
  std::string text;    // the blocks' texts, each followed by '\n'
  std::vector<Block> blocks;
  std::vector<Element> elements;  // empty for a text dump
  std::vector<Attribute> attributes;
  std::string attribute_text;
  std::vector<Note> notes;

  [[nodiscard]] std::string_view text_of(const Block& block) const { return slice(text, block.text); }
  [[nodiscard]] std::string_view text_of(const Element& element) const { return slice(text, element.text); }

  // The value of an attribute; nothing if the element does not have it. Lives as long as the page. By its number it is
  // found faster: `attribute(element, AttributeName::class_)`.
  [[nodiscard]] std::optional<std::string_view> attribute(const Element& element, AttributeName name) const;
  [[nodiscard]] std::optional<std::string_view> attribute(const Element& element, std::string_view name) const;

  // An element's attributes, in the order of the source.
  [[nodiscard]] std::span<const Attribute> attributes_of(const Element& element) const {
    return std::span(attributes).subspan(element.first_attribute, element.attribute_count);
  }
  [[nodiscard]] std::string_view name_of(const Attribute& attribute) const {
    if (attribute.id != AttributeName::other) return to_string(attribute.id);
    return slice(attribute.has_own_name ? attribute_text : source, attribute.name);
  }
  [[nodiscard]] std::string_view value_of(const Attribute& attribute) const {
    return slice(attribute.has_own_value ? attribute_text : source, attribute.value);
  }

  // "div", "x-card": lower case for HTML. Lives as long as the page.
  [[nodiscard]] std::string_view name_of(const Element& element) const;

  // linked_bytes / text bytes, 0..1; nothing if the page cannot tell.
  [[nodiscard]] static std::optional<float> link_share(const Block& block);
};

// Adds an attribute that has its text in Page::attribute_text, for the element that is being made.
void add_attribute(Page& page, std::string_view lower_name, std::string_view value);

}  // namespace dehusk

#endif  // DEHUSK_PAGE_PAGE_H_
