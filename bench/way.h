#ifndef DEHUSK_BENCH_WAY_H_
#define DEHUSK_BENCH_WAY_H_
// What all measuring programs share: the rules that are built in, and the whole way of a page, from its bytes to its
// clean text.

#include <string>
#include <string_view>

#include "read/read.h"
#include "rule/rule_set.h"

namespace dehusk {

[[nodiscard]] const RuleSet& shipped_rules();
[[nodiscard]] Input input_of(std::string_view bytes);
[[nodiscard]] std::string clean_text_of(std::string_view bytes);
[[nodiscard]] std::string clean_text_of(std::string_view bytes, const RuleSet& rules);

[[nodiscard]] std::string file_bytes(const std::string& path);

// Processor time of this process until now, all threads, in seconds: wall time would depend on its neighbours.
[[nodiscard]] double processor_seconds();

}  // namespace dehusk

#endif  // DEHUSK_BENCH_WAY_H_
