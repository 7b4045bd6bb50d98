#include <fstream>
#include <iterator>

#include "catch.h"
#include "rule/rule_set.h"

using namespace dehusk;

namespace {

constexpr const char* kExamples = "remove = 'Skip to content'\nkeep = 'Skip to the end, he said'\n";

std::string rule(const std::string& id, const std::string& body = "is = 'Skip to content'\n",
                 const std::string& examples = kExamples) {
  return "[[rule]]\nid = '" + id + "'\nwhy = 'Keyboard skip link'\nhusk = 'nav'\n" + body + examples;
}

RuleBook load(const std::vector<RuleSource>& sources) {
  Result<Loaded> loaded = load_rules(sources);
  if (!loaded.ok()) {
    for (const Fault& fault : loaded.faults()) UNSCOPED_INFO(to_string(fault));
  }
  REQUIRE(loaded.ok());
  return std::move(loaded).value().book;
}

RuleBook load(const std::string& text) { return load({{"rules.toml", "dehusk = 1\n" + text}}); }

// "file:line code" of each fault.
std::vector<std::string> faults_of(const std::vector<RuleSource>& sources) {
  const Result<Loaded> loaded = load_rules(sources);
  std::vector<std::string> out;
  if (loaded.ok()) return out;
  for (const Fault& fault : loaded.faults())
    out.push_back(fault.file + ":" + std::to_string(fault.line) + " " + fault.code);
  return out;
}

std::vector<std::string> texts(const std::vector<Text>& from) {
  std::vector<std::string> out;
  for (const Text& text : from) out.push_back(text.text);
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a rule is filled from its keys, the rest has its defaults") {
  const RuleBook book = load(rule("nav/skip-links", R"(risk = 'low'
status = 'stable'
was = 'nav/skip'
hosts = ['Daily.example', '=www.daily.example']
lang = 'en'
input = 'text'
starts = ['Skip to', 'Jump to']
not_re = '''[.!?]$'''
max_words = 8
min_links = 1
block = ['para', 'item']
zone = ['head', 'tail']
first = 12
prev = '^Home$'
prev_reach = 3
to = '^End$'
max_blocks = 9
max_share = 0.8
)"));
  REQUIRE(book.rules.size() == 1);
  const Rule& one = book.rules[0];
  CHECK(one.id == "nav/skip-links");
  CHECK(one.why == "Keyboard skip link");
  CHECK(one.husk == Husk::nav);
  CHECK(one.risk == Risk::low);
  CHECK(one.file == "rules.toml");
  CHECK(one.line == 2);
  CHECK(one.was == Strings{"nav/skip"});
  CHECK(one.scope.hosts == Strings{"daily.example", "=www.daily.example"});
  CHECK(one.scope.lang == Strings{"en"});
  CHECK(one.scope.input == InputKind::text);
  CHECK(texts(one.match.starts) == Strings{"Skip to", "Jump to"});
  CHECK(one.match.starts[1].line == 12);
  CHECK(one.match.starts[1].column == 23);
  CHECK(texts(one.match.not_re) == Strings{"[.!?]$"});
  CHECK(one.match.max_words == 8U);
  CHECK(one.match.min_links == 1.0);
  CHECK(one.match.kinds == (1U << static_cast<unsigned>(Kind::para) | 1U << static_cast<unsigned>(Kind::item)));
  CHECK(static_cast<int>(*one.match.zones) == 5);
  CHECK(one.match.first == 12U);
  CHECK(one.match.prev->text == "^Home$");
  CHECK(one.match.prev_reach == 3U);
  CHECK(one.take.to->text == "^End$");
  CHECK(one.take.max_blocks == 9U);
  CHECK(one.take.max_share == 0.8);
  CHECK(one.take.action == Action::drop);
  CHECK(one.take.max_hits == 200U);
  CHECK(one.match.run == 1U);
  CHECK(one.enabled);
  CHECK_FALSE(one.is_structural());
  CHECK(texts(one.remove) == Strings{"Skip to content"});
}

TEST_CASE("a region to the end may take half of the page unless the rule says otherwise") {
  CHECK(load(rule("a", "is = 'More'\nto_end = true\n")).rules[0].take.max_share == 0.50);
  CHECK(load(rule("a", "is = 'More'\nto_end = true\nmax_share = 0.2\n")).rules[0].take.max_share == 0.2);
  CHECK(load(rule("a", "is = 'More'\nto_end = false\n")).rules[0].take.max_share == 0.30);
}

TEST_CASE("lists stand in for their words in regexes, literals and selectors") {
  const RuleBook book =
      load(R"([lists]
words = ['Top', 'Up (now)']
boxes = ['nav', 'aside.menu']
)" + rule("a", "re = '^(?:{{words}})$'\nis = ['Home', '{{words}}']\n") +
           rule("b", "css = '{{boxes}}'\n", "remove = '<nav>Home</nav>'\nkeep = '<p>Rain fell.</p>'\n"));
  CHECK(texts(book.rules[0].match.re) == Strings{"^(?:Top|Up \\(now\\))$"});
  CHECK(texts(book.rules[0].match.is) == Strings{"Home", "Top", "Up (now)"});
  CHECK(texts(book.rules[1].match.css) == Strings{"nav", "aside.menu"});
  CHECK(book.rules[1].is_structural());
}

TEST_CASE("defaults hold for every rule of their file and are replaced, not merged") {
  const std::vector<RuleSource> sources = {
      {"a.toml",
       "dehusk = 1\n[defaults]\nlang = ['en', 'de']\nrisk = 'high'\nhusk = 'share'\n[[rule]]\nid = 'a'\nwhy = 'x'\nis "
       "= 'Share'\nremove = 'Share'\nkeep = 'Shares'\n" +
           rule("b", "lang = 'fr'\nis = 'Skip to content'\n")},
      {"b.toml", "dehusk = 1\n" + rule("c")}};
  const RuleBook book = load(sources);
  CHECK(book.rules[0].scope.lang == Strings{"en", "de"});
  CHECK(book.rules[0].risk == Risk::high);
  CHECK(book.rules[0].husk == Husk::share);
  CHECK(book.rules[1].scope.lang == Strings{"fr"});
  CHECK(book.rules[1].husk == Husk::nav);
  CHECK(book.rules[2].scope.lang.empty());
  CHECK(book.rules[2].risk == Risk::medium);
}

TEST_CASE("a fault in the defaults is told once, however many rules share it") {
  CHECK(faults_of({{"a.toml", "dehusk = 1\n[defaults]\npaths = '('\nlang = 'en-GB'\n" + rule("a") + rule("b")}}) ==
        Strings{"a.toml:3 E112", "a.toml:4 E106"});
}

TEST_CASE("sites are shared by all files, whatever their order") {
  const RuleBook book =
      load({{"a.toml", "dehusk = 1\n" + rule("a", "site = ['weekly', 'daily']\nis = 'Skip to content'\n")},
            {"b.toml",
             "dehusk = 1\n[sites.daily]\nhosts = ['daily.example']\nmarks = ['The Daily']\n[sites.weekly]\nhosts = "
             "'Weekly.Example'\n"}});
  REQUIRE(book.sites.size() == 2);
  CHECK(book.sites[0].name == "daily");
  CHECK(texts(book.sites[0].marks) == Strings{"The Daily"});
  CHECK(book.sites[1].hosts == Strings{"weekly.example"});
  CHECK(book.rules[0].scope.sites == std::vector<std::uint32_t>{1, 0});
}

TEST_CASE("overrides change rules of any file, by id, former id or glob, in load order") {
  const RuleBook book = load(
      {{"a.toml",
        "dehusk = 1\n[[override]]\nid = 'nav/*'\nrisk = 'high'\nmax_share = 0.1\n[[override]]\nid = 'nav/old'\nenabled "
        "= false\n"
        "[[override]]\nid = ['nav/b']\nrisk = 'low'\nhosts = 'daily.example'\nstatus = 'draft'\n"},
       {"b.toml", "dehusk = 1\n" + rule("nav/a", "was = 'nav/old'\nis = 'A'\n") + rule("nav/b") + rule("share/c")}});
  CHECK_FALSE(book.rules[0].enabled);
  CHECK(book.rules[0].risk == Risk::high);
  CHECK(book.rules[0].take.max_share == 0.1);
  CHECK(book.rules[1].enabled);
  CHECK(book.rules[1].risk == Risk::low);
  CHECK(book.rules[1].status == Status::draft);
  CHECK(book.rules[1].scope.hosts == Strings{"daily.example"});
  CHECK(book.rules[2].risk == Risk::medium);
}

TEST_CASE("what is used twice over several files is a fault of the later one") {
  CHECK(faults_of({{"a.toml", "dehusk = 1\n" + rule("a")}, {"b.toml", "dehusk = 1\n" + rule("a")}}) ==
        Strings{"b.toml:3 E105"});
  CHECK(faults_of({{"a.toml", "dehusk = 1\n[sites.x]\nhosts = 'x.example'\n"},
                   {"b.toml", "dehusk = 1\n[sites.x]\nhosts = 'x.example'\n"}}) == Strings{"b.toml:2 E105"});
  CHECK(faults_of({{"a.toml", "dehusk = 1\n[content]\nx = 1\n"}, {"b.toml", "dehusk = 1\n[content]\nx = 1\n"}}) ==
        Strings{"b.toml:2 E105"});
}

TEST_CASE("all faults of all files come in one go, in load order and by line") {
  CHECK(faults_of({{"z.toml", "dehusk = 1\n" + rule("Z") + rule("z2", "iss = 'x'\nis = 'Z'\n")},
                   {"a.toml", "dehusk = 1\nx = \n"},
                   {"b.toml", "dehusk = 3\n"}}) ==
        Strings{"z.toml:3 E106", "z.toml:13 E102", "a.toml:2 E100", "b.toml:1 E101"});
}

TEST_CASE("while a file cannot be read, what it may have held is not called missing") {
  CHECK(faults_of({{"a.toml", "dehusk = 1\n" +
                                  rule("a", "site = 'daily'\nre = '^{{words}}$'\naction = 'keep'\nover = 'nav/b'\n")},
                   {"b.toml", "dehusk = = 1\n"}}) == Strings{"b.toml:1 E100"});
}

TEST_CASE("the content model comes along as the text of its file") {
  const std::string text =
      "dehusk = 1\n[[rule]]\nid = 'content/evidence'\nwhy = 'No body text'\nhusk = 'other'\nbuiltin = "
      "'evidence'\n[content]\nweights = [1, 2]\n";
  const RuleBook book = load({{"rules/content.toml", text}});
  CHECK(book.content == text);
  CHECK(book.content_file == "rules/content.toml");
  CHECK(book.content_line == 7);
  REQUIRE(book.rules.size() == 1);
  CHECK(book.rules[0].match.builtin == "evidence");
}

TEST_CASE("an HTML case shows what it marks, and what stands outside of it") {
  const auto load_case = [](const std::string& html, const std::string& more) {
    return faults_of({{"a.toml", "dehusk = 1\n" + rule("a.html", "css = '.box'\n",
                                                       more + "[[rule.case]]\nhtml = '''" + html + "'''\n")}});
  };
  CHECK(load_case("<div husk><p>Ad</p></div><p>Rain fell.</p>", "").empty());
  CHECK(load_case("<div husk><div>Ad</div> more</div>", "") == Strings{"a.toml:3 E131"});
  CHECK(load_case("<p>Rain fell.</p>", "") == Strings{"a.toml:3 E130"});
  CHECK(load_case("<p class=\"husk\">Rain fell.</p>", "remove = '<p class=box>Ad</p>'\n").empty());
}

TEST_CASE("built-in packs load without a fault, checked as strictly as anyone's") {
  std::vector<RuleSource> sources(built_in_rules().begin(), built_in_rules().end());
  for (RuleSource& source : sources) source.is_built_in = false;
  const Result<Loaded> loaded = load_rules(sources);
  if (!loaded.ok()) {
    for (const Fault& fault : loaded.faults()) UNSCOPED_INFO(to_string(fault));
  }
  CHECK(loaded.ok());
}

TEST_CASE("the packs are built into the program byte for byte") {
  REQUIRE_FALSE(built_in_rules().empty());
  for (const RuleSource& source : built_in_rules()) {
    INFO(source.file);
    CHECK(source.is_built_in);
    std::ifstream stream(std::string(DEHUSK_ROOT) + "/" + source.file, std::ios::binary);
    CHECK(source.text == std::string(std::istreambuf_iterator<char>(stream), {}));
  }
}

TEST_CASE("built-in packs that are not checked again give the same rules") {
  const std::string text = "dehusk = 1\n[lists]\nwords = ['Top']\n" + rule("a", "re = '^{{words}}$'\n");
  const RuleBook checked = load({{"a.toml", text, false}});
  const RuleBook trusted = load({{"a.toml", text, true}});
  CHECK(texts(checked.rules[0].match.re) == texts(trusted.rules[0].match.re));
}
