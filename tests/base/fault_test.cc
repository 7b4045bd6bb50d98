#include "base/fault.h"

#include "base/json.h"
#include "catch.h"

using namespace dehusk;

TEST_CASE("a fault shows file, line, column, the source line, a caret and help") {
  Fault fault;
  fault.code = "E112";
  fault.file = "rules/news.toml";
  fault.line = 31;
  fault.column = 11;
  fault.width = 3;
  fault.message = "rule 'tail/more': `re` does not compile: invalid perl operator: (?!";
  fault.help = "RE2 has no lookahead. Put the unwanted text in `not_re`.";
  fault.source = "re     = ['(?!x)Skip']";
  CHECK(to_string(fault) ==
        "rules/news.toml:31:11: error[E112]: rule 'tail/more': `re` does not compile: invalid perl operator: (?!\n"
        "   31 | re     = ['(?!x)Skip']\n"
        "      |           ^^^\n"
        "  help: RE2 has no lookahead. Put the unwanted text in `not_re`.");
}

TEST_CASE("what a hostile file says cannot write to the terminal") {
  Fault fault;
  fault.message = "unknown key '\x1b]0;x'";
  CHECK(to_string(fault) == "error: unknown key '\\x1b]0;x'");
}

TEST_CASE("JSON strings are valid whatever the bytes are") {
  CHECK(to_json("a\"b\\c\n\t\x01\x7f") == "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f\"");
  CHECK(to_json("\xFF") == "\"\xEF\xBF\xBD\"");
  CHECK(to_json("") == "\"\"");
}
