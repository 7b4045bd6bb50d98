#include "rule/rule_keys.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "catch.h"
#include "page/page.h"
#include "rule/rule.h"
#include "rule/rule_reader.h"
#include "rule/rule_set.h"

using namespace dehusk;

TEST_CASE("every key of a rule in the table can be read, and every key that can be read is in the table") {
  std::set<std::string_view> in_table;
  for (const Key& key : keys()) {
    if ((key.tables & in_rule) != 0) in_table.insert(key.name);
  }
  const std::vector<std::string_view> readable = readable_keys();
  CHECK(in_table == std::set<std::string_view>(readable.begin(), readable.end()));
}

TEST_CASE("the choices of the table are the names of the enums") {
  const auto choices = [](std::string_view key) {
    const std::span<const std::string_view> found = find_key(in_rule, key)->choices;
    return std::vector<std::string_view>(found.begin(), found.end());
  };
  const auto names = [](auto first, int count) {
    std::vector<std::string_view> out;
    for (int i = 0; i < count; ++i) out.push_back(to_string(static_cast<decltype(first)>(i)));
    return out;
  };
  CHECK(choices("husk") == names(Husk::nav, kHuskCount));
  CHECK(choices("risk") == names(Risk::low, 3));
  CHECK(choices("status") == names(Status::draft, 3));
  CHECK(choices("action") == names(Action::drop, 4));
  CHECK(choices("zone") == names(Zone::head, 3));
  CHECK(choices("block") == names(Kind::para, kKindCount));
  for (const std::string_view name : choices("husk")) CHECK(to_string(*husk_from(name)) == name);
  CHECK_FALSE(husk_from("menu").has_value());
}

TEST_CASE("an unknown key gets the advice that its author needs") {
  struct Row {
    TableKind table;
    const char* written;
    const char* want;
  };
  const Row rows[] = {
      {in_rule, "start", "did you mean 'starts'?"},
      {in_rule, "satrts", "did you mean 'starts'?"},
      {in_rule, "Max-Words", "did you mean 'max_words'?"},
      {in_rule, "selector", "did you mean 'css'?"},
      {in_rule, "enabled", "'enabled' is a key of [[override]]"},
      {in_rule, "frobnicate", ""},
      {in_rule, "xx", ""},
      {in_pack, "licence", "did you mean 'license'?"},
      {in_override, "max_word", ""},
      {in_file, "rules", "did you mean 'rule'?"},
  };
  for (const Row& row : rows) {
    INFO(row.written);
    CHECK(advice_for_key(row.table, row.written) == row.want);
  }
}

TEST_CASE("nearest counts a swap of two letters as one mistake") {
  const std::vector<std::string_view> names = {"html", "text"};
  CHECK(nearest("htlm", names) == "html");
  CHECK(nearest("hmtl", names) == "html");
  CHECK(nearest("pdf", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest(std::string(5000, 'x'), names).empty());
}

TEST_CASE("the schema names every key with its description, and its brackets close") {
  const std::string schema = rule_schema();
  for (const Key& key : keys()) {
    INFO(key.name);
    CHECK(schema.find("\"" + std::string(key.name) + "\":{\"description\":") != std::string::npos);
  }
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (in_string && schema[i] == '\\') {
      ++i;
    } else if (schema[i] == '"') {
      in_string = !in_string;
    } else if (!in_string) {
      depth += schema[i] == '{' || schema[i] == '[' ? 1 : schema[i] == '}' || schema[i] == ']' ? -1 : 0;
      CHECK((depth > 0 || i + 2 >= schema.size()));
    }
  }
  CHECK(depth == 0);
}

TEST_CASE("the Markdown has one row a key, and no cell breaks its table") {
  const std::string markdown = rule_keys_markdown();
  for (const Key& key : keys()) CHECK(markdown.find("| `" + std::string(key.name) + "` |") != std::string::npos);
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = markdown.find('\n', at);
    std::string row = markdown.substr(at, end - at);
    at = end + 1;
    if (row.empty() || row[0] != '|') continue;
    INFO(row);
    std::size_t bars = 0;
    for (std::size_t i = 0; i < row.size(); ++i) bars += row[i] == '|' && (i == 0 || row[i - 1] != '\\') ? 1 : 0;
    CHECK(bars == 4);
  }
}

// DEHUSK_BLESS=1 puts the printed tables into the page.
TEST_CASE("docs/rules.md shows the table of keys as it is") {
  const std::string path = std::string(DEHUSK_ROOT) + "/docs/rules.md";
  std::ifstream stream(path, std::ios::binary);
  std::string page(std::istreambuf_iterator<char>(stream), {});
  const std::string begin_mark = "<!-- keys -->\n";
  const std::size_t begin = page.find(begin_mark);
  const std::size_t end = page.find("<!-- end of keys -->");
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  const std::size_t from = begin + begin_mark.size();
  if (std::getenv("DEHUSK_BLESS") != nullptr) {
    page.replace(from, end - from, "\n" + rule_keys_markdown() + "\n");
    std::ofstream(path, std::ios::binary) << page;
  } else {
    CHECK(page.substr(from, end - from) == "\n" + rule_keys_markdown() + "\n");
  }
}

TEST_CASE("the examples of docs/rules.md load") {
  std::ifstream stream(std::string(DEHUSK_ROOT) + "/docs/rules.md", std::ios::binary);
  const std::string page(std::istreambuf_iterator<char>(stream), {});
  const std::string fence = "```toml\n";
  std::vector<RuleSource> sources;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at + 1)) {
    const std::size_t from = at + fence.size();
    std::string text = page.substr(from, page.find("```\n", from) - from);
    const bool is_whole = text.find("[[rule]]") != std::string::npos || text.find("[sites") != std::string::npos;
    if (!is_whole) continue;  // a fragment of a rule, or an override of rules that are not here
    if (text.find("dehusk = 1") == std::string::npos) text.insert(0, "dehusk = 1\n");
    sources.push_back({"example " + std::to_string(sources.size() + 1), text});
  }
  REQUIRE(sources.size() == 5);
  // One rule is there for others to name.
  sources.push_back({"more",
                     "dehusk = 1\n[[rule]]\nid = 'nav/numbered-links'\nwhy = 'x'\nhusk = 'nav'\nis = '1. Home'\nremove "
                     "= '1. Home'\nkeep = 'Home'\n"});
  const Result<Loaded> loaded = load_rules(sources);
  if (!loaded.ok()) {
    for (const Fault& fault : loaded.faults()) UNSCOPED_INFO(to_string(fault));
  }
  REQUIRE(loaded.ok());
  CHECK(loaded.value().book.rules.size() == 5);
}
