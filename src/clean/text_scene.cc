// One walk over blocks and cuts side by side; only blocks that are cut in part are copied.

#include "clean/text_scene.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

Span without_edge_blanks(std::string_view text, Span span) {
  while (!span.empty() && is_blank(text[span.begin])) ++span.begin;
  while (!span.empty() && is_blank(text[span.end - 1])) --span.end;
  return span;
}

// Joins what is left of a block: stretches that a cut has separated keep one space where either had one.
std::string_view join_pieces(const Page& page, TextScene& texts, const std::vector<Span>& kept) {
  std::string& joined = texts.joined.emplace_back();
  for (const Span span : kept) {
    Span used = span;
    if (joined.empty() || is_blank(joined.back())) {
      while (!used.empty() && is_blank(page.text[used.begin])) ++used.begin;
    }
    texts.pieces.push_back({.at = static_cast<std::uint32_t>(joined.size()), .used = used, .kept = span});
    joined += slice(page.text, used);
  }
  while (!joined.empty() && is_blank(joined.back())) joined.pop_back();
  for (auto piece = texts.pieces.rbegin();
       piece != texts.pieces.rend() && piece->at + piece->used.size() > joined.size(); ++piece) {
    const auto size = static_cast<std::uint32_t>(joined.size());
    piece->at = std::min(piece->at, size);
    piece->used.end = std::min(piece->used.end, piece->used.begin + (size - piece->at));
  }
  return joined;
}

// The bytes of "* ", "o " or "(12) " at the start of a dump's list item; 0 for any other block.
std::uint8_t marker_size(const Page& page, const Block& block, std::string_view text) {
  constexpr std::size_t kLongest = 5;  // "(123)"
  if (page.kind != InputKind::text || block.kind != Kind::item || block.marker == 0) return 0;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space > kLongest) return 0;
  const std::string_view marker = text.substr(0, space);
  for (std::size_t at = 0; at < marker.size() && marker != "o";) {
    if (is_letter(next_code_point(marker, at))) return 0;
  }
  return static_cast<std::uint8_t>(space + 1);
}

void add_block(const Page& page, TextScene& texts, std::uint32_t block, std::string_view text, std::uint32_t words) {
  texts.blocks.push_back(block);
  texts.texts.push_back(text);
  texts.markers.push_back(marker_size(page, page.blocks[block], text));
  texts.words.push_back(words);
  texts.all_words += words;
  const std::size_t marker = texts.markers.back();
  const std::size_t marker_begin = texts.folded.size();
  if (marker > 0) {
    append_folded(texts.folded, text.substr(0, marker - 1));
    texts.folded += ' ';
  }
  const auto begin = static_cast<std::uint32_t>(texts.folded.size());
  texts.folded_markers.push_back(static_cast<std::uint8_t>(begin - marker_begin));
  append_folded(texts.folded, text.substr(marker));
  texts.folded_spans.push_back({begin, static_cast<std::uint32_t>(texts.folded.size())});
}

}  // namespace

TextScene read_text_scene(const Scene& scene) {
  const Page& page = scene.page;
  TextScene texts;
  texts.blocks.reserve(page.blocks.size());
  texts.texts.reserve(page.blocks.size());
  texts.markers.reserve(page.blocks.size());
  texts.folded_markers.reserve(page.blocks.size());
  texts.words.reserve(page.blocks.size());
  texts.folded_spans.reserve(page.blocks.size());
  texts.first_piece.reserve(page.blocks.size() + 1);
  texts.pieces.reserve(page.blocks.size());
  texts.folded.reserve(page.text.size() + page.text.size() / 16);

  std::size_t cut = 0;
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    while (cut < scene.cuts.size() && scene.cuts[cut].block < b) ++cut;
    if (block.kind == Kind::raw || block.text.empty()) continue;
    const auto first_piece = static_cast<std::uint32_t>(texts.pieces.size());
    if (cut == scene.cuts.size() || scene.cuts[cut].block != b) {
      const Span used = without_edge_blanks(page.text, block.text);
      texts.first_piece.push_back(first_piece);
      texts.pieces.push_back({.at = 0, .used = used, .kept = block.text});
      add_block(page, texts, b, slice(page.text, used), block.words);
      continue;
    }
    if (scene.cuts[cut].span == block.text) continue;
    const std::vector<Span> kept = kept_spans(page, b, scene.cuts, cut);
    const std::string_view text = join_pieces(page, texts, kept);
    if (text.empty()) {
      texts.pieces.resize(first_piece);
      continue;
    }
    texts.first_piece.push_back(first_piece);
    add_block(page, texts, b, text, count_words(text));
  }
  texts.first_piece.push_back(static_cast<std::uint32_t>(texts.pieces.size()));
  texts.zones = find_zones(page, texts.blocks);
  return texts;
}

Subject subject_at(const Scene& scene, const TextScene& texts, std::uint32_t index, Matcher* matcher) {
  const Block& block = scene.page.blocks[texts.blocks[index]];
  return {.text = texts.texts[index],
          .folded = texts.folded_text(index),
          .kinds = 1U << static_cast<unsigned>(block.kind),
          .words = texts.words[index],
          .link_share = Page::link_share(block),
          .zones = texts.zones.of(index, index + 1),
          .begin = index,
          .end = index + 1,
          .texts = texts.texts,
          .element = block.element,
          .matcher = matcher,
          .is_element = false};
}

}  // namespace dehusk
