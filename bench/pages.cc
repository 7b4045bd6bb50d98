#include "pages.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace dehusk {

namespace {

namespace fs = std::filesystem;

std::string file_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Collection collect(const fs::path& folder, const std::string& name, const std::string& extension, std::size_t every) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Collection collection{name, {}, 0};
  for (std::size_t i = 0; i < paths.size(); i += every) {
    collection.pages.push_back(file_bytes(paths[i]));
    collection.bytes += collection.pages.back().size();
  }
  return collection;
}

std::vector<Collection> collect_all(const std::string& extension) {
  std::vector<Collection> all;
  all.push_back(collect(fs::path(DEHUSK_ROOT) / "fixtures", "fixtures", extension, 1));
  const char* const corpora = std::getenv("DEHUSK_CORPORA");
  if (corpora == nullptr || !fs::is_directory(corpora)) return all;
  const char* const every = std::getenv("DEHUSK_EVERY");
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(corpora))
    if (entry.is_directory()) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders) {
    Collection corpus = collect(folder, folder.filename().string(), extension,
                                every == nullptr ? 1 : std::max<std::size_t>(1, std::strtoul(every, nullptr, 10)));
    if (!corpus.pages.empty()) all.push_back(std::move(corpus));
  }
  return all;
}

}  // namespace

const std::vector<Collection>& collections(const std::string& extension) {
  static std::map<std::string, std::vector<Collection>> known;
  const auto found = known.find(extension);
  if (found != known.end()) return found->second;
  return known.emplace(extension, collect_all(extension)).first->second;
}

}  // namespace dehusk
