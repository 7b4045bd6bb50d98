#include "rule/literals.h"

#include <algorithm>
#include <random>

#include "catch.h"

namespace dehusk {
namespace {

std::vector<std::uint32_t> found(const LiteralIndex& index, std::string_view text) {
  std::vector<std::uint32_t> numbers;
  index.find(text, numbers);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

TEST_CASE("a literal stands where its place and its word borders allow") {
  struct Row {
    std::string literal;
    Where where;
    std::string text;
    bool stands;
  };
  const std::string e_acute = "\xC3\xA9";
  const std::vector<Row> rows = {
      {"share", Where::whole, "share", true},
      {"share", Where::whole, "share this", false},
      {"share", Where::start, "share this", true},
      {"share", Where::start, "shareholders met", false},
      {"share", Where::start, "share" + e_acute, false},
      {"share", Where::start, "share_it", false},
      {"share", Where::start, "to share", false},
      {"share:", Where::start, "share:this", true},
      {"read more", Where::end, "and read more", true},
      {"read more", Where::end, "spread more", false},
      {"read more", Where::end, "read more books", false},
      {"more...", Where::end, "furthermore...", false},
      {"(more)", Where::end, "see(more)", true},
      {"ap", Where::anywhere, "photo: x/ap, 2020", true},
      {"ap", Where::anywhere, "a map, a gap", false},
      {"ap", Where::anywhere, "grape ap grape", true},
      {"ap", Where::atom, "a map", true},
      {"\xE7\xB6\x9A\xE3\x81\x8D", Where::anywhere, "\xE3\x81\xAE\xE7\xB6\x9A\xE3\x81\x8D\xE3\x82\x92",
       true},  // no spaces, no borders
  };
  for (const Row& row : rows) {
    CAPTURE(row.literal, row.text);
    LiteralIndex index;
    index.add(row.literal, row.where, 5);
    index.build();
    CHECK(found(index, row.text) == (row.stands ? std::vector<std::uint32_t>{5} : std::vector<std::uint32_t>{}));
  }
}

TEST_CASE("literals inside each other are all found") {
  LiteralIndex index;
  index.add("he", Where::atom, 1);
  index.add("she", Where::atom, 2);
  index.add("hers", Where::atom, 3);
  index.add("his", Where::atom, 4);
  index.add("ushers", Where::atom, 5);
  index.add("hers", Where::anywhere, 6);
  index.add("hers", Where::atom, 7);
  index.build();
  CHECK(found(index, "ushers") == std::vector<std::uint32_t>{1, 2, 3, 5, 7});
  CHECK(found(index, "his hers") == std::vector<std::uint32_t>{1, 3, 4, 6, 7});
  CHECK(found(index, "").empty());
}

TEST_CASE("behind a list item's marker whole texts and starts begin, before it prefixes") {
  LiteralIndex index;
  index.add("contact", Where::whole, 1);
  index.add("cont", Where::start, 2);
  index.add("con", Where::prefix, 3);
  index.add("* contact", Where::prefix, 4);
  index.add("-", Where::prefix, 5);
  index.build();
  LiteralIndex::Seen seen;
  const auto behind = [&](std::string_view text, std::size_t marker) {
    std::vector<std::uint32_t> numbers;
    index.find(text, {0, static_cast<std::uint32_t>(text.size())}, marker, numbers, seen);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  };
  CHECK(behind("* contact", 2) == std::vector<std::uint32_t>{1, 4});
  CHECK(behind("contact", 0) == std::vector<std::uint32_t>{1, 3});
  CHECK(behind("- cont", 2) == std::vector<std::uint32_t>{2, 5});
  CHECK(behind("contacts", 0) == std::vector<std::uint32_t>{3});
}

TEST_CASE("an empty index finds nothing") {
  LiteralIndex index;
  index.build();
  CHECK(index.empty());
  CHECK(found(index, "text").empty());
}

TEST_CASE("whole texts of any length are found by hash, those of one length apart") {
  LiteralIndex index;
  const std::string long_text(400, 'x');
  index.add("politics", Where::whole, 1);
  index.add("business", Where::whole, 2);
  index.add("politics", Where::whole, 3);
  index.add(long_text, Where::whole, 4);
  index.build();
  CHECK(found(index, "politics") == std::vector<std::uint32_t>{1, 3});
  CHECK(found(index, "business") == std::vector<std::uint32_t>{2});
  CHECK(found(index, "statutes").empty());
  CHECK(found(index, long_text) == std::vector<std::uint32_t>{4});
  CHECK(found(index, std::string(399, 'x')).empty());
}

// The small alphabet makes literals overlap.
TEST_CASE("the index finds what a plain search finds, in small and in large indexes") {
  std::mt19937 random(7);
  const auto word = [&](std::size_t longest, unsigned letters) {
    std::string text;
    const std::size_t size = 1 + random() % longest;
    for (std::size_t i = 0; i < size; ++i) text += "ab c.dxefghijklmnopqrstuvw"[random() % letters];
    return text;
  };
  for (const auto& [count, longest, letters] :
       {std::tuple<int, std::size_t, unsigned>{30, 5, 4}, {300, 8, 6}, {40000, 40, 26}}) {
    LiteralIndex index;
    std::vector<std::tuple<std::string, Where>> literals;
    for (int i = 0; i < count; ++i) {
      const auto where = static_cast<Where>(random() % 6);
      literals.emplace_back(word(longest, letters), where);
      index.add(std::get<0>(literals.back()), where, static_cast<std::uint32_t>(i));
    }
    index.build();
    for (int round = 0; round < (count > 1000 ? 4 : 200); ++round) {
      std::string text = word(30, letters) + std::get<0>(literals[random() % literals.size()]) + word(3, letters);
      std::vector<std::uint32_t> expected;
      for (std::uint32_t i = 0; i < literals.size(); ++i) {
        const auto& [literal, where] = literals[i];
        bool stands = false;
        for (std::size_t at = text.find(literal); at != std::string::npos && !stands; at = text.find(literal, at + 1)) {
          stands = stands_at(text, at, literal.size(), where);
        }
        if (stands) expected.push_back(i);
      }
      CAPTURE(count, text);
      CHECK(found(index, text) == expected);
    }
  }
}

}  // namespace
}  // namespace dehusk
