#ifndef DEHUSK_BASE_SPAN_H_
#define DEHUSK_BASE_SPAN_H_
// A Span is a half-open range of bytes, [begin, end), in some text that the reader of the span knows.
// Structs hold spans, never views: a span stays true when its text moves. Texts are below 4 GiB.
//
//   "Skip to content"   Span{5, 7} -> "to"

#include <cstdint>
#include <string_view>

namespace dehusk {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

// The bytes of `span` in `text`; lives as long as the text. `span` must lie inside `text`.
[[nodiscard]] constexpr std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace dehusk

#endif  // DEHUSK_BASE_SPAN_H_
