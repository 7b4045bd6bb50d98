#include "page/tag.h"

#include "catch.h"

using namespace dehusk;

TEST_CASE("every tag name leads back to its tag") {
  for (int i = 1; i < kTagCount; ++i) {
    const Tag tag = static_cast<Tag>(i);
    CHECK(tag_from(to_string(tag)) == tag);
  }
}

TEST_CASE("names that HTML does not know are unknown") {
  CHECK(tag_from("x-card") == Tag::unknown);
  CHECK(tag_from("") == Tag::unknown);
  CHECK(tag_from("DIV") == Tag::unknown);
}
