#include "clean/content.h"

#include <string>
#include <vector>

#include "catch.h"
#include "clean/evidence_table.h"
#include "clean/pipeline.h"
#include "read/read.h"

using namespace dehusk;

namespace {

const RuleSet& built_in() {
  static const RuleSet rules = [] {
    Result<Loaded> loaded = load_rules(built_in_rules());
    REQUIRE(loaded.ok());
    Result<RuleSet> set = compile(std::move(loaded).value().book, built_in_rules());
    REQUIRE(set.ok());
    return std::move(set).value();
  }();
  return rules;
}

Page page_of(const std::string& html) {
  return read_page({.bytes = html, .url = "", .charset = ""}, {.kind = Sniff::html, .limits = {}});
}

std::string paragraphs(int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out +=
        "<p>On day " + std::to_string(i) +
        " the crew of the old ferry painted the hull, mended the rails and counted the passengers, who were few.</p>";
  return out;
}

const std::string kPage = "<main><h1>The ferry</h1>" + paragraphs(5) +
                          "</main><div><ul><li><a href='/1'>Other piece one</a></li><li><a href='/2'>Other piece "
                          "two</a></li><li><a href='/3'>Other piece three</a></li></ul></div>";

}  // namespace

TEST_CASE("the evidence has one row for each block that the rules left, with what stands in it") {
  const Page page = page_of(kPage);
  CleanOptions options;
  options.stages = 0;
  const RuleRun run = run_rules(page, built_in(), options);
  const Evidence evidence = gather_evidence(run.scene);
  REQUIRE(evidence.columns.rows() == evidence.blocks.size());
  REQUIRE(evidence.blocks.size() == 9);
  CHECK(evidence.row(0)[kKind] == static_cast<std::uint8_t>(Kind::heading));
  CHECK(evidence.row(1)[kProse] == 1);
  CHECK(evidence.row(1)[kInMain] == 1);
  CHECK(evidence.row(1)[kLinkShare] == 0);
  CHECK(evidence.row(7)[kLinkShare] == 200);
  CHECK(evidence.row(7)[kInList] == 1);
  CHECK(evidence.row(7)[kInCore] == 0);
  CHECK(evidence.row(2)[kSameShape] == evidence.row(3)[kSameShape]);
  CHECK(evidence.containers[1][0] == Span{0, 6});
}

TEST_CASE("a block that the page says elsewhere too is told by its beginning") {
  const std::string lead = "A ferry that nobody wanted has found a crew, and the crew has found paint.";
  const Page page =
      page_of("<meta name=description content='" + lead +
              "'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"On day 0 "
              "the crew of the old ferry painted the hull.\"}</script><h1>The ferry</h1><p>" +
              lead + "</p>" + paragraphs(2));
  CleanOptions options;
  options.stages = 0;
  const RuleRun run = run_rules(page, built_in(), options);
  const Evidence evidence = gather_evidence(run.scene);
  REQUIRE(evidence.blocks.size() >= 4);
  const std::size_t first = evidence.blocks.size() - 3;  // of the three paragraphs
  CHECK(evidence.row(first)[kDescribed] == 200);
  CHECK(evidence.row(first)[kInJsonBody] == 0);
  CHECK(evidence.row(first + 1)[kDescribed] == 0);
  CHECK(evidence.row(first + 1)[kInJsonBody] > 100);
  CHECK(evidence.row(first + 1)[kPageJsonBody] == 1);
}

TEST_CASE("prose stays, a list of links beside it goes, and the rule for it is that of the evidence") {
  const Page page = page_of(kPage);
  CleanOptions options;
  options.stages = 0x4;  // content alone
  const Cleaned cleaned = clean(page, built_in(), options);
  REQUIRE(cleaned.judgements.size() == 9);
  CHECK(cleaned.judgements[3].score > 0.5F);
  CHECK(cleaned.judgements[7].score < 0.35F);
  REQUIRE(!cleaned.cuts.empty());
  for (const Cut& cut : cleaned.cuts) {
    CHECK(built_in().rule(cut.rule).id == "content/evidence");
    CHECK((cut.block == 0 || cut.block >= 6));
  }
}

TEST_CASE("the linear weights, the fallback that can be read, agree on the plain cases") {
  const Page page = page_of(kPage);
  CleanOptions options;
  options.stages = 0x4;
  options.content = ContentModel::linear;
  const Cleaned cleaned = clean(page, built_in(), options);
  CHECK(cleaned.judgements[3].score > cleaned.judgements[7].score);
}

TEST_CASE("evidence is told in words") {
  const Page page = page_of(kPage);
  CleanOptions options;
  options.stages = 0x3;
  const RuleRun run = run_rules(page, built_in(), options);
  const std::vector<std::string> words = evidence_in_words(run.scene, 2, 3);
  REQUIRE(words.size() == 3);
  CHECK(words[0].find("speaks") != std::string::npos);
  CHECK(evidence_in_words(run.scene, 9999, 3).empty());
}

TEST_CASE("the second layer sees the first layer's words about the surroundings") {
  Evidence evidence;
  evidence.columns = EvidenceColumns(4);
  evidence.words = {10, 10, 10, 30};
  evidence.blocks = {0, 1, 2, 3};
  evidence.containers.assign(4, {Span{0, 2}, Span{0, 4}});
  surround(evidence, {1.0F, 0.5F, 0.0F, 1.0F});
  const EvidenceColumns& columns = evidence.columns;
  CHECK(columns.at(kFeatureCount, 1) == 100);      // itself
  CHECK(columns.at(kFeatureCount + 2, 1) == 0);    // there is no second block before
  CHECK(columns.at(kFeatureCount + 3, 1) == 200);  // the block before
  CHECK(columns.at(kFeatureCount + 4, 1) == 0);    // the block after
  CHECK(columns.at(kFeatureCount + 5, 1) == 200);  // the second block after
  CHECK(columns.at(kFeatureCount + 6, 1) == 0);    // there is no third
  CHECK(columns.at(kFeatureCount + 7, 1) == 150);  // its container
  CHECK(columns.at(kFeatureCount + 8, 1) == 150);  // the page's share by words: (10 + 5 + 30) / 60
}

TEST_CASE("what --keep-husk asks for stays, whatever the evidence says") {
  const Page page =
      page_of("<main><h1>The ferry</h1><figure><img src='a.jpg'><figcaption>The hull, Monday</figcaption></figure>" +
              paragraphs(5) + "</main>");
  const auto keeps_caption = [&](HuskSet husk) {
    CleanOptions options;
    options.keep_husk = husk;
    const Cleaned cleaned = clean(page, built_in(), options);
    for (const Cut& cut : cleaned.cuts)
      if (slice(page.text, cut.span) == "The hull, Monday") return false;
    return true;
  };
  CHECK_FALSE(keeps_caption(0));
  CHECK(keeps_caption(bit(Husk::caption)));
}
