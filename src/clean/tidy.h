#ifndef DEHUSK_CLEAN_TIDY_H_
#define DEHUSK_CLEAN_TIDY_H_
// The last stage: takes what the others left behind, a sub-heading whose body is gone. Its cuts belong to the rule with
// `builtin = 'empty-heading'`.

#include "clean/stage.h"

namespace dehusk {

[[nodiscard]] Taken run_tidy(const Scene& scene);

}  // namespace dehusk

#endif  // DEHUSK_CLEAN_TIDY_H_
