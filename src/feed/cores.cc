#include "feed/cores.h"

#include <sched.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string>

namespace dehusk {

namespace {

std::string content_of(const std::string& path) {
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The path of this process in a hierarchy of /proc/self/cgroup: "0::/a/b" for "", "4:cpu,cpuacct:/a/b" for "cpu".
std::string group_in(const std::string& groups, std::string_view controller) {
  for (std::size_t at = 0; at < groups.size();) {
    const std::size_t end = std::min(groups.find('\n', at), groups.size());
    const std::string line = groups.substr(at, end - at);
    at = end + 1;
    const std::size_t first = line.find(':');
    const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    if (names == "," + std::string(controller) + "," ||
        (!controller.empty() && names.find("," + std::string(controller) + ",") != std::string::npos))
      return line.substr(second + 1);
  }
  return "/";
}

// The least quota of a group and those above it. Inside a container the group's path may not be there: its top is.
template <class QuotaOf>
void apply_quotas(unsigned& cores, const std::string& top, std::string group, QuotaOf quota_of) {
  while (true) {
    if (const std::optional<unsigned> quota = quota_of(top + group)) cores = std::min(cores, *quota);
    const std::size_t slash = group.rfind('/');
    if (slash == std::string::npos) return;
    group.resize(slash);
  }
}

}  // namespace

std::optional<unsigned> cores_of_quota(std::string_view text) {
  long quota = 0, period = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, quota);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ' ') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, period);
  if (second.ec != std::errc() || quota <= 0 || period <= 0) return std::nullopt;
  return static_cast<unsigned>(std::clamp((quota + period - 1) / period, 1L, 4096L));
}

unsigned usable_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  unsigned cores = 1;
  if (sched_getaffinity(0, sizeof set, &set) == 0) cores = static_cast<unsigned>(std::max(CPU_COUNT(&set), 1));
  const std::string groups = content_of("/proc/self/cgroup");
  apply_quotas(cores, "/sys/fs/cgroup", group_in(groups, ""),
               [](const std::string& group) { return cores_of_quota(content_of(group + "/cpu.max")); });
  apply_quotas(cores, "/sys/fs/cgroup/cpu", group_in(groups, "cpu"), [](const std::string& group) {
    const std::string quota = content_of(group + "/cpu.cfs_quota_us");
    return cores_of_quota(quota.substr(0, quota.find('\n')) + " " + content_of(group + "/cpu.cfs_period_us"));
  });
  return cores;
}

}  // namespace dehusk
