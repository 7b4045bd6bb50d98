#ifndef DEHUSK_TESTS_CLI_RUN_H_
#define DEHUSK_TESTS_CLI_RUN_H_
// The real program, run by a shell in a fresh directory. `dehusk` in a command line is the program under test.

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace dehusk {

struct Ran {
  int exit_code = -1;
  std::string out, err;
};

class Shell {
 public:
  Shell() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dehusk_cli_test.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~Shell() { std::filesystem::remove_all(folder_); }
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  void put(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  std::string get(const std::string& name) const {
    std::ifstream stream(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  bool has(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  std::size_t count_files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

  // Standard input is empty unless the command says otherwise; no variable of the caller's is set but PATH.
  Ran run(const std::string& command) const {
    const std::string base = folder_.string();
    std::ofstream(base + ".sh") << "dehusk() { '" DEHUSK_PROGRAM "' \"$@\"; }\ncd '" << base << "'\n"
                                << command << "\n";
    const std::string line =
        "env -i PATH=\"$PATH\" sh '" + base + ".sh' >'" + base + ".out' 2>'" + base + ".err' </dev/null";
    const int status = std::system(line.c_str());
    Ran ran;
    ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    ran.out = take(base + ".out");
    ran.err = take(base + ".err");
    std::filesystem::remove(base + ".sh");
    return ran;
  }

 private:
  static std::string take(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    std::filesystem::remove(path);
    return text;
  }

  std::filesystem::path folder_;
};

}  // namespace dehusk

#endif  // DEHUSK_TESTS_CLI_RUN_H_
