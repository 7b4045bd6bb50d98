#include "write/timings_table.h"

#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("the timings of a run are a table with shares and speeds") {
  RunTimings run;
  run.parts.nanoseconds = {0, 5'000'000, 1'000'000, 0, 500'000, 1'000'000, 1'500'000, 0, 0, 1'000'000};
  run.pages = 4;
  run.bytes = 2'000'000;
  run.start_up_nanoseconds = 21'500'000;
  CHECK(write_timings_table(run) ==
        "part               ms    share  ms a page       MB/s\n"
        "decode            0.0    0.0 %      0.000        0.0\n"
        "tree              5.0   50.0 %      1.250      400.0\n"
        "blocks            1.0   10.0 %      0.250     2000.0\n"
        "scope             0.0    0.0 %      0.000        0.0\n"
        "structure         0.5    5.0 %      0.125     4000.0\n"
        "text              1.0   10.0 %      0.250     2000.0\n"
        "content           1.5   15.0 %      0.375     1333.3\n"
        "tidy              0.0    0.0 %      0.000        0.0\n"
        "name              0.0    0.0 %      0.000        0.0\n"
        "write             1.0   10.0 %      0.250     2000.0\n"
        "all              10.0  100.0 %      2.500      200.0\n"
        "4 pages, 2.00 MB; processor time; start-up 21.5 ms, once\n");
}

TEST_CASE("a run without pages has no speed, and no division by nothing") {
  const std::string table = write_timings_table({});
  CHECK(table.find("nan") == std::string::npos);
  CHECK(table.find("inf") == std::string::npos);
  CHECK(table.find("0 pages, 0.00 MB") != std::string::npos);
}
