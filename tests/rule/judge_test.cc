#include "rule/judge.h"

#include <array>
#include <string>

#include "catch.h"

using namespace dehusk;

namespace {

// Two trees over features 0 and 3, and one weight a feature for the linear form.
std::string model(const std::string& trees) {
  std::string linear = "100";
  for (std::size_t i = 0; i < kFeatureCount; ++i) linear += i == 3 ? " 2000" : " 0";
  return "dehusk = 1\n[content]\n\n[content.html]\nleast = 0.3\nstrict = 0.7\nfirst = '''\n" + trees +
         "\n'''\nlinear = '''\n" + linear + "\n'''\n";
}

std::array<std::uint8_t, kFeatureCount> row(std::uint8_t zeroth, std::uint8_t third) {
  std::array<std::uint8_t, kFeatureCount> bytes{};
  bytes[0] = zeroth;
  bytes[3] = third;
  return bytes;
}

}  // namespace

TEST_CASE("trees are read in pre-order and summed over the base") {
  const Result<Judge> judge =
      parse_judge("content.toml", model("5\n3 120 15 -1 -800 0 2 600 -1 640 -1 560\n0 9 0 -1 1 -1 2"));
  REQUIRE(judge.ok());
  CHECK(judge.value().is_fitted);
  const Verdicts& html = judge.value().html;
  CHECK(html.least == Approx(0.3));
  CHECK(html.strict == Approx(0.7));
  CHECK(score(html.first, row(0, 120)) == 5 - 800 + 1);
  CHECK(score(html.first, row(2, 121)) == 5 + 640 + 1);
  CHECK(score(html.first, row(10, 200)) == 5 + 560 + 2);
  CHECK(html.second.roots.empty());
}

TEST_CASE("credit goes to the features on the way and adds up to the score") {
  const Result<Judge> judge = parse_judge("content.toml", model("0\n3 120 15 -1 -800 0 2 600 -1 640 -1 560"));
  REQUIRE(judge.ok());
  const auto bytes = row(9, 200);
  std::array<std::int32_t, kFeatureCount> credit{};
  add_credit(judge.value().html.first, bytes, credit);
  CHECK(credit[3] == 600 - 15);
  CHECK(credit[0] == 560 - 600);
  CHECK(15 + credit[3] + credit[0] == score(judge.value().html.first, bytes));
}

TEST_CASE("linear weights stand for 200 units of a feature") {
  const Result<Judge> judge = parse_judge("content.toml", model("0"));
  REQUIRE(judge.ok());
  CHECK(score(judge.value().html.linear, row(0, 0)) == 100);
  CHECK(score(judge.value().html.linear, row(0, 200)) == 2100);
  CHECK(probability(0) == Approx(0.5));
}

TEST_CASE("a broken model is a fault with its line") {
  for (const char* trees :
       {"3 120 15 -1 -800", "999 1 1 -1 1 -1 1", "3 300 1 -1 1 -1 1", "3 x 1", "3 120 15 -1 1 -1 2 -1 3"}) {
    CAPTURE(trees);
    const Result<Judge> judge = parse_judge("content.toml", model(trees));
    REQUIRE(!judge.ok());
    CHECK(judge.faults()[0].line == 8);
    CHECK(judge.faults()[0].file == "content.toml");
  }
}

TEST_CASE("a number that the judge does not have is a fault") {
  const Result<Judge> judge = parse_judge("content.toml", "dehusk = 1\n[content]\n[content.html]\nmost = 0.7\n");
  REQUIRE(!judge.ok());
  CHECK(judge.faults()[0].message == "the judge has no number 'most'");
}

TEST_CASE("no model is a judge that is not fitted") {
  const Result<Judge> judge = parse_judge("", "");
  REQUIRE(judge.ok());
  CHECK_FALSE(judge.value().is_fitted);
}

TEST_CASE("weights of words are characters; too few of them, or others, are a fault") {
  const auto with = [](const std::string& words) {
    return parse_judge("content.toml", "dehusk = 1\n[content]\n[content.text]\nwords = '''\n" + words + "\n'''\n");
  };
  std::string lines = std::string(30000, 'g') + "\n" + std::string(kWordMarks - 30002, 'g') + "A-";
  const Result<Judge> judge = with(lines);
  REQUIRE(judge.ok());
  const std::vector<std::int8_t>& words = judge.value().text.words;
  REQUIRE(words.size() == kWordMarks);
  CHECK(words[0] == 0);
  CHECK(words[kWordMarks - 2] == -32);
  CHECK(words[kWordMarks - 1] == 31);
  CHECK(judge.value().html.words.empty());
  lines.pop_back();
  REQUIRE_FALSE(with(lines).ok());
  CHECK(with(lines).faults()[0].message == "expected 65536 weights of words, found 65535");
  REQUIRE_FALSE(with(lines + "/").ok());
  REQUIRE_FALSE(with(lines + "[").ok());
}

TEST_CASE("a list that is not closed is a fault, not fewer weights") {
  for (const char* list : {"words = '''\nAAAA\n", "first = '''\n5\n", "linear = '''\n5 1\n"}) {
    CAPTURE(list);
    const Result<Judge> judge =
        parse_judge("content.toml", std::string("dehusk = 1\n[content]\n[content.text]\n") + list);
    REQUIRE_FALSE(judge.ok());
    CHECK(judge.faults()[0].message == "the list is not closed: a line of ''' ends it");
  }
}
