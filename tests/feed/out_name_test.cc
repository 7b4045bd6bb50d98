#include "feed/out_name.h"

#include "catch.h"

using namespace dehusk;

TEST_CASE("an output is called as its input, with the suffix of what it holds") {
  struct Row {
    std::string_view file;
    Container container;
    Form form;
    std::string_view want;
  };
  const Row rows[] = {
      {"a.html", Container::page, Form::text, "a.txt"},
      {"pages/A.HTM", Container::page, Form::markdown, "pages/A.md"},
      {"a.html", Container::page, Form::json, "a.jsonl"},
      {"a", Container::page, Form::text, "a.txt"},
      {"v1.2/page", Container::page, Form::text, "v1.2/page.txt"},
      {"a.tar.html", Container::page, Form::text, "a.tar.txt"},
      {"dir/.html", Container::page, Form::text, "dir/.html.txt"},
      {"a.jsonl.gz", Container::jsonl, Form::text, "a.jsonl.gz"},
      {"a.ndjson.zst", Container::jsonl, Form::text, "a.jsonl.zst"},
      {"a.json.gz", Container::jsonl, Form::dolma, "a.json.gz"},
      {"s/1.warc.gz", Container::warc, Form::json, "s/1.jsonl.gz"},
      {"s/1.warc.gz", Container::warc, Form::wet, "s/1.warc.wet.gz"},
      {"s/1.warc.wet.gz", Container::warc, Form::wet, "s/1.warc.wet.gz"},
      {"s/1.warc.wet.gz", Container::warc, Form::text, "s/1.txt.gz"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CHECK(out_name(row.file, row.container, row.form, std::nullopt) == row.want);
  }
  CHECK(out_name("a.html", Container::page, Form::text, Packing::gzip) == "a.txt.gz");
  CHECK(out_name("a.html.gz", Container::page, Form::text, Packing::none) == "a.txt");
  CHECK(out_name("a.html.gz", Container::page, Form::text, Packing::zstd) == "a.txt.zst");
}

TEST_CASE("no path leads out of the folder") {
  for (const std::string_view file : {"../a.html", "/a.html", "x/../../a.html", "../../../a.html", "./a.html",
                                      "//a.html", "x/y/.././../a.html", "/../a.html"}) {
    CAPTURE(file);
    CHECK(out_name(file, Container::page, Form::text, std::nullopt) == "a.txt");
  }
  CHECK(out_name("..", Container::page, Form::text, std::nullopt) == "page.txt");
  CHECK(out_name("../x/..y/a.html", Container::page, Form::text, std::nullopt) == "x/..y/a.txt");
}
