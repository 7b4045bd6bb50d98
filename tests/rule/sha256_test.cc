#include "rule/sha256.h"

#include "catch.h"

using namespace dehusk;

TEST_CASE("SHA-256 gives the sums of the standard's examples") {
  struct Row {
    std::string text;
    const char* want;
  };
  const Row rows[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Row& row : rows) {
    Sha256 sum;
    sum.add(row.text);
    CHECK(sum.hex() == row.want);
  }
}

TEST_CASE("SHA-256 does not care how the bytes are handed over") {
  const std::string text(300, 'x');
  Sha256 whole;
  whole.add(text);
  for (std::size_t cut = 0; cut <= text.size(); cut += 7) {
    Sha256 parts;
    parts.add(text.substr(0, cut));
    CHECK(parts.hex().size() == 64);  // asking in between changes nothing
    parts.add(text.substr(cut));
    CHECK(parts.hex() == whole.hex());
  }
}
