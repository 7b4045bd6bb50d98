#ifndef DEHUSK_CHECK_WANT_H_
#define DEHUSK_CHECK_WANT_H_
// want.husk says what shall become of each block of a page: every block once, in order, on one line, behind a gutter
// that names the rule. It is written by `accept`, read by people, and its git diff is the review of a change of rules.
//
//   #! dehusk want 1
//   #! input: page.txt   lang: en   risk: medium   blocks: 5
//   - nav/skip-links                 | Skip to content            goes, this rule takes it
//                                    | The chamber met on Monday. stays
//   ~ caption/glued-credit           | It ended late.Photo: X/AP  is trimmed ...
//   +                                | It ended late.             ... and this is left
//   !                                | Subscribe now              known miss: is husk, nothing takes it yet
//   ? nav/numbered-links             | 1. Petrol                  known loss: is content, the named rule takes it
//
// There are no rule lines or file names in it, so that moving a rule changes nothing. Raw blocks (script, style) have
// no text and are not listed. In the text, a backslash is \\, a line break \n, a tab \t, other control characters \xNN.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule_set.h"

namespace dehusk {

enum class Mark : char { stays = ' ', goes = '-', trimmed = '~', known_miss = '!', known_loss = '?' };

struct WantLine {
  Mark mark = Mark::stays;
  std::string id;           // the rule; several that share a block are joined with ','. Empty: none
  std::string text;         // the block's whole text
  std::string left;         // trimmed: what is left of it
  int line = 0;             // in want.husk, 1-based; 0 if it comes from a page
  std::uint32_t block = 0;  // in the page, if it comes from one
};

struct Want {
  std::string input, lang, risk;  // for the header
  std::vector<WantLine> lines;
};

// Every fault of the file at once, with line and column. Merge-conflict markers are named as such.
[[nodiscard]] Result<Want> parse_want(const std::string& file, std::string_view text);

// The file's bytes. parse_want() gives the same lines back.
[[nodiscard]] std::string render_want(const Want& want);

// What cleaning made of a page, in the form of a want.husk.
[[nodiscard]] std::vector<WantLine> lines_of(const Page& page, const Cleaned& cleaned, const RuleSet& rules);

// `text` with its runs of white space as one space and none at its ends: how what is left of a block is compared.
[[nodiscard]] std::string collapse_spaces(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_CHECK_WANT_H_
