#include "feed/out_name.h"

#include <algorithm>
#include <vector>

#include "feed/packer.h"

namespace dehusk {

namespace {

// Of what comes in; they make room for the suffix of what goes out.
constexpr std::string_view kSuffixes[] = {".html", ".htm", ".xhtml", ".txt",    ".text", ".md",
                                          ".warc", ".wet", ".jsonl", ".ndjson", ".json"};

std::string below(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
  }
  std::string name;
  for (const std::string_view part : parts) name += (name.empty() ? "" : "/") + std::string(part);
  return name.empty() ? "page" : name;
}

bool ends_with(std::string_view name, std::string_view suffix) {
  if (name.size() <= suffix.size() || name[name.size() - suffix.size() - 1] == '/') return false;
  const std::string_view end = name.substr(name.size() - suffix.size());
  return std::equal(end.begin(), end.end(), suffix.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

std::string_view suffix_of(Container container, Form form) {
  if (form == Form::wet) return ".warc.wet";
  if (container == Container::jsonl || form == Form::json || form == Form::dolma) return ".jsonl";
  return form == Form::markdown ? ".md" : ".txt";
}

}  // namespace

std::string out_name(std::string_view file, Container container, Form form, std::optional<Packing> packing) {
  const Packing packing_in = packing_by_name(file);
  std::string name = below(file);
  if (packing_in != Packing::none) name.resize(name.size() - (packing_in == Packing::gzip ? 3 : 4));
  if (form != Form::dolma) {             // whose attributes are found by the documents' very names
    for (bool is_cut = true; is_cut;) {  // both of ".warc.wet"
      is_cut = false;
      for (const std::string_view suffix : kSuffixes) {
        if (!ends_with(name, suffix)) continue;
        name.resize(name.size() - suffix.size());
        is_cut = suffix == ".wet";
        break;
      }
    }
    name += suffix_of(container, form);
  }
  const Packing packing_out = packing.value_or(packing_in);
  return name + (packing_out == Packing::gzip ? ".gz" : packing_out == Packing::zstd ? ".zst" : "");
}

}  // namespace dehusk
