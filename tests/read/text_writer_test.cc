#include "read/text_writer.h"

#include <string>
#include <vector>

#include "catch.h"

namespace dehusk {

namespace {

// The runs as one block; "[]" where nothing of a run was visible.
std::string write(const std::vector<std::string>& runs, WhiteSpace mode) {
  std::string out;
  TextWriter writer(out);
  for (const std::string& run : runs) {
    const Span span = writer.append(run, mode);
    if (span.empty()) out += "[]";
  }
  return out;
}

}  // namespace

TEST_CASE("white space collapses over the borders of runs") {
  CHECK(write({"  Rain\n on ", " Monday  "}, WhiteSpace::collapse) == "Rain on Monday");
  CHECK(write({"Rain", "          \n\t\t\t\t\t\t\t\t\t  ", "fell"}, WhiteSpace::collapse) == "Rain[] fell");
  CHECK(write({"so\xC2\xAD"
               "ft\x01ly, \xE2\x80\x8B now\xC2\xA0\xE3\x80\x80then\x7F"},
              WhiteSpace::collapse) == "softly, now then");
  CHECK(write({"\n  if x:\n    y\n"}, WhiteSpace::keep) == "  if x:\n    y");
}

TEST_CASE("text does not depend on where eight bytes begin") {
  const std::string text =
      "one two  three\tfour\r\n  five - caf\xC3\xA9 na\xC3\xAFve \xE2\x80\x9Cquoted\xE2\x80\x9D  words\x0B six "
      "\xE4\xBD\xA0\xE5\xA5\xBD seven \xC2\xA0 eight. ";
  const std::string expected =
      "one two three four five - caf\xC3\xA9 na\xC3\xAFve \xE2\x80\x9Cquoted\xE2\x80\x9D words six "
      "\xE4\xBD\xA0\xE5\xA5\xBD seven eight.";
  for (std::size_t pad = 0; pad < 20; ++pad) {
    CHECK(write({std::string(pad, 'x') + text}, WhiteSpace::collapse) == std::string(pad, 'x') + expected);
    CHECK(write({std::string(pad, ' ') + text}, WhiteSpace::collapse) == expected);
  }
  // A run may end anywhere.
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    if ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) continue;
    std::string out;
    TextWriter writer(out);
    static_cast<void>(writer.append(text.substr(0, cut), WhiteSpace::collapse));
    static_cast<void>(writer.append(text.substr(cut), WhiteSpace::collapse));
    CHECK(out == expected);
  }
}

}  // namespace dehusk
