// Is the cost of a page linear in it? Each made shape goes through the whole way at n, 2n and 4n: twice the page may
// take twice the time and 15 % for what the caches no longer hold, not more. Run by tools/linear.
//
//   linear [SHAPE]...

#include <malloc.h>

#include <algorithm>
#include <array>
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
// All sizes are run in turn, and the quickest run counts: what comes on top is the neighbours'. A shape gets this many
// rounds and, if they are quick, more.
constexpr int kRounds = 9;
constexpr double kLeast = 1.0, kEnough = 6.0;  // seconds for one shape

double seconds_of(const std::string& page) {
  const double start = processor_seconds();
  static_cast<void>(clean_text_of(page));
  return processor_seconds() - start;
}

bool check(const Shape& shape) {
  std::array<std::string, 3> pages;
  for (std::size_t i = 0; i < 3; ++i) pages[i] = shape.page(shape.size >> (2 - i));
  std::array<double, 3> times;
  times.fill(std::numeric_limits<double>::infinity());
  double spent = 0;
  for (int round = 0; (round < kRounds || spent < kLeast) && spent < kEnough; ++round) {
    for (std::size_t i = 0; i < 3; ++i) {
      const double seconds = seconds_of(pages[i]);
      times[i] = std::min(times[i], seconds);
      spent += seconds;
    }
  }
  const std::size_t bytes = pages[2].size();
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
  // Freed memory stays with the process. Else small pages would find theirs still there, and large ones would have the
  // system clear it anew each time.
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
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
