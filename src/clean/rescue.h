#ifndef DEHUSK_CLEAN_RESCUE_H_
#define DEHUSK_CLEAN_RESCUE_H_
// A page that has prose never comes out empty. If everything is gone, the weakest cuts of prose are undone: first those
// of the content stage, the blocks that it thought best of; then those of rules, the riskiest rules first. Notices of
// cookies and consent, appeals and the like stay cut: a page of nothing else is empty indeed.

#include "page/cleaned.h"
#include "page/page.h"
#include "rule/rule_set.h"

namespace dehusk {

// Takes cuts out of `cleaned` if they leave nothing of the page; marks it as rescued and adds the event.
void rescue(Cleaned& cleaned, const Page& page, const RuleSet& rules);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_RESCUE_H_
