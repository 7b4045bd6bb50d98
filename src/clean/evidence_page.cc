#include "clean/evidence_page.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/unicode.h"
#include "clean/evidence_scale.h"
#include "clean/evidence_table.h"

namespace dehusk {

namespace {

std::uint8_t page_type(const Page& page) {
  if (page.metadata.type.empty()) return 0;
  const std::string type = fold(page.metadata.type);
  const auto has = [&type](std::string_view word) { return type.find(word) != std::string::npos; };
  if (type.empty()) return 0;
  if (has("product") || has("offer")) return 2;
  if (has("forum") || has("qapage") || has("question")) return 3;
  if (has("collection") || has("itemlist") || has("searchresults")) return 4;
  if (has("article") || has("blogposting") || has("news") || has("report")) return 1;
  if (has("website") || has("webpage")) return 5;
  return 6;
}

void write_blocks(const Page& page, const Survey& survey, EvidenceColumns& columns) {
  std::array<std::uint32_t, kKindCount> kinds{};
  std::uint32_t longest = 0, ideographs = 0, letters = 0;
  for (const LiveBlock& live : survey.live) {
    ++kinds[static_cast<std::size_t>(page.blocks[live.block].kind)];
    longest = std::max(longest, live.facts.words);
    ideographs += live.facts.ideographs;
    letters += live.facts.letters;
  }
  // Shapes are numbered in the order of the page: of two that are as common, the first.
  BlockShape commonest;
  for (const BlockShape& shape : survey.shapes)
    if (shape.blocks > commonest.blocks) commonest = shape;
  const LiveSums& all = survey.all();
  const auto count = [&kinds](Kind kind) { return kinds[static_cast<std::size_t>(kind)]; };
  columns.set(kPageWords, as_log(all.words));
  columns.set(kPageProse, as_log(all.prose_words));
  columns.set(kPageProseShare, as_share(all.prose_words, all.words));
  columns.set(kPageLinks, as_share(all.linked, all.bytes));
  columns.set(kPageBlocks, as_log(survey.size()));
  columns.set(kPageProseBlocks, as_log(all.prose_blocks));
  columns.set(kPageHeadings, as_log(count(Kind::heading)));
  columns.set(kPageItems, as_share(count(Kind::item), survey.size()));
  columns.set(kPageCells, as_share(count(Kind::cell), survey.size()));
  columns.set(kPageShape, as_log(commonest.blocks));
  columns.set(kPageShapeWords, as_share(commonest.words, all.words));
  columns.set(kPageIdeographs, as_share(ideographs, letters));
  columns.set(kPageLongest, as_log(longest));
  columns.set(kPageMeanProse, as_log(all.prose_blocks == 0 ? 0 : all.prose_words / all.prose_blocks));
}

void write_elements(const Page& page, const Survey& survey, EvidenceColumns& columns) {
  std::array<std::uint32_t, kTagCount> tags{};
  for (const Element& element : page.elements) ++tags[static_cast<std::size_t>(element.tag)];
  std::uint32_t comments = 0;
  for (const ElementFacts& facts : survey.elements)
    comments += facts.class_steps[static_cast<std::size_t>(ClassWord::comment)] == 1 ? 1 : 0;
  const auto count = [&tags](Tag tag) { return tags[static_cast<std::size_t>(tag)]; };
  columns.set(kPageArticles, as_log(count(Tag::article)));
  columns.set(kPageTimes, as_log(count(Tag::time)));
  columns.set(kPageInputs, as_log(count(Tag::input)));
  columns.set(kPageTables, as_log(count(Tag::table)));
  columns.set(kPageComments, as_log(comments));
}

}  // namespace

void write_page_evidence(const Page& page, const Survey& survey, EvidenceColumns& columns) {
  columns.set(kPageType, page_type(page));
  write_blocks(page, survey, columns);
  write_elements(page, survey, columns);
}

}  // namespace dehusk
