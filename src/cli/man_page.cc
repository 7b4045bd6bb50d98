// dehusk(1), in the macros of man(7).

#include <algorithm>

#include "cli/generate.h"

namespace dehusk {

namespace {

// The day of the last change to what stands in this file.
constexpr std::string_view kDate = "2026-11-23";

// Text as roff reads it: no sign is a command, a hyphen is a minus that can be copied.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((out.empty() || out.back() == '\n') && (c == '.' || c == '\'')) out += "\\&";
    if (c == '-') {
      out += "\\-";
    } else if (c == '\\') {
      out += "\\e";
    } else {
      out += c;
    }
  }
  return out;
}

// Text that roff may fill, in lines of at most 80 characters.
std::string filled(std::string_view text) {
  std::string out, line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string word = roff(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.size() + 1 + word.size() > 80) {
      out += line + "\n";
      line.clear();
    }
    if (!word.empty()) line += (line.empty() ? "" : " ") + word;
  }
  return line.empty() ? out : out + line + "\n";
}

std::string section(std::string_view title) { return ".SH " + std::string(title) + "\n"; }

// Lines that stay as they are.
std::string lines(std::string_view text) {
  std::string out = ".nf\n.RS 4\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    out += roff(line) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + ".RE\n.fi\n";
}

std::string flag_entry(const FlagHelp& flag) {
  std::string out = ".TP\n";
  std::string names;
  for (const std::string& name : flag.short_names)
    names += (names.empty() ? "" : ", ") + ("\\fB\\-" + roff(name)) + "\\fR";
  for (const std::string& name : flag.long_names)
    names += (names.empty() ? "" : ", ") + ("\\fB\\-\\-" + roff(name)) + "\\fR";
  if (!flag.type.empty()) names += " \\fI" + roff(flag.type) + "\\fR";
  std::string text = flag.text;
  if (!flag.choices.empty() && flag.type.find('|') == std::string::npos)
    for (const std::string& choice : flag.choices) text += (&choice == flag.choices.data() ? ": " : ", ") + choice;
  return out + names + "\n" + filled(text);
}

std::string flags_of(const CommandFlags& command) {
  std::string out;
  std::vector<std::string> groups;
  for (const FlagHelp& flag : command.flags)
    if (std::find(groups.begin(), groups.end(), flag.group) == groups.end()) groups.push_back(flag.group);
  for (const std::string& group : groups) {
    out += (out.empty() ? "" : ".PP\n") + roff(group) + ":\n";
    for (const FlagHelp& flag : command.flags)
      if (flag.group == group) out += flag_entry(flag);
  }
  return out;
}

constexpr std::string_view kDescription =
    "`dehusk explain` and `--to json` tell which rule took what. What comes in is found out by its first bytes: HTML, "
    "text dumps, JSON lines, WARC and WET, packed by gzip or zstd or not. A record that cannot be read never ends the "
    "job; an error record stands in its place.";

constexpr std::string_view kRules =
    "The first of these that is given: --rules, the variable DEHUSK_RULES, the configuration file that --config names, "
    "and else the rules that are built into the program. No directory is searched that was not named, so the same "
    "command does the same on every machine, and no home directory is needed.";

constexpr std::string_view kEnvironment =
    "Every flag can be set as a variable too, --max-bytes as DEHUSK_MAX_BYTES. A flag goes before its variable, a "
    "variable before the configuration file.";

struct ExitStatus {
  std::string_view code, text;
};
constexpr ExitStatus kExitStatus[] = {
    {"0", "Done. Pages that could not be read are in the output and in the summary."},
    {"1", "test or lint found something, or there were more errors than --max-errors allows."},
    {"2", "The words of the command are wrong."},
    {"3", "Rules or configuration do not load."},
    {"4", "Input cannot be read, or is damaged."},
    {"5", "Output failed."},
    {"70", "dehusk itself failed, or more worker processes crashed than --max-crashes allows."},
    {"130, 143", "Told to stop by SIGINT or SIGTERM; what was in hand is out."},
};

}  // namespace

std::string man_page(const std::vector<CommandFlags>& commands) {
  std::string out = ".\\\" Made by `dehusk --generate man`.\n.TH DEHUSK 1 " + std::string(kDate) +
                    " \"dehusk " DEHUSK_VERSION "\" \"User Commands\"\n";
  out += section("NAME") + "dehusk \\- take the husk off scraped pages, and name the rule for every piece\n";
  out += section("SYNOPSIS");
  for (const CommandFlags& command : commands)
    out += (&command == commands.data() ? ".B dehusk\n" : ".br\n.B dehusk\n") + roff(command.command->usage) + "\n";
  out += section("DESCRIPTION") + filled(commands.front().command->text) + filled(kDescription);
  out += section("OPTIONS");
  for (const CommandFlags& command : commands) {
    out += ".SS \"dehusk " + roff(command.command->name) + "\"\n";
    if (&command != commands.data()) out += filled(command.command->text) + ".PP\n";
    out += flags_of(command);
  }
  out += section("RULES") + filled(kRules);
  out += section("ENVIRONMENT") + filled(kEnvironment);
  out += section("EXIT STATUS");
  for (const ExitStatus& status : kExitStatus)
    out += ".TP\n.B " + std::string(status.code) + "\n" + filled(status.text);
  out += section("EXAMPLES");
  for (const CommandFlags& command : commands) out += lines(command.command->examples);
  return out;
}

}  // namespace dehusk
