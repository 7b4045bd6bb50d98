#include "read/skeleton_lookup.h"

#include <algorithm>
#include <array>

#include "read/skeleton_text.h"

namespace dehusk {

namespace {

// In svg and math some attributes lose their prefix, as Gumbo has it.
struct Renamed {
  std::string_view from;
  std::string_view to;
};
constexpr std::array kRenamed = {
    Renamed{"xlink:actuate", "actuate"}, Renamed{"xlink:arcrole", "arcrole"}, Renamed{"xlink:href", "href"},
    Renamed{"xlink:role", "role"},       Renamed{"xlink:show", "show"},       Renamed{"xlink:title", "title"},
    Renamed{"xlink:type", "type"},       Renamed{"xml:base", "base"},         Renamed{"xml:lang", "lang"},
    Renamed{"xml:space", "space"},       Renamed{"xmlns:xlink", "xlink"}};

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

void append_name(std::string& out, std::string_view name, bool is_foreign) {
  const std::size_t begin = out.size();
  std::transform(name.begin(), name.end(), std::back_inserter(out), to_lower);
  if (!is_foreign) return;
  const std::string_view lower = std::string_view(out).substr(begin);
  for (const Renamed& renamed : kRenamed) {
    if (lower != renamed.from) continue;
    out.replace(begin, std::string::npos, renamed.to);
    return;
  }
}

bool is_text(SkeletonKind kind) {
  return kind == SkeletonKind::text || kind == SkeletonKind::decoded_text || kind == SkeletonKind::copied_text;
}

}  // namespace

SkeletonLookup::SkeletonLookup(const Skeleton& skeleton, std::string_view source, std::string& texts)
    : skeleton_(skeleton), source_(source), texts_(texts), in_page_(skeleton.tokens.size(), kNone) {
  texts_.clear();
  texts_.reserve(source.size());
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
    if (source_of(i).size() > texts_.capacity() - texts_.size()) {  // texts that overlap: they would move
      is_right_ = false;
      return {};
    }
    if (token.kind == SkeletonKind::text) {
      texts_ += source_of(i);
    } else {
      append_read(texts_, source_of(i), token.has_references ? References::in_text : References::none);
    }
  }
  return std::string_view(texts_).substr(begin);
}

bool SkeletonLookup::add_attributes(std::uint32_t offset, bool is_raw, Page& page, Element& element) {
  const std::size_t index = skeleton_.token_at(offset);
  const SkeletonToken& token = skeleton_.tokens[index];
  if (token.begin != offset || token.opens_raw != is_raw) is_right_ = false;
  if (token.opens_raw) ++raw_seen_;
  if (token.kind != SkeletonKind::tag) return false;
  element.attribute_count = token.attribute_count;
  if (in_page_[index] != kNone) {
    element.first_attribute = in_page_[index];
    return true;
  }
  element.first_attribute = in_page_[index] = static_cast<std::uint32_t>(page.attributes.size());
  for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
    const SkeletonAttribute& from = skeleton_.attributes[token.first_attribute + i];
    const auto begin = static_cast<std::uint32_t>(page.attribute_text.size());
    append_name(page.attribute_text, slice(source_, from.name), element.is_foreign);
    const auto middle = static_cast<std::uint32_t>(page.attribute_text.size());
    if (from.is_as_is) {
      page.attribute_text += slice(source_, from.value);
    } else {
      append_read(page.attribute_text, slice(source_, from.value), References::in_attribute);
    }
    const auto end = static_cast<std::uint32_t>(page.attribute_text.size());
    const Span name = {.begin = begin, .end = middle};
    page.attributes.push_back({.name = name,
                               .value = {.begin = middle, .end = end},
                               .id = attribute_name_from(slice(page.attribute_text, name))});
  }
  return true;
}

}  // namespace dehusk
