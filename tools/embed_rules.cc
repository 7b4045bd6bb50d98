// Writes the rule packs as C++, while dehusk is built: each file's text, and all of them prepared (rule/prepared.h).
// Packs with a fault stop the build with the same words that `dehusk lint` has for them.
//
//   embed_rules OUTPUT FOLDER       the packs are named by the folder's last part: rules/share.toml

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "rule/prepared.h"

namespace {

using namespace dehusk;

// Printable characters stay readable; octal escapes end after three digits, whatever follows.
std::string literal_of(std::string_view bytes) {
  std::string code = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      code += "\\n\"\n    \"";
    } else if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\' || c == '?') {
      code += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + (byte >> 3 & 7)),
               static_cast<char>('0' + (byte & 7))};
    } else {
      code += c;
    }
  }
  return code + '"';
}

std::string view_of(std::string_view bytes) {
  return "std::string_view(" + literal_of(bytes) + ", " + std::to_string(bytes.size()) + ")";
}

std::string code_of(const std::vector<RuleSource>& sources, const Prepared& prepared) {
  std::string code =
      "// Generated from the rule packs by tools/embed_rules.cc.\n"
      "// A pack may be longer than the 64 KiB that the standard asks compilers to take in one literal; they take "
      "more.\n"
      "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
      "#include \"rule/prepared.h\"\n\nnamespace dehusk {\n\n"
      "std::span<const RuleSource> built_in_rules() {\n  static const std::vector<RuleSource> kSources = {\n";
  for (const RuleSource& source : sources)
    code += "  {" + literal_of(source.file) + ", std::string(" + view_of(source.text) + "), true},\n";
  code += "  };\n  return kSources;\n}\n\nPrepared built_in_pack() { return read_prepared(" +
          view_of(write_prepared(prepared)) + "); }\n\n}  // namespace dehusk\n";
  return code;
}

int fail(const std::vector<Fault>& faults) {
  for (const Fault& fault : faults) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
  std::fprintf(stderr, "The rule packs do not load, so dehusk cannot be built with them.\n");
  return 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::fputs("usage: embed_rules OUTPUT FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path output = std::filesystem::absolute(words[1]), path = words[2];
  std::filesystem::current_path(path.parent_path());
  const std::vector<std::string> folder = {path.filename().string()};
  std::vector<Fault> warnings;
  const Result<std::vector<RuleSource>> found = find_rules(folder, warnings);
  if (!found.ok()) return fail(found.faults());
  Result<Loaded> loaded = load_rules(found.value());
  if (!loaded.ok()) return fail(loaded.faults());
  const Prepared prepared = prepare(std::move(loaded).value().book, found.value());
  std::ofstream stream(output, std::ios::binary);
  stream << code_of(found.value(), prepared) << std::flush;
  if (stream) return 0;
  std::fprintf(stderr, "%s: cannot be written\n", output.c_str());
  return 1;
}
