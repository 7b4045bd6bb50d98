#include "page/cleaned.h"

namespace dehusk {

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::structure:
      return "structure";
    case Stage::text:
      return "text";
    case Stage::content:
      return "content";
    case Stage::tidy:
      return "tidy";
  }
  return "";
}

std::string_view to_string(EventKind kind) {
  switch (kind) {
    case EventKind::unclosed:
      return "unclosed";
    case EventKind::over_budget:
      return "over-budget";
    case EventKind::too_many:
      return "too-many";
    case EventKind::draft:
      return "draft";
    case EventKind::mark:
      return "mark";
    case EventKind::fallback:
      return "fallback";
    case EventKind::rescued:
      return "rescued";
    case EventKind::degraded:
      return "degraded";
  }
  return "";
}

std::vector<Span> kept_spans(const Page& page, std::uint32_t block, const std::vector<Cut>& cuts, std::size_t& cut) {
  const Span whole = page.blocks[block].text;
  std::vector<Span> kept;
  std::uint32_t at = whole.begin;
  while (cut < cuts.size() && cuts[cut].block < block) ++cut;
  for (; cut < cuts.size() && cuts[cut].block == block; ++cut) {
    if (cuts[cut].span.begin > at) kept.push_back({at, cuts[cut].span.begin});
    at = cuts[cut].span.end;
  }
  if (at < whole.end) kept.push_back({at, whole.end});
  return kept;
}

}  // namespace dehusk
