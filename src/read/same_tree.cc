// The law that all paths to a tree give the same one, as a function: for the tests and for the fuzzer.

#include <string>
#include <vector>

#include "read/tree_builder.h"

namespace dehusk {

namespace {

// A tree that lives on while the next is built.
struct Kept {
  Page page;
  std::vector<TextRun> runs;
  std::vector<std::string> texts;
  BuiltTree built;
};

Kept build(std::string_view html, TreePath path) {
  Kept kept;
  kept.page.source = html;
  kept.built = build_tree(kept.page, {}, path, kept.runs);
  for (const TextRun& run : kept.runs) kept.texts.emplace_back(run.text);
  return kept;
}

std::string attribute_difference(const Page& a, const Element& from_a, const Page& b, const Element& from_b) {
  if (from_a.attribute_count != from_b.attribute_count) return "number of attributes";
  for (std::uint32_t i = 0; i < from_a.attribute_count; ++i) {
    const Attribute& one = a.attributes_of(from_a)[i];
    const Attribute& other = b.attributes_of(from_b)[i];
    if (one.id != other.id || a.name_of(one) != b.name_of(other)) return "name of attribute " + std::to_string(i);
    if (a.value_of(one) != b.value_of(other)) return "value of attribute " + std::to_string(i);
  }
  return {};
}

std::string element_difference(const Page& a, const Element& x, const Page& b, const Element& y) {
  if (x.tag != y.tag || a.name_of(x) != b.name_of(y)) return "tag";
  if (x.is_foreign != y.is_foreign) return "is_foreign";
  if (x.depth != y.depth || x.parent != y.parent || x.end != y.end) return "place in the tree";
  if (!(x.source == y.source)) return "source";
  return attribute_difference(a, x, b, y);
}

std::string run_difference(const Kept& a, const Kept& b, std::size_t i) {
  if (a.texts[i] != b.texts[i]) return "text";
  if (!(a.runs[i].source == b.runs[i].source)) return "source";
  if (a.runs[i].parent != b.runs[i].parent || a.runs[i].before != b.runs[i].before) return "place";
  return {};
}

// In words; empty if they are the same.
std::string difference_of(const Kept& plain, const Kept& fast) {
  if (plain.built.stop != fast.built.stop) {
    const ParseStop stop = plain.built.stop;
    const bool may_be = stop == ParseStop::memory || stop == ParseStop::attributes || stop == ParseStop::deadline ||
                        stop == ParseStop::assertion;
    // What makes no node is counted only where Gumbo is not asked.
    if (stop == ParseStop::none && fast.built.stop == ParseStop::elements) return "";
    return may_be && fast.built.stop == ParseStop::none ? "" : "stop";
  }
  if (plain.page.elements.size() != fast.page.elements.size()) return "number of elements";
  for (std::size_t i = 0; i < plain.page.elements.size(); ++i) {
    const Element& element = plain.page.elements[i];
    const std::string found = element_difference(plain.page, element, fast.page, fast.page.elements[i]);
    if (!found.empty())
      return "element " + std::to_string(i) + " (" + std::string(plain.page.name_of(element)) + "): " + found;
  }
  if (plain.runs.size() != fast.runs.size()) return "number of runs";
  for (std::size_t i = 0; i < plain.runs.size(); ++i) {
    const std::string found = run_difference(plain, fast, i);
    if (!found.empty()) return "run " + std::to_string(i) + ": " + found;
  }
  return {};
}

}  // namespace

bool same_tree(std::string_view html, std::string& difference) {
  difference.clear();
  const Kept plain = build(html, TreePath::plain);
  const Kept skeleton = build(html, TreePath::skeleton);
  difference = difference_of(plain, skeleton);
  if (!difference.empty()) {
    difference.insert(0, "skeleton: ");
    return false;
  }
  const Kept lane = build(html, TreePath::lane);
  if (lane.built.path == TreePath::lane) difference = difference_of(plain, lane);
  if (!difference.empty()) difference.insert(0, "lane: ");
  return difference.empty();
}

}  // namespace dehusk
