// The features' names and words. Rows stand in the order of the enum in evidence_table.h.

#include "clean/evidence_table.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "clean/evidence.h"

namespace dehusk {

namespace {

constexpr std::array<FeatureInfo, kFeatureCount> kFeatures = {{
    {"kind", "kind of block", Scale::kind},
    {"level", "level of heading or list", Scale::number},
    {"words", "words in it", Scale::log},
    {"bytes", "bytes in it", Scale::log},
    {"link_share", "share of its text that is links", Scale::share},
    {"sentence_ends", "sentence ends in it", Scale::log},
    {"ends_sentence", "ends like a sentence", Scale::flag},
    {"ends_colon", "ends with a colon", Scale::flag},
    {"comma_share", "commas a word", Scale::share},
    {"stop_share", "share of function words", Scale::share},
    {"capital_share", "share of capitalized words", Scale::share},
    {"digit_share", "share of digits", Scale::share},
    {"starts", "how it starts", Scale::start},
    {"quotes", "quotation marks", Scale::log},
    {"bars", "bars and bullets between words", Scale::log},
    {"husk_words", "words that husk is made of", Scale::log},
    {"husk_share", "share of words that husk is made of", Scale::share},
    {"copyright", "holds a copyright sign", Scale::flag},
    {"email", "holds an e-mail address", Scale::flag},
    {"year", "holds a year", Scale::flag},
    {"clock", "holds a time of day", Scale::flag},
    {"word_length", "mean length of its words", Scale::number},
    {"title_overlap", "share of its words that the page title has", Scale::share},
    {"prose", "reads like prose", Scale::flag},
    {"ideographs", "share of ideographs", Scale::share},
    {"place", "place on the page", Scale::share},
    {"words_before", "share of the page's words before it", Scale::share},
    {"headline_distance", "blocks from the headline", Scale::distance},
    {"blocks_left", "blocks after it", Scale::log},
    {"heading_gap", "blocks since the last heading", Scale::gap},
    {"heading_level", "level of the last heading", Scale::number},
    {"next_heading_gap", "blocks to the next heading", Scale::gap},
    {"prose_gap_before", "blocks since the last prose", Scale::gap},
    {"prose_gap_after", "blocks to the next prose", Scale::gap},
    {"line_gap", "source lines since the block before", Scale::log},
    {"before3_words", "words in the third block before", Scale::log},
    {"before3_links", "link share of the third block before", Scale::share},
    {"before3_kind", "kind of the third block before", Scale::other_kind},
    {"before3_prose", "third block before reads like prose", Scale::flag},
    {"before2_words", "words in the second block before", Scale::log},
    {"before2_links", "link share of the second block before", Scale::share},
    {"before2_kind", "kind of the second block before", Scale::other_kind},
    {"before2_prose", "second block before reads like prose", Scale::flag},
    {"before1_words", "words in the block before", Scale::log},
    {"before1_links", "link share of the block before", Scale::share},
    {"before1_kind", "kind of the block before", Scale::other_kind},
    {"before1_prose", "block before reads like prose", Scale::flag},
    {"after1_words", "words in the block after", Scale::log},
    {"after1_links", "link share of the block after", Scale::share},
    {"after1_kind", "kind of the block after", Scale::other_kind},
    {"after1_prose", "block after reads like prose", Scale::flag},
    {"after2_words", "words in the second block after", Scale::log},
    {"after2_links", "link share of the second block after", Scale::share},
    {"after2_kind", "kind of the second block after", Scale::other_kind},
    {"after2_prose", "second block after reads like prose", Scale::flag},
    {"after3_words", "words in the third block after", Scale::log},
    {"after3_links", "link share of the third block after", Scale::share},
    {"after3_kind", "kind of the third block after", Scale::other_kind},
    {"after3_prose", "third block after reads like prose", Scale::flag},
    {"same_shape", "blocks of the same shape on the page", Scale::log},
    {"shape_run", "blocks of the same shape in a row", Scale::log},
    {"shape_words", "share of the page's words in its shape", Scale::share},
    {"same_class", "blocks with the same class words around", Scale::log},
    {"before_same", "block before has the same shape", Scale::flag},
    {"after_same", "block after has the same shape", Scale::flag},
    {"tag", "its element", Scale::tag},
    {"parent_tag", "element around it", Scale::tag},
    {"depth", "depth in the page", Scale::number},
    {"in_article", "inside an article element", Scale::flag},
    {"in_main", "inside the main element", Scale::flag},
    {"in_aside", "inside an aside", Scale::flag},
    {"in_footer", "inside a footer", Scale::flag},
    {"in_header", "inside a header", Scale::flag},
    {"in_nav", "inside a nav element", Scale::flag},
    {"in_form", "inside a form", Scale::flag},
    {"in_list", "inside a list", Scale::flag},
    {"in_table", "inside a table", Scale::flag},
    {"in_quote", "inside a quote", Scale::flag},
    {"in_figure", "inside a figure", Scale::flag},
    {"in_button", "inside a button", Scale::flag},
    {"in_body_property", "inside an itemprop of article body", Scale::flag},
    {"class_content", "steps to a class name that says content", Scale::number},
    {"class_navigation", "steps to a class name that says navigation", Scale::number},
    {"class_related", "steps to a class name that says related", Scale::number},
    {"class_comment", "steps to a class name that says comment", Scale::number},
    {"class_promotion", "steps to a class name that says promotion", Scale::number},
    {"class_footer", "steps to a class name that says footer", Scale::number},
    {"class_header", "steps to a class name that says header", Scale::number},
    {"class_sidebar", "steps to a class name that says sidebar", Scale::number},
    {"class_meta", "steps to a class name that says meta", Scale::number},
    {"class_share", "steps to a class name that says share", Scale::number},
    {"class_caption", "steps to a class name that says caption", Scale::number},
    {"class_hidden", "steps to a class name that says hidden", Scale::number},
    {"class_widget", "steps to a class name that says widget", Scale::number},
    {"class_list", "steps to a class name that says list", Scale::number},
    {"bad_classes", "ancestors whose class names speak of husk", Scale::number},
    {"good_classes", "ancestors whose class names speak of content", Scale::number},
    {"box1_prose", "share of the page's prose in the nearest container", Scale::share},
    {"box1_links", "link share of the nearest container", Scale::share},
    {"box1_words", "words in the nearest container", Scale::log},
    {"box1_blocks", "blocks in the nearest container", Scale::log},
    {"box1_prose_blocks", "share of prose blocks in the nearest container", Scale::share},
    {"box2_prose", "share of the page's prose in the next container", Scale::share},
    {"box2_links", "link share of the next container", Scale::share},
    {"box2_words", "words in the next container", Scale::log},
    {"box2_blocks", "blocks in the next container", Scale::log},
    {"box2_prose_blocks", "share of prose blocks in the next container", Scale::share},
    {"box3_prose", "share of the page's prose in the third container", Scale::share},
    {"box3_links", "link share of the third container", Scale::share},
    {"box3_words", "words in the third container", Scale::log},
    {"box3_blocks", "blocks in the third container", Scale::log},
    {"box3_prose_blocks", "share of prose blocks in the third container", Scale::share},
    {"in_core", "inside the element that holds most of the prose", Scale::flag},
    {"core_steps", "steps from the element that holds most of the prose", Scale::number},
    {"sibling_place", "place among its siblings", Scale::log},
    {"siblings", "siblings of its element", Scale::log},
    {"gap_before", "steps in the tree from the block before", Scale::number},
    {"gap_after", "steps in the tree to the block after", Scale::number},
    {"page_words", "words on the page", Scale::log},
    {"page_prose", "words of prose on the page", Scale::log},
    {"page_prose_share", "share of prose on the page", Scale::share},
    {"page_links", "link share of the page", Scale::share},
    {"page_blocks", "blocks on the page", Scale::log},
    {"page_prose_blocks", "prose blocks on the page", Scale::log},
    {"page_headings", "headings on the page", Scale::log},
    {"page_items", "share of list items on the page", Scale::share},
    {"page_cells", "share of table cells on the page", Scale::share},
    {"page_type", "what the page says it is", Scale::page_type},
    {"page_articles", "article elements on the page", Scale::log},
    {"page_shape", "blocks of the commonest shape", Scale::log},
    {"page_shape_words", "share of words in the commonest shape", Scale::share},
    {"page_ideographs", "share of ideographs on the page", Scale::share},
    {"page_times", "time elements on the page", Scale::log},
    {"page_inputs", "input fields on the page", Scale::log},
    {"page_longest", "words in the longest block", Scale::log},
    {"page_mean_prose", "mean words of a prose block", Scale::log},
    {"page_comments", "elements whose class names speak of comments", Scale::log},
    {"page_tables", "tables on the page", Scale::log},
    {"cut_before", "blocks that rules took just before it", Scale::log},
    {"husk_before", "kind of husk just before it", Scale::husk},
    {"cut_after", "blocks that rules took just after it", Scale::log},
    {"husk_after", "kind of husk just after it", Scale::husk},
    {"said", "what its words say, 0 being neither way", Scale::distance},
    {"before1_said", "what the words of the block before say, 0 being neither way", Scale::distance},
    {"after1_said", "what the words of the block after say, 0 being neither way", Scale::distance},
    {"copies", "blocks of the page with the same text", Scale::log},
    {"is_copy", "a block before has the same text", Scale::flag},
    {"described", "share of its beginning that the page's description has", Scale::share},
    {"in_json_body", "share of its beginning that the article body in the page's JSON-LD has", Scale::share},
    {"page_json_body", "the page's JSON-LD has an article body", Scale::flag},
}};
static_assert(kFeatures[kPageJsonBody].name == "page_json_body" && kPageJsonBody + 1 == kFeatureCount);
static_assert(kFeatures[kPageWords].name == "page_words" && kFeatures[kTag].name == "tag" &&
              kFeatures[kPlace].name == "place");

constexpr std::uint8_t kNoneNear = 190;  // a gap as wide as this stands for "none on the page"

constexpr std::array<std::string_view, 5> kStartWords = {"with nothing", "with a small letter", "with a capital",
                                                         "with a digit", "with a sign"};
constexpr std::array<std::string_view, 7> kPageTypeWords = {
    "nothing", "an article", "a product", "a forum or question", "a collection", "a web site", "something else"};

template <std::size_t kCount>
std::string word_of(const std::array<std::string_view, kCount>& words, std::uint8_t value) {
  return std::string(words[value < kCount ? value : 0]);
}

}  // namespace

std::span<const FeatureInfo> features() { return kFeatures; }

std::string feature_value(const FeatureInfo& feature, std::uint8_t value) {
  std::array<char, 32> text{};
  switch (feature.scale) {
    case Scale::flag:
      return value != 0 ? "yes" : "no";
    case Scale::number:
      return std::to_string(value);
    case Scale::share:
      std::snprintf(text.data(), text.size(), "%.2f", value / 200.0);
      break;
    case Scale::gap:
      if (value >= kNoneNear) return "none on the page";
      [[fallthrough]];
    case Scale::log:
      std::snprintf(text.data(), text.size(), "%.0f", std::exp2(value / 16.0) - 1);
      break;
    case Scale::distance:
      std::snprintf(text.data(), text.size(), "%+d", value - 128);
      break;
    case Scale::kind:
      return std::string(to_string(static_cast<Kind>(value)));
    case Scale::other_kind:
      return value == 0 ? "none" : std::string(to_string(static_cast<Kind>(value - 1)));
    case Scale::tag:
      return value == 0 ? "of no HTML name" : std::string(to_string(static_cast<Tag>(value)));
    case Scale::start:
      return word_of(kStartWords, value);
    case Scale::page_type:
      return word_of(kPageTypeWords, value);
    case Scale::husk:
      return value == 0 ? "none" : std::string(to_string(static_cast<Husk>(value - 1)));
  }
  return text.data();
}

}  // namespace dehusk
