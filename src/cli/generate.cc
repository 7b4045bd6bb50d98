// Completions for three shells. Each script finds out which command the line is about, then what stands before the
// word that is being typed: a flag that wants a value of a known kind, or none.

#include "cli/generate.h"

namespace dehusk {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(separator)) + word;
  return text;
}

// "-q", "--quiet"
std::vector<std::string> dashed(const FlagHelp& flag) {
  std::vector<std::string> names;
  for (const std::string& name : flag.short_names) names.push_back("-" + name);
  for (const std::string& name : flag.long_names) names.push_back("--" + name);
  return names;
}

// Each of these characters with a backslash before it.
std::string escaped(std::string_view text, std::string_view characters) {
  std::string out;
  for (const char c : text) {
    if (characters.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// Text between single quotes of a shell, in which a single quote ends and begins them again.
std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string first_line(std::string_view text) {
  std::string line(text.substr(0, text.find_first_of(":\n")));
  if (!line.empty() && line.back() == '.') line.pop_back();
  return line;
}

// The first words of the commands, "rules" once.
std::vector<std::string> first_words() {
  std::vector<std::string> words;
  for (const std::string_view word : command_words()) words.emplace_back(word);
  return words;
}

constexpr std::string_view kBashStart = R"(# Completion of dehusk in bash, made by `dehusk --generate complete-bash`.

_dehusk_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_dehusk_list() {
  local before=
  [[ $cur == *,* ]] && before=${cur%,*},
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
  compopt -o nospace 2>/dev/null
}

_dehusk_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

_dehusk() {
  local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=clean
  COMPREPLY=()
  if [[ $cur == = ]]; then
    cur=
  elif [[ $before == = && COMP_CWORD -gt 1 ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD > 1)); then
    case ${COMP_WORDS[1]} in
      rules)
        ((COMP_CWORD == 2)) && { _dehusk_words 'list show'; return; }
        command="rules ${COMP_WORDS[2]}" ;;
      explain | test | accept | lint | version) command=${COMP_WORDS[1]} ;;
    esac
  fi
  case "$command:$before" in
)";

constexpr std::string_view kBashEnd = R"(  esac
  if [[ $cur == -* ]]; then
    case $command in
@FLAGS@    esac
    return
  fi
  _dehusk_paths -f
  if ((COMP_CWORD == 1)); then
    local files=("${COMPREPLY[@]}")
    _dehusk_words '@COMMANDS@'
    COMPREPLY+=("${files[@]}")
  fi
}

complete -F _dehusk dehusk
)";

std::string bash_value(const FlagHelp& flag) {
  switch (value_help(flag)) {
    case ValueHelp::files:
      return "_dehusk_paths -f";
    case ValueHelp::folders:
      return "_dehusk_paths -d";
    case ValueHelp::choices:
      return (takes_list(flag) ? "_dehusk_list '" : "_dehusk_words '") + joined(flag.choices, " ") + "'";
    default:
      return "";
  }
}

void replace(std::string& text, std::string_view mark, std::string_view by) {
  text.replace(text.find(mark), mark.size(), by);
}

constexpr std::string_view kZshStart = R"(#compdef dehusk
# Completion of dehusk in zsh, made by `dehusk --generate complete-zsh`.

_dehusk() {
  local command=clean
  if ((CURRENT > 2)); then
    case $words[2] in
      rules)
        if ((CURRENT == 3)); then
          _values command 'list[lists the rules]' 'show[shows one rule as it stands in its file]'
          return
        fi
        command="rules $words[3]" ;;
      explain|test|accept|lint|version) command=$words[2] ;;
    esac
  fi
  case $command in
)";

// One argument of zsh's _arguments.
std::string zsh_flag(const FlagHelp& flag) {
  const std::vector<std::string> names = dashed(flag);
  const bool has_value = value_help(flag) != ValueHelp::none;
  std::string spec;
  if (names.size() > 1) spec += "'(" + joined(names, " ") + ")'";
  if (names.size() > 1) spec += "{";
  for (const std::string& name : names) {
    if (&name != names.data()) spec += ",";
    spec += name;
    if (has_value) spec += name.size() > 2 ? "=" : "+";
  }
  if (names.size() > 1) spec += "}";
  std::string text = "[" + escaped(flag.text, "[]") + "]";
  if (has_value) text += ":" + escaped(flag.type, ":") + ":";
  if (value_help(flag) == ValueHelp::files) text += "_files";
  if (value_help(flag) == ValueHelp::folders) text += "_files -/";
  if (value_help(flag) == ValueHelp::choices)
    text +=
        takes_list(flag) ? "_values -s , value " + joined(flag.choices, " ") : "(" + joined(flag.choices, " ") + ")";
  return spec + in_single_quotes(text);
}

}  // namespace

const std::vector<std::string>& generated_forms() {
  static const std::vector<std::string> forms = {"man", "complete-bash", "complete-zsh", "complete-fish"};
  return forms;
}

std::string generate(std::string_view form, const std::vector<CommandFlags>& commands) {
  if (form == "man") return man_page(commands);
  if (form == "complete-bash") return bash_completion(commands);
  return form == "complete-zsh" ? zsh_completion(commands) : fish_completion(commands);
}

ValueHelp value_help(const FlagHelp& flag) {
  if (flag.type.empty()) return ValueHelp::none;
  if (!flag.choices.empty()) return ValueHelp::choices;
  if (flag.type == "PATH" || flag.type.rfind("FILE", 0) == 0) return ValueHelp::files;
  return flag.type == "DIR" ? ValueHelp::folders : ValueHelp::anything;
}

bool takes_list(const FlagHelp& flag) { return flag.type.find(",...") != std::string::npos; }

std::string bash_completion(const std::vector<CommandFlags>& commands) {
  std::string out(kBashStart), all;
  for (const CommandFlags& command : commands) {
    std::vector<std::string> names;
    for (const FlagHelp& flag : command.flags) {
      for (const std::string& name : dashed(flag)) names.push_back(name);
      if (value_help(flag) == ValueHelp::none) continue;
      std::string patterns;
      for (const std::string& name : dashed(flag))
        patterns += (patterns.empty() ? "\"" : " | \"") + std::string(command.command->name) + ":" + name + "\"";
      const std::string value = bash_value(flag);
      out += "    " + patterns + ")" + (value.empty() ? "" : " " + value + ";") + " return ;;\n";
    }
    all += "      \"" + std::string(command.command->name) + "\") _dehusk_words '" + joined(names, " ") + "' ;;\n";
  }
  std::string end(kBashEnd);
  replace(end, "@FLAGS@", all);
  replace(end, "@COMMANDS@", joined(first_words(), " "));
  return out + end;
}

std::string zsh_completion(const std::vector<CommandFlags>& commands) {
  std::string out(kZshStart), described;
  for (const CommandFlags& command : commands) {
    out += "    '" + std::string(command.command->name) + "')\n      _arguments -s \\\n";
    for (const FlagHelp& flag : command.flags) out += "        " + zsh_flag(flag) + " \\\n";
    out += command.command->command == Command::clean ? "        '*::page:_dehusk_first' ;;\n"
                                                      : "        '*:file:_files' ;;\n";
    if (command.command->name.find(' ') == std::string_view::npos)
      described += "    " +
                   in_single_quotes(std::string(command.command->name) + ":" + first_line(command.command->text)) +
                   "\n";
  }
  out += "  esac\n}\n\n_dehusk_first() {\n  local -a commands=(\n" + described +
         "    'rules:Lists or shows rules'\n  )\n  ((CURRENT == 1)) && _describe command commands\n  _files\n}\n\n"
         "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _dehusk \"$@\"\nelse\n  compdef _dehusk dehusk\nfi\n";
  return out;
}

std::string fish_completion(const std::vector<CommandFlags>& commands) {
  std::string out =
      "# Completion of dehusk in fish, made by `dehusk --generate complete-fish`.\n\n"
      "function __dehusk_command\n"
      "    set -l words (commandline -opc)\n"
      "    switch \"$words[2]\"\n"
      "        case rules\n"
      "            echo \"rules $words[3]\"\n"
      "        case explain test accept lint version\n"
      "            echo $words[2]\n"
      "        case '*'\n"
      "            echo clean\n"
      "    end\n"
      "end\n\n"
      "function __dehusk_is_first\n"
      "    test (count (commandline -opc)) -eq 1\n"
      "end\n\n"
      "complete -c dehusk -n __dehusk_is_first -a rules -d 'Lists or shows rules'\n"
      "complete -c dehusk -n 'test (__dehusk_command) = \"rules \"' -f -a 'list show'\n";
  for (const CommandFlags& command : commands) {
    const std::string name(command.command->name);
    if (name.find(' ') == std::string::npos)
      out += "complete -c dehusk -n __dehusk_is_first -a " + name + " -d " +
             in_single_quotes(escaped(first_line(command.command->text), "\\")) + "\n";
    for (const FlagHelp& flag : command.flags) {
      out += "complete -c dehusk -n 'test (__dehusk_command) = \"" + name + "\"'";
      for (const std::string& word : flag.short_names) out += " -s " + word;
      for (const std::string& word : flag.long_names) out += " -l " + word;
      if (value_help(flag) == ValueHelp::files) out += " -r -F";
      if (value_help(flag) == ValueHelp::folders) out += " -x -a '(__fish_complete_directories)'";
      if (value_help(flag) == ValueHelp::choices && !takes_list(flag))
        out += " -x -a '" + joined(flag.choices, " ") + "'";
      if (value_help(flag) == ValueHelp::choices && takes_list(flag))
        out += " -x -a '(__fish_append , " + joined(flag.choices, " ") + ")'";
      if (value_help(flag) == ValueHelp::anything) out += " -x";
      out += " -d " + in_single_quotes(escaped(flag.text, "\\")) + "\n";
    }
  }
  return out;
}

}  // namespace dehusk
