// The HTML tokenizer without its tree: a loop over markup and the text before it, with one function for each kind of
// token. Where tree building would change how to go on (raw text, foreign content), the scanner guesses, and
// HtmlToken::opens_raw tells what it has assumed, for those to check who know the tree.
//
// It reads by pointer up to the NUL behind the last byte, so that hardly any step asks whether the page has ended.

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/kept_buffer.h"
#include "page/attribute_name.h"
#include "read/html_bytes.h"
#include "read/html_tokens.h"
#include "read/skeleton_raw.h"
#include "read/skeleton_tags.h"
#include "read/skeleton_text.h"
#include "read/source_look.h"

namespace dehusk {

namespace {

using Content = TagTraits::Content;
using Place = TagTraits::Place;

constexpr std::uint32_t kMostAttributes = 200;  // of a tag; the plain path knows what to do with more
constexpr std::size_t kMostPlaces = 64;
constexpr std::size_t kBytesPerToken = 16;      // of pages that are all markup: what is not filled takes no memory
constexpr std::size_t kBytesPerAttribute = 64;  // likewise

static_assert(kAttributeNameCount <= 64);  // one bit each

class Scanner {
 public:
  Scanner(const std::string& source, Page& page, HtmlTokens& tokens)
      : source_(source),
        page_(page),
        tokens_(tokens),
        begin_(source.data()),
        end_(begin_ + source.size()),
        at_(begin_) {}

  bool run() {
    while (at_ != end_) {
      take_text();
      if (at_ != end_ && !take_markup()) return false;
    }
    add_token(TokenKind::end);
    return true;
  }

 private:
  // --- text ---

  // Whether the '<' at `at` begins markup; else it is a letter like any other.
  [[nodiscard]] bool is_markup(const char* at) const {
    const char next = at[1];
    return byte_is(next, kIsLetter) || next == '!' || next == '?' || (next == '/' && end_ - at > 2);
  }

  // The text from here to the next markup, if there is any.
  void take_text() {
    if (*at_ == '<' && is_markup(at_)) return;
    HtmlToken token = new_token(TokenKind::text);
    token.has_references = true;
    token.may_lose_line = std::exchange(eats_line_, false) && (*at_ == '\n' || *at_ == '\r');
    const char* at = at_;
    while (byte_is(*at, kIsSpace)) {
      if (*at == '\r') token.is_as_is = false;
      ++at;
    }
    token.is_white = at == end_ || (*at == '<' && is_markup(at));
    at_ = token.is_white ? at : read_text(at, end_, true, token);
    add_text(token);
  }

  // Goes over text that begins with a visible character, up to markup or `end`, and notes what it takes to read it.
  const char* read_text(const char* visible, const char* end, bool ends_at_markup, HtmlToken& token) const {
    const char* at = visible;
    char looked_for = '\r';
    while (true) {
      at = find_one_of(at, end, ends_at_markup ? '<' : '&', '&', looked_for);
      if (at == end) return end;
      if (*at == '<') {
        if (is_markup(at)) return at;
        ++at;
      } else if (*at == '\r') {
        token.is_as_is = false;
        looked_for = '&';  // one is enough
      } else {
        const Reference reference =
            read_reference(std::string_view(at, static_cast<std::size_t>(end - at)), References::in_text);
        if (reference.reading != Reading::as_is) token.is_as_is = false;
        const bool is_coded_space = at == visible && is_coded_white(reference);
        if (reference.reading == Reading::unsure || is_coded_space) token.is_unsure = true;
        at += reference.length;
      }
    }
  }

  // --- markup but tags ---

  bool take_markup() {
    eats_line_ = false;
    const char next = at_[1];
    if (next == '!') return take_declaration();
    if (next == '?') return take_comment();
    if (next != '/') return take_tag(false);
    if (byte_is(at_[2], kIsLetter)) return take_tag(true);
    if (at_[2] != '>') return take_comment();
    add_token(TokenKind::nothing);
    at_ += 3;
    return true;
  }

  bool take_declaration() {
    constexpr std::string_view kDoctype = "doctype";
    const std::string_view word = rest().substr(2, kDoctype.size());
    if (word.starts_with("[CDATA[")) {
      tokens_.forbids_skeleton = true;  // where svg or math is open it is no comment
      take_comment();
      tokens_.list.back().is_cdata = true;
      return !is_foreign();
    }
    if (!equals_ignoring_case(word, kDoctype)) return take_comment();
    add_token(TokenKind::doctype);
    const std::size_t close = rest().find('>');
    at_ = close == std::string_view::npos ? end_ : at_ + close + 1;
    return true;
  }

  bool take_comment() {
    add_token(TokenKind::comment);
    at_ = begin_ + find_comment_end(source_, static_cast<std::size_t>(at_ - begin_));
    return true;
  }

  // --- tags ---

  bool take_tag(bool is_end_tag) {
    const char* const name_begin = at_ + (is_end_tag ? 2 : 1);
    const char* at = name_begin;
    while (!byte_is(*at, kEndsTagName)) ++at;
    const std::string_view name(name_begin, static_cast<std::size_t>(at - name_begin));
    HtmlToken token = new_token(is_end_tag ? TokenKind::end_tag : TokenKind::start_tag);
    token.tag = tag_in_any_case(name);
    const TagTraits& traits = traits_of(token.tag, name);
    if ((traits.is_hopeless && !is_end_tag) || is_replaced_in(name)) return false;

    const std::size_t text_size = page_.attribute_text.size();
    bool is_closed = true;
    if (*at == '>') {
      ++at;
    } else {
      at = take_attributes(at, token, is_closed);
      if (page_.attributes.size() - token.first_attribute > kMostAttributes) return false;
    }
    if (is_end_tag || !is_closed) {
      page_.attributes.resize(token.first_attribute);
      page_.attribute_text.resize(text_size);
    }
    at_ = at;
    if (!is_closed) token.kind = TokenKind::cut_tag;
    tokens_.list.push_back(token);
    if (is_end_tag) {
      leave_place(traits);
    } else if (is_closed) {
      enter(token.tag, token.is_self_closing, traits);
    }
    return true;
  }

  // Reads the attributes of a tag from `at` on; returns the place after its '>'.
  const char* take_attributes(const char* at, HtmlToken& token, bool& is_closed) {
    std::uint64_t seen = 0;  // a bit for each AttributeName
    while (true) {
      const char* const gap = at;
      while (byte_is(*at, kIsGap)) ++at;
      if (*at == '>') {
        token.is_self_closing = at > gap && at[-1] == '/';  // in "a=b/>" the '/' belongs to the value
        return at + 1;
      }
      if (at == end_ || page_.attributes.size() - token.first_attribute > kMostAttributes) {
        is_closed = false;
        return at;
      }
      at = take_attribute(at, token, seen);
    }
  }

  // An attribute from the first byte of its name (which may be '='); returns where the next can begin.
  const char* take_attribute(const char* at, HtmlToken& token, std::uint64_t& seen) {
    const char* const name_begin = at++;
    while (!byte_is(*at, kEndsAttributeName)) ++at;
    const std::string_view name(name_begin, static_cast<std::size_t>(at - name_begin));
    while (byte_is(*at, kIsSpace)) ++at;
    const char* value_begin = at;
    const char* value_end = at;
    bool needs_look = false;
    if (*at == '=') {
      ++at;
      while (byte_is(*at, kIsSpace)) ++at;
      value_begin = value_end = at;
      if (*at == '"' || *at == '\'') {
        ++value_begin;
        value_end = find_one_of(value_begin, end_, *at, '&', '\r');
        if (value_end != end_ && *value_end != *at) {
          needs_look = true;
          const void* const close = std::memchr(value_end, *at, static_cast<std::size_t>(end_ - value_end));
          value_end = close == nullptr ? end_ : static_cast<const char*>(close);
        }
        // A '/' or '>' right after the quote means what it means after white space.
        at = value_end == end_ ? end_ : value_end + 1;
      } else {
        while (!byte_is(*at, kEndsBareValue)) needs_look |= *at++ == '&';
        value_end = at;
      }
    }
    add_attribute(name, {value_begin, static_cast<std::size_t>(value_end - value_begin)}, needs_look, token, seen);
    return at;
  }

  void add_attribute(std::string_view name, std::string_view value, bool needs_look, HtmlToken& token,
                     std::uint64_t& seen) {
    Attribute attribute{.name = span_of(name), .value = span_of(value), .id = attribute_name_in_any_case(name)};
    if (is_seen(name, attribute.id, token, seen)) {  // the first of a name stands
      token.has_double = true;
      return;
    }
    attribute.has_own_name =
        !is_as_in_page(name) || std::any_of(name.begin(), name.end(), [](char c) { return byte_is(c, kIsUpper); });
    if (attribute.has_own_name) {
      attribute.name.begin = own_size();
      std::transform(name.begin(), name.end(), std::back_inserter(page_.attribute_text), lower_of);
      attribute.name.end = own_size();
    }
    // In names, the plain path repairs "&#...".
    if (name.find('&') != std::string_view::npos || is_replaced_in(name)) token.is_unsure = true;
    if (is_replaced_in(value)) needs_look = true;
    Reading reading = needs_look ? reading_of(value, References::in_attribute) : Reading::as_is;
    if (reading == Reading::as_is && is_replaced_in(value)) reading = Reading::decode;
    if (reading == Reading::unsure) token.is_unsure = true;
    attribute.has_own_value = reading == Reading::decode || !is_as_in_page(value);
    if (attribute.has_own_value) {
      attribute.value.begin = own_size();
      if (reading == Reading::decode)
        append_read(page_.attribute_text, is_replaced_in(value) ? with_replacements(value) : std::string(value),
                    References::in_attribute);
      else
        page_.attribute_text += value;
      attribute.value.end = own_size();
    }
    page_.attributes.push_back(attribute);
  }

  // Whether the tag has an attribute of this name already.
  bool is_seen(std::string_view name, AttributeName id, const HtmlToken& token, std::uint64_t& seen) const {
    if (id != AttributeName::other) {
      const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(id);
      return (std::exchange(seen, seen | bit) & bit) != 0;
    }
    for (std::size_t i = token.first_attribute; i < page_.attributes.size(); ++i) {
      const Attribute& held = page_.attributes[i];
      if (held.id == AttributeName::other && held.name.size() == name.size() &&
          equals_ignoring_case(name, page_.name_of(held)))
        return true;
    }
    return false;
  }

  // What a start tag means for what comes after it.
  void enter(Tag tag, bool is_self_closing, const TagTraits& traits) {
    eats_line_ = traits.eats_line;
    // In a template that begins with a <col>, letters are dropped and the white space between them is kept.
    has_seen_template_ |= tag == Tag::template_;
    if (tag == Tag::col && has_seen_template_) tokens_.forbids_skeleton = true;
    if (is_foreign()) {
      if (traits.place != Place::none) {
        if (!is_self_closing) enter_place(traits.place);
        return;
      }
      if (!traits.breaks_out) return;
      while (is_foreign()) --place_count_;
    }
    if (traits.place == Place::svg || traits.place == Place::math) {
      if (!is_self_closing) enter_place(traits.place);
    }
    if (traits.content != Content::markup) take_raw(tag, traits.content);
  }

  void take_raw(Tag tag, Content content) {
    tokens_.list.back().opens_raw = true;
    const auto from = static_cast<std::size_t>(at_ - begin_);
    const std::size_t to =
        content == Content::script ? find_script_end(source_, from) : find_raw_end(source_, from, to_string(tag));
    if (to == from) return;
    HtmlToken token = new_token(TokenKind::text);
    token.is_raw = true;
    token.has_references = content == Content::escaped;
    token.may_lose_line = std::exchange(eats_line_, false) && (*at_ == '\n' || *at_ == '\r');
    // Nobody reads scripts and style sheets as text, so they need no reading; see Reading in skeleton_text.h.
    if (!is_code(tag)) read_raw(begin_ + to, token);
    at_ = begin_ + to;
    add_text(token);
  }

  // The text token that ends here.
  void add_text(HtmlToken& token) {
    token.has_replaced = is_replaced_in({begin_ + token.source, static_cast<std::size_t>(at_ - begin_) - token.source});
    if (token.has_replaced) token.is_as_is = false;
    tokens_.list.push_back(token);
  }

  void read_raw(const char* end, HtmlToken& token) const {
    const std::string_view text(at_, static_cast<std::size_t>(end - at_));
    token.is_as_is = text.find('\r') == std::string_view::npos;
    if (!token.has_references) {
      token.is_unsure = text.find("&#") != std::string_view::npos;  // the plain path may have repaired them
      return;
    }
    const char* visible = at_;
    while (visible != end && byte_is(*visible, kIsSpace)) ++visible;
    read_text(visible, end, false, token);
  }

  // --- what they have in common ---

  [[nodiscard]] HtmlToken new_token(TokenKind kind) const {
    HtmlToken token;
    token.source = static_cast<std::uint32_t>(at_ - begin_);
    token.first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
    token.kind = kind;
    return token;
  }

  void add_token(TokenKind kind) { tokens_.list.push_back(new_token(kind)); }

  [[nodiscard]] std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  [[nodiscard]] Span span_of(std::string_view text) const {
    const auto begin = static_cast<std::uint32_t>(text.data() - begin_);
    return {.begin = begin, .end = begin + static_cast<std::uint32_t>(text.size())};
  }

  // Whether the page's own source has the same text there.
  [[nodiscard]] bool is_as_in_page(std::string_view text) const {
    return !tokens_.is_repaired || slice(page_.source, span_of(text)) == text;
  }

  [[nodiscard]] bool is_replaced_in(std::string_view text) const {
    return tokens_.has_replaced && has_replaced_characters(text);
  }

  [[nodiscard]] std::uint32_t own_size() const { return static_cast<std::uint32_t>(page_.attribute_text.size()); }

  // Where svg and math are open, as far as tags tell: the innermost place last.
  [[nodiscard]] bool is_foreign() const { return place_count_ > 0 && places_[place_count_ - 1] != Place::html_inside; }

  void enter_place(Place place) {
    if (place_count_ < kMostPlaces) places_[place_count_++] = place;
  }

  void leave_place(const TagTraits& traits) {
    if (traits.place == Place::none) return;
    for (std::size_t i = place_count_; i-- > 0;) {
      if (places_[i] != traits.place) continue;
      place_count_ = i;
      return;
    }
  }

  const std::string& source_;
  Page& page_;
  HtmlTokens& tokens_;
  const char* const begin_;
  const char* const end_;
  const char* at_;
  bool eats_line_ = false;  // the last token was a <pre>

  std::array<Place, kMostPlaces> places_{};
  std::size_t place_count_ = 0;
  bool has_seen_template_ = false;
};

}  // namespace

bool HtmlTokens::has_more_nodes_than(std::size_t most) const {
  const auto is_node = [](const HtmlToken& token) {
    return token.kind == TokenKind::text || token.kind == TokenKind::start_tag || token.kind == TokenKind::comment;
  };
  return list.size() > most && static_cast<std::size_t>(std::count_if(list.begin(), list.end(), is_node)) > most;
}

void HtmlTokens::clear() {
  empty_kept(list);
  forbids_skeleton = has_replaced = is_repaired = false;
}

bool scan_html(const std::string& source, bool has_replaced, Page& page, HtmlTokens& tokens) {
  tokens.clear();
  tokens.has_replaced = has_replaced;
  tokens.is_repaired = source.data() != page.source.data();
  tokens.list.reserve(source.size() / kBytesPerToken);
  page.attributes.reserve(source.size() / kBytesPerAttribute);
  return Scanner(source, page, tokens).run();
}

void append_text(std::string& out, std::string_view raw, const HtmlToken& token) {
  const References references = token.has_references ? References::in_text : References::none;
  if (token.has_replaced)
    append_read(out, with_replacements(raw), references);
  else
    append_read(out, raw, references);
}

std::string_view tag_name_at(std::string_view source, std::size_t begin) {
  std::string_view name = source.substr(begin + (source[begin + 1] == '/' ? 2 : 1));
  std::size_t size = 0;
  while (size < name.size() && !byte_is(name[size], kEndsTagName)) ++size;
  return name.substr(0, size);
}

}  // namespace dehusk
