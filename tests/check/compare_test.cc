#include "check/compare.h"

#include "catch.h"

namespace dehusk {
namespace {

// "- a", "~ a=b" (b is left), "  a": one line a word, as in a want.husk; the rule is r unless "r:" says another.
WantLine line_of(std::string_view code) {
  WantLine line;
  line.mark = static_cast<Mark>(code[0]);
  std::string_view rest = code.substr(2);
  if (const std::size_t colon = rest.find(':'); colon != std::string_view::npos) {
    line.id = rest.substr(0, colon);
    rest.remove_prefix(colon + 1);
  } else if (line.mark != Mark::stays && line.mark != Mark::known_miss) {
    line.id = "r";
  }
  const std::size_t equals = rest.find('=');
  line.text = rest.substr(0, equals);
  if (equals != std::string_view::npos) line.left = rest.substr(equals + 1);
  return line;
}

std::vector<WantLine> lines_of_codes(const std::vector<std::string>& codes) {
  std::vector<WantLine> lines;
  for (const std::string& code : codes) lines.push_back(line_of(code));
  return lines;
}

std::string code_of(const WantLine& line) {
  std::string code =
      std::string(1, static_cast<char>(line.mark)) + ' ' + (line.id.empty() ? "" : line.id + ':') + line.text;
  return line.left.empty() ? code : code + '=' + line.left;
}

TEST_CASE("a change of fate is of one class") {
  struct Row {
    std::string want, now;
    std::optional<Change> change;
  };
  const Row rows[] = {
      {"  a", "  a", std::nullopt},
      {"  a", "- a", Change::removed},
      {"  a b", "~ a b=a", Change::removed},
      {"- a", "- a", std::nullopt},
      {"- a", "  a", Change::back},
      {"- a b", "~ a b=a", Change::back},
      {"- a", "- s:a", Change::relabelled},
      {"~ a b=a", "~ a b=a", std::nullopt},
      {"~ a b=a", "~ s:a b=a", Change::relabelled},
      {"~ a b=a", "- a b", Change::removed},
      {"~ a b=a", "  a b", Change::back},
      {"~ a b c=a b", "~ a b c=a", Change::removed},
      {"~ a b c=a", "~ a b c=a b", Change::back},
      {"! a", "  a", std::nullopt},
      {"! a", "- a", Change::fixed},
      {"? a", "- a", std::nullopt},
      {"? a", "  a", Change::fixed},
      {"? a", "- s:a", Change::relabelled},
  };
  for (const Row& row : rows) {
    CAPTURE(row.want, row.now);
    const std::vector<Step> steps = compare({line_of(row.want)}, {line_of(row.now)});
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].change == row.change);
  }
}

TEST_CASE("blocks are paired by their text, in order") {
  const std::vector<WantLine> want = lines_of_codes({"  a", "  b", "  c", "  d", "  c", "  e"});
  const std::vector<WantLine> now = lines_of_codes({"  a", "  x", "  c", "  d", "- c", "  y", "  z", "  e"});
  const std::vector<Step> steps = compare(want, now);
  std::string pairs;
  for (const Step& step : steps) {
    for (std::uint32_t i = step.want; i < step.want_end; ++i) pairs += want[i].text;
    pairs += '/';
    for (std::uint32_t i = step.now; i < step.now_end; ++i) pairs += now[i].text;
    pairs += step.change ? std::string(to_string(*step.change)) + ' ' : " ";
  }
  CHECK(pairs == "a/a b/xsplit c/c d/d c/cremoved /yzsplit e/e ");
}

TEST_CASE("every line of both sides is in exactly one step, however different they are") {
  const std::vector<std::vector<std::string>> pages = {{},
                                                       {"  a"},
                                                       {"  a", "  a", "  a"},
                                                       {"  a", "  b", "  a", "  c"},
                                                       {"  c", "  b", "  a"},
                                                       {"  b", "  c", "  d", "  b", "  c", "  d"}};
  for (const std::vector<std::string>& left : pages) {
    for (const std::vector<std::string>& right : pages) {
      const std::vector<WantLine> want = lines_of_codes(left);
      const std::vector<WantLine> now = lines_of_codes(right);
      std::uint32_t x = 0;
      std::uint32_t y = 0;
      for (const Step& step : compare(want, now)) {
        CHECK(step.want == x);
        CHECK(step.now == y);
        x = step.want_end;
        y = step.now_end;
        if (step.change != Change::split) CHECK(want[step.want].text == now[step.now].text);
      }
      CHECK(x == want.size());
      CHECK(y == now.size());
    }
  }
}

TEST_CASE("the pairing is a longest one") {
  const std::vector<WantLine> want = lines_of_codes({"  a", "  b", "  c", "  a", "  b", "  b", "  a"});
  const std::vector<WantLine> now = lines_of_codes({"  c", "  b", "  a", "  b", "  a", "  c"});
  const std::vector<Step> steps = compare(want, now);
  const auto pairs = std::count_if(steps.begin(), steps.end(), [](const Step& s) { return s.change != Change::split; });
  CHECK(pairs == 4);
}

TEST_CASE("two pages that have nothing in common are one stretch, whatever their size") {
  std::vector<WantLine> want;
  std::vector<WantLine> now;
  for (int i = 0; i < 3000; ++i) {
    want.push_back(line_of("  w" + std::to_string(i)));
    now.push_back(line_of("  n" + std::to_string(i)));
  }
  const std::vector<Step> steps = compare(want, now);
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].change == Change::split);
}

TEST_CASE("only what is accepted is taken over") {
  const std::vector<WantLine> want = lines_of_codes({"  a", "- b", "- c", "? d", "! e", "  old"});
  const std::vector<WantLine> now = lines_of_codes({"- a", "  b", "- s:c", "- s:d", "- e", "  new", "  er"});
  const std::vector<Step> steps = compare(want, now);
  struct Row {
    ChangeSet accepted;
    std::vector<std::string> merged;
  };
  const Row rows[] = {
      {0, {"  a", "- r:b", "- r:c", "? r:d", "! e", "  old"}},
      {bit(Change::removed), {"- r:a", "- r:b", "- r:c", "? r:d", "! e", "  old"}},
      {bit(Change::back), {"  a", "  b", "- r:c", "? r:d", "! e", "  old"}},
      {bit(Change::relabelled), {"  a", "- r:b", "- s:c", "? s:d", "! e", "  old"}},
      {bit(Change::fixed), {"  a", "- r:b", "- r:c", "? r:d", "- r:e", "  old"}},
      {bit(Change::split), {"  a", "- r:b", "- r:c", "? r:d", "! e", "  new", "  er"}},
  };
  for (const Row& row : rows) {
    std::vector<std::string> merged;
    for (const WantLine& line :
         merge(want, now, steps, [&](const Step& step) { return (row.accepted & bit(*step.change)) != 0; })) {
      merged.push_back(code_of(line));
    }
    CHECK(merged == row.merged);
  }
}

TEST_CASE("precision and recall count words by the marks") {
  const std::vector<WantLine> want =
      lines_of_codes({"- one two", "! three", "  four five six", "? seven", "~ eight nine ten=eight"});
  const std::vector<WantLine> now =
      lines_of_codes({"- one two", "  three", "  four five six", "- seven", "~ eight nine ten=eight"});
  Score score;
  add_score(score, want, now, compare(want, now));
  CHECK(score.husk == 5);     // one two three nine ten
  CHECK(score.removed == 5);  // one two seven nine ten
  CHECK(score.both == 4);
  CHECK(score.known_misses == 1);
  CHECK(score.known_losses == 1);
}

}  // namespace
}  // namespace dehusk
