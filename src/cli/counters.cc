#include "cli/counters.h"

#include <cstdio>

namespace dehusk {

namespace {

constexpr std::chrono::seconds kEvery{5};

}  // namespace

std::string hadoop_counters(const Summary& before, const Summary& now) {
  std::string lines;
  const auto add = [&lines](const std::string& name, std::uint64_t from, std::uint64_t to) {
    if (to > from) lines += "reporter:counter:dehusk," + name + "," + std::to_string(to - from) + "\n";
  };
  add("records", before.records_in(), now.records_in());
  for (int i = 0; i < kFateCount; ++i)
    add(std::string(to_string(static_cast<Fate>(i))), before.by_fate[i], now.by_fate[i]);
  for (const auto& [code, count] : now.errors) {
    const auto known = before.errors.find(code);
    add("error " + code, known == before.errors.end() ? 0 : known->second, count);
  }
  add("bytes in", before.bytes_in, now.bytes_in);
  add("bytes out", before.bytes_out, now.bytes_out);
  return lines;
}

void Counters::show(const Summary& summary) {
  if (!is_on_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kEvery) return;
  last_ = now;
  end(summary);
}

void Counters::end(const Summary& summary) {
  if (!is_on_) return;
  std::fputs(hadoop_counters(shown_, summary).c_str(), stderr);
  shown_ = summary;
}

}  // namespace dehusk
