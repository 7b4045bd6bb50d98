#include "feed/dolma.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/unicode.h"
#include "catch.h"
#include "feed/jsonl.h"
#include "rule/prepared.h"
#include "write/source_cuts.h"

using namespace dehusk;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kRules =
    "dehusk = 1\n[pack]\nname = 'own'\nversion = '1'\n"
    "[[rule]]\nid = 'own/skip-links'\nwhy = 'Menu'\nhusk = 'nav'\nstarts = ['Skip to']\nmax_share = 1.0\n"
    "remove = ['Skip to content']\nkeep = ['To skip']\n"
    "[[rule]]\nid = 'own/ads'\nwhy = 'Ad'\nhusk = 'ad'\nstarts = ['Advert']\nmax_share = 1.0\n"
    "remove = ['Advert']\nkeep = ['An advert']\n";

Job job_of(std::vector<RuleSource> sources) {
  Result<Loaded> loaded = load_rules(sources);
  REQUIRE(loaded.ok());
  Result<RuleSet> rules = compile(prepare(std::move(loaded).value().book, sources));
  REQUIRE(rules.ok());
  Job job;
  job.rules = rules.value();
  job.form = Form::dolma;
  job.clean.stages = 2;  // the text stage: what is asked here is where the cuts are
  return job;
}

std::string rows_of(std::string_view line, const Job& job, std::uint64_t number = 1) {
  JsonlOptions options;
  options.sources = {{"text"}};
  return LineCleaner(options, job).clean(line, number).bytes;
}

bool is_shown(char32_t c) {
  return c >= 0x20 && !class_of(c).is_any(CharacterClass::kSpace | CharacterClass::kInvisible);
}

// The characters of a text that show.
std::u32string shown_in(std::string_view text) {
  std::u32string shown;
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = next_code_point(text, at); is_shown(c)) shown += c;
  return shown;
}

}  // namespace

TEST_CASE("a rule's id becomes an attribute's name") {
  CHECK(dolma_attribute("nav/skip-links") == "dehusk__dehusk__nav_skip_links");
}

TEST_CASE("each line has its row, with the spans in characters of the field") {
  const Job job = job_of({{.file = "own.toml", .text = std::string(kRules)}});
  struct Row {
    std::string_view line, want;
  };
  const Row rows[] = {
      {R"({"id":"a","text":"Skip to content\n\nRain fell on Monday.\n\nAdvert\n","source":"s"})",
       R"({"id":"a","source":"s","attributes":{"dehusk__dehusk__own_ads":[[39,46,1.0]],"dehusk__dehusk__own_skip_links":[[0,17,1.0]]}})"},
      {R"({"id":7,"text":"\u0007\ud83d\ude00 fell.\n\u0000\nAdv\u0001ert\nRain"})",
       R"({"id":7,"source":null,"attributes":{"dehusk__dehusk__own_ads":[[11,19,1.0]]}})"},
      {R"({"text":"\ufeffAdvert\nRain fell."})",
       R"({"id":null,"source":null,"attributes":{"dehusk__dehusk__own_ads":[[1,8,1.0]]}})"},
      {R"({"id":"b","text":"Rain fell."})", R"({"id":"b","source":null,"attributes":{}})"},
      {R"({"id":"c","text":""})", R"({"id":"c","source":null,"attributes":{}})"},
      {R"({"id":"d","text":7})", R"({"id":"d","source":null,"attributes":{}})"},
      {R"({"id":"e","text":"<p>Advert</p>"})", R"({"id":"e","source":null,"attributes":{}})"},
      {"", R"({"id":null,"source":null,"attributes":{}})"},
      {"bad", R"({"id":null,"source":null,"attributes":{}})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(rows_of(row.line, job) == row.want);
  }
  const Answer bad = LineCleaner({}, job).clean("bad", 9);
  CHECK(bad.fate == Fate::failed);
  CHECK(bad.error.find(R"("code":"bad_json")") != std::string::npos);
}

TEST_CASE("what the spans leave of a dump is what is kept: its visible characters, and the marks that reading drops") {
  const std::optional<Prepared> pack = built_in_pack();
  REQUIRE(pack.has_value());
  Result<RuleSet> rules = compile(*pack);
  REQUIRE(rules.ok());
  Job job;
  job.rules = rules.value();
  std::size_t pages = 0, cuts = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(DEHUSK_ROOT "/fixtures")) {
    if (entry.path().filename() != "page.txt") continue;
    CAPTURE(entry.path().string());
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const Outcome outcome =
        clean_document({.bytes = bytes, .url = "", .charset = "", .is_utf8 = true}, Sniff::text, job);
    const Page& page = outcome.page;
    std::string left;
    std::uint32_t at = 0;
    for (const SourceCut& cut : source_cuts(page, outcome.cleaned.cuts)) {
      REQUIRE(cut.source.begin >= at);
      left += slice(page.source, {at, cut.source.begin});
      left += '\n';
      at = cut.source.end;
      ++cuts;
    }
    left += std::string_view(page.source).substr(at);
    std::string kept;
    std::size_t cut = 0;
    for (std::uint32_t block = 0; block < page.blocks.size(); ++block)
      for_each_kept(page, block, outcome.cleaned.cuts, cut, [&](Span span) { kept += slice(page.text, span); });
    // Each character of what is kept is there, in order, and nothing else but marks.
    const std::u32string want = shown_in(kept);
    std::u32string marks;
    std::size_t found = 0;
    for (const char32_t c : shown_in(left)) {
      if (found < want.size() && c == want[found]) {
        ++found;
      } else {
        marks += c;
      }
    }
    CHECK(found == want.size());
    for (const char32_t c : marks)
      CHECK(std::u32string_view(U"[]()0123456789#*_=-~`>|\\!.:/").find(c) != std::u32string::npos);
    ++pages;
  }
  CHECK(pages >= 10);
  CHECK(cuts >= 50);
}
