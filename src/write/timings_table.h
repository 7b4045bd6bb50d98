#ifndef DEHUSK_WRITE_TIMINGS_TABLE_H_
#define DEHUSK_WRITE_TIMINGS_TABLE_H_
// Where the time of a whole run went, as a table that a person reads. Each part's speed is counted over the bytes of
// the pages as they came, so that the parts' times add up.

#include <cstdint>
#include <string>

#include "base/timings.h"

namespace dehusk {

struct RunTimings {
  Timings parts;  // of all pages
  std::uint64_t pages = 0;
  std::uint64_t bytes = 0;                 // of all pages as they came
  std::uint64_t start_up_nanoseconds = 0;  // until the rules are loaded, once a run
};

// Lines that end with a newline.
[[nodiscard]] std::string write_timings_table(const RunTimings& run);

}  // namespace dehusk

#endif  // DEHUSK_WRITE_TIMINGS_TABLE_H_
