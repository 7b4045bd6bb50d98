// How much memory does a page take? Each page is cleaned by a process of its own; what counts is its peak above that of
// a run with no input, held against a bound that grows with the page. Run by tools/memory.
//
//   memory PROGRAM [DIR]...      pages (*.html, *.txt) in the folders, and made pages that are meant to hurt

#include <fcntl.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "shapes.h"

namespace dehusk {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWorst = 10;

// The bound: 12 bytes for each of the page, and 4 MB.
constexpr double kPerByte = 12, kFixed = 4e6;

struct Peak {
  std::string name;
  std::uint64_t page = 0;   // bytes
  double memory = 0;        // bytes above the empty run
  bool has_failed = false;  // the program did not end well
  [[nodiscard]] double allowed() const { return kPerByte * static_cast<double>(page) + kFixed; }
  [[nodiscard]] double share() const { return memory / allowed(); }
};

// Peak memory of the program over this file, in bytes. This process is small, so that what a child has before it turns
// into the program does not count for more than the program itself.
double peak_of(const std::string& program, const std::string& file, bool& has_failed) {
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    execl(program.c_str(), program.c_str(), file.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  has_failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

std::vector<fs::path> pages_below(const fs::path& folder) {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && (extension == ".html" || extension == ".txt")) pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

class Survey {
 public:
  explicit Survey(std::string program) : program_(std::move(program)) {
    std::string folder = (fs::temp_directory_path() / "dehusk_memory.XXXXXX").string();
    made_ = mkdtemp(folder.data());
    write("empty", "");
    bool has_failed = false;
    empty_ = peak_of(program_, (made_ / "empty").string(), has_failed);
    if (has_failed) std::fprintf(stderr, "memory: %s cannot be run\n", program_.c_str());
    is_usable_ = !has_failed;
  }
  ~Survey() { fs::remove_all(made_); }
  Survey(const Survey&) = delete;
  Survey& operator=(const Survey&) = delete;

  [[nodiscard]] bool is_usable() const { return is_usable_; }
  [[nodiscard]] double empty() const { return empty_; }

  [[nodiscard]] Peak measure(const std::string& name, const fs::path& file) const {
    Peak peak{name, fs::file_size(file), 0, false};
    peak.memory = peak_of(program_, file.string(), peak.has_failed) - empty_;
    return peak;
  }

  [[nodiscard]] Peak measure(const Shape& shape) const {
    write("made", shape.page(shape.size));
    malloc_trim(0);  // a child begins as large as this process
    return measure(std::string(shape.name), made_ / "made");
  }

 private:
  void write(const char* name, const std::string& bytes) const {
    std::ofstream(made_ / name, std::ios::binary) << bytes;
  }

  std::string program_;
  fs::path made_;
  double empty_ = 0;
  bool is_usable_ = false;
};

// The worst of them, by their share of what is allowed. Returns how many are over it.
std::size_t print(const char* title, std::vector<Peak> peaks, std::size_t count) {
  std::sort(peaks.begin(), peaks.end(), [](const Peak& a, const Peak& b) { return a.share() > b.share(); });
  std::printf("%s\n%10s %10s %10s %8s\n", title, "page kB", "peak MB", "allowed MB", "share");
  for (std::size_t i = 0; i < std::min(count, peaks.size()); ++i) {
    const Peak& peak = peaks[i];
    std::printf("%10.0f %10.1f %10.1f %6.0f %%  %s%s\n", static_cast<double>(peak.page) / 1e3, peak.memory / 1e6,
                peak.allowed() / 1e6, peak.share() * 100, peak.name.c_str(),
                peak.has_failed ? "  (did not end well)" : "");
  }
  return static_cast<std::size_t>(
      std::count_if(peaks.begin(), peaks.end(), [](const Peak& peak) { return peak.share() > 1 || peak.has_failed; }));
}

int run(const std::string& program, const std::vector<std::string>& folders) {
  const Survey survey(program);
  if (!survey.is_usable()) return 2;
  std::printf("a run with no input takes %.1f MB\n", survey.empty() / 1e6);
  std::size_t over = 0;
  for (const std::string& folder : folders) {
    std::vector<Peak> peaks;
    for (const fs::path& page : pages_below(folder)) peaks.push_back(survey.measure(page.filename().string(), page));
    const std::string title = "\n" + folder + ": " + std::to_string(peaks.size()) + " pages, the worst";
    over += print(title.c_str(), std::move(peaks), kWorst);
  }
  std::vector<Peak> made;
  for (const Shape& shape : hostile_shapes()) made.push_back(survey.measure(shape));
  over += print("\nmade pages", std::move(made), hostile_shapes().size());
  std::printf("\n%s: %zu pages took more than 12 x their bytes + 4 MB\n", over == 0 ? "PASS" : "FAIL", over);
  return over == 0 ? 0 : 1;
}

}  // namespace

}  // namespace dehusk

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: memory PROGRAM [DIR]...\n", stderr);
    return 2;
  }
  return dehusk::run(argv[1], {argv + 2, argv + argc});
}
