#include "read/tree_builder.h"

#include <utility>

#include "base/kept_buffer.h"
#include "read/gumbo_tree.h"
#include "read/html_tokens.h"
#include "read/parse_guard.h"
#include "read/source_look.h"
#include "read/source_repair.h"

namespace dehusk {

namespace {

void forget_tree(Page& page, std::vector<TextRun>& runs) {
  page.elements.clear();
  runs.clear();
}

void forget_all(Page& page, std::vector<TextRun>& runs) {
  forget_tree(page, runs);
  page.attributes.clear();
  page.attribute_text.clear();
}

// False if the page needs the plain path.
bool build_from_tokens(const std::string& source, HtmlTokens& tokens, Page& page, const Limits& limits, TreePath first,
                       std::vector<TextRun>& runs, BuiltTree& built) {
  if (first == TreePath::lane) {
    built.exit = build_lane_tree(source, tokens, page, limits, runs);
    if (built.exit == LaneExit::none) return true;
    forget_tree(page, runs);
  }
  if (tokens.has_more_nodes_than(GuardBounds{}.max_elements)) {
    built.stop = ParseStop::elements;  // Gumbo would find that out with all its memory filled
    return true;
  }
  if (tokens.forbids_skeleton) return false;
  built.path = TreePath::skeleton;
  bool is_sure = true;
  built.stop = build_skeleton_tree(source, tokens, page, limits, runs, is_sure);
  return is_sure;
}

// Likewise.
bool build_fast(Page& page, const Limits& limits, TreePath first, std::vector<TextRun>& runs, BuiltTree& built) {
  thread_local HtmlTokens tokens;
  thread_local std::string repaired;  // some of the runs' text lives in it
  empty_kept(repaired);
  const SourceLook look = look_over(page.source);
  if (look.has_control) return false;
  const std::string& source = repair_tags(page.source, look.suspects, repaired) ? repaired : page.source;
  const bool is_done = scan_html(source, look.has_replaced, page, tokens) &&
                       build_from_tokens(source, tokens, page, limits, first, runs, built);
  tokens.clear();  // what is next needs memory, too
  return is_done;
}

}  // namespace

BuiltTree build_tree(Page& page, const Limits& limits, TreePath first, std::vector<TextRun>& runs) {
  BuiltTree built;
  if (first == TreePath::plain || !build_fast(page, limits, first, runs, built)) {
    forget_all(page, runs);
    built.path = TreePath::plain;
    built.stop = build_plain_tree(page, limits, runs);
  }
  if (built.stop != ParseStop::none) forget_all(page, runs);
  return built;
}

}  // namespace dehusk
