// dehusk.h, the only header that a program in C++ includes, and one Cleaner shared by many threads.

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "catch.h"
#include "dehusk.h"
#include "page.h"

namespace {

std::string written(const std::string& name, const std::string& text) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "dehusk_front_door";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << text;
  return (folder / name).string();
}

// Pages that differ, so that a result that belongs to another thread is seen.
std::string story(int number) {
  return "<html><body><nav><a href=/>Home</a></nav><p>Ship number " + std::to_string(number) +
         " left the harbour at noon, and the wind had turned by the time that it reached the island.</p></body></html>";
}

}  // namespace

TEST_CASE("front door: one header is enough to clean a page and to say who took what") {
  const dehusk::Opened opened = dehusk::open_cleaner();
  REQUIRE(opened.cleaner);
  CHECK(opened.faults.empty());
  const dehusk::CleanPage page = opened.cleaner->clean(
      STORY, {.url = "https://gazette.example/rain", .charset = "", .markdown = true, .record = true});
  CHECK(page.error == DEHUSK_OK);
  CHECK(page.text == STORY_TEXT);
  CHECK(page.title == "Rain in the north");
  CHECK(page.lang == "en");
  CHECK(page.kind == dehusk::PageKind::html);
  CHECK(page.markdown == STORY_TEXT);
  CHECK(page.record.find("{\"url\":\"https://gazette.example/rain\",\"text\":\"Rain fell") == 0);
  CHECK(page.page_source == STORY);
  REQUIRE(!page.removed.empty());
  std::string taken;
  for (const dehusk::RemovedPiece& piece : page.removed) {
    CHECK(piece.line > 0);
    CHECK(piece.file.find("rules/") == 0);
    if (piece.kind == "nav") taken += page.taken(piece);
  }
  CHECK(taken == "Home");
}

TEST_CASE("front door: rules of one's own, and what is wrong with them") {
  const dehusk::Opened own = dehusk::open_cleaner({.rules = {written("own.toml", OWN_RULES)}, .rules_off = {}});
  REQUIRE(own.cleaner);
  const dehusk::CleanPage page = own.cleaner->clean(STORY);
  REQUIRE(page.removed.size() == 1);
  CHECK(page.removed[0].rule == "own/nav");
  CHECK(page.removed[0].line == 6);
  CHECK(own.cleaner->rules_digest().find("sha256:") == 0);
  CHECK(own.cleaner->rules_digest() != dehusk::open_cleaner().cleaner->rules_digest());

  const dehusk::Opened bad = dehusk::open_cleaner({.rules = {written("bad.toml", BAD_RULES)}, .rules_off = {}});
  CHECK_FALSE(bad.cleaner);
  REQUIRE(bad.faults.size() == 2);
  CHECK(bad.faults[0].line == 10);
  CHECK(bad.faults[1].line == 16);
  CHECK(bad.faults[1].shown.find("bad.toml:16:") != std::string::npos);
  CHECK(dehusk::open_cleaner({.rules = {"no/such/file.toml"}, .rules_off = {}}).faults.size() == 1);
  CHECK(dehusk::open_cleaner({.rules = {}, .rules_off = {"no/such-rule"}}).faults.size() == 1);
}

TEST_CASE("front door: options do what they say") {
  dehusk::CleanerOptions options;
  options.keep_husk = "nav,headline";
  CHECK(dehusk::open_cleaner(options).cleaner->clean(STORY).text.find("Home") != std::string::npos);
  options = {};
  options.max_bytes = 100;
  const dehusk::CleanPage cut = dehusk::open_cleaner(options).cleaner->clean(STORY);
  REQUIRE(!cut.notes.empty());
  CHECK(cut.notes[0].code == "limit/input");
  options = {};
  options.rules_off = {"structure/*"};
  for (const dehusk::RemovedPiece& piece : dehusk::open_cleaner(options).cleaner->clean(STORY).removed)
    CHECK(piece.rule.find("structure/") != 0);
  dehusk::PageOptions dump;
  dump.kind = dehusk::PageKind::text;
  CHECK(dehusk::open_cleaner().cleaner->clean("A line of text.\n", dump).kind == dehusk::PageKind::text);
}

TEST_CASE("front door: a cleaner is never empty, is cheap to copy, and outlives nothing") {
  static_assert(!std::is_default_constructible_v<dehusk::Cleaner>);
  static_assert(std::is_copy_constructible_v<dehusk::Cleaner>);
  dehusk::CleanPage page;
  {
    const dehusk::Cleaner copy = *dehusk::open_cleaner().cleaner;
    page = copy.clean(STORY);
  }
  CHECK(page.text == STORY_TEXT);
  CHECK(dehusk::open_cleaner().cleaner->clean({}).text.empty());
}

TEST_CASE("front door: threads share one cleaner") {
  const dehusk::Cleaner cleaner = *dehusk::open_cleaner().cleaner;
  constexpr int kThreads = 8, kPages = 25;
  std::vector<int> wrong(kThreads, 0);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kPages; ++i) {
        const int number = thread * kPages + i;
        const dehusk::CleanPage page = cleaner.clean(story(number));
        const std::string start = "Ship number " + std::to_string(number) + " left the harbour";
        if (page.text.find(start) != 0 || page.removed.size() != 1) ++wrong[static_cast<std::size_t>(thread)];
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(kThreads, 0));
}
