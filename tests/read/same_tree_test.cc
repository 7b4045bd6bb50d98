// The fast lane, the skeleton and the plain path give the same tree: on tricky pages, on random ones, on pages of a
// grammar, on fixtures with bytes changed, on html5lib's tests if they are beside the checkout, and on real pages if
// there are any (DEHUSK_CORPORA names a folder of them).

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include "catch.h"
#include "read/html_parts.h"
#include "read/read.h"
#include "read/tree_builder.h"

namespace dehusk {

namespace {

std::string difference(std::string_view html) {
  std::string found;
  if (!same_tree(html, found) && found.empty()) return "?";
  return found;
}

TreePath path_of(std::string_view html) {
  Page page;
  page.source = html;
  std::vector<TextRun> runs;
  return build_tree(page, {}, TreePath::lane, runs).path;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::filesystem::path html5lib_folder(const std::string& name) {
  return std::filesystem::path(DEHUSK_ROOT).parent_path() / "shared" / "html5lib-tests" / name;
}

void append_code_unit(std::string& out, unsigned unit) {
  if (unit < 0x80) {
    out += static_cast<char>(unit);
  } else if (unit < 0x800) {
    out += static_cast<char>(0xC0 | (unit >> 6));
    out += static_cast<char>(0x80 | (unit & 0x3F));
  } else if (unit < 0xD800 || unit > 0xDFFF) {  // surrogates: the rest is enough
    out += static_cast<char>(0xE0 | (unit >> 12));
    out += static_cast<char>(0x80 | ((unit >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (unit & 0x3F));
  }
}

// The JSON string whose first '"' is at `at`.
std::string json_string(const std::string& json, std::size_t at) {
  std::string out;
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] != '\\') {
      out += json[at];
      continue;
    }
    const char escaped = json[++at];
    if (escaped == 'u') {
      append_code_unit(out, static_cast<unsigned>(std::stoul(json.substr(at + 1, 4), nullptr, 16)));
      at += 4;
    } else {
      out += escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped == 't' ? '\t' : escaped == 'f' ? '\f' : escaped;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("every part alone, and every pair of parts, gives the same tree on all paths") {
  for (const std::string& first : html_parts()) {
    INFO(first);
    CHECK(difference(first) == "");
    for (std::size_t i = 0; i < html_parts().size(); i += 3) {  // which third, depends on the first
      const std::string& second = html_parts()[(i + first.size()) % html_parts().size()];
      const std::string html = first + second + "a<b>c";
      INFO(html);
      REQUIRE(difference(html) == "");
    }
  }
}

TEST_CASE("random pages give the same tree on all paths") {
  std::map<TreePath, int> paths;
  for (std::uint32_t seed = 0; seed < 10000; ++seed) {
    const std::string html = random_page(seed);
    INFO("seed " << seed << ": " << html);
    REQUIRE(difference(html) == "");
    ++paths[path_of(html)];
  }
  CHECK(paths[TreePath::lane] > 200);  // else nothing was compared
  CHECK(paths[TreePath::skeleton] > 2000);
}

TEST_CASE("pages as people write them give the same tree on all paths, and most take the lane") {
  int in_lane = 0;
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    const std::string html = PageGrammar(seed).page();
    INFO("seed " << seed << ": " << html);
    REQUIRE(difference(html) == "");
    in_lane += path_of(html) == TreePath::lane ? 1 : 0;
  }
  CHECK(in_lane > 3000);
}

TEST_CASE("fixtures give the same tree on all paths, as they are and with parts put in") {
  std::mt19937 random(1);
  int pages = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(DEHUSK_ROOT) / "fixtures")) {
    if (entry.path().extension() != ".html" || ++pages % 3 != 0) continue;
    std::string html = read_page({.bytes = read_file(entry.path()), .url = {}, .charset = {}}, {}).source;
    INFO(entry.path().string());
    CHECK(difference(html) == "");
    for (int i = 0; i < 5; ++i) {
      const std::size_t at = random() % (html.size() + 1);
      const std::string& part = html_parts()[random() % html_parts().size()];
      const std::string gone = html.substr(at, random() % 8);
      // What is left must be UTF-8.
      if (std::any_of(gone.begin(), gone.end(), [](char c) { return c < 0; }) || (at < html.size() && html[at] < 0))
        continue;
      html.replace(at, random() % 2 == 0 ? gone.size() : 0, part);
      INFO(part << " at " << at);
      REQUIRE(difference(html) == "");
    }
  }
}

TEST_CASE("long attributes make room for many elements, as they do on the plain path") {
  std::string html;
  for (int i = 0; i < 60000; ++i) html += "<p class=\"a-rather-long-name another-rather-long-name\">x";
  CHECK(difference(html) == "");
}

TEST_CASE("the pages of html5lib's tree construction tests give the same tree on all paths") {
  const std::filesystem::path folder = html5lib_folder("tree-construction");
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no html5lib-tests beside the checkout");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".dat") continue;
    const std::string all = read_file(entry.path());
    for (std::size_t at = all.find("#data\n"); at != std::string::npos; at = all.find("#data\n", at + 1)) {
      const std::size_t end = all.find("\n#errors", at);
      if (end == std::string::npos || end < at + 6) continue;
      const std::string html = all.substr(at + 6, end - at - 6);
      INFO(entry.path().filename().string() << ": " << html);
      CHECK(difference(html) == "");
    }
  }
}

TEST_CASE("the inputs of html5lib's tokenizer tests give the same tree on all paths") {
  const std::filesystem::path folder = html5lib_folder("tokenizer");
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no html5lib-tests beside the checkout");
    return;
  }
  constexpr std::string_view kKey = "\"input\":";
  int inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".test") continue;
    const std::string all = read_file(entry.path());
    for (std::size_t at = all.find(kKey); at != std::string::npos; at = all.find(kKey, at + 1)) {
      const std::string input = json_string(all, all.find('"', at + kKey.size()));
      INFO(entry.path().filename().string() << ": " << input);
      CHECK(difference(input) == "");
      if (input.size() < 30 && input.find('&') != std::string::npos) {
        CHECK(difference("<p>" + input + "<a title=\"" + input + "\" href=?" + input + "=1>" + input + "x<p>" +
                         input) == "");
        CHECK(difference("<p title=" + input + ">a " + input + " b") == "");
      }
      ++inputs;
    }
  }
  CHECK(inputs > 6000);
}

TEST_CASE("real pages give the same tree on all paths") {
  const char* const folder = std::getenv("DEHUSK_CORPORA");
  if (folder == nullptr) {
    WARN("skipped: DEHUSK_CORPORA does not name a folder of pages");
    return;
  }
  std::map<std::string, int> counts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".html") continue;
    Page page = read_page({.bytes = read_file(entry.path()), .url = {}, .charset = {}}, {});
    INFO(entry.path().string());
    CHECK(difference(page.source) == "");
    Page again;
    again.source = page.source;
    std::vector<TextRun> runs;
    const BuiltTree built = build_tree(again, {}, TreePath::lane, runs);
    ++counts[built.path == TreePath::lane    ? "lane"
             : built.path == TreePath::plain ? "plain"
                                             : "skeleton: " + std::string(to_string(built.exit))];
  }
  for (const auto& [name, count] : counts) WARN(name << " " << count);
}

}  // namespace dehusk
