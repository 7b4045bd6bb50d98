#include "cli/help.h"

#include <algorithm>

namespace dehusk {

namespace {

constexpr CommandHelp kCommands[] = {
    {Command::clean, "clean", "[clean] [OPTIONS] [FILE...]",
     "Takes the husk off scraped web pages: passes on the body text of each page, without menus,\n"
     "appeals, captions and the rest. Every removal has a rule with a name, a file and a line.\n",
     "  curl -s https://example.org/story | dehusk\n"
     "  dehusk --to markdown --links -o story.md story.html\n"
     "  dehusk crawl.warc.gz > clean.jsonl\n"},
    {Command::explain, "explain", "explain [OPTIONS] [FILE]",
     "Shows the page as it was, with the rule that took each block in the margin.\n",
     "  dehusk explain story.html\n"
     "  dehusk explain story.html --text 'Read more'\n"
     "  dehusk explain story.html --rule nav/skip-links\n"},
    {Command::test, "test", "test [OPTIONS]",
     "Runs the examples of the rules, then the pages in fixtures/ against what they should become.\n",
     "  dehusk test\n"
     "  dehusk test --only 'nav/*' -v\n"
     "  dehusk test --format junit > results.xml\n"},
    {Command::accept, "accept", "accept [OPTIONS]",
     "Takes what `dehusk test` found as what the pages should become from now on.\n",
     "  dehusk accept -i\n"
     "  dehusk accept --new\n"
     "  dehusk accept --relabelled --fixture 'dw/*'\n"},
    {Command::lint, "lint", "lint [OPTIONS]", "Checks rule files: what is wrong, where, and what to write instead.\n",
     "  dehusk lint\n"
     "  dehusk lint -r my-rules --fail-level warning\n"
     "  dehusk lint --schema > rules.schema.json\n"},
    {Command::rules_list, "rules list", "rules list [OPTIONS]",
     "Lists the rules: id, husk, risk, file and line, reason.\n",
     "  dehusk rules list\n"
     "  dehusk rules list --only 'nav/*'\n"
     "  dehusk rules list -r my-rules --format json\n"},
    {Command::rules_show, "rules show", "rules show [OPTIONS] ID", "Shows one rule as it stands in its file.\n",
     "  dehusk rules show nav/skip-links\n"
     "  dehusk rules show -r my-rules mine/banner\n"
     "  dehusk rules show nav/skip-links --format json\n"},
    {Command::version, "version", "version [OPTIONS]",
     "Prints the version of the program and the digest of the rules.\n",
     "  dehusk --version\n"
     "  dehusk --version --json\n"
     "  dehusk --version -r my-rules\n"},
};

constexpr std::string_view kMoreCommands =
    "Commands:\n"
    "  clean              the default\n"
    "  explain FILE       the page with the rules in its margin\n"
    "  test, accept       rule authors: run the examples and fixtures, take over what changed\n"
    "  lint               rule authors: check rule files\n"
    "  rules list|show    the rules and their reasons\n"
    "  COMMAND --help     the flags of a command\n";

constexpr std::string_view kExitCodes =
    "Exit codes: 0 done  1 test, lint, --max-errors  2 usage  3 rules or --config do not load  4 input unreadable\n"
    "            5 output failed  70 dehusk itself failed, --max-crashes  130, 143 interrupted, terminated\n";

std::string names_of(const FlagHelp& flag) {
  std::string names;
  for (const std::string& name : flag.short_names) names += (names.empty() ? "-" : ", -") + name;
  if (names.empty()) names = "   ";
  for (const std::string& name : flag.long_names) names += (names == "   " ? " --" : ", --") + name;
  return flag.type.empty() ? names : names + " " + flag.type;
}

}  // namespace

const CommandHelp* take_command(std::vector<std::string>& words) {
  const auto starts_with = [&](std::string_view name) { return !words.empty() && words[0] == name; };
  const std::size_t take = starts_with("rules") && words.size() > 1 ? 2 : 1;
  std::string typed = words.empty() ? "" : words[0];
  if (take == 2) typed += " " + words[1];
  for (const CommandHelp& command : kCommands) {
    if (command.name != typed) continue;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(take));
    return &command;
  }
  if (!starts_with("rules")) return &kCommands[0];
  const bool wants_help = words.size() > 1 && (words[1] == "-h" || words[1] == "--help");
  if (wants_help) words.erase(words.begin());
  return wants_help ? &kCommands[5] : nullptr;
}

std::span<const CommandHelp> all_commands() { return kCommands; }

std::span<const std::string_view> command_words() {
  static constexpr std::string_view kWords[] = {"clean", "explain", "test",    "accept",
                                                "lint",  "rules",   "version", "help"};
  return kWords;
}

std::string help_text(const CommandHelp& command, const std::vector<FlagHelp>& flags) {
  std::string out(command.text);
  out += "\nUsage: dehusk " + std::string(command.usage) + "\n\nExamples:\n" + std::string(command.examples) + "\n";
  if (command.command == Command::clean) out += std::string(kMoreCommands) + "\n";
  std::vector<std::string> groups;
  std::size_t widest = 0;
  for (const FlagHelp& flag : flags) {
    if (std::find(groups.begin(), groups.end(), flag.group) == groups.end()) groups.push_back(flag.group);
    if (names_of(flag).size() <= 30) widest = std::max(widest, names_of(flag).size());
  }
  for (const std::string& group : groups) {
    out += group + ":\n";
    for (const FlagHelp& flag : flags) {
      if (flag.group != group) continue;
      const std::string names = names_of(flag);
      out += "  " + names;
      out += names.size() > widest ? "\n" + std::string(widest + 4, ' ') : std::string(widest + 2 - names.size(), ' ');
      out += flag.text + "\n";
    }
    out += "\n";
  }
  out +=
      "Every flag can be set as a variable too, --max-bytes as DEHUSK_MAX_BYTES, or in the file that --config names.\n";
  out += kExitCodes;
  return out;
}

std::string short_help() {
  const CommandHelp& clean = kCommands[0];
  return "Usage: dehusk " + std::string(clean.usage) + "\n" + std::string(clean.examples) +
         "Type 'dehusk --help' for more.\n";
}

}  // namespace dehusk
