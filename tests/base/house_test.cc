// The laws of the house, checked on the sources themselves: includes go down only, one file includes a third-party
// library, sources are ASCII and short, every source is inside a folder that has a floor.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "catch.h"

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = DEHUSK_ROOT;

// Folder of src -> the folders it may include from, itself apart.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"page", {"base"}},
    {"read", {"page", "base"}},
    {"rule", {"page", "base"}},
    {"clean", {"rule", "page", "base"}},
    {"write", {"rule", "page", "base"}},
    {"check", {"clean", "write", "read", "rule", "page", "base"}},
    {"feed", {"clean", "write", "read", "rule", "page", "base"}},
    {"cli", {"check", "feed", "clean", "write", "read", "rule", "page", "base"}},
};

struct Source {
  fs::path path;  // relative to the checkout
  std::string text;
  std::vector<std::string> lines;
};

std::vector<Source> sources_below(const std::string& folder) {
  std::vector<Source> sources;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cc" && extension != ".h") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    Source source{fs::relative(entry.path(), kRoot), {std::istreambuf_iterator<char>(file), {}}, {}};
    std::istringstream lines(source.text);
    for (std::string line; std::getline(lines, line);) source.lines.push_back(line);
    sources.push_back(std::move(source));
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

// The names between the quotes or brackets of the #include lines.
std::vector<std::string> includes_of(const Source& source, char open, char close) {
  std::vector<std::string> names;
  for (const std::string& line : source.lines) {
    if (line.rfind("#include", 0) != 0) continue;
    const std::size_t begin = line.find(open);
    const std::size_t end = line.rfind(close);
    if (begin != std::string::npos && end > begin) names.push_back(line.substr(begin + 1, end - begin - 1));
  }
  return names;
}

}  // namespace

TEST_CASE("includes go down the floors only") {
  for (const Source& source : sources_below("src")) {
    if (source.path.parent_path() == "src") continue;  // dehusk.h, the front door
    const std::string folder = source.path.parent_path().filename().string();
    CAPTURE(source.path.string());
    REQUIRE(kMayInclude.count(folder) == 1);
    for (const std::string& name : includes_of(source, '"', '"')) {
      const std::string other = name.substr(0, name.find('/'));
      CAPTURE(name);
      CHECK((other == folder || kMayInclude.at(folder).count(other) == 1));
    }
  }
}

TEST_CASE("one file includes a third-party library, the rest does not know it") {
  const std::vector<std::string> libraries = {"gumbo.h",  "re2/",     "toml++/",  "CLI/",
                                              "simdjson", "uchardet", "utf8proc", "iconv.h"};
  std::map<std::string, std::set<std::string>> users;
  for (const Source& source : sources_below("src"))
    for (const char* brackets : {"<>", "\"\""})
      for (const std::string& name : includes_of(source, brackets[0], brackets[1]))
        for (const std::string& library : libraries)
          if (name.rfind(library, 0) == 0) users[library].insert(source.path.string());
  for (const auto& [library, files] : users) {
    CAPTURE(library);
    std::string list;
    for (const std::string& file : files) list += file + " ";
    CAPTURE(list);
    CHECK(files.size() == 1);
  }
}

TEST_CASE("sources are ASCII, have guards after their path and stay short") {
  for (const Source& source : sources_below("src")) {
    CAPTURE(source.path.string());
    CHECK(std::all_of(source.text.begin(), source.text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    CHECK(source.lines.size() <= 450);
    if (source.path.extension() == ".h") {
      std::string guard = "DEHUSK_" + fs::relative(source.path, "src").string() + "_";
      std::transform(guard.begin(), guard.end(), guard.begin(), [](char c) {
        return c == '/' || c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      });
      const bool is_front_door = source.path == fs::path("src/dehusk.h");
      CHECK((is_front_door || source.text.find("#ifndef " + guard + "\n") != std::string::npos));
    }
  }
}

TEST_CASE("main is a page that one can see at once") {
  for (const Source& source : sources_below("src"))
    if (source.path.filename() == "main.cc") CHECK(source.lines.size() <= 30);
}

TEST_CASE("every test file stands where its source stands") {
  for (const Source& source : sources_below("tests")) {
    const std::string name = source.path.filename().string();
    if (name.size() < 8 || name.substr(name.size() - 8) != "_test.cc") continue;
    CAPTURE(source.path.string());
    CHECK(fs::is_directory(kRoot / "src" / source.path.parent_path().filename()));
  }
}
