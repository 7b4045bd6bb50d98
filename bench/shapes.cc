// The shapes. Each is a page with a head and a body, or lines of a text dump.

#include "shapes.h"

namespace dehusk {

namespace {

std::string page_of(const std::string& body) {
  return "<!doctype html><html lang=en><head><title>Made page</title></head><body>" + body + "</body></html>";
}

std::string repeat(std::size_t n, std::string_view piece) {
  std::string text;
  text.reserve(n * piece.size());
  for (std::size_t i = 0; i < n; ++i) text += piece;
  return text;
}

// Different words each time, so that no table of words seen before makes it cheap.
std::string numbered(std::size_t n, std::string_view before, std::string_view after) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i)
    text += std::string(before) + std::to_string(i * 7919 % 99991) + std::string(after);
  return text;
}

constexpr std::string_view kSentence =
    "The ferry left the harbour at noon, and the wind had turned by the time that it reached the island. ";

// Many towers of elements, each as deep as the reader follows.
std::string nested(std::size_t n) {
  constexpr std::size_t kDepth = 1000;
  std::string body;
  for (std::size_t left = n; left > 0; left -= left < kDepth ? left : kDepth) {
    const std::size_t depth = left < kDepth ? left : kDepth;
    body += repeat(depth, "<div>") + std::string(kSentence) + repeat(depth, "</div>");
  }
  return page_of(body);
}

std::string linked_paragraphs(std::size_t n) {
  return page_of("<main>" + numbered(n, "<p>Ship <a href=\"/ships/", "\">number one</a> has left the port.</p>\n") +
                 "</main>");
}

std::string list_items(std::size_t n) {
  return page_of("<ul>" + numbered(n, "<li>A rope of ", " metres, with a hook</li>\n") + "</ul>");
}

std::string table_cells(std::size_t n) {
  return page_of("<table>" + numbered(n / 4, "<tr><td>", "</td><td>herring</td><td>cod</td><td>plaice</td></tr>\n") +
                 "</table>");
}

std::string attributes(std::size_t n) {
  return page_of("<div" + numbered(n, " data-k", "=\"a value\"") + "><p>" + std::string(kSentence) + "</p></div>");
}

std::string classes(std::size_t n) {
  return page_of("<div class=\"" + numbered(n, " c", "x") + "\"><p>" + std::string(kSentence) + "</p></div>");
}

std::string long_paragraph(std::size_t n) { return page_of("<p>" + repeat(n, kSentence) + "</p>"); }
std::string sentences(std::size_t n) { return page_of(repeat(n, "<p>" + std::string(kSentence) + "</p>")); }
std::string text_lines(std::size_t n) { return numbered(n, "   * Ship ", " leaves the port at noon\n\n"); }
std::string dump_links(std::size_t n) { return numbered(n, "[", "]Home and harbour\n"); }
std::string unclosed_formatting(std::size_t n) { return page_of(repeat(n, "<b><i>word ")); }

std::string tiny_lines(std::size_t n) { return repeat(n, "a\n"); }
std::string one_word(std::size_t n) { return std::string(n, 'a'); }
std::string one_word_html(std::size_t n) { return page_of("<p>" + std::string(n, 'a') + "</p>"); }
std::string tiny_paragraphs(std::size_t n) { return repeat(n, "<p>a"); }
std::string deep(std::size_t n) { return repeat(n, "<div>"); }
std::string many_comments(std::size_t n) { return page_of(repeat(n, "<!--a-->b")); }
std::string references(std::size_t n) { return page_of("<p>" + repeat(n, "&amp;") + "</p>"); }

}  // namespace

const std::vector<Shape>& linear_shapes() {
  static const std::vector<Shape> shapes = {
      {"nested", 80'000, nested},
      {"linked-paragraphs", 100'000, linked_paragraphs},
      {"list-items", 80'000, list_items},
      {"table-cells", 80'000, table_cells},
      {"attributes", 80'000, attributes},
      {"classes", 160'000, classes},
      {"long-paragraph", 40'000, long_paragraph},
      {"sentences", 40'000, sentences},
      {"unclosed-formatting", 40'000, unclosed_formatting},
      {"text-lines", 80'000, text_lines},
      {"dump-links", 160'000, dump_links},
  };
  return shapes;
}

const std::vector<Shape>& hostile_shapes() {
  static const std::vector<Shape> shapes = {
      {"million-tiny-lines", 1'000'000, tiny_lines},
      {"10-mb-word-text", 10'000'000, one_word},
      {"10-mb-word-html", 10'000'000, one_word_html},
      {"15-mb-paragraph", 150'000, long_paragraph},
      {"1-mb-tiny-paragraphs", 250'000, tiny_paragraphs},
      {"deep", 200'000, deep},
      {"towers", 200'000, nested},
      {"attributes", 200'000, attributes},
      {"classes", 500'000, classes},
      {"linked-paragraphs", 100'000, linked_paragraphs},
      {"table-cells", 400'000, table_cells},
      {"unclosed-formatting", 20'000, unclosed_formatting},
      {"comments", 500'000, many_comments},
      {"references", 1'000'000, references},
  };
  return shapes;
}

}  // namespace dehusk
