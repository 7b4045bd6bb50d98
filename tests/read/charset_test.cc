#include "read/charset.h"

#include <string>

#include "catch.h"
#include "read/encoding_label.h"
#include "read/meta_prescan.h"

namespace dehusk {

namespace {

using namespace std::string_literals;

Page decode_page(std::string_view bytes, std::string_view charset = {}) {
  Page page;
  decode({.bytes = bytes, .url = {}, .charset = charset, .is_utf8 = false}, page);
  return page;
}

}  // namespace

TEST_CASE("the bytes say more about their encoding than the page does") {
  struct Case {
    std::string bytes;
    std::string_view charset;
    std::string_view encoding;
    std::string_view source;
    std::string_view text;
  };
  for (const Case& one : {
           Case{"\xEF\xBB\xBF"
                "a\xC3\xA9",
                "windows-1252", "utf-8", "bom", "a\xC3\xA9"},
           Case{"\xFF\xFE"
                "a\0\xE9\0"s,
                "", "utf-16le", "bom", "a\xC3\xA9"},
           Case{"\xFE\xFF\xD8\x3D\xDE\x00\x00"
                "a"s,
                "", "utf-16be", "bom",
                "\xF0\x9F\x98\x80"
                "a"},
           Case{"a\xC3\xA9", "iso-8859-1", "utf-8", "valid", "a\xC3\xA9"},
           Case{"<meta charset=gbk>\xC3\xA9", "", "utf-8", "valid", "<meta charset=gbk>\xC3\xA9"},
           Case{"plain", "", "utf-8", "valid", "plain"},
           Case{"plain", "ISO-8859-1", "windows-1252", "declared", "plain"},
           Case{"<meta charset=big5>", "", "big5", "meta", "<meta charset=big5>"},
           Case{"caf\xE9", "latin1", "windows-1252", "declared", "caf\xC3\xA9"},
           Case{"caf\xE9 \x93quoted\x94 \x81", "us-ascii", "windows-1252", "declared",
                "caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D "},
           Case{"<meta charset=windows-1251>\xCF\xF0\xE8", "", "windows-1251", "meta",
                "<meta charset=windows-1251>\xD0\x9F\xD1\x80\xD0\xB8"},
           Case{"<meta charset=gb2312>\xD6\xD0\xCE\xC4", "", "gbk", "meta",
                "<meta charset=gb2312>\xE4\xB8\xAD\xE6\x96\x87"},
           Case{"\x93\xFA\x96\x7B", "Shift_JIS", "shift_jis", "declared", "\xE6\x97\xA5\xE6\x9C\xAC"},
           Case{"\xC7\xD1\xB1\xDB", "ks_c_5601-1987", "euc-kr", "declared", "\xED\x95\x9C\xEA\xB8\x80"},
           Case{"\xC6\xFC\xCB\xDC", "euc-jp", "euc-jp", "declared", "\xE6\x97\xA5\xE6\x9C\xAC"},
           Case{"\x1B$BF|K\\\x1B(B", "iso-2022-jp", "iso-2022-jp", "declared", "\xE6\x97\xA5\xE6\x9C\xAC"},
           Case{"\xA4\xA4\xA4\xE5", "big5", "big5", "declared", "\xE4\xB8\xAD\xE6\x96\x87"},
           Case{"\xC2\xD0", "windows-1253", "windows-1253", "declared", "\xCE\x92\xCE\xA0"},
           Case{"caf\xE9", "utf-4", "windows-1252", "", ""},
       }) {
    INFO(one.bytes << " as " << one.charset);
    const Page page = decode_page(one.bytes, one.charset);
    CHECK(page.encoding == one.encoding);
    if (one.source.empty()) continue;
    CHECK(page.encoding_source == one.source);
    CHECK(page.source == one.text);
  }
}

TEST_CASE("UTF-16 is known without a mark") {
  std::string bytes;
  for (const char c : "<html><p>Some plain words."s) bytes += {c, '\0'};
  CHECK(decode_page(bytes).source == "<html><p>Some plain words.");
  CHECK(decode_page(bytes).encoding == "utf-16le");
}

TEST_CASE("declared utf-8 with a few flaws stays utf-8") {
  const std::string good = std::string(3000, 'a') + "\xC3\xA9";
  const Page flawed = decode_page("<meta charset=utf-8>" + good + "\xE9 x");
  CHECK(flawed.encoding == "utf-8");
  CHECK(flawed.encoding_source == "meta");
  CHECK(flawed.source.ends_with("\xC3\xA9\xEF\xBF\xBD x"));
  CHECK(flawed.notes.at(0).code == "charset/repaired");

  const Page lying = decode_page("<meta charset=utf-8>d\xE9j\xE0 vu, gar\xE7on, \xE9t\xE9");
  CHECK(lying.encoding != "utf-8");
}

TEST_CASE("a page cut in the middle of a character is still valid") {
  const Page page = decode_page("caf\xC3\xA9 \xE4\xB8");
  CHECK(page.encoding_source == "valid");
  CHECK(page.source == "caf\xC3\xA9 \xEF\xBF\xBD");
}

TEST_CASE("a decoded string is not guessed at") {
  Page page;
  decode({.bytes = "<meta charset=gbk>plain", .url = {}, .charset = {}, .is_utf8 = true}, page);
  CHECK(page.encoding == "utf-8");
}

TEST_CASE("bytes without meaning become replacement characters and eat no ASCII") {
  CHECK(decode_page("\x81<p>", "gbk").source == "\xEF\xBF\xBD<p>");
  CHECK(decode_page("\xFF\xFF<p>", "shift_jis").source.ends_with("<p>"));
  CHECK(decode_page("a\xD2", "windows-1253").source == "a\xEF\xBF\xBD");
}

TEST_CASE("control characters are no text") {
  CHECK(decode_page("wo\0rd \x1B[1m\x7F \xC3\xA9\xC2\x9C\xC2\x85.\t\n"s).source == "word [1m \xC3\xA9\xC2\x85.\t\n");
}

TEST_CASE("labels mean what browsers take them for") {
  struct Case {
    std::string_view label;
    std::string_view name;
  };
  for (const Case& one : {Case{" UTF8 ", "utf-8"}, Case{"ascii", "windows-1252"}, Case{"ISO-8859-9", "windows-1254"},
                          Case{"x-sjis", "shift_jis"}, Case{"tis-620", "windows-874"}, Case{"chinese", "gbk"}}) {
    REQUIRE(encoding_of(one.label).has_value());
    CHECK(encoding_of(one.label)->name == one.name);
  }
  for (const std::string_view label : {"", " ", "utf-4", "windows-utf-8", "none", "hz-gb-2312"})
    CHECK(!encoding_of(label).has_value());
}

TEST_CASE("the page's own declaration is found") {
  struct Case {
    std::string_view bytes;
    std::string_view label;
  };
  for (const Case& one : {
           Case{"<meta charset=utf-8>", "utf-8"},
           Case{"<META CharSet = 'ISO-8859-2' >", "iso-8859-2"},
           Case{"<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "gbk"},
           Case{"<meta content='text/html; charset = \"gbk\"' http-equiv='content-type'>", "gbk"},
           Case{"<meta content='text/html; charset=gbk'>", ""},
           Case{"<!-- <meta charset=gbk> --><meta charset=big5>", "big5"},
           Case{"<p title='<meta charset=gbk>'><meta charset=big5>", "big5"},
           Case{"<meta charset=nonsense><meta charset=big5>", "big5"},
           Case{"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"},
           Case{"<!-- never closed <meta charset=gbk>", ""},
           Case{"<meta", ""},
       }) {
    INFO(one.bytes);
    CHECK(prescan_charset(one.bytes) == one.label);
  }
  CHECK(prescan_charset(std::string(30000, ' ') + "<meta charset=gbk>") == "gbk");
}

}  // namespace dehusk
