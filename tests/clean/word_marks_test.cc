#include "clean/word_marks.h"

#include <algorithm>
#include <string>

#include "catch.h"
#include "rule/judge.h"

namespace dehusk {
namespace {

std::vector<std::uint32_t> marks_of(std::string_view text) {
  std::vector<std::uint32_t> marks;
  append_word_marks(text, marks);
  return marks;
}

// A table in which the mark that stands alone for a word has the given weight.
void weigh(std::vector<std::int8_t>& weights, std::string_view word, int weight) {
  weights[marks_of(word).front()] = static_cast<std::int8_t>(weight);
}

TEST_CASE("every word, pair, first and last word has a mark") {
  CHECK(marks_of("").empty());
  CHECK(marks_of(" -- ").empty());
  CHECK(marks_of("follow").size() == 3);             // itself, first, last
  CHECK(marks_of("follow us").size() == 2 + 1 + 3);  // and a pair, which is also the first
  CHECK(marks_of("follow us on").size() == 3 + 2 + 3);
  for (const std::uint32_t mark : marks_of("One, two; three.")) CHECK(mark < kWordMarks);
}

TEST_CASE("case, the signs between words and the size of a number do not matter, their order does") {
  CHECK(marks_of("Follow US") == marks_of("follow - us"));
  CHECK(marks_of("12 likes") == marks_of("7 likes"));
  CHECK(marks_of("1,204 likes") != marks_of("likes"));
  CHECK(marks_of("us follow") != marks_of("follow us"));
  CHECK(marks_of("\xD0\x94\xD0\x90") == marks_of("\xD0\xB4\xD0\xB0"));  // Cyrillic
  CHECK(marks_of("a | b") != marks_of("a b"));                          // a bar says something
}

TEST_CASE("scripts without spaces have a word a character") {
  CHECK(marks_of("\xE5\x88\x86\xE4\xBA\xAB").size() == marks_of("one two").size());
}

TEST_CASE("of a long text only the beginning counts") {
  std::string text;
  for (int i = 0; i < 64; ++i) text += "word ";
  CHECK(marks_of(text + "end") == marks_of(text + "other end"));
}

TEST_CASE("weights are summed up and made comparable; without weights nothing is said") {
  std::vector<std::int8_t> weights(kWordMarks, 0);
  weigh(weights, "subscribe", -16);
  weigh(weights, "said", 9);
  const auto said = [&](std::string_view text) { return weigh_word_marks(weights, marks_of(text)); };
  CHECK(said("nothing known here") == 128);
  CHECK(said("") == 128);
  CHECK(said("subscribe") < said("please subscribe now to read on"));
  CHECK(said("please subscribe now to read on") < 128);
  CHECK(said("she said so") > 128);
  CHECK(weigh_word_marks({}, marks_of("subscribe")) == 128);
  weights.assign(kWordMarks, 31);
  CHECK(said("this is all body text") == 255);
}

TEST_CASE("the words that say most are named as they are written") {
  std::vector<std::int8_t> weights(kWordMarks, 0);
  weigh(weights, "subscribe", -16);
  weigh(weights, "newsletter", -20);
  weigh(weights, "said", 9);
  using Words = std::vector<std::string_view>;
  CHECK(telling_words(weights, "Subscribe, she said: Newsletter! Subscribe,", false, 3) ==
        Words{"Newsletter!", "Subscribe,"});
  CHECK(telling_words(weights, "Subscribe to the newsletter", false, 1) == Words{"newsletter"});
  CHECK(telling_words(weights, "Subscribe, she said", true, 3) == Words{"said"});
  CHECK(telling_words(weights, "", true, 3).empty());
}

}  // namespace
}  // namespace dehusk
