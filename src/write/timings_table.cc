// One row a part, one for all of them, and what the run did once.

#include "write/timings_table.h"

#include <array>
#include <cstdio>
#include <string_view>

namespace dehusk {

namespace {

// 0 where there is nothing to divide by: a run without pages has no speed.
double ratio(double value, double by) { return by > 0 ? value / by : 0; }

void append_row(std::string& out, std::string_view name, std::uint64_t nanoseconds, const RunTimings& run) {
  const auto time = static_cast<double>(nanoseconds);
  const double share = ratio(time, static_cast<double>(run.parts.total())) * 100;
  const double milliseconds_a_page = ratio(time / 1e6, static_cast<double>(run.pages));
  const double megabytes_a_second = ratio(static_cast<double>(run.bytes) * 1e3, time);
  std::array<char, 128> row{};
  std::snprintf(row.data(), row.size(), "%-10.*s %10.1f %6.1f %% %10.3f %10.1f\n", static_cast<int>(name.size()),
                name.data(), time / 1e6, share, milliseconds_a_page, megabytes_a_second);
  out += row.data();
}

}  // namespace

std::string write_timings_table(const RunTimings& run) {
  std::string out = "part               ms    share  ms a page       MB/s\n";
  for (std::size_t i = 0; i < kPartCount; ++i) {
    const auto part = static_cast<Part>(i);
    append_row(out, to_string(part), run.parts.of(part), run);
  }
  append_row(out, "all", run.parts.total(), run);
  std::array<char, 128> once{};
  std::snprintf(once.data(), once.size(), "%llu %s, %.2f MB; processor time; start-up %.1f ms, once\n",
                static_cast<unsigned long long>(run.pages), run.pages == 1 ? "page" : "pages",
                static_cast<double>(run.bytes) / 1e6, static_cast<double>(run.start_up_nanoseconds) / 1e6);
  return out + once.data();
}

}  // namespace dehusk
