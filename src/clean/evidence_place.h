#ifndef DEHUSK_CLEAN_EVIDENCE_PLACE_H_
#define DEHUSK_CLEAN_EVIDENCE_PLACE_H_
// The evidence of where a block stands in the element tree: what it is inside of, what the class names above it say,
// what the containers around it hold. Of HTML pages only.

#include <array>
#include <vector>

#include "base/span.h"
#include "clean/evidence_columns.h"
#include "clean/evidence_survey.h"
#include "page/page.h"

namespace dehusk {

// `containers`: by live block, the nearest two; what is written there already stays where a block has none.
void write_element_evidence(const Page& page, const Survey& survey, EvidenceColumns& columns,
                            std::vector<std::array<Span, 2>>& containers);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_EVIDENCE_PLACE_H_
