// Prints what the content stage sees, for the fit of its judge (tools/fit_content.py): a page a line, in the order of
// the input, as {"id", "kind", "words": [...], "boxes": [[b,e,b,e]...], "rows": hex, "texts": [...]} over the blocks
// that the rules left; of dumps also "marks": the marks of each block's words (clean/word_marks.h).
//
//   block_features [RULES...] < list        list: id TAB url TAB path a line

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "clean/evidence.h"
#include "clean/stage.h"
#include "clean/word_marks.h"
#include "read/read.h"
#include "rule/rule_set.h"

using namespace dehusk;

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string hex_of(const Evidence& evidence) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < evidence.blocks.size(); ++i)
    for (const std::uint8_t byte : evidence.row(i)) {
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xFU];
    }
  return out;
}

std::string record_of(const std::string& id, const Page& page, const Scene& scene, const Evidence& evidence) {
  std::string out =
      "{\"id\":" + to_json(id) + ",\"kind\":\"" + (page.kind == InputKind::html ? "html" : "text") + "\",\"words\":[";
  for (std::size_t i = 0; i < evidence.words.size(); ++i)
    out += (i == 0 ? "" : ",") + std::to_string(evidence.words[i]);
  out += "],\"boxes\":[";
  for (std::size_t i = 0; i < evidence.containers.size(); ++i) {
    out += i == 0 ? "[" : ",[";
    for (const Span box : evidence.containers[i])
      out += std::to_string(box.begin) + "," + std::to_string(box.end) + ",";
    out.back() = ']';
  }
  out += "],\"rows\":\"" + hex_of(evidence) + "\",\"texts\":[";
  std::size_t cursor = 0;
  for (std::size_t i = 0; i < evidence.blocks.size(); ++i) {
    std::string rest;
    for (const Span span : kept_spans(page, evidence.blocks[i], scene.cuts, cursor)) rest += slice(page.text, span);
    if (i != 0) out += ',';
    append_json(out, rest);
  }
  if (page.kind == InputKind::html) return out + "]}";
  out += "],\"marks\":[";
  std::vector<std::uint32_t> marks;
  cursor = 0;
  for (std::size_t i = 0; i < evidence.blocks.size(); ++i) {
    marks.clear();
    for (const Span span : kept_spans(page, evidence.blocks[i], scene.cuts, cursor))
      append_word_marks(slice(page.text, span), marks);
    out += i == 0 ? "[" : ",[";
    for (const std::uint32_t mark : marks) out += std::to_string(mark) + ",";
    if (!marks.empty()) out.pop_back();
    out += ']';
  }
  return out + "]}";
}

void add(Scene& scene, Taken taken) {
  scene.cuts.insert(scene.cuts.end(), taken.cuts.begin(), taken.cuts.end());
  std::sort(scene.cuts.begin(), scene.cuts.end(), [](const Cut& a, const Cut& b) {
    return a.block != b.block ? a.block < b.block : a.span.begin < b.span.begin;
  });
  scene.covers.insert(scene.covers.end(), taken.covers.begin(), taken.covers.end());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<RuleSource> sources;
  std::vector<Fault> faults;
  if (argc > 1) {
    const std::vector<std::string> paths(argv + 1, argv + argc);
    Result<std::vector<RuleSource>> found = find_rules(paths, faults);
    if (found.ok())
      sources = std::move(found).value();
    else
      faults = found.faults();
  } else {
    sources.assign(built_in_rules().begin(), built_in_rules().end());
  }
  Result<Loaded> loaded = load_rules(sources);
  if (!loaded.ok()) {
    for (const Fault& fault : loaded.faults()) std::cerr << to_string(fault) << "\n";
    return 3;
  }
  const Result<RuleSet> rules = compile(std::move(loaded).value().book, sources);
  if (!rules.ok()) {
    for (const Fault& fault : rules.faults()) std::cerr << to_string(fault) << "\n";
    return 3;
  }
  const CleanOptions options;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream fields(line);
    std::string id, url, path;
    std::getline(fields, id, '\t');
    std::getline(fields, url, '\t');
    std::getline(fields, path, '\t');
    const std::string bytes = read_file(path);
    const Sniff kind = path.ends_with(".txt") ? Sniff::text : Sniff::html;
    const Page page = read_page({.bytes = bytes, .url = url, .charset = {}}, {.kind = kind, .limits = {}});
    Scene scene{page, rules.value(), options, {}, {}, {}, {}};
    decide_scope(scene);
    if (page.kind == InputKind::html) add(scene, run_structure(scene));
    add(scene, run_text(scene));
    std::cout << record_of(id, page, scene, gather_evidence(scene)) << "\n";
  }
  return 0;
}
