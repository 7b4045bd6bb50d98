#ifndef DEHUSK_CLEAN_EVIDENCE_PAGE_H_
#define DEHUSK_CLEAN_EVIDENCE_PAGE_H_
// The evidence that all blocks of a page share: what kind of page it is.

#include "clean/evidence_columns.h"
#include "clean/evidence_survey.h"
#include "page/page.h"

namespace dehusk {

void write_page_evidence(const Page& page, const Survey& survey, EvidenceColumns& columns);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_PAGE_H_
