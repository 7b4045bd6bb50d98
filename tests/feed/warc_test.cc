#include "feed/warc.h"

#include <string>
#include <vector>

#include "catch.h"
#include "feed/fields.h"
#include "packed.h"
#include "warcs.h"

using namespace dehusk;

namespace {

struct Seen {
  std::string id;  // the number in warc_record's id; "?" if there is no head
  std::string block;
  std::string code;
  std::optional<std::uint64_t> offset, length;
};

std::vector<Seen> read_all_records(std::string_view bytes, std::size_t most = 1U << 20, int* damages = nullptr) {
  const HeldFile file(bytes);
  ByteSource source(file.descriptor());
  source.unpack();
  WarcReader reader(source, most, [&](const Damage&) {
    if (damages != nullptr) ++*damages;
  });
  std::vector<Seen> all;
  WarcRecord record;
  while (reader.next(record) && all.size() < 1000) {
    const std::string_view id = field(record.bytes.substr(0, record.head), "warc-record-id");
    all.push_back({id.size() < 16 ? "?" : std::string(id.substr(15, id.size() - 16)),
                   std::string(record.bytes.substr(record.head)), std::string(record.code), record.offset,
                   record.length});
  }
  return all;
}

// "1 2 3:bad_warc": the ids and what is wrong with them.
std::string ids_of(const std::vector<Seen>& records) {
  std::string ids;
  for (const Seen& record : records)
    ids += (ids.empty() ? "" : " ") + record.id + (record.code.empty() ? "" : ":" + record.code);
  return ids;
}

}  // namespace

TEST_CASE("records come one after the other, whole, with their places") {
  const std::string one = warc_record("resource", 1, "Rain"), two = warc_record("resource", 2, "");
  const std::vector<Seen> records = read_all_records(one + two + warc_record("resource", 3, "fell.\r\n"));
  REQUIRE(ids_of(records) == "1 2 3");
  CHECK(records[0].block == "Rain");
  CHECK(records[1].block.empty());
  CHECK(records[2].block == "fell.\r\n");
  CHECK(records[0].offset == 0);
  CHECK(records[1].offset == one.size());
  CHECK(records[1].length == two.size());
}

TEST_CASE("members of their own have their place in the packed file, records that share one have none") {
  const std::string one = warc_record("resource", 1, "Rain"), two = warc_record("resource", 2, "fell.");
  for (std::string (*const pack)(std::string_view) : {gzip_member, zstd_frame}) {
    const std::vector<Seen> apart = read_all_records(pack(one) + pack(two));
    REQUIRE(ids_of(apart) == "1 2");
    CHECK(apart[0].length == pack(one).size());
    CHECK(apart[1].offset == pack(one).size());
    CHECK(apart[1].length == pack(two).size());
    const std::vector<Seen> together = read_all_records(pack(one + two));
    REQUIRE(ids_of(together) == "1 2");
    CHECK(together[0].offset == 0);
    CHECK_FALSE(together[0].length);
    CHECK_FALSE(together[1].offset);
    CHECK(ids_of(read_all_records(pack(one.substr(0, 50)) + pack(one.substr(50) + two))) == "1 2");
  }
}

TEST_CASE("a length that is wrong, or not there, costs no record") {
  const std::string page = http_page(kRainPage);
  const auto size = static_cast<long>(page.size());
  for (const long length : {0L, 1L, size - 30, size - 2, size - 1, size + 1, size + 2, size + 3, size + 4, size + 5,
                            size + 100, size + 400, 5000L, 99999999L}) {
    CAPTURE(length, size);
    const std::vector<Seen> records =
        read_all_records(response(1) + warc_record("response", 2, page, length) + response(3) + response(4));
    REQUIRE(ids_of(records) == "1 2 3 4");
    // Line ends more or less are all that may be off.
    CHECK(records[1].block.substr(0, page.size()) == page);
    CHECK(records[1].block.size() <= page.size() + 4);
    CHECK(records[2].block == page);
  }
  std::string without = warc_record("resource", 2, "Rain fell.");
  without.erase(without.find("Content-Length"), std::string("Content-Length: 10\r\n").size());
  const std::vector<Seen> records = read_all_records(response(1) + without + response(3));
  REQUIRE(ids_of(records) == "1 2 3");
  CHECK(records[1].block == "Rain fell.");
  CHECK(read_all_records(without)[0].block.substr(0, 10) == "Rain fell.");
}

TEST_CASE("heads whose lines end with newlines only are heads") {
  std::string lines;
  for (const char c : warc_record("resource", 1, "Rain") + warc_record("resource", 2, "fell."))
    if (c != '\r') lines += c;
  const std::vector<Seen> records = read_all_records(lines);
  REQUIRE(ids_of(records) == "1 2");
  CHECK(records[0].block == "Rain");
  CHECK(records[1].block == "fell.");
}

TEST_CASE("what is no record is one fault up to the next record") {
  CHECK(ids_of(read_all_records("nothing\nof\nthe sort")) == "?:bad_warc");
  CHECK(ids_of(read_all_records(std::string(3000000, 'x') + "\r\n" + response(1))) == "?:bad_warc 1");
  CHECK(ids_of(read_all_records(response(1) + "garbage\nWARC of another kind\n" + response(2))).find(" 2") !=
        std::string::npos);
  CHECK(ids_of(read_all_records("WARC/1.0\r\n" + std::string(100000, 'x') + "\r\n" + response(1))) == "?:bad_warc 1");
  CHECK(read_all_records("\r\n\r\n").empty());
  CHECK(read_all_records("").empty());
}

TEST_CASE("a file that ends too early says so at its last record") {
  const std::string whole = response(1) + response(2);
  for (const std::size_t missing : {5U, 50U, 120U, 350U}) {
    CAPTURE(missing);
    const std::vector<Seen> records = read_all_records(whole.substr(0, whole.size() - missing));
    REQUIRE(records.size() == 2);
    CHECK(records[0].code.empty());
    CHECK(records[1].code == "truncated");
  }
  CHECK(ids_of(read_all_records(whole.substr(0, whole.size() - 4))) == "1 2");
}

TEST_CASE("damage in a packed file costs the records that it struck") {
  const std::string one = gzip_member(response(1)), two = gzip_member(response(2)), three = gzip_member(response(3));
  int damages = 0;
  CHECK(ids_of(read_all_records(one + two.substr(0, 300), 1U << 20, &damages)) == "1 2:truncated");
  CHECK(damages == 1);
  CHECK(ids_of(read_all_records(one + "garbage" + three, 1U << 20, &damages)) == "1 3");
  CHECK(damages == 2);
  // The member that lacks bytes takes those of the next for its own, until its sum is wrong.
  const std::string ids = ids_of(read_all_records(one + two.substr(0, 300) + three + gzip_member(response(4))));
  CHECK(ids.substr(0, 3) == "1 2");
  CHECK(ids.find("truncated") != std::string::npos);
  CHECK(ids.substr(ids.size() - 3) == "3 4");
  std::string sum = two;
  sum[sum.size() - 6] ^= 1;
  CHECK(ids_of(read_all_records(one + sum + three)) == "1 2 3");
}

TEST_CASE("a block that is too long is cut, and the next record is found behind it") {
  const std::string text(500000, 'x');
  const std::string large = warc_record("resource", 2, text);
  const std::vector<Seen> records = read_all_records(response(1) + large + response(3), 1000);
  REQUIRE(ids_of(records) == "1 2 3");
  CHECK(records[1].block == text.substr(0, 1000));
  // Its length is a lie.
  CHECK(ids_of(read_all_records(response(1) + warc_record("resource", 2, text, 600000) + response(3), 1000)) ==
        "1 2 3");
  CHECK(ids_of(read_all_records(response(1) + warc_record("resource", 2, text, 90000000) + response(3), 1000)) ==
        "1 2 3");
}

TEST_CASE("fields are found in any case, parameters without their quotes") {
  const std::string_view head =
      "HTTP/1.1 200 OK\r\nContent-TYPE:  text/html; a=b; CharSet=\"utf-8\" \r\nX: y\r\n\r\nX: z";
  CHECK(head_size(head) == head.size() - 4);
  CHECK(field(head, "content-type") == "text/html; a=b; CharSet=\"utf-8\"");
  CHECK(field(head, "x") == "y");
  CHECK(field(head, "http/1.1 200 ok").empty());
  CHECK(media_type("Text/HTML ; charset=x") == "Text/HTML");
  CHECK(parameter(field(head, "content-type"), "charset") == "utf-8");
  CHECK(parameter("text/html;charset=gbk", "charset") == "gbk");
  CHECK(parameter("text/html", "charset").empty());
  CHECK(head_size("a: b\n\nc") == 6);
  CHECK(head_size("a: b\r\nc") == std::string_view::npos);
}
