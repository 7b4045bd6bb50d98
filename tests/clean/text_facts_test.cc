#include "clean/text_facts.h"

#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("a sentence tells that it is one") {
  const TextFacts facts = facts_of("The river rose again on Monday, and \"nobody\" slept. It was 2024.");
  CHECK(facts.words == 12);
  CHECK(facts.sentence_ends == 2);
  CHECK(facts.ends_sentence);
  CHECK(facts.commas == 1);
  CHECK(facts.quotes == 2);
  CHECK(facts.capitalized == 3);
  CHECK(facts.stop_words >= 4);
  CHECK(facts.has_year);
  CHECK_FALSE(facts.has_clock);
  CHECK(facts.first == 'T');
}

TEST_CASE("labels and notices tell what they are made of") {
  CHECK(facts_of("Subscribe to our newsletter").husk_words == 2);
  CHECK(facts_of("Home | News | Sport").bars == 2);
  CHECK(facts_of("\xC2\xA9 2024 The Gazette").has_copyright);
  CHECK(facts_of("write to desk@gazette.example").has_email);
  CHECK(facts_of("Monday, 09:15").has_clock);
  CHECK_FALSE(facts_of("Monday at nine").ends_sentence);
  CHECK(facts_of("").words == 0);
}

TEST_CASE("scripts without spaces count two characters as a word") {
  const TextFacts facts = facts_of("\xE4\xBB\x8A\xE5\xA4\xA9\xE4\xB8\x8B\xE9\x9B\xA8\xE3\x80\x82");
  CHECK(facts.ideographs == 4);
  CHECK(facts.words == 2);
  CHECK(facts.sentence_ends == 1);
  CHECK(facts.ends_sentence);
}

TEST_CASE("where a text begins does not matter, nor what stands around it") {
  const std::string text =
      "At 12:34 the 3 r\xC3\xA9sum\xC3\xA9s of Ada's crew, \"late\" since 1987, went to desk@gazette.example "
      "\xE2\x80\x93 \xE4\xBB\x8A\xE5\xA4\xA9@x \xD0\x94\xD0\xBE\xD0\xBC! Subscribe; or not\xE3\x80\x82 "
      "Pneumonoultramicroscopicsilicovolcanoconiosisandsomemorelettersbehindit2. The end...";
  const TextFacts wanted = facts_of(text);
  CHECK(wanted.words == 27);
  CHECK(wanted.capitalized == 6);
  CHECK(wanted.stop_words == 7);
  CHECK(wanted.husk_words == 1);
  CHECK(wanted.ideographs == 2);
  CHECK(wanted.digits == 10);
  CHECK(wanted.sentence_ends == 4);
  CHECK(wanted.commas == 3);
  CHECK(wanted.has_clock);
  CHECK(wanted.has_year);
  CHECK(wanted.has_email);
  for (std::uint32_t before = 0; before < 70; ++before) {
    CAPTURE(before);
    const std::string around = std::string(before, '1') + text + "2 more.";
    const TextFacts facts = facts_of(around, {before, before + static_cast<std::uint32_t>(text.size())});
    const TextFacts shifted = facts_of(std::string(before, ' ') + text);
    for (const TextFacts& found : {facts, shifted}) {
      CHECK(found.letters == wanted.letters);
      CHECK(found.ideographs == wanted.ideographs);
      CHECK(found.digits == wanted.digits);
      CHECK(found.words == wanted.words);
      CHECK(found.capitalized == wanted.capitalized);
      CHECK(found.stop_words == wanted.stop_words);
      CHECK(found.sentence_ends == wanted.sentence_ends);
      CHECK(found.commas == wanted.commas);
      CHECK(found.quotes == wanted.quotes);
      CHECK(found.husk_words == wanted.husk_words);
      CHECK(found.first == U'A');
      CHECK(found.last == U'.');
      CHECK(found.has_clock);
      CHECK(found.has_year);
      CHECK(found.has_email);
    }
  }
}

TEST_CASE("an address needs a word before its sign, a time digits, a full stop an end") {
  CHECK_FALSE(facts_of("@gazette").has_email);
  CHECK_FALSE(facts_of("late:30 or 12: 30").has_clock);
  CHECK_FALSE(facts_of("201 20245 3024 a2024").has_year);
  CHECK(facts_of("v1.2.3 of example.org").sentence_ends == 0);
}
