#include "feed/input_list.h"

#include "catch.h"
#include "packed.h"

using namespace dehusk;

namespace {

std::vector<std::string> all_of(InputList& list) {
  std::vector<std::string> names;
  while (const std::optional<std::string> name = list.next()) names.push_back(*name);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the names on the command line come first, then those of the list") {
  const HeldFile lines("b c.html\n\n-\nd\r\n/e");
  InputList list({"a", "-"});
  list.read_from(lines.descriptor(), '\n', {});
  CHECK(all_of(list) == Names{"a", "-", "b c.html", "./-", "d", "/e"});
  CHECK(list.error() == 0);
  InputList bare({"a"});
  CHECK(all_of(bare) == Names{"a"});
}

TEST_CASE("names may hold line ends if each is ended by a NUL") {
  const HeldFile names(std::string_view("a\nb\0c\r\0\0d", 9));
  InputList list({});
  list.read_from(names.descriptor(), '\0', {});
  CHECK(all_of(list) == Names{"a\nb", "c\r", "d"});
}
