#ifndef DEHUSK_READ_HTML_TOKENS_H_
#define DEHUSK_READ_HTML_TOKENS_H_
// An HTML page as a list of tokens: what the scanner finds, and what both fast ways to a tree begin with. A token knows
// where it begins and, since each byte of the page belongs to one, ends where the next begins. Attributes are found
// here once, as the Page keeps them; the tokens tell whose they are.
//
//   <p class="lead">  Rain &amp; wind.</p><script>var a = 1;</script>
//   start_tag p       text               end_tag p    start_tag script    text    end_tag script    end
//   attributes: class="lead", a span of the source

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "page/page.h"
#include "page/tag.h"

namespace dehusk {

enum class TokenKind : std::uint8_t {
  text,
  start_tag,
  end_tag,
  comment,  // <!-- -->, <!x>, <?x>, </ x>
  doctype,
  nothing,  // "</>"
  cut_tag,  // a tag that the end of the page cuts off
  end,      // the end of the page: the last token
};

struct HtmlToken {
  std::uint32_t source = 0;           // where it begins
  std::uint32_t first_attribute = 0;  // in Page::attributes; they end where the next token's begin
  TokenKind kind = TokenKind::text;
  Tag tag = Tag::unknown;  // tags: as the source has it

  bool opens_raw : 1 = false;        // start tag: what follows was taken for raw text, as in <script>
  bool is_self_closing : 1 = false;  // start tag
  bool has_double : 1 = false;       // start tag: an attribute stands there twice
  bool is_unsure : 1 = false;        // only Gumbo knows what the text, or an attribute of the start tag, says
  bool is_cdata : 1 = false;         // comment: no comment where svg or math is open
  bool has_replaced : 1 = false;     // text: Gumbo replaces a character in it

  bool is_white : 1 = false;        // text: nothing but white space
  bool is_as_is : 1 = true;         // text: it says what it is; else append_read tells
  bool has_references : 1 = false;  // text: References::in_text
  bool is_raw : 1 = false;          // text: what is in a <script> or <title>
  bool may_lose_line : 1 = false;   // text: follows a <pre>; a line end that it begins with may be no text
};

// Tokens of a page, kept from page to page for their memory.
struct HtmlTokens {
  std::vector<HtmlToken> list;
  bool forbids_skeleton = false;  // the lane may be sure what it means, a skeleton would not tell Gumbo
  bool has_replaced = false;      // Gumbo replaces characters of the page; texts that have some are not as_is
  bool is_repaired = false;       // the scanner saw another text than Page::source, of the same size (source_repair.h)

  // Whether so many of them are elements, texts and comments: what a tree has nodes for.
  [[nodiscard]] bool has_more_nodes_than(std::size_t most) const;

  void clear();
};

// Scans `source`, which is page.source or a repaired copy of it, and fills page.attributes and page.attribute_text.
// `has_replaced` as look_over has found it; the page must have no control.
// False if the page is one of which the scanner cannot be sure; `tokens` and the attributes are then of no use. Linear
// in the page.
[[nodiscard]] bool scan_html(const std::string& source, bool has_replaced, Page& page, HtmlTokens& tokens);

// Appends what `raw`, a part of a text token, says. Not for unsure ones. May be half as long again as `raw`.
void append_text(std::string& out, std::string_view raw, const HtmlToken& token);

// The name of the tag whose '<' is at `begin`, as written.
[[nodiscard]] std::string_view tag_name_at(std::string_view source, std::size_t begin);

}  // namespace dehusk

#endif  // DEHUSK_READ_HTML_TOKENS_H_
