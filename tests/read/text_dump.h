#ifndef DEHUSK_TESTS_READ_TEXT_DUMP_H_
#define DEHUSK_TESTS_READ_TEXT_DUMP_H_
// Tiny dumps and the blocks they must give, as text: what the tests of the text reader share.

#include <string>
#include <string_view>
#include <vector>

#include "catch.h"
#include "read/text_reader.h"

namespace dehusk::text_dump {

inline Page read(std::string_view source) {
  Page page;
  page.kind = InputKind::text;
  page.source = std::string(source);
  read_text(page);
  return page;
}

// A line a block: "kind", its level if it has one, "^" for the first of a list or table, "| " and the text.
inline std::string shown(const Page& page) {
  std::string out;
  for (const Block& block : page.blocks) {
    out += to_string(block.kind);
    if (block.level > 0) out += std::to_string(block.level);
    if (block.starts_group) out += '^';
    out += "| " + std::string(page.text_of(block)) + '\n';
  }
  return out;
}

struct Case {
  const char* name;
  std::string_view dump;
  std::string_view want;
};

inline void check(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.name);
    CHECK(shown(read(one.dump)) == one.want);
  }
}

}  // namespace dehusk::text_dump

#endif  // DEHUSK_TESTS_READ_TEXT_DUMP_H_
