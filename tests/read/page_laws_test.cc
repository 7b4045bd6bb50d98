// What holds for every page, whatever it is made of: checked on hand-made soup here and on whole corpora if there are
// any (DEHUSK_CORPORA names a folder of them: <name>/pages/*.html).

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "base/unicode.h"
#include "catch.h"
#include "read/show_page.h"

namespace dehusk {

namespace {

std::string broken_block_law(const Page& page, const Block& block, std::uint32_t index) {
  if (block.kind == Kind::raw) {
    if (!block.text.empty()) return "a raw block has text";
  } else {
    const std::string_view text = page.text_of(block);
    if (text.empty()) return "a block is empty";
    if (page.text[block.text.end] != '\n') return "a block is not followed by a line end";
    const bool is_trimmed = text.front() != '\n' && text.back() != ' ' && text.back() != '\n';
    if (!is_trimmed) return "a block is not trimmed";
    const bool is_collapsed =
        text.find_first_of("\n\t") == std::string_view::npos && text.find("  ") == std::string_view::npos;
    if (block.kind != Kind::pre && page.kind == InputKind::html && !is_collapsed) return "white space is not collapsed";
  }
  if (block.source.end < block.source.begin || block.source.end > page.source.size())
    return "a block's source is out of range";
  const auto line = 1 + std::count(page.source.begin(), page.source.begin() + block.source.begin, '\n');
  if (index % 64 == 0 && block.line != line) return "a block's line is not that of its source";
  if (block.linked_bytes > block.text.size()) return "more linked bytes than bytes";
  if (block.words != count_words(page.text_of(block))) return "words are miscounted";
  if (page.elements.empty()) return {};
  if (block.element >= page.elements.size()) return "a block has no element";
  const Element& owner = page.elements[block.element];
  if (index < owner.first_block || index >= owner.end_block) return "a block is not among its element's";
  if (!block.text.empty() && !owner.text.contains(block.text)) return "a block's text is not its element's";
  return {};
}

std::string broken_element_law(const Page& page, std::uint32_t index) {
  const Element& element = page.elements[index];
  if (element.end <= index || element.end > page.elements.size()) return "an element's end is out of range";
  if (element.text.end < element.text.begin || element.text.end > page.text.size())
    return "an element's text is out of range";
  if (element.end_block < element.first_block || element.end_block > page.blocks.size())
    return "an element's blocks are out of range";
  if (element.source.end < element.source.begin || element.source.end > page.source.size())
    return "an element's source is out of range";
  if (!element.source.empty() && page.source[element.source.begin] != '<')
    return "an element's source does not begin with <";
  if (element.tag == Tag::unknown && element.name.empty()) return "an unknown element has no name";
  if (element.first_attribute + element.attribute_count > page.attributes.size()) return "attributes are out of range";
  if ((index == 0) != (element.parent == kNone)) return "not one root";
  if (index == 0) return {};
  const Element& parent = page.elements[element.parent];
  if (element.parent >= index || element.end > parent.end || element.depth != parent.depth + 1)
    return "elements do not nest";
  if (!element.text.empty() && !parent.text.contains(element.text)) return "texts of elements do not nest";
  const bool has_blocks = element.first_block != element.end_block;
  if (has_blocks && (element.first_block < parent.first_block || element.end_block > parent.end_block))
    return "blocks of elements do not nest";
  return {};
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Tags, text and half-tags in an order that no one would write.
std::string soup(std::uint32_t seed) {
  static const std::vector<std::string> kParts = {"<p>",
                                                  "</p>",
                                                  "<div>",
                                                  "</div>",
                                                  "<b>",
                                                  "</b>",
                                                  "<a href=x>",
                                                  "</a>",
                                                  "<table>",
                                                  "<tr>",
                                                  "<td>",
                                                  "</table>",
                                                  "<ul>",
                                                  "<li>",
                                                  "</ul>",
                                                  "<ol>",
                                                  "<h2>",
                                                  "</h2>",
                                                  "<pre>",
                                                  "</pre>",
                                                  "<br>",
                                                  "<hr>",
                                                  "<script>x",
                                                  "</script>",
                                                  "<style>y",
                                                  "</style>",
                                                  "<svg>",
                                                  "<title>",
                                                  "</title>",
                                                  "</svg>",
                                                  "<math>",
                                                  "<mi>",
                                                  "<annotation>",
                                                  "<select>",
                                                  "<option>",
                                                  "</select>",
                                                  "<button>",
                                                  "</button>",
                                                  "<x-card>",
                                                  "</x-card>",
                                                  "<template>",
                                                  "</template>",
                                                  "<noscript>",
                                                  "<textarea>",
                                                  "</textarea>",
                                                  "<object>",
                                                  "</object>",
                                                  "<blockquote>",
                                                  "</blockquote>",
                                                  "<font size=1>",
                                                  "<frameset>",
                                                  "<isindex>",
                                                  "</body>",
                                                  "<!-- c -->",
                                                  "word ",
                                                  " two words",
                                                  "\n\n",
                                                  "\xC3\xA9",
                                                  "\xE2\x80\x8B",
                                                  "&nbsp;",
                                                  "&#x1F600;",
                                                  "&#0;",
                                                  "<",
                                                  "&",
                                                  "<span style='white-space:pre-wrap'>a\n\nb",
                                                  "<div style='white-space: pre'> c\n d",
                                                  "</span>",
                                                  "<label>",
                                                  "<dl><dt>",
                                                  "<dd>"};
  std::mt19937 random(seed);
  std::string page;
  for (int i = 0; i < 60; ++i) page += kParts[random() % kParts.size()];
  return page;
}

}  // namespace

std::string broken_law(const Page& page) {
  if (!is_valid_utf8(page.source) || !is_valid_utf8(page.text) || !is_valid_utf8(page.attribute_text))
    return "not valid UTF-8";
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    if (block.text.begin != at || block.text.end < at || block.text.end > page.text.size())
      return "blocks leave a gap in the text";
    at = block.kind == Kind::raw ? block.text.end : block.text.end + 1;
    if (std::string law = broken_block_law(page, block, i); !law.empty()) return law;
  }
  if (at != page.text.size()) return "text after the last block";
  for (std::uint32_t i = 0; i < page.elements.size(); ++i) {
    if (std::string law = broken_element_law(page, i); !law.empty()) return law;
  }
  return {};
}

TEST_CASE("tag soup keeps the laws of a page") {
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const std::string html = soup(seed);
    INFO("seed " << seed << ": " << html);
    REQUIRE(broken_law(read_html_page(html)) == "");
  }
}

TEST_CASE("tag soup read without its tree keeps the laws of a page") {
  Limits limits;
  limits.max_memory = 1;  // nothing can be parsed in one byte
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const std::string html = soup(seed);
    const Page page = read_html_page(html, limits);
    INFO("seed " << seed << ": " << html);
    REQUIRE(page.notes.at(0).code == "limit/memory");
    REQUIRE(broken_law(page) == "");
  }
}

TEST_CASE("random bytes keep the laws of a page") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string bytes(500, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 256);
    for (const Sniff kind : {Sniff::automatic, Sniff::html}) {
      const Page page = read_bytes(bytes, kind);
      INFO("round " << round);
      REQUIRE(broken_law(page) == "");
    }
  }
}

TEST_CASE("every page of the corpora keeps the laws of a page") {
  const char* const folder = std::getenv("DEHUSK_CORPORA");
  if (folder == nullptr) {
    WARN("skipped: DEHUSK_CORPORA does not name a folder of corpora");
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".html" && extension != ".txt")) continue;
    const std::string bytes = read_file(entry.path());
    const Page page = read_bytes(bytes);
    INFO(entry.path().string());
    CHECK(broken_law(page) == "");
    CHECK((page.kind == InputKind::html) == (extension == ".html"));
  }
}

}  // namespace dehusk
