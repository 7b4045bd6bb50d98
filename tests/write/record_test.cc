#include "write/record.h"

#include "catch.h"
#include "made_page.h"
#include "write/removed.h"

using namespace dehusk;

TEST_CASE("neighbouring cuts by one rule are one removal, counted in characters") {
  MadePage made;
  made.add(Kind::para,
           "\xC3\x9C"
           "ber uns");  // 8 characters in 9 bytes
  made.add(Kind::para, "Kontakt");
  made.add(Kind::para, "Regen fiel.");
  made.add(Kind::para, "Kontakt");
  const RuleId menu = made.add_rule("nav/menu");
  made.cut(0, menu);
  made.cut(1, menu);
  made.cut(3, menu);
  const std::vector<Removal> removals = removals_of(made.page, made.cleaned.cuts);
  REQUIRE(removals.size() == 2);
  CHECK(removals[0].start == 0);
  CHECK(removals[0].end == 16);  // the border between the blocks included
  CHECK(removals[0].chars == 15);
  CHECK(removals[0].words == 3);
  CHECK(removals[0].last_block == 1);
  CHECK(removals[1].start == 29);
  CHECK(sample_of(made.page, removals[0], 100) ==
        "\xC3\x9C"
        "ber uns Kontakt");
  CHECK(sample_of(made.page, removals[0], 4) ==
        "\xC3\x9C"
        "ber\xE2\x80\xA6");
}

TEST_CASE("a removal ends where kept text, another rule or another stage begins") {
  MadePage made;
  made.add(Kind::para, "Menu one");
  made.add(Kind::para, "Menu two");
  made.add(Kind::para, "Menu three");
  const RuleId a = made.add_rule("a"), b = made.add_rule("b");
  SECTION("kept text") {
    made.cut(0, a, "Menu");
    made.cut(1, a);
    CHECK(removals_of(made.page, made.cleaned.cuts).size() == 2);
  }
  SECTION("another rule") {
    made.cut(0, a);
    made.cut(1, b);
    made.cut(2, a);
    CHECK(removals_of(made.page, made.cleaned.cuts).size() == 3);
  }
  SECTION("another stage") {
    made.cut(0, a, "", Stage::structure);
    made.cut(1, a, "", Stage::text);
    CHECK(removals_of(made.page, made.cleaned.cuts).size() == 2);
  }
}

TEST_CASE("the sample of a raw block is its source") {
  MadePage made;
  made.add_raw("<script>\n  track()\n</script>");
  made.cut(0, made.add_rule("raw/script"), "", Stage::structure);
  const std::vector<Removal> removals = removals_of(made.page, made.cleaned.cuts);
  REQUIRE(removals.size() == 1);
  CHECK(removals[0].start == removals[0].end);
  CHECK(sample_of(made.page, removals[0], 100) == "<script> track() </script>");
}

TEST_CASE("a record has its keys in one order, and names the rule, its file and its line") {
  MadePage made;
  made.page.url = "https://news.example/rain";
  made.page.lang = "en";
  made.add(Kind::para, "Home");
  made.add(Kind::para, "Rain \"fell\".");
  made.cut(0, made.add_rule("nav/menu"));
  made.cleaned.title = "Rain";
  made.page.notes.push_back({"limit/input", "16 MiB"});
  made.cleaned.events.push_back({EventKind::unclosed, 0, 1, "no end"});
  RecordOptions options;
  options.rules_digest = "sha256:00";
  options.in_bytes = 17;
  CHECK(
      write_record("a.html", "Rain \"fell\".", made.page, made.rules, made.cleaned, options) ==
      R"({"id":"a.html","url":"https://news.example/rain","text":"Rain \"fell\".","title":"Rain","author":null,"date":null,"lang":"en",)"
      R"("dehusk":{"v":1,"rules":"sha256:00","kind":"html","encoding":"utf-8","encoding_source":"valid","in_bytes":17,"text_chars":16,)"
      R"("kept_chars":12,"truncated":true,"removed":[{"rule":"nav/menu","file":"rules/made.toml","line":1,"why":"it is no body text",)"
      R"("husk":"nav","stage":"text","start":0,"end":4,"unit":"char","src":[0,4],"blocks":1,"sample":"Home"}],)"
      R"("notes":[{"code":"limit/input","detail":"16 MiB"},{"code":"rule/unclosed","detail":"nav/menu: no end"}],"rescued":false,"error":null}})");
}

TEST_CASE("counts add up by rule, none leaves the ledger out, and the time is there only when asked for") {
  MadePage made;
  made.add(Kind::para, "Home");
  made.add(Kind::para, "Rain");
  made.add(Kind::para, "News");
  const RuleId b = made.add_rule("b"), a = made.add_rule("a");
  made.cut(0, b);
  made.cut(1, a);
  made.cut(2, b);
  RecordOptions options;
  options.report = Report::counts;
  std::string verdict = write_verdict(made.page, made.rules, made.cleaned, options);
  CHECK(verdict.find(R"("removed":{"a":{"n":1,"chars":4},"b":{"n":2,"chars":8}})") != std::string::npos);
  CHECK(verdict.find("\"ms\"") == std::string::npos);
  options.milliseconds = 1.5;
  verdict = write_verdict(made.page, made.rules, made.cleaned, options);
  CHECK(verdict.find("\"ms\":1.50") != std::string::npos);
  Timings timings;
  timings.nanoseconds = {0, 900'000, 100'000, 0, 2'000, 0, 0, 0, 0, 498'000};
  options.timings = &timings;
  verdict = write_verdict(made.page, made.rules, made.cleaned, options);
  CHECK(verdict.find(
            R"("ms":1.50,"timings":{"decode":0.000,"tree":0.900,"blocks":0.100,"scope":0.000,"structure":0.002,)"
            R"("text":0.000,"content":0.000,"tidy":0.000,"name":0.000,"write":0.498},"removed")") != std::string::npos);
  options.report = Report::none;
  CHECK(write_record("", "", made.page, made.rules, made.cleaned, options) ==
        R"({"url":null,"text":"","title":null,"author":null,"date":null,"lang":null})");
}

TEST_CASE("a report of spans holds each removal's rule and place, and nothing else") {
  MadePage made;
  made.add(Kind::para, "Menu");
  made.add(Kind::para, "Rain fell.");
  Rule rule;
  rule.id = "own/menu";
  made.rules.push_back(rule);
  made.cleaned.cuts.push_back({0, made.page.blocks[0].text, 0, Stage::text});
  RecordOptions spans;
  spans.report = Report::spans;
  const std::string verdict = write_verdict(made.page, made.rules, made.cleaned, spans);
  CHECK(verdict.find(R"("removed":[{"rule":"own/menu","start":0,"end":4,"unit":"char","src":[0,4]}])") !=
        std::string::npos);
  CHECK(report_from("spans") == Report::spans);
}
