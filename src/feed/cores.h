#ifndef DEHUSK_FEED_CORES_H_
#define DEHUSK_FEED_CORES_H_
// How many threads can run at once here: the cores that this process may use, and no more than its cgroups (containers,
// batch systems) give it time on.

#include <optional>
#include <string_view>

namespace dehusk {

[[nodiscard]] unsigned usable_cores();

// The quota in a cgroup's cpu.max: "150000 100000" -> 2, rounded up; nothing for "max 100000" and what is no quota.
[[nodiscard]] std::optional<unsigned> cores_of_quota(std::string_view text);

}  // namespace dehusk

#endif  // DEHUSK_FEED_CORES_H_
