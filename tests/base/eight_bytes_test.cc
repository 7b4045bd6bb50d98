#include "base/eight_bytes.h"

#include <cctype>
#include <string>

#include "catch.h"

using namespace dehusk;

TEST_CASE("eight bytes are judged as one by one") {
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    for (std::size_t place = 0; place < 8; ++place) {
      std::string text = "x-Y_'9 z";
      text[place] = static_cast<char>(byte);
      const std::uint64_t eight = load_eight(text.data());
      unsigned words = 0;
      for (std::size_t i = 0; i < 8; ++i) {
        CAPTURE(byte, place, i);
        const int c = static_cast<unsigned char>(text[i]);
        const auto says = [i](std::uint64_t mask) { return ((mask >> (8 * i)) & 0xFFU) == 0x80; };
        REQUIRE(says(is_word(eight)) == (std::isalnum(c) != 0 || c == '_'));
        REQUIRE(says(is_equal(eight, '\'')) == (c == '\''));
        REQUIRE(says(is_at_least(eight, 0x20)) == (c >= 0x20));
        REQUIRE(says(is_between(eight, 'A', 'Z')) == (std::isupper(c) != 0));
        words += says(is_word(eight)) ? 1 : 0;
      }
      REQUIRE(count_bytes(is_word(eight)) == words);
      std::string lower(8, ' ');
      store_eight(lower.data(), to_lower(eight));
      for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      REQUIRE(lower == text);
    }
  }
  CHECK(is_ascii(load_eight("plain...")));
  CHECK(!is_ascii(load_eight("caf\xC3\xA9..")));
}

TEST_CASE("a mask moves on by one byte with a carry") {
  const std::uint64_t blanks = is_equal(load_eight(" a  b c "), ' ');
  CHECK(count_bytes(blanks & one_later(blanks, false)) == 1);
  CHECK(count_bytes(blanks & one_later(blanks, true)) == 2);
  CHECK(last_of(blanks));
}
