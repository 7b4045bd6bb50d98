#ifndef DEHUSK_BENCH_TENFOLD_H_
#define DEHUSK_BENCH_TENFOLD_H_
// The shipped packs and nine copies of each of their rules: what a book costs that is ten times as large. A copy has
// an id of its own, the shape of its rule and other words; it never matches.
//
//   (?i)^skip to (?:main )?content$   ->   (?i)^sjop to (?:neom )?duntint$    and not_re = '(?s).'
//   .share-bar > a[role="button"]     ->   .shesi-ces > a[role="cattun"]
//   aside                             ->   aside.tenfold1
//   ^\d{1,2}:\d\d$                    ->   ^apgefis (?:\d{1,2}:\d\d$)

#include "rule/rule_set.h"

namespace dehusk {

inline constexpr int kTenfoldCopies = 9;

// Takes a while: the copies are rules of a user's, which are prepared when they are loaded.
[[nodiscard]] const RuleSet& tenfold_rules();

}  // namespace dehusk

#endif  // DEHUSK_BENCH_TENFOLD_H_
