#include "feed/unpacker.h"

#include <string>
#include <vector>

#include "catch.h"
#include "feed/byte_source.h"
#include "packed.h"

using namespace dehusk;

namespace {

// All that a source gives, with "|" for each damage it went on behind and "!" for one it could not.
std::string all_of(std::string_view bytes) {
  const HeldFile file(bytes);
  ByteSource source(file.descriptor());
  source.unpack();
  std::string all;
  while (true) {
    all += source.read_all(1U << 30);
    if (!source.damage()) return all;
    if (!source.resume()) return all + "!";
    all += "|";
  }
}

std::string long_text(std::size_t size) {
  std::string text;
  while (text.size() < size) text += std::to_string(text.size()) + " drops of rain\n";
  return text.substr(0, size);
}

}  // namespace

TEST_CASE("packings are known by their first bytes, and no more of these is asked for than needed") {
  CHECK(packing_of("<p>") == Packing::none);
  CHECK(packing_of("{") == Packing::none);
  CHECK_FALSE(packing_of(""));
  CHECK_FALSE(packing_of("\x1F\x8B"));
  CHECK(packing_of("\x1F\x8B\x08") == Packing::gzip);
  CHECK(packing_of("\x1F\x8C") == Packing::none);
  CHECK_FALSE(packing_of("\x28\xB5\x2F"));
  CHECK(packing_of("\x28\xB5\x2F\xFD") == Packing::zstd);
  CHECK(packing_of("\x5D\x2A\x4D\x18") == Packing::zstd);
  CHECK(packing_of("Snow") == Packing::none);
}

TEST_CASE("members and frames one after the other are one stream, padding between them is none of it") {
  const std::string zeros(1000, '\0');
  const std::string text = long_text(60000);
  for (std::string (*const pack)(std::string_view) : {gzip_member, zstd_frame}) {
    CHECK(all_of(pack("Rain ") + pack("fell.")) == "Rain fell.");
    CHECK(all_of(pack("Rain ") + pack("") + zeros + pack("fell.") + zeros) == "Rain fell.");
    std::string packed, want;
    for (int i = 0; i < 40; ++i) {
      packed += pack(text);
      want += text;
    }
    CHECK((all_of(packed) == want));
  }
}

TEST_CASE("what came before damage is there, and what comes behind it too") {
  for (std::string (*const pack)(std::string_view) : {gzip_member, zstd_frame}) {
    const std::string first = pack("Rain "), second = pack("fell.");
    CHECK(all_of(first + second.substr(0, 6)) == "Rain !");
    CHECK(all_of(first + "garbage" + second) == "Rain |fell.");
    CHECK(all_of(first + "garbage") == "Rain !");
    CHECK(all_of(first + std::string(700000, 'x') + second) == "Rain |fell.");
  }
  const std::string whole = gzip_member("fell.");
  CHECK(all_of(gzip_member("Rain ") + whole.substr(0, whole.size() - 1)) == "Rain fell.!");
  // A sum that does not fit, and a header of which a part is lost.
  std::string wrong_sum = gzip_member("Rain ");
  wrong_sum[wrong_sum.size() - 8] ^= 1;
  CHECK(all_of(wrong_sum + gzip_member("fell.")) == "Rain |fell.");
  CHECK(all_of(gzip_member("Rain ").substr(0, 5) + gzip_member("fell.")).find("fell.") != std::string::npos);
}

TEST_CASE("a member that lacks bytes takes none of the next with it") {
  const std::string whole = gzip_member(long_text(5000));
  const std::string out = all_of(whole.substr(0, 2000) + gzip_member("Snow fell.") + gzip_member(" The end."));
  CHECK(out.substr(0, 1000) == long_text(5000).substr(0, 1000));
  CHECK(out.substr(out.size() - 20) == "|Snow fell. The end.");
}

TEST_CASE("damage is told with its place in the file") {
  const std::string first = gzip_member("Rain ");
  const HeldFile file(first + gzip_member("fell.").substr(0, 17));
  ByteSource source(file.descriptor());
  source.unpack();
  CHECK(source.read_all(100) == "Rain fe");
  REQUIRE(source.damage());
  CHECK(source.damage()->at == first.size() + 17);
  CHECK(source.damage()->what == "the compressed bytes are cut off");
  CHECK_FALSE(source.resume());
  CHECK(source.read_all(100).empty());
}

TEST_CASE("a line that runs into damage is told from one that is the last") {
  const HeldFile file(gzip_member("one\ntw") + "garbage" + gzip_member("three\nfour"));
  ByteSource source(file.descriptor());
  source.unpack();
  std::string_view line;
  CHECK(source.next_line(line, 100) == ByteSource::Got::line);
  CHECK(line == "one");
  CHECK(source.next_line(line, 100) == ByteSource::Got::broken_line);
  CHECK(line == "tw");
  CHECK(source.next_line(line, 100) == ByteSource::Got::end);
  REQUIRE(source.resume());
  CHECK(source.next_line(line, 100) == ByteSource::Got::line);
  CHECK(line == "three");
  CHECK(source.next_line(line, 100) == ByteSource::Got::line);
  CHECK(line == "four");
  CHECK(source.next_line(line, 100) == ByteSource::Got::end);
}

TEST_CASE("where the next byte stands is known at the borders of members, and anywhere if nothing is packed") {
  const std::string first = gzip_member("Rain"), second = gzip_member("fell.");
  const HeldFile file(first + second);
  ByteSource source(file.descriptor());
  source.unpack();
  CHECK(source.offset() == 0);
  CHECK(source.skip(2) == 2);
  CHECK_FALSE(source.offset());
  CHECK(source.skip(2) == 2);
  CHECK(source.offset() == first.size());
  CHECK(source.skip(100) == 5);
  CHECK(source.offset() == first.size() + second.size());

  const HeldFile plain("Rain fell.");
  ByteSource bytes(plain.descriptor());
  bytes.unpack();
  CHECK(bytes.skip(5) == 5);
  CHECK(bytes.offset() == 5);
}

TEST_CASE("a zstd dictionary in front of all frames is no content") {
  const std::string text = "Rain fell.";
  const std::string dictionary = "what all pages have in common, a few hundred bytes of it";
  const std::string frame = std::string("\x5D\x2A\x4D\x18") + little_endian(dictionary.size(), 4) + dictionary;
  CHECK(all_of(frame + zstd_frame(text) + zstd_frame(text)) == text + text);
  CHECK(all_of(std::string("\x50\x2A\x4D\x18") + little_endian(3, 4) + "abc" + zstd_frame(text)) == text);
  CHECK(all_of(std::string("\x5D\x2A\x4D\x18") + little_endian(0xFFFFFFFFU, 4) + zstd_frame(text)) == "|" + text);
}

TEST_CASE("a body is inflated from gzip, zlib or bare deflate, up to a limit") {
  const std::string text = "Rain fell.";
  const std::string bare = std::string(1, '\x01') + little_endian(10, 2) + little_endian(0xFFF5, 2) + text;
  const std::string zlib = "\x78\x01" + bare + std::string("\x13\x8D\x03\x7C", 4);  // Adler-32 of the text
  std::string body;
  CHECK(inflate_body(gzip_member(text), 1000, body) == Inflated::whole);
  CHECK(body == text);
  CHECK(inflate_body(bare, 1000, body) == Inflated::whole);
  CHECK(body == text);
  CHECK(inflate_body(zlib, 1000, body) == Inflated::whole);
  CHECK(body == text);
  CHECK(inflate_body(gzip_member(text), 4, body) == Inflated::cut);
  CHECK(body == "Rain");
  CHECK(inflate_body(gzip_member(text).substr(0, 19), 1000, body) == Inflated::cut);
  CHECK(body == "Rain");
  CHECK(inflate_body("<html><p>Rain fell.", 1000, body) == Inflated::damaged);
  CHECK(inflate_body("", 1000, body) == Inflated::damaged);
}
