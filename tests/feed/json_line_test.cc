#include "feed/json_line.h"

#include "catch.h"

using namespace dehusk;

namespace {

struct Looked {
  std::string fault;
  JsonPlace place;
  std::string value;
};

Looked look(std::string_view line, std::string_view pointer) {
  JsonReader reader;
  std::vector<JsonPlace> places;
  Looked looked;
  looked.fault = reader.read(line, {*pointer_from(pointer)}, places);
  looked.place = places[0];
  if (looked.place.is_found) looked.value = slice(line, looked.place.value);
  return looked;
}

}  // namespace

TEST_CASE("a pointer leads to the bytes of a value") {
  struct Row {
    std::string_view line, pointer, value;
  };
  const Row rows[] = {
      {R"({"a":"x"})", "/a", R"("x")"},
      {R"( { "a" : "x" , "b" : [ 1 , {} ] } )", "/b", "[ 1 , {} ]"},
      {R"({"a":{"b":{"c":true }}})", "/a/b/c", "true"},
      {R"({"a":{"b":{"c":true }}})", "/a/b", R"({"c":true })"},
      {R"({"b":{"a":1},"a":2})", "/a", "2"},
      {R"({"a":1,"a":2})", "/a", "2"},
      {R"({"a":1,"\u0061":2,"b":3})", "/a", "2"},
      {R"({"a":{"b":1},"a":{"b":2}})", "/a/b", "2"},
      {R"({"\u0061\n":-1.5e3})", "/a\n", "-1.5e3"},
      {R"({"a/b":1,"m~n":2})", "/a~1b", "1"},
      {R"({"a/b":1,"m~n":2})", "/m~0n", "2"},
      {R"({"a":"\ud800"})", "/a", R"("\ud800")"},
      {R"({"a":NaN,"b":123456789012345678901234567890})", "/a", "NaN"},
      {"{\"a\":null}\r", "/a", "null"},
      {R"({"a":"q\"}\\"})", "/a", R"("q\"}\\")"},
      {R"({"a":["x", "y" ,[1, {"b":2}]]})", "/a/1", R"("y")"},
      {R"({"a":["x", "y" ,[1, {"b":2}]]})", "/a/2", R"([1, {"b":2}])"},
      {R"({"a":["x", "y" ,[1, {"b":2}]]})", "/a/2/1/b", "2"},
      {R"({"a":[0,1,2,3,4,5,6,7,8,9,10,11]})", "/a/11", "11"},
      {R"({"a":{"0":1},"a":[2]})", "/a/0", "2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    const Looked looked = look(row.line, row.pointer);
    CHECK(looked.fault.empty());
    CHECK(looked.place.is_found);
    CHECK(looked.value == row.value);
  }
}

TEST_CASE("what is no number of an element leads nowhere in an array") {
  for (const std::string_view pointer : {"/a/2", "/a/-", "/a/01", "/a/", "/a/b", "/a/+1", "/a/0/0", "/a/1/c"}) {
    CAPTURE(pointer);
    const Looked looked = look(R"({"a":["x",{"b":"y"}]})", pointer);
    CHECK(looked.fault.empty());
    CHECK_FALSE(looked.place.is_found);
  }
  CHECK(look(R"({"a":["x",{"b":"y"}]})", "/a/1/c").place.has_object);
  CHECK_FALSE(look(R"({"a":["x"],"a":[]})", "/a/0").place.is_found);
}

TEST_CASE("the object in which a missing field would stand is known") {
  Looked looked = look(R"({"r":{"html":"x"},"e":{ }})", "/r/text");
  CHECK_FALSE(looked.place.is_found);
  CHECK(looked.place.has_object);
  CHECK(looked.place.object_begin == 5);
  CHECK(looked.place.object_end == 16);
  CHECK_FALSE(looked.place.object_is_empty);
  looked = look(R"({"r":{"html":"x"},"e":{ }})", "/e/text");
  CHECK(looked.place.object_is_empty);
  CHECK_FALSE(look(R"({"r":1})", "/r/text").place.has_object);
}

TEST_CASE("of two fields with the same name the last counts, with all that is in it") {
  CHECK_FALSE(look(R"({"a":{"b":1},"a":{"c":2}})", "/a/b").place.is_found);
  CHECK_FALSE(look(R"({"a":{"b":1},"a":7})", "/a/b").place.has_object);
  const Looked looked = look(R"({"a":{},"a":{"c":2}})", "/a/b");
  CHECK(looked.place.object_begin == 12);
  CHECK_FALSE(looked.place.object_is_empty);
  const JsonPlace place = look(R"({"a":1,"b":2,"a":3})", "/a").place;
  CHECK(place.earlier == std::vector<Span>{{1, 6}});
}

TEST_CASE("a line that is no JSON object is refused, wherever the fault stands") {
  const std::string_view lines[] = {"",
                                    "x",
                                    "1",
                                    "[1]",
                                    "{",
                                    R"({"a":1)",
                                    R"({"a":1}})",
                                    R"({"a":1} x)",
                                    R"({"a" 1})",
                                    R"({"a":1,})",
                                    R"({"a":1 2})",
                                    R"({"a":[1,]})",
                                    R"({"a":[1}})",
                                    R"({"a":{"b":01}})",
                                    R"({"a":tru})",
                                    R"({"a":"x)",
                                    R"({"a":"\q"})",
                                    R"({"a":"\u12g4"})",
                                    "{\"a\":\"\xff\"}",
                                    "{\"a\":\"\x01\"}",
                                    R"({"a":-})",
                                    R"({"a":1.})",
                                    R"({"a":+1})",
                                    R"({'a':1})",
                                    R"({"\q":1})",
                                    R"({"a":1}{"a":2})"};
  for (const std::string_view line : lines) {
    CAPTURE(line);
    CHECK_FALSE(look(line, "/a").fault.empty());
  }
}

TEST_CASE("text behind the object is called so, and an object that is cut is not") {
  for (const std::string_view line :
       {R"({"a":1} trailing)", R"({"a":1}})", R"({"a":"}\""},)", R"({"a":[{}]} {"b":2})"}) {
    CAPTURE(line);
    CHECK(look(line, "/a").fault == "there is text behind the object");
  }
  for (const std::string_view line : {R"({"a":1)", R"({"a":"} x")", R"({"a":{"b":1} )"}) {
    CAPTURE(line);
    CHECK(look(line, "/a").fault.find("behind") == std::string::npos);
    CHECK_FALSE(look(line, "/a").fault.empty());
  }
}

TEST_CASE("nesting is bounded") {
  const auto nested = [](std::size_t depth) {
    return R"({"a":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  CHECK(look(nested(60), "/a").fault.empty());
  CHECK_FALSE(look(nested(70), "/a").fault.empty());
  CHECK_FALSE(look(nested(200000), "/a").fault.empty());
  CHECK_FALSE(look(R"({"a":)" + std::string(100000, '['), "/a").fault.empty());
}

TEST_CASE("one reader serves many lines, long and short") {
  JsonReader reader;
  std::vector<JsonPlace> places;
  const std::vector<Pointer> pointers = {*pointer_from("/a")};
  for (const std::size_t size : {10U, 3000000U, 1U, 70000U}) {
    const std::string line = R"({"a":")" + std::string(size, 'x') + "\"}";
    CHECK(reader.read(line, pointers, places).empty());
    CHECK(places[0].value.size() == size + 2);
  }
}
