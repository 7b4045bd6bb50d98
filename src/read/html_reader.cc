#include "read/html_reader.h"

#include <optional>
#include <string>
#include <vector>

#include "read/gumbo_tree.h"
#include "read/metadata.h"
#include "read/segmenter.h"
#include "read/tag_stripper.h"

namespace dehusk {

namespace {

ParseStop build_tree(Page& page, const ReadOptions& options, std::vector<TextRun>& runs) {
  if (!options.plain) {
    const std::optional<ParseStop> stop = build_tree_from_skeleton(page, options.limits, runs);
    if (stop.has_value()) return *stop;
  }
  return build_plain_tree(page, options.limits, runs);
}

}  // namespace

void read_html(Page& page, const ReadOptions& options) {
  page.kind = InputKind::html;
  std::vector<TextRun> runs;
  std::string stripped;
  const ParseStop stop = build_tree(page, options, runs);
  if (stop != ParseStop::none) {
    page.notes.push_back({.code = std::string("limit/").append(to_string(stop)),
                          .detail = "the page was read without its element tree"});
    strip_tags(page, runs, stripped);
  }
  page.text.reserve(page.source.size() / 8);
  segment(page, runs);
  read_metadata(page);
}

}  // namespace dehusk
