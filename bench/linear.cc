// Is the cost of a page linear in it? Each made shape goes through the whole way at n, 2n and 4n: twice the page may
// take twice the time and 15 % for what the caches no longer hold, not more. Run by tools/linear.
//
//   linear [SHAPE]...

#include <algorithm>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "shapes.h"
#include "way.h"

namespace dehusk {

namespace {

constexpr double kMaxRatio = 2 * 1.15;
constexpr int kRounds = 5;       // the quickest counts: what comes on top is the neighbours'
constexpr double kEnough = 2.0;  // seconds for one size

double seconds_of(const std::string& page) {
  double best = std::numeric_limits<double>::infinity(), spent = 0;
  for (int round = 0; round < kRounds && spent < kEnough; ++round) {
    const double start = processor_seconds();
    static_cast<void>(clean_text_of(page));
    const double seconds = processor_seconds() - start;
    best = std::min(best, seconds);
    spent += seconds;
  }
  return best;
}

bool check(const Shape& shape) {
  double times[3] = {};
  std::size_t bytes = 0;
  for (int i = 0; i < 3; ++i) {
    const std::string page = shape.page(shape.size >> (2 - i));
    bytes = page.size();
    times[i] = seconds_of(page);
  }
  const double first = times[1] / times[0], second = times[2] / times[1];
  const bool is_linear = std::max(first, second) <= kMaxRatio;
  std::printf("%-20.*s %8zu %8.2f %9.1f %9.1f %9.1f %8.2f %8.2f %8.1f  %s\n", static_cast<int>(shape.name.size()),
              shape.name.data(), shape.size, static_cast<double>(bytes) / 1e6, times[0] * 1e3, times[1] * 1e3,
              times[2] * 1e3, first, second, static_cast<double>(bytes) / 1e6 / times[2], is_linear ? "PASS" : "FAIL");
  std::fflush(stdout);
  return is_linear;
}

}  // namespace

}  // namespace dehusk

int main(int argc, char** argv) {
  const std::vector<std::string_view> wanted(argv + 1, argv + argc);
  const auto is_wanted = [&](std::string_view name) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  };
  static_cast<void>(dehusk::clean_text_of("<p>Rain fell."));  // the rules are loaded
  std::printf("%-20s %8s %8s %9s %9s %9s %8s %8s %8s\n", "shape", "4n", "MB", "n ms", "2n ms", "4n ms", "2n/n", "4n/2n",
              "MB/s");
  int failed = 0;
  for (const dehusk::Shape& shape : dehusk::linear_shapes())
    if (is_wanted(shape.name) && !dehusk::check(shape)) ++failed;
  std::printf(failed == 0 ? "PASS: twice the page took at most 2.3 times the time\n"
                          : "FAIL: %d shapes took more than 2.3 times the time for twice the page\n",
              failed);
  return failed == 0 ? 0 : 1;
}
