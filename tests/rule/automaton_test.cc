#include "rule/automaton.h"

#include <string>
#include <thread>
#include <vector>

#include "catch.h"

namespace dehusk {
namespace {

using Answer = Automaton::Answer;

Answer ask(const char* re, std::string_view text) {
  const std::optional<PatternTree> tree = read_pattern(re);
  REQUIRE(tree.has_value());
  return Automaton(*tree).search(text);
}

TEST_CASE("the automaton answers yes and no where nothing is taken loosely") {
  struct Row {
    const char* re;
    std::vector<std::string> yes, no;
  };
  const std::vector<Row> rows = {
      {"", {"", "a"}, {}},
      {"abc", {"abc", "xxabcx"}, {"", "ab", "abd"}},
      {"^abc", {"abc", "abcd"}, {"xabc"}},
      {"abc$", {"abc", "xabc"}, {"abcd", "abc\n"}},
      {"^(?:a|bc)$", {"a", "bc"}, {"ab", "c", ""}},
      {"a|^b", {"xa", "b"}, {"xb"}},
      {"(?i)ärger", {"Ärger", "ÄRGER", "viel ärger"}, {"arger"}},
      {"(?i:a)b", {"Ab", "ab"}, {"aB"}},
      {"(?i)a(?-i:b)c", {"AbC"}, {"aBc"}},
      {"a.c", {"abc", "aéc"}, {"a\nc", "ac"}},
      {"(?s)a.c", {"a\nc"}, {"ac"}},
      {"[^a-c]", {"d", "\n", "字"}, {"abc", ""}},
      {"[]a]b", {"]b", "ab"}, {"bb"}},
      {"[a\\-z]b", {"-b"}, {"mb"}},
      {"[a-]b", {"-b"}, {"cb"}},
      {"\\d{2,3}x", {"12x", "1234x"}, {"1x", "x"}},
      {"^a{2}$", {"aa"}, {"a", "aaa"}},
      {"^(?:ab?){2,3}$", {"aa", "abab", "aaba"}, {"a", "aaaa"}},
      {"^a{,2}$", {"a{,2}"}, {"aa"}},
      {"x{", {"x{"}, {"x"}},
      {"\\bcat\\b", {"a cat.", "cat"}, {"cats", "scat"}},
      {"\\bé", {"aé"}, {"é", " é"}},  // a word border is of ASCII words, as RE2 has it
      {"\\Bat", {"cat"}, {"at"}},
      {"\\x41\\x{e9}", {"Aé"}, {"Ae"}},
      {"\\p{Lu}x", {"Ax", "Éx", "Жx"}, {"ax", "éx", "1x"}},
      {"\\P{L}", {"1", "“"}, {"a", "aé"}},
      {"\\S\\s\\w\\W", {"a b-"}, {"abcd"}},
      {"(?P<cut>ab)+c", {"ababc"}, {"ab"}},
      {"a*?b", {"b", "aab"}, {"a"}},
  };
  for (const Row& row : rows) {
    for (const std::string& text : row.yes) {
      CAPTURE(row.re, text);
      CHECK(ask(row.re, text) == Answer::yes);
    }
    for (const std::string& text : row.no) {
      CAPTURE(row.re, text);
      CHECK(ask(row.re, text) == Answer::no);
    }
  }
}

TEST_CASE("what is taken loosely makes the answer perhaps, and only where it mattered") {
  CHECK(ask("a[^.]{0,60}b", "a " + std::string(80, 'x') + " b") == Answer::perhaps);
  CHECK(ask("a[^.]{0,60}b", "a " + std::string(80, 'x')) == Answer::no);
  CHECK(ask("^\\p{L}+$", "ქართული") == Answer::perhaps);
  CHECK(ask("^\\p{L}+$", "ქართული.") == Answer::no);
  CHECK(ask("\\p{Greek}", "a") == Answer::perhaps);
  CHECK(ask("(?i)sk", "SK") == Answer::yes);
  CHECK(ask("(?i)sk", "\xC5\xBFk") == Answer::perhaps);  // the long s
  CHECK(ask("(?i)sk", "\xC3\x9Fk") == Answer::no);       // but no other letter
}

TEST_CASE("a text that would need too many states is answered with perhaps") {
  // Each 'a' may be the one before the last sixteen characters: 2^16 states.
  std::string text;
  unsigned random = 1;
  for (int i = 0; i < 20000; ++i) {
    random = random * 1103515245 + 12345;
    text += (random >> 16 & 1) != 0 ? 'a' : 'b';
  }
  CHECK(ask("a[ab]{16}c", text + "abababababababababababc") == Answer::perhaps);
}

TEST_CASE("threads that ask the same automaton at once get the same answers") {
  const Automaton automaton(*read_pattern("(?i)\\b(?:photo|foto|image)s?:? (?:by|von) \\p{Lu}"));
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) {
    texts.push_back(std::string(static_cast<std::size_t>(i % 17), 'p') +
                    (i % 3 == 0 ? " photos by Jane" : " photo bypass"));
  }
  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (int& mistakes : wrong) {
    threads.emplace_back([&] {
      for (std::size_t i = 0; i < texts.size(); ++i) {
        const Answer wanted = i % 3 == 0 ? Answer::yes : Answer::no;
        if (automaton.search(texts[i]) != wanted) ++mistakes;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("what the reader of patterns does not know it leaves to RE2") {
  for (const char* re : {"(?m)^a", "\\Qa.b\\E", "[[:alpha:]]", "\\C", "a\\1"}) {
    CAPTURE(re);
    CHECK_FALSE(read_pattern(re).has_value());
  }
}

}  // namespace
}  // namespace dehusk
