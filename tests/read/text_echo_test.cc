// Pairs of lines that say the same: a picture's words and its caption.

#include <string>

#include "catch.h"
#include "read/text_dump.h"

using namespace dehusk;
using namespace dehusk::text_dump;

namespace {

const std::string kProse =
    "The ferry was built in the yard below the bridge, and it crossed the river for forty years.\n\n";

}  // namespace

TEST_CASE("a picture's words and the same words as its caption are two captions") {
  CHECK(shown(read(kProse + "The old ferry at the quay.\n\nThe old ferry at the quay.\n\n" + kProse)) ==
        "para| " + kProse.substr(0, kProse.size() - 1) +
            "caption| The old ferry at the quay.\ncaption| The old ferry at the quay.\npara| " +
            kProse.substr(0, kProse.size() - 1));
}

TEST_CASE("a caption may go on where the picture's words end") {
  CHECK(shown(read(kProse + "The old ferry lies at the quay\n\nThe old ferry lies at the quay (J. Doe)\n")) ==
        "para| " + kProse.substr(0, kProse.size() - 1) +
            "caption| The old ferry lies at the quay\ncaption| The old ferry lies at the quay (J. Doe)\n");
  CHECK(shown(read(kProse + "The old ferry lies at the quay\n\nThe old ferry lies at the quayside (J. Doe)\n")) ==
        "para| " + kProse.substr(0, kProse.size() - 1) +
            "para| The old ferry lies at the quay\npara| The old ferry lies at the quayside (J. Doe)\n");
}

TEST_CASE("of a short pair that is no sentence the second stays: it may be a heading") {
  CHECK(shown(read(kProse + "Two ropes and anchor\n\nTwo ropes and anchor\n\n" + kProse)) ==
        "para| " + kProse.substr(0, kProse.size() - 1) +
            "caption| Two ropes and anchor\npara| Two ropes and anchor\npara| " + kProse.substr(0, kProse.size() - 1));
}

TEST_CASE("the phrase or short sentence below a picture with words is its caption") {
  const std::string links = "[Home](https://ferry.example/)\n\n[News](https://ferry.example/news)\n\n";
  const std::string below = "![Two men with a lamp](a.jpg)\n\nPress the fruit well in.\n\n";
  CHECK(shown(read(links + kProse + below + kProse))
            .find("caption| Two men with a lamp\ncaption| Press the fruit well in.\npara| The ferry") !=
        std::string::npos);
  CHECK(shown(read(links + kProse + "![Two men with a lamp](a.jpg)\n\n" + kProse))
            .find("caption| Two men with a lamp\npara| The ferry") != std::string::npos);
  CHECK(shown(read(kProse + "[Two men with a lamp]\n\nThe shaft beneath hall three\n\n" + kProse))
            .find("para| [Two men with a lamp]\ncaption| The shaft beneath hall three\n") != std::string::npos);
  CHECK(shown(read(kProse + "[INLINE]\n\nThe shaft beneath hall three\n\n" + kProse)).find("caption|") ==
        std::string::npos);
}

TEST_CASE("a dump that says everything twice keeps it") {
  std::string dump;
  for (int i = 0; i < 9; ++i) {
    const std::string line = "On day " + std::to_string(i) + " the ferry crossed the river twice.\n\n";
    dump += line + line;
  }
  CHECK(shown(read(dump)).find("caption|") == std::string::npos);
}
