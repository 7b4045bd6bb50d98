#include "read/html_reader.h"

#include <string>
#include <vector>

#include "read/metadata.h"
#include "read/parse_guard.h"
#include "read/segmenter.h"
#include "read/tag_stripper.h"
#include "read/tree_builder.h"

namespace dehusk {

void read_html(Page& page, const ReadOptions& options) {
  PartClock clock(options.timings);
  page.kind = InputKind::html;
  std::vector<TextRun> runs;
  std::string stripped;
  const TreePath first = options.plain ? TreePath::plain : TreePath::lane;
  const ParseStop stop = build_tree(page, options.limits, first, runs).stop;
  if (stop != ParseStop::none) {
    page.notes.push_back({.code = std::string("limit/").append(to_string(stop)),
                          .detail = "the page was read without its element tree"});
    strip_tags(page, runs, stripped);
  }
  clock.end(Part::tree);
  page.text.reserve(page.source.size() / 8);
  segment(page, runs);
  trim_guard();  // the runs may have looked into the parser's memory, what is next needs memory, too
  read_metadata(page);
  clock.end(Part::blocks);
}

}  // namespace dehusk
