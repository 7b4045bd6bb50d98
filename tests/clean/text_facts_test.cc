#include "clean/text_facts.h"

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
