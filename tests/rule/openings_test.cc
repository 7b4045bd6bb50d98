#include "rule/openings.h"

#include "base/unicode.h"
#include "catch.h"
#include "rule/conditions.h"

namespace dehusk {
namespace {

TEST_CASE("what no literal can begin with is refused, what one begins with never is") {
  const std::vector<std::string> literals = {"read more", "trending now", "\"we\" said", "to be", "über uns", "..."};
  const Openings openings(literals);
  for (const std::string text : {"Rain fell on the town.", "Thaw came early", "1234567890", "Today it rained"})
    CHECK_FALSE(openings.may_begin(text));
  const std::vector<std::string> beginnings = {"Read More stories",
                                               "  \n read\n more stories",
                                               "READ  MORE stories",
                                               "TRENDING NOW in town",
                                               "\xE2\x80\x9CWe\xE2\x80\x9D said so",
                                               "to  be or not to be",
                                               "Über uns und andere",
                                               "\xE2\x80\xA6 and on",
                                               "read\tmore stories",
                                               "R\xC2\xAD"
                                               "ead more stories"};
  for (const std::string& text : beginnings) {
    CAPTURE(text);
    bool is_literal = false;
    for (const std::string& literal : literals)
      is_literal = is_literal || has_literal_at(fold(text), literal, Where::start);
    CHECK(is_literal);
    CHECK(openings.may_begin(text));
  }
}

TEST_CASE("without literals, or with a short one, anything may begin") {
  CHECK(Openings{}.may_begin("Rain fell on the town."));
  CHECK(Openings(std::vector<std::string>{}).may_begin("Rain fell on the town."));
  CHECK(Openings(std::vector<std::string>{"ad"}).may_begin("Rain fell on the town."));
}

}  // namespace
}  // namespace dehusk
