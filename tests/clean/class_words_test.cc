#include "clean/class_words.h"

#include <string>
#include <utility>
#include <vector>

#include "catch.h"

using namespace dehusk;

TEST_CASE("class names are cut into words, and only whole words count") {
  const std::vector<std::pair<std::string, ClassWords>> rows = {
      {"", 0},
      {"sc-a1b2c3 xQzW", 0},
      {"article__body", bit(ClassWord::content)},
      {"relatedPosts", static_cast<ClassWords>(bit(ClassWord::related) | bit(ClassWord::list))},
      {"site-nav main", static_cast<ClassWords>(bit(ClassWord::navigation) | bit(ClassWord::content))},
      {"d3-adaptive-header", bit(ClassWord::header)},
      {"loaded", 0},
      {"COMMENTS", bit(ClassWord::comment)},
      {"averyveryverylongwordindeed", 0},
  };
  for (const auto& [value, words] : rows) {
    CAPTURE(value);
    CHECK(class_words(value) == words);
  }
}
