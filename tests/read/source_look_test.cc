// What the one look over all bytes finds, wherever in a block it stands.

#include "read/source_look.h"

#include <string>

#include "catch.h"

namespace dehusk {

namespace {

// The part at each place of a text of two blocks and a bit.
template <typename Check>
void try_everywhere(const std::string& part, Check check) {
  for (std::size_t at = 0; at < 140; ++at) {
    const std::string text = std::string(at, 'x') + part + std::string(140 - at, 'y');
    INFO(part << " at " << at);
    check(look_over(text), text, at);
  }
}

}  // namespace

TEST_CASE("controls are found, white space is none") {
  for (const std::string& part : {std::string("\0", 1), std::string("\x0B"), std::string("\x7F"), std::string("\x1F")})
    try_everywhere(part, [](const SourceLook& look, const std::string&, std::size_t) { CHECK(look.has_control); });
  try_everywhere(" \t\r\n\f", [](const SourceLook& look, const std::string&, std::size_t) {
    CHECK_FALSE(look.has_control);
    CHECK_FALSE(look.has_replaced);
  });
}

TEST_CASE("characters that Gumbo replaces are found and replaced, their neighbours are not") {
  for (const std::string part : {"\xC2\x85", "\xEF\xB7\x90", "\xEF\xBF\xBE", "\xF0\x9F\xBF\xBF", "\xF4\x8F\xBF\xBE"}) {
    try_everywhere(part, [&part](const SourceLook& look, const std::string& text, std::size_t at) {
      CHECK(look.has_replaced);
      CHECK(has_replaced_characters(text));
      CHECK(with_replacements(text) == text.substr(0, at) + "\xEF\xBF\xBD" + text.substr(at + part.size()));
    });
  }
  for (const std::string part :
       {"\xC2\xA0", "\xEF\xB7\xB0", "\xEF\xBF\xBD", "\xEF\xBC\x8C", "\xF0\x9F\x98\x80", "\xC3\x85"}) {
    try_everywhere(part, [](const SourceLook& look, const std::string& text, std::size_t) {
      CHECK_FALSE(look.has_replaced);
      CHECK_FALSE(has_replaced_characters(text));
      CHECK(with_replacements(text) == text);
    });
  }
}

TEST_CASE("tags that may need a repair are found") {
  for (const std::string part :
       {"<noscript>", "<NoScript", "<isindex>", "</isindex>", "<annotation-xml", "</ANnotation", "<html ", "<body>"}) {
    try_everywhere(part, [](const SourceLook& look, const std::string&, std::size_t at) {
      REQUIRE(look.suspects.size() == 1);
      CHECK(look.suspects[0] == at);
    });
  }
  try_everywhere("<nav><a><img></is", [](const SourceLook& look, const std::string&, std::size_t at) {
    CHECK(look.suspects == std::vector<std::uint32_t>{static_cast<std::uint32_t>(at + 13)});
  });
}

}  // namespace dehusk
