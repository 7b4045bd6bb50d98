// --rules arguments become rule files: a file as it is named, a directory as its *.toml files in byte order of the
// path.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "rule/rule_set.h"

namespace dehusk {

namespace {

namespace fs = std::filesystem;

Fault path_fault(const std::string& path, std::string message, std::string help = {}) {
  Fault fault;
  fault.file = path;
  fault.message = std::move(message);
  fault.help = std::move(help);
  return fault;
}

bool read_file(const std::string& path, std::string& text) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return false;
  text.assign(std::istreambuf_iterator<char>(stream), {});
  return !stream.bad();
}

// All files below a directory; hidden ones are left out. Links to directories are not followed: they can be endless.
std::vector<std::string> files_below(const std::string& directory, std::error_code& error) {
  std::vector<std::string> paths;
  fs::recursive_directory_iterator at(directory, error);
  while (!error && at != fs::recursive_directory_iterator()) {
    const bool is_hidden = at->path().filename().string().substr(0, 1) == ".";
    std::error_code unknown;
    if (at->is_directory(unknown)) {
      if (is_hidden) at.disable_recursion_pending();
    } else if (!is_hidden) {
      paths.push_back(at->path().string());
    }
    at.increment(error);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void add_source(const std::string& path, std::vector<RuleSource>& sources, std::vector<Fault>& faults) {
  const bool is_known =
      std::any_of(sources.begin(), sources.end(), [&](const RuleSource& source) { return source.file == path; });
  if (is_known) return;
  RuleSource source;
  source.file = path;
  if (read_file(path, source.text)) {
    sources.push_back(std::move(source));
  } else {
    faults.push_back(path_fault(path, "cannot be read"));
  }
}

}  // namespace

Result<std::vector<RuleSource>> find_rules(std::span<const std::string> paths, std::vector<Fault>& warnings) {
  std::vector<RuleSource> sources;
  std::vector<Fault> faults;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      faults.push_back(
          path_fault(path, "there is no such file or directory", "--rules takes rule files and directories of them"));
      continue;
    }
    if (!fs::is_directory(path, error)) {
      add_source(path, sources, faults);
      continue;
    }
    bool has_rules = false;
    for (const std::string& file : files_below(path, error)) {
      if (fs::path(file).extension() == ".toml") {
        has_rules = true;
        add_source(file, sources, faults);
      } else {
        Fault warning = path_fault(file, "this is not a rule file and was not loaded", "rule files end in .toml");
        warning.code = "W302";
        warnings.push_back(std::move(warning));
      }
    }
    if (error) {
      faults.push_back(path_fault(path, "cannot be read: " + error.message()));
    } else if (!has_rules) {
      faults.push_back(path_fault(path, "the directory holds no rule file", "rule files end in .toml"));
    }
  }
  if (!faults.empty()) return faults;
  return sources;
}

}  // namespace dehusk
