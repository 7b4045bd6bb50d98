// See fixture.h.
#include "check/fixture.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/glob.h"
#include "base/unicode.h"
#include "check/files.h"
#include "read/read.h"

namespace dehusk {
namespace {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

std::optional<Risk> risk_of(std::string_view name) {
  for (const Risk risk : {Risk::low, Risk::medium, Risk::high}) {
    if (to_string(risk) == name) return risk;
  }
  return std::nullopt;
}

// What is wrong with this key and value; empty if nothing.
std::string set_key(Fixture& fixture, std::string_view key, std::string value) {
  if (key == "url") {
    fixture.url = std::move(value);
  } else if (key == "lang") {
    fixture.lang = std::move(value);
  } else if (key == "fetched") {
    fixture.fetched = std::move(value);
  } else if (key == "licence") {
    fixture.licence = std::move(value);
  } else if (key == "note") {
    fixture.note = std::move(value);
  } else if (key == "risk") {
    const std::optional<Risk> risk = risk_of(value);
    if (!risk) return "'risk' must be low, medium or high";
    fixture.risk = *risk;
  } else {
    return "unknown key '" + escape_controls(key) + "'; a page.toml has url, lang, fetched, licence, note, risk";
  }
  return {};
}

// What is wrong with this line; empty if nothing.
std::string read_toml_line(std::string_view line, Fixture& fixture, std::set<std::string, std::less<>>& seen) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return "a line of page.toml is key = 'value'";
  const std::string_view key = trim(line.substr(0, equals));
  std::string_view value = trim(line.substr(equals + 1));
  const char quote = value.empty() ? ' ' : value[0];
  const std::size_t close = quote == '\'' || quote == '"' ? value.find(quote, 1) : std::string_view::npos;
  if (close == std::string_view::npos) return "the value must stand in quotes on one line";
  const std::string_view rest = trim(value.substr(close + 1));
  value = value.substr(1, close - 1);
  if (!rest.empty() && rest[0] != '#') return "there is something after the closing quote";
  if (quote == '"' && value.find('\\') != std::string_view::npos) return "a value with a backslash must stand in '...'";
  if (!seen.insert(std::string(key)).second) return "'" + escape_controls(key) + "' is given twice";
  return set_key(fixture, key, std::string(value));
}

void read_page_file(Fixture& fixture, std::vector<Fault>& faults) {
  const auto fault = [&](std::string message) {
    faults.push_back({"", fixture.directory, 0, 0, 1, std::move(message), "", ""});
  };
  for (const char* name : {"page.html", "page.txt"}) {
    std::error_code error;
    if (!std::filesystem::exists(fixture.directory + "/" + name, error)) continue;
    if (!fixture.page_file.empty()) fault("there is a page.html and a page.txt; a fixture is one page");
    fixture.page_file = name;
  }
  if (fixture.page_file.empty()) return;
  std::optional<std::string> bytes = read_file(fixture.directory + "/" + fixture.page_file);
  if (!bytes) fault(fixture.page_file + " cannot be read");
  fixture.bytes = std::move(bytes).value_or("");
}

Fixture read_directory(const std::string& root, const std::string& name, std::vector<Fault>& faults) {
  Fixture fixture;
  fixture.name = name;
  fixture.directory = root + "/" + name;
  read_page_file(fixture, faults);
  if (const std::optional<std::string> toml = read_file(fixture.directory + "/page.toml")) {
    parse_page_toml(fixture.directory + "/page.toml", *toml, fixture, faults);
  }
  fixture.want_bytes = read_file(fixture.want_path());
  if (fixture.want_bytes) {
    Result<Want> want = parse_want(fixture.want_path(), *fixture.want_bytes);
    if (want.ok()) {
      fixture.want = std::move(want.value());
    } else {
      faults.insert(faults.end(), want.faults().begin(), want.faults().end());
    }
  }
  return fixture;
}

bool is_chosen(const std::string& root, const std::string& name, const std::string& glob) {
  return glob.empty() || matches_glob(name, glob) || matches_glob(root + "/" + name, glob);
}

}  // namespace

void parse_page_toml(const std::string& file, std::string_view text, Fixture& fixture, std::vector<Fault>& faults) {
  std::set<std::string, std::less<>> seen;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    std::string message = read_toml_line(line, fixture, seen);
    if (!message.empty()) faults.push_back({"", file, number, 1, 1, std::move(message), "", std::string(line)});
  }
}

Result<std::vector<Fixture>> find_fixtures(const std::string& root, const std::string& glob) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::set<std::string> names;
  fs::recursive_directory_iterator walk(root, fs::directory_options::skip_permission_denied, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    const std::string file = walk->path().filename().string();
    if (file != "page.html" && file != "page.txt" && file != "want.husk") continue;
    names.insert(walk->path().parent_path().lexically_relative(root).generic_string());
  }
  std::vector<Fixture> fixtures;
  std::vector<Fault> faults;
  for (const std::string& name : names) {
    if (is_chosen(root, name, glob)) fixtures.push_back(read_directory(root, name, faults));
  }
  if (!faults.empty()) return faults;
  return fixtures;
}

Page read_fixture(const Fixture& fixture) {
  const ReadOptions options{fixture.page_file == "page.html" ? Sniff::html : Sniff::text, {}};
  Page page = read_page({fixture.bytes, fixture.url, "", false}, options);
  if (!fixture.lang.empty()) page.lang = fixture.lang;
  return page;
}

}  // namespace dehusk
