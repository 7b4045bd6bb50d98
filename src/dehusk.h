#ifndef DEHUSK_DEHUSK_H_
#define DEHUSK_DEHUSK_H_
// The front door: the only header that a C++ program needs to include.
//
//   using namespace dehusk;
//   const RuleSet rules = compile(built_in_pack()).value();
//   const Page page = read_page({.bytes = html, .url = "https://example.org/story"}, {});
//   const Cleaned cleaned = clean(page, rules, {});
//   std::cout << write_text(page, cleaned);
//   for (const Cut& cut : cleaned.cuts)
//     std::cout << rules.rule(cut.rule).id << " took: " << slice(page.text, cut.span) << "\n";
//
// Reading and cleaning never fail and never throw. Rules of your own come by find_rules(); what is wrong with them
// comes back as faults with file, line and advice. A RuleSet may be shared by threads, everything else is a plain
// value.

#include "clean/clean.h"     // clean(): page and rules in, cuts out; near_misses(), why_taken()
#include "page/cleaned.h"    // Cleaned, Cut, Event
#include "page/page.h"       // Page, Block, Element
#include "read/read.h"       // read_page(): bytes in, page out
#include "rule/prepared.h"   // built_in_pack(), compile()
#include "rule/rule_set.h"   // find_rules(), load_rules(), compile()
#include "write/explain.h"   // the page with the reasons beside it
#include "write/markdown.h"  // the clean text as markdown
#include "write/record.h"    // all of it as a line of JSON
#include "write/removed.h"   // the removals, neighbours merged, in characters
#include "write/text.h"      // the clean text

#endif  // DEHUSK_DEHUSK_H_
