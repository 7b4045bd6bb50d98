// Names to numbers and back.

#include "page/attribute_name.h"

#include "catch.h"
#include "page/page.h"
#include "page/tag.h"

namespace dehusk {

TEST_CASE("every name finds itself, in any case") {
  for (int i = 1; i < kAttributeNameCount; ++i) {
    const auto name = static_cast<AttributeName>(i);
    INFO(to_string(name));
    CHECK(attribute_name_from(to_string(name)) == name);
    std::string loud(to_string(name));
    for (char& c : loud)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    CHECK(attribute_name_in_any_case(loud) == name);
    CHECK(attribute_name_from(loud) == AttributeName::other);
  }
  for (int i = 1; i < kTagCount; ++i) {
    const auto tag = static_cast<Tag>(i);
    CHECK(tag_from(to_string(tag)) == tag);
    CHECK(tag_in_any_case(to_string(tag)) == tag);
  }
  CHECK(attribute_name_from("") == AttributeName::other);
  CHECK(attribute_name_from("classes") == AttributeName::other);
  CHECK(tag_in_any_case("DIV") == Tag::div);
  CHECK(tag_from("DIV") == Tag::unknown);
}

TEST_CASE("an attribute is found by its number, by its name, and with a name that has no number") {
  Page page;
  add_attribute(page, "class", "box");
  add_attribute(page, "data-x", "1");
  Element element;
  element.attribute_count = 2;
  CHECK(page.attribute(element, AttributeName::class_) == "box");
  CHECK(page.attribute(element, "class") == "box");
  CHECK(page.attribute(element, "data-x") == "1");
  CHECK_FALSE(page.attribute(element, "data-y").has_value());
  CHECK_FALSE(page.attribute(element, AttributeName::id).has_value());
  CHECK(page.name_of(page.attributes[0]) == "class");
  CHECK(page.name_of(page.attributes[1]) == "data-x");
}

}  // namespace dehusk
