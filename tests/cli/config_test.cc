#include <map>
#include <vector>

#include "catch.h"
#include "pages.h"
#include "run.h"

using namespace dehusk;

namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin))
    lines.push_back(text.substr(begin, end - begin));
  return lines;
}

struct FlagRow {
  std::string name, type;  // "max-bytes", "SIZE"; no type: a switch
};

// The flags that the help of a command shows, but for those that are asked of the command line only.
std::vector<FlagRow> flags_in(const std::string& help) {
  std::vector<FlagRow> rows;
  for (const std::string& line : lines_of(help)) {
    const std::size_t dashes = line.find("--");
    if (line.substr(0, 2) != "  " || dashes == std::string::npos || dashes > 6) continue;
    const std::size_t end = std::min(line.find(' ', dashes), line.size());
    FlagRow row{line.substr(dashes + 2, end - dashes - 2), ""};
    if (line.substr(end, 1) == " " && line.substr(end, 2) != "  ")
      row.type = line.substr(end + 1, line.find("  ", end + 1) - end - 1);
    const bool is_asked = row.name == "help" || row.name == "version" || row.name == "print-config" ||
                          row.name == "config" || row.name == "generate" || row.name == "json";
    if (!is_asked && line.find("dehusk") == std::string::npos) rows.push_back(row);
  }
  return rows;
}

// Something that a flag of this type takes.
std::string value_for(const FlagRow& flag) {
  static const std::map<std::string, std::string> kValues = {
      {"", "true"},          {"SIZE", "5K"},       {"TIME", "3s"},          {"SHARE", "0.5"},      {"N", "12"},
      {"N|auto", "auto"},    {"N|P%", "0.5%"},     {"KIND,...", "caption"}, {"STAGE,...", "tidy"}, {"CODE,...", "W301"},
      {"CHANGE,...", "new"}, {"POINTER", "/text"}, {"FILE|fd:N", "fd:2"}};
  const auto known = kValues.find(flag.type);
  if (known != kValues.end()) return known->second;
  const bool is_choice = flag.type.find('|') != std::string::npos;
  return is_choice ? flag.type.substr(0, flag.type.find('|')) : "it's";
}

std::string variable_of(std::string name) {
  for (char& c : name) c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return "DEHUSK_" + name;
}

constexpr std::string_view kCommands[] = {"clean", "explain", "test", "accept", "lint", "rules list"};

}  // namespace

TEST_CASE("every flag of every command can be set by its variable and by a configuration file") {
  const Shell shell;
  for (const std::string_view name : kCommands) {
    const std::string command = "dehusk " + std::string(name);
    const std::vector<FlagRow> flags = flags_in(shell.run(command + " --help").out);
    CHECK(flags.size() >= 4);
    std::string variables;
    for (const FlagRow& flag : flags) variables += variable_of(flag.name) + "=\"" + value_for(flag) + "\" ";
    const Ran ran = shell.run(variables + command + " --print-config");
    CHECK(ran.exit_code == 0);
    CHECK(ran.err.empty());
    const std::vector<std::string> settings = lines_of(ran.out);
    for (const FlagRow& flag : flags) {
      CAPTURE(command, flag.name, flag.type);
      const auto is_set = [&](const std::string& line) {
        return line.substr(0, flag.name.size() + 3) == flag.name + " = ";
      };
      const auto line = std::find_if(settings.begin(), settings.end(), is_set);
      REQUIRE(line != settings.end());
      CHECK(has(*line, value_for(flag)));
    }
    shell.put("own.toml", ran.out);
    CHECK(shell.run(command + " --config own.toml --print-config").out == ran.out);
    CHECK(shell.run("DEHUSK_CONFIG=own.toml " + command + " --print-config").out == ran.out);
  }
}

TEST_CASE("what is printed can be read back, however it was set, and through a pipe too") {
  const Shell shell;
  shell.put("p.txt", "Rain fell.\n");
  for (const char* set :
       {"DROP_SOURCE=0", "DROP_SOURCE=1", "LINKS=off", "DROP_SOURCE=yes", "MAX_DEPTH=0064", "MAX_REMOVED=.5"}) {
    CAPTURE(set);
    const std::string print = "DEHUSK_" + std::string(set) + " dehusk --print-config ";
    const Ran printed = shell.run(print);
    CHECK(printed.exit_code == 0);
    const Ran again = shell.run(print + "> pc.toml; dehusk --config pc.toml --print-config");
    CHECK(again.err.empty());
    CHECK(again.out == printed.out);
    const Ran piped = shell.run(print + "| dehusk --config /dev/stdin p.txt");
    CHECK(piped.err.empty());
    CHECK(piped.out == "Rain fell.\n");
  }
  CHECK(has(shell.run("DEHUSK_DROP_SOURCE=0 dehusk --print-config").out, "\ndrop-source = false\n"));
}

TEST_CASE("without a configuration all flags are shown as comments, with what they are") {
  const Shell shell;
  const Ran ran = shell.run("dehusk --print-config");
  for (const std::string& line : lines_of(ran.out)) {
    CAPTURE(line);
    CHECK(line.substr(0, 2) == "# ");
  }
  for (const char* line : {"# max-bytes = '16M'\n", "# max-depth = 1280\n", "# max-removed = 0.90\n", "# to = ''\n",
                           "# links = false\n", "# rules = []\n", "# jobs = '1'\n"}) {
    CAPTURE(line);
    CHECK(has(ran.out, line));
  }
}

TEST_CASE("a word goes before a variable, a variable before the configuration") {
  const Shell shell;
  shell.put("own.toml", "# a job\nmax-bytes = 4\nto = 'markdown'\nrules = []\n");
  CHECK(shell.run("echo Rain fell. | dehusk --config own.toml").out == "Rain\n");
  CHECK(shell.run("export DEHUSK_MAX_BYTES=7; echo Rain fell. | dehusk --config own.toml").out == "Rain fe\n");
  CHECK(shell.run("export DEHUSK_MAX_BYTES=7; echo Rain fell. | dehusk --config own.toml --max-bytes 6").out ==
        "Rain f\n");
  CHECK(shell.run("export DEHUSK_CONFIG=own.toml; echo Rain fell. | dehusk").out == "Rain\n");
  shell.put("dehusk.toml", "max-bytes = 4\n");
  CHECK(shell.run("echo Rain fell. | dehusk").out == "Rain fell.\n");  // no file that nobody named
}

TEST_CASE("what is meant for another command is no fault") {
  const Shell shell;
  shell.put("own.toml", "fail-level = 'warning'\nmax-bytes = '4'\n");
  CHECK(shell.run("echo Rain fell. | dehusk --config own.toml").out == "Rain\n");
  CHECK(shell.run("dehusk rules list --config own.toml").exit_code == 0);
}

TEST_CASE("faults in a configuration are told with line and column, all at once") {
  const Shell shell;
  shell.put("bad.toml", "max-byte = '4'\n[clean]\nto = 'json'\n");
  Ran ran = shell.run("dehusk --config bad.toml");
  CHECK(ran.exit_code == 3);
  CHECK(ran.out.empty());
  CHECK(has(ran.err, "bad.toml:1:1: error: there is no flag '--max-byte'\n"));
  CHECK(has(ran.err, "help: did you mean 'max-bytes'?"));
  CHECK(has(ran.err, "bad.toml:2:2: error: there are no tables here\n"));
  struct Row {
    std::string text, want;
  };
  const Row rows[] = {
      {"to = 'pdf'", "bad.toml:1:6: error: --to: 'pdf' is none of text, markdown"},
      {"\nmax-removed = 2", "bad.toml:2:15: error: --max-removed: '2' is no number from 0 to 1"},
      {"max-bytes = 'lots'", "bad.toml:1:13: error: --max-bytes: 'lots' is no size like 500K or 16M"},
      {"links = 'yes'", "bad.toml:1:9: error: --links is true or false"},
      {"to = ['text']", "bad.toml:1:6: error: --to has one value, not a list"},
      {"rules = [1, [2]]", "bad.toml:1:9: error: a list holds texts: ['one', 'two']"},
      {"to = true", "bad.toml:1:6: error: --to wants a text: '...'"},
      {"stages = ['text', 'none']", "bad.toml:1:10: error: --stages: 'none' is none of structure, text"},
      {"to = text", "bad.toml:1:7: error: "},
      {"config = 'more.toml'", "bad.toml:1:1: error: a configuration names no other one"},
      {"version = true", "bad.toml:1:1: error: there is no flag '--version'"},
      {"jobs = 0", "bad.toml:1:8: error: --jobs: '0' is neither a number from 1 to 1024 nor auto"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    shell.put("bad.toml", row.text + "\n");
    ran = shell.run("dehusk --config bad.toml");
    CHECK(ran.exit_code == 3);
    CAPTURE(ran.err);
    CHECK(ran.err.substr(0, row.want.size()) == row.want);
  }
  ran = shell.run("dehusk --config none.toml");
  CHECK(ran.exit_code == 3);
  CHECK(ran.err == "none.toml: error: the configuration cannot be read\n");
}
