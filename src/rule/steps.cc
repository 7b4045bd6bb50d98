// Written from the end to the start, so that each step knows where it leads.

#include "rule/steps.h"

#include <algorithm>
#include <initializer_list>
#include <span>

namespace dehusk {

namespace {

// Repetitions of one character that are written out. Without an anchor each character of the text may begin another
// count, which makes for many states.
constexpr std::uint32_t kMostCounted = 16;
constexpr std::uint32_t kMostCountedAnchored = 32;
constexpr std::uint32_t kMostWritten = 64;  // steps that a longer repetition may be written out to
constexpr std::size_t kMostSteps = 4000;

class Writer {
 public:
  Writer(const PatternTree& tree, Effort effort) : tree_(tree), effort_(effort) {}

  PatternSteps write() {
    const std::uint32_t match = add(PatternStep::match, {});
    out_.is_anchored = is_anchored(tree_.root);
    out_.first = write(tree_.root, match);
    if (is_too_long()) out_.steps.clear();
    out_.steps.shrink_to_fit();
    out_.ways.shrink_to_fit();
    return std::move(out_);
  }

 private:
  const PatternPart& part(std::uint32_t index) const { return tree_.parts[index]; }
  bool is_too_long() const { return out_.steps.size() > kMostSteps; }

  std::uint32_t add(PatternStep::Kind kind, std::initializer_list<std::uint32_t> ways, std::uint32_t set = 0) {
    return add(kind, std::span(ways.begin(), ways.size()), set);
  }
  std::uint32_t add(PatternStep::Kind kind, std::span<const std::uint32_t> ways, std::uint32_t set = 0) {
    out_.steps.push_back(
        {kind, set, static_cast<std::uint32_t>(out_.ways.size()), static_cast<std::uint32_t>(ways.size())});
    out_.ways.insert(out_.ways.end(), ways.begin(), ways.end());
    return static_cast<std::uint32_t>(out_.steps.size() - 1);
  }

  // How many characters it takes to write a part down.
  std::uint32_t size_of(std::uint32_t index) const {
    const PatternPart& it = part(index);
    if (it.kind == PartKind::chars) return 1;
    std::uint32_t size = 0;
    for (const std::uint32_t inner : it.parts) size += size_of(inner);
    if (it.kind != PartKind::repeat) return size;
    return std::min(size * std::min(std::max(it.min, it.max == kUnbounded ? 1 : it.max), 1000U), 100000U);
  }

  bool is_anchored(std::uint32_t index) const {
    const PatternPart& it = part(index);
    const auto inner_is = [&](std::uint32_t inner) { return is_anchored(inner); };
    switch (it.kind) {
      case PartKind::start:
        return true;
      case PartKind::sequence:
        return !it.parts.empty() && is_anchored(it.parts.front());
      case PartKind::choice:
        return std::all_of(it.parts.begin(), it.parts.end(), inner_is);
      case PartKind::repeat:
        return it.min > 0 && is_anchored(it.parts.front());
      default:
        return false;
    }
  }

  // The first step of the part, which leads to `next` in the end.
  std::uint32_t write(std::uint32_t index, std::uint32_t next) {
    const PatternPart& it = part(index);
    if (is_too_long()) return next;
    switch (it.kind) {
      case PartKind::chars:
        return add(PatternStep::take, {next}, it.set);
      case PartKind::sequence:
        for (auto inner = it.parts.rbegin(); inner != it.parts.rend(); ++inner) next = write(*inner, next);
        return next;
      case PartKind::choice: {
        std::vector<std::uint32_t> ways;
        for (const std::uint32_t inner : it.parts) ways.push_back(write(inner, next));
        return add(PatternStep::split, ways);
      }
      case PartKind::repeat:
        return write_repeat(it, next);
      case PartKind::start:
        return add(PatternStep::at_start, {next});
      case PartKind::end:
        return add(PatternStep::at_end, {next});
      case PartKind::border:
        return add(PatternStep::at_border, {next});
      case PartKind::no_border:
        return add(PatternStep::at_no_border, {next});
    }
    return next;
  }

  // How many repetitions of a part of this size are written out.
  std::uint32_t most_written(std::uint32_t size) const {
    if (effort_ == Effort::patient) return kUnbounded - 1;
    if (size > 1) return std::max(kMostWritten / size, 1U);
    return out_.is_anchored ? kMostCountedAnchored : kMostCounted;
  }

  std::uint32_t write_repeat(const PatternPart& it, std::uint32_t next) {
    const std::uint32_t inner = it.parts.front();
    const std::uint32_t most = most_written(std::max(size_of(inner), 1U));
    const std::uint32_t min = std::min(it.min, most);
    if (it.max != kUnbounded && it.max <= most) {
      // x{2,4} is xx(?:x(?:x)?)?
      const std::uint32_t after = next;
      for (std::uint32_t i = min; i < it.max; ++i) next = add(PatternStep::split, {write(inner, next), after});
    } else {
      if (min < it.min || it.max != kUnbounded) next = add(PatternStep::unsure, {next});
      const std::uint32_t split = add(PatternStep::split, {next, next});
      const std::uint32_t again = write(inner, split);
      out_.ways[out_.steps[split].first_way + 1] = again;
      next = split;
    }
    for (std::uint32_t i = 0; i < min; ++i) next = write(inner, next);
    return next;
  }

  const PatternTree& tree_;
  Effort effort_;
  PatternSteps out_;
};

}  // namespace

PatternSteps write_steps(const PatternTree& tree, Effort effort) { return Writer(tree, effort).write(); }

}  // namespace dehusk
