// See compare.h. The pairing is Myers' greedy algorithm on numbers that stand for the texts, after the common head and
// tail are taken off; two pages that differ in more than kMaxEdits blocks are one stretch without partners.
#include "check/compare.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"

namespace dehusk {
namespace {

constexpr int kMaxEdits = 2000;

using Numbers = std::vector<std::uint32_t>;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Numbers numbers_of(const std::vector<WantLine>& lines, std::unordered_map<std::string_view, std::uint32_t>& seen) {
  Numbers numbers;
  for (const WantLine& line : lines) {
    numbers.push_back(seen.try_emplace(line.text, static_cast<std::uint32_t>(seen.size())).first->second);
  }
  return numbers;
}

// How far each diagonal k = x - y was reached after each number of edits; enough to walk the path back.
struct Trace {
  std::vector<std::vector<int>> reached;  // reached[edits][k + edits + 1]
  bool is_complete = false;
};

Trace trace_edits(const Numbers& a, const Numbers& b) {
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  Trace trace;
  std::vector<int> far(static_cast<std::size_t>(2 * kMaxEdits + 3), 0);
  const auto at = [&far](int k) -> int& { return far[static_cast<std::size_t>(k + kMaxEdits + 1)]; };
  for (int edits = 0; edits <= std::min(n + m, kMaxEdits); ++edits) {
    trace.reached.emplace_back(far.begin() + kMaxEdits - edits, far.begin() + kMaxEdits + edits + 3);
    for (int k = -edits; k <= edits; k += 2) {
      int x = (k == -edits || (k != edits && at(k - 1) < at(k + 1))) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      at(k) = x;
      if (x >= n && x - k >= m) {
        trace.is_complete = true;
        return trace;
      }
    }
  }
  return trace;
}

// The pairs of a longest common subsequence, in order; none if the two differ too much.
Pairs common(const Numbers& a, const Numbers& b) {
  const Trace trace = trace_edits(a, b);
  Pairs pairs;
  if (!trace.is_complete) return pairs;
  int x = static_cast<int>(a.size());
  int y = static_cast<int>(b.size());
  for (int edits = static_cast<int>(trace.reached.size()) - 1; edits >= 0; --edits) {
    const std::vector<int>& before = trace.reached[static_cast<std::size_t>(edits)];
    const auto at = [&before, edits](int k) { return before[static_cast<std::size_t>(k + edits + 1)]; };
    const int k = x - y;
    const int from = (k == -edits || (k != edits && at(k - 1) < at(k + 1))) ? k + 1 : k - 1;
    const int from_x = edits == 0 ? 0 : at(from);
    const int from_y = edits == 0 ? 0 : from_x - from;
    while (x > from_x && y > from_y) pairs.emplace_back(--x, --y);
    x = from_x;
    y = from_y;
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

Pairs pair_up(const Numbers& a, const Numbers& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head < shorter && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const auto middle = [&](const Numbers& all) {
    return Numbers(all.begin() + static_cast<std::ptrdiff_t>(head), all.end() - static_cast<std::ptrdiff_t>(tail));
  };
  Pairs pairs;
  for (std::uint32_t i = 0; i < head; ++i) pairs.emplace_back(i, i);
  for (const auto& [x, y] : common(middle(a), middle(b))) {
    pairs.emplace_back(x + static_cast<std::uint32_t>(head), y + static_cast<std::uint32_t>(head));
  }
  for (std::size_t i = tail; i > 0; --i) {
    pairs.emplace_back(static_cast<std::uint32_t>(a.size() - i), static_cast<std::uint32_t>(b.size() - i));
  }
  return pairs;
}

std::optional<Change> change_of_trim(const WantLine& want, const WantLine& now) {
  if (now.mark == Mark::goes) return Change::removed;
  if (now.mark == Mark::stays) return Change::back;
  if (want.left != now.left) return now.left.size() < want.left.size() ? Change::removed : Change::back;
  return want.id == now.id ? std::nullopt : std::optional(Change::relabelled);
}

std::optional<Change> change_of(const WantLine& want, const WantLine& now) {
  switch (want.mark) {
    case Mark::stays:
      return now.mark == Mark::stays ? std::nullopt : std::optional(Change::removed);
    case Mark::goes:
      if (now.mark != Mark::goes) return Change::back;
      return want.id == now.id ? std::nullopt : std::optional(Change::relabelled);
    case Mark::trimmed:
      return change_of_trim(want, now);
    case Mark::known_miss:
      return now.mark == Mark::goes ? std::optional(Change::fixed) : std::nullopt;
    case Mark::known_loss:
      if (now.mark == Mark::stays) return Change::fixed;
      return want.id == now.id ? std::nullopt : std::optional(Change::relabelled);
  }
  return std::nullopt;
}

// Blocks without a partner: whose words went cannot be told.
bool want_is_other(const Step& step, const std::vector<WantLine>& want, const std::vector<WantLine>& now) {
  return step.want == step.want_end || step.now == step.now_end || want[step.want].text != now[step.now].text;
}

}  // namespace

std::vector<Step> compare(const std::vector<WantLine>& want, const std::vector<WantLine>& now) {
  std::unordered_map<std::string_view, std::uint32_t> seen;
  const Numbers a = numbers_of(want, seen);
  const Numbers b = numbers_of(now, seen);
  std::vector<Step> steps;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  const auto add_stretch = [&](std::uint32_t to_x, std::uint32_t to_y) {
    if (x < to_x || y < to_y) steps.push_back({x, to_x, y, to_y, Change::split});
  };
  for (const auto& [pair_x, pair_y] : pair_up(a, b)) {
    add_stretch(pair_x, pair_y);
    steps.push_back({pair_x, pair_x + 1, pair_y, pair_y + 1, change_of(want[pair_x], now[pair_y])});
    x = pair_x + 1;
    y = pair_y + 1;
  }
  add_stretch(static_cast<std::uint32_t>(a.size()), static_cast<std::uint32_t>(b.size()));
  return steps;
}

std::vector<WantLine> merge(const std::vector<WantLine>& want, const std::vector<WantLine>& now,
                            const std::vector<Step>& steps, const std::function<bool(const Step&)>& takes) {
  std::vector<WantLine> merged;
  for (const Step& step : steps) {
    const bool is_taken = step.change && takes(step);
    if (!is_taken) {
      merged.insert(merged.end(), want.begin() + step.want, want.begin() + step.want_end);
      continue;
    }
    merged.insert(merged.end(), now.begin() + step.now, now.begin() + step.now_end);
    if (step.change == Change::relabelled && want[step.want].mark == Mark::known_loss)
      merged.back().mark = Mark::known_loss;
  }
  return merged;
}

void add_score(Score& score, const std::vector<WantLine>& want, const std::vector<WantLine>& now,
               const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    for (std::uint32_t i = step.want; i < step.want_end; ++i) {
      if (want[i].mark == Mark::known_miss && step.change != Change::fixed) ++score.known_misses;
      if (want[i].mark == Mark::known_loss && step.change != Change::fixed) ++score.known_losses;
    }
    if (want_is_other(step, want, now)) continue;
    const WantLine& wanted = want[step.want];
    const WantLine& is = now[step.now];
    const std::uint64_t words = count_words(wanted.text);
    const auto cut = [words](const WantLine& line) -> std::uint64_t {
      if (line.mark != Mark::trimmed) return line.mark == Mark::goes ? words : 0;
      return words - std::min<std::uint64_t>(words, count_words(line.left));
    };
    const std::uint64_t husk = wanted.mark == Mark::known_miss   ? words
                               : wanted.mark == Mark::known_loss ? 0
                                                                 : cut(wanted);
    score.husk += husk;
    score.removed += cut(is);
    score.both += std::min(husk, cut(is));
  }
}

}  // namespace dehusk
