#ifndef DEHUSK_BENCH_PAGES_H_
#define DEHUSK_BENCH_PAGES_H_
// The pages that the benchmarks run over: the shipped fixtures always, and each corpus that DEHUSK_CORPORA holds as a
// folder. All bytes are in memory before a clock runs.

#include <cstddef>
#include <string>
#include <vector>

namespace dehusk {

struct Collection {
  std::string name;                // "fixtures", "wcxb"
  std::vector<std::string> pages;  // bytes as they are on disk, sorted by path
  std::size_t bytes = 0;           // of all pages
};

// The collections with files of this extension (".html", ".txt"). DEHUSK_EVERY=n takes each n-th page of the corpora.
[[nodiscard]] const std::vector<Collection>& collections(const std::string& extension);

}  // namespace dehusk

#endif  // DEHUSK_BENCH_PAGES_H_
