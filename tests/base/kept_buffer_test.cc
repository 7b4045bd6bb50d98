#include "base/kept_buffer.h"

#include <string>
#include <vector>

#include "catch.h"

using namespace dehusk;

TEST_CASE("an emptied buffer keeps its memory, but not a lot of it") {
  std::string usual(kMostKeptBytes / 2, 'a');
  empty_kept(usual);
  CHECK(usual.empty());
  CHECK(usual.capacity() >= kMostKeptBytes / 2);

  std::string large(kMostKeptBytes + 1, 'a');
  empty_kept(large);
  CHECK(large.empty());
  CHECK(large.capacity() < 100);

  std::vector<int> numbers(kMostKeptBytes / sizeof(int) + 1);
  empty_kept(numbers);
  CHECK(numbers.empty());
  CHECK(numbers.capacity() == 0);
}
