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
  std::vector<Span> kept;
  for_each_kept(page, block, cuts, cut, [&kept](Span span) { kept.push_back(span); });
  return kept;
}

bool is_kept(const Page& page, std::uint32_t block, const std::vector<Cut>& cuts, std::size_t& cut) {
  bool any = false;
  for_each_kept(page, block, cuts, cut, [&any](Span) { any = true; });
  return any;
}

std::uint32_t first_kept_block(const Page& page, const std::vector<Cut>& cuts) {
  std::size_t cursor = 0;
  for (std::uint32_t block = 0; block < page.blocks.size(); ++block)
    if (is_kept(page, block, cuts, cursor)) return block;
  return kNone;
}

}  // namespace dehusk
