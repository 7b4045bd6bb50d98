#include "read/raw_content.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dehusk {

namespace {

// More text than this in an <object> or <template> is a page in which someone forgot the end tag.
constexpr std::size_t kMostHiddenBytes = 500;

// So far back from its end a <template> is searched for its end tag: they nest, and the text behind them may be long.
constexpr std::size_t kLongestEndTag = 4096;

// An <svg> is searched so far for words; one with more text runs is no icon.
constexpr std::size_t kMostSvgRuns = 1000;

bool is_inside(const Page& page, std::uint32_t element, const TextRun& run) {
  return run.parent >= element && run.parent < page.elements[element].end;
}

}  // namespace

bool is_fallback(const Page& page, std::uint32_t element, std::span<const TextRun> runs) {
  std::size_t bytes = 0;
  for (const TextRun& run : runs) {
    if (!is_inside(page, element, run)) break;
    bytes += run.text.size();
    if (bytes >= kMostHiddenBytes) return false;
  }
  return true;
}

bool has_words(const Page& page, std::uint32_t element, std::span<const TextRun> runs) {
  std::size_t seen = 0;
  for (const TextRun& run : runs) {
    if (!is_inside(page, element, run)) return false;
    if (++seen == kMostSvgRuns) return true;
    const Element& holder = page.elements[run.parent];
    if (holder.is_foreign && is_unseen(page, holder)) continue;
    if (run.text.find_first_not_of(" \t\n\f\r") != std::string_view::npos) return true;
  }
  return false;
}

bool is_unseen(const Page& page, const Element& element) {
  if (element.tag == Tag::title || element.tag == Tag::style || element.tag == Tag::script) return true;
  constexpr std::array<std::string_view, 4> kUnseen = {"desc", "metadata", "annotation", "annotation-xml"};
  return std::find(kUnseen.begin(), kUnseen.end(), page.name_of(element)) != kUnseen.end();
}

bool is_shown_template(const Page& page, const Element& element) {
  if (element.tag != Tag::template_) return false;
  if (page.attribute(element, AttributeName::shadowrootmode).has_value()) return true;
  std::string_view source = slice(page.source, element.source);
  if (source.size() <= kMostHiddenBytes) return false;
  source.remove_prefix(source.size() - std::min(source.size(), kLongestEndTag));
  const std::size_t last_tag = source.rfind('<');
  if (last_tag == std::string_view::npos) return true;
  const std::string_view end_tag = source.substr(last_tag);
  return !end_tag.starts_with("</t") && !end_tag.starts_with("</T");
}

}  // namespace dehusk
