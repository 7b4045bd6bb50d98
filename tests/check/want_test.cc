#include "check/want.h"

#include "catch.h"

namespace dehusk {
namespace {

const std::string kFile =
    "#! dehusk want 1\n"
    "#! input: page.txt   lang: en   risk: medium   blocks: 6\n"
    "- nav/skip-links                | Skip to content\n"
    "                                | The chamber met on Monday.\n"
    "~ caption/glued-credit          | It ended late.Photo: X/AP\n"
    "+                               | It ended late.\n"
    "!                               | Subscribe now\n"
    "? nav/numbered-links,nav/menu   | 1. Petrol\n"
    "                                | a \\\\ b\\nc\\td\\x0c\n";

std::vector<Fault> faults_of(const std::string& text) {
  const Result<Want> want = parse_want("want.husk", text);
  return want.ok() ? std::vector<Fault>() : want.faults();
}

TEST_CASE("a want.husk says what becomes of each block") {
  const Result<Want> want = parse_want("want.husk", kFile);
  REQUIRE(want.ok());
  CHECK(want.value().input == "page.txt");
  CHECK(want.value().lang == "en");
  CHECK(want.value().risk == "medium");
  const std::vector<WantLine>& lines = want.value().lines;
  REQUIRE(lines.size() == 6);
  CHECK(lines[0].mark == Mark::goes);
  CHECK(lines[0].id == "nav/skip-links");
  CHECK(lines[0].text == "Skip to content");
  CHECK(lines[1].mark == Mark::stays);
  CHECK(lines[1].id.empty());
  CHECK(lines[2].mark == Mark::trimmed);
  CHECK(lines[2].left == "It ended late.");
  CHECK(lines[3].mark == Mark::known_miss);
  CHECK(lines[4].mark == Mark::known_loss);
  CHECK(lines[4].id == "nav/numbered-links,nav/menu");
  CHECK(lines[5].text == "a \\ b\nc\td\f");
  CHECK(lines[5].line == 9);
}

TEST_CASE("writing gives back what was read, byte for byte") {
  const Result<Want> want = parse_want("want.husk", kFile);
  REQUIRE(want.ok());
  CHECK(render_want(want.value()) == kFile);
}

TEST_CASE("a long rule id pushes its own line only") {
  const Want want{
      "page.txt", "en", "low", {{Mark::goes, std::string(40, 'x'), "a", "", 0, 0}, {Mark::goes, "b", "c", "", 0, 0}}};
  const std::string text = render_want(want);
  CHECK(text.find("- " + std::string(40, 'x') + " | a\n") != std::string::npos);
  CHECK(text.find("- b" + std::string(29, ' ') + "| c\n") != std::string::npos);
  const Result<Want> again = parse_want("want.husk", text);
  REQUIRE(again.ok());
  CHECK(again.value().lines[0].id == std::string(40, 'x'));
}

TEST_CASE("a checkout with CRLF line ends reads the same") {
  std::string crlf;
  for (const char c : kFile) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Result<Want> want = parse_want("want.husk", crlf);
  REQUIRE(want.ok());
  CHECK(render_want(want.value()) == kFile);
}

TEST_CASE("what is wrong in a want.husk is said with its place") {
  struct Row {
    std::string line;  // after the title
    int column;
    std::string message;
  };
  const Row rows[] = {
      {"<<<<<<< HEAD", 1, "merge-conflict"},  {"=======", 1, "merge-conflict"},
      {">>>>>>> other", 1, "merge-conflict"}, {"* nav/x | a", 1, "unknown gutter code '*'"},
      {"- nav/x a", 2, "the gutter must be"}, {"- | a", 3, "must name the rule"},
      {"? | a", 3, "must name the rule"},     {"- nav/x y | a", 3, "is not a rule id"},
      {"- nav/x |", 10, "no text"},           {"  nav/x | a", 1, "names no rule"},
      {"+  | a", 1, "directly under a '~'"},  {"- nav/x | a\\q", 10, "a backslash must be written"},
      {"~ nav/x | a", 1, "needs a '+' line"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    const std::vector<Fault> faults = faults_of("#! dehusk want 1\n" + row.line + "\n");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].line == 2);
    CHECK(faults[0].column == row.column);
    CHECK(faults[0].message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("all faults of a want.husk come at once") {
  CHECK(faults_of("#! dehusk want 1\n* a | b\n- c\n").size() == 2);
}

TEST_CASE("a file of another version is refused") {
  CHECK(faults_of("#! dehusk want 2\n").size() == 1);
  CHECK(faults_of("- nav/x | a\n").size() == 1);
  CHECK(faults_of("").size() == 1);
}

TEST_CASE("white space collapses to one space, none at the ends") {
  CHECK(collapse_spaces("  a \n\t b\xC2\xA0 c ") == "a b c");
  CHECK(collapse_spaces(" ").empty());
}

}  // namespace
}  // namespace dehusk
