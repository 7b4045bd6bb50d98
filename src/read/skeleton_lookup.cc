#include "read/skeleton_lookup.h"

#include "base/kept_buffer.h"
#include "read/foreign_attributes.h"
#include "read/skeleton_text.h"

namespace dehusk {

namespace {

bool is_text(SkeletonKind kind) {
  return kind == SkeletonKind::text || kind == SkeletonKind::decoded_text || kind == SkeletonKind::copied_text;
}

}  // namespace

SkeletonLookup::SkeletonLookup(const Skeleton& skeleton, const HtmlTokens& tokens, std::string_view source,
                               std::string& texts)
    : skeleton_(skeleton), html_(tokens.list), source_(source), texts_(texts) {
  empty_kept(texts_);
  texts_.reserve(tokens.has_replaced ? 2 * source.size() : source.size());
}

Span SkeletonLookup::place_of_tag(Span place) { return {.begin = source_at(place.begin), .end = source_at(place.end)}; }

std::uint32_t SkeletonLookup::source_at(std::uint32_t offset) {
  const SkeletonToken& token = skeleton_.tokens[skeleton_.token_at(offset)];
  const std::uint32_t inside = offset - token.begin;
  if (inside != 0 && token.kind != SkeletonKind::copied_text) is_right_ = false;
  return token.source + inside;
}

Span SkeletonLookup::place_of_text(Span place) {
  // Gumbo reads "\r\n" as one character that stands at the '\n'.
  const auto character_at = [this](std::uint32_t offset) {
    const std::uint32_t at = source_at(offset);
    return source_.substr(at, 2) == "\r\n" ? at + 1 : at;
  };
  return {.begin = character_at(place.begin), .end = character_at(place.end)};
}

std::string_view SkeletonLookup::text_of(Span place, std::string_view text) {
  const std::size_t first = skeleton_.token_at(place.begin);
  std::size_t count = 0;
  std::size_t last = first;
  bool is_copied = false;
  for (std::size_t i = first; i < skeleton_.tokens.size() && skeleton_.tokens[i].begin < place.end; ++i) {
    if (!is_text(skeleton_.tokens[i].kind)) continue;
    ++count;
    last = i;
    is_copied |= skeleton_.tokens[i].kind == SkeletonKind::copied_text;
  }
  if (is_copied && count == 1) return text;
  // Each text token is one byte of Gumbo's text, or not all of them are in this node.
  if (is_copied || count != text.size()) {
    is_right_ = false;
    return {};
  }
  const auto source_of = [this](std::size_t i) {
    return source_.substr(skeleton_.tokens[i].source, skeleton_.tokens[i + 1].source - skeleton_.tokens[i].source);
  };
  if (count == 1 && skeleton_.tokens[last].kind == SkeletonKind::text) return source_of(last);
  const std::size_t begin = texts_.size();
  for (std::size_t i = first; i <= last; ++i) {
    const SkeletonToken& token = skeleton_.tokens[i];
    if (!is_text(token.kind)) continue;
    if (source_of(i).size() > (texts_.capacity() - texts_.size()) /
                                  (html_[token.html].has_replaced ? 2 : 1)) {  // texts that overlap: they would move
      is_right_ = false;
      return {};
    }
    if (token.kind == SkeletonKind::text) {
      texts_ += source_of(i);
    } else {
      append_text(texts_, source_of(i), html_[token.html]);
    }
  }
  return std::string_view(texts_).substr(begin);
}

bool SkeletonLookup::give_attributes(std::uint32_t offset, bool is_raw, Page& page, Element& element) {
  const SkeletonToken& token = skeleton_.tokens[skeleton_.token_at(offset)];
  const HtmlToken& html = html_[token.html];
  const bool opens_raw = html.kind == TokenKind::start_tag && html.opens_raw;
  if (token.begin != offset || opens_raw != is_raw) is_right_ = false;
  if (opens_raw) ++raw_seen_;
  if (token.kind != SkeletonKind::tag) return false;
  element.first_attribute = html.first_attribute;
  element.attribute_count = html_[token.html + 1].first_attribute - html.first_attribute;
  if (element.is_foreign) rename_foreign_attributes(page, element);
  return true;
}

}  // namespace dehusk
