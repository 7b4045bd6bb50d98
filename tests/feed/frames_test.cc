#include "feed/frames.h"

#include "catch.h"
#include "packed.h"

using namespace dehusk;

namespace {

// The messages, each in brackets, with what is wrong with it behind it; "+" for one that is cut.
std::string all_frames(Framing framing, std::string_view bytes, std::size_t most = 1000) {
  const HeldFile file(bytes);
  ByteSource source(file.descriptor());
  FrameReader reader(source, framing, most);
  Frame frame;
  std::string all;
  while (reader.next(frame)) {
    all += "[" + std::string(frame.bytes) + (frame.is_cut ? "+]" : "]");
    if (!frame.code.empty()) all += ":" + std::string(frame.code);
  }
  return all;
}

}  // namespace

TEST_CASE("what is framed is read again, whatever bytes it has") {
  for (const Framing framing : {Framing::netstring, Framing::uint32be, Framing::nul}) {
    std::string all, want;
    for (const std::string_view text : {"Rain fell.", "", "5:a,b,", "a\nb\r\n", "\xFF\xFE"}) {
      all += framed(framing, text);
      want += "[" + std::string(text) + "]";
    }
    CHECK(all_frames(framing, all) == want);
    CHECK(all_frames(framing, "").empty());
  }
  CHECK(framed(Framing::netstring, "Rain") == "4:Rain,");
  CHECK(framed(Framing::uint32be, "Rain") == std::string("\0\0\0\4Rain", 8));
  CHECK(framed(Framing::nul, "Rain") == std::string("Rain\0", 5));
  CHECK(all_frames(Framing::nul, "Rain") == "[Rain]");
}

TEST_CASE("a message that is too long is cut, and the next one stands") {
  const std::string text(500000, 'x');
  for (const Framing framing : {Framing::netstring, Framing::uint32be, Framing::nul})
    CHECK(all_frames(framing, framed(framing, text) + framed(framing, "Rain"), 4) == "[xxxx+][Rain]");
}

TEST_CASE("what is no message, or half of one, is the last") {
  CHECK(all_frames(Framing::netstring, "4:Rain,5:fel") == "[Rain][fel]:truncated");
  CHECK(all_frames(Framing::netstring, "4:Rain,1") == "[Rain][1]:truncated");
  CHECK(all_frames(Framing::netstring, "4:Rain5:fell.,") == "[Rain5:fell.,]:bad_frame");
  CHECK(all_frames(Framing::netstring, "Rain fell.") == "[Rain fell.]:bad_frame");
  CHECK(all_frames(Framing::netstring, ":x,") == "[:x,]:bad_frame");
  CHECK(all_frames(Framing::netstring, "99999999999999:x,").find(":bad_frame") != std::string::npos);
  CHECK(all_frames(Framing::uint32be, std::string("\0\0\0\4Ra", 6)) == "[Ra]:truncated");
  CHECK(all_frames(Framing::uint32be, std::string("\0\0", 2)).find(":truncated") != std::string::npos);
}
