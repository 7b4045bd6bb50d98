// What all reports share: the words for changes and figures. See report.h.
#include "check/report.h"

#include <algorithm>
#include <cmath>

namespace dehusk {

std::string Verdict::difference() const {
  if (failed_examples > 0) return differing_pages > 0 ? "examples and pages" : "examples";
  return differing_pages > 0 ? "pages" : "none";
}

std::string_view to_string(Change change) {
  switch (change) {
    case Change::removed:
      return "removed";
    case Change::back:
      return "back";
    case Change::relabelled:
      return "relabelled";
    case Change::split:
      return "split";
    case Change::fresh:
      return "new";
    case Change::fixed:
      return "fixed";
  }
  return "";
}

std::optional<Change> change_from(std::string_view name) {
  for (int i = 0; i < kChangeCount; ++i) {
    if (to_string(static_cast<Change>(i)) == name) return static_cast<Change>(i);
  }
  return std::nullopt;
}

std::optional<Format> format_from(std::string_view name) {
  if (name == "human") return Format::human;
  if (name == "json") return Format::json;
  if (name == "junit") return Format::junit;
  if (name == "tap") return Format::tap;
  if (name == "github") return Format::github;
  return std::nullopt;
}

std::string_view in_words(Change change) {
  switch (change) {
    case Change::removed:
      return "newly removed";
    case Change::back:
      return "back again";
    case Change::relabelled:
      return "relabelled";
    case Change::split:
      return "split or merged";
    case Change::fresh:
      return "new";
    case Change::fixed:
      return "fixed";
  }
  return "";
}

std::string remark_on(const PageResult& page, std::uint32_t step) {
  const auto found = std::lower_bound(page.remarks.begin(), page.remarks.end(), step,
                                      [](const Remark& remark, std::uint32_t wanted) { return remark.step < wanted; });
  return found != page.remarks.end() && found->step == step ? found->text : std::string();
}

std::string changes_in_words(const PageResult& page) {
  if (!page.fixture.want) return "no want.husk yet";
  std::string words;
  for (int i = 0; i < kChangeCount; ++i) {
    const auto change = static_cast<Change>(i);
    const std::size_t count = page.count(change);
    if (count == 0) continue;
    if (!words.empty()) words += ", ";
    words += std::to_string(count) + ' ';
    words += in_words(change);
  }
  return words;
}

double precision(const Score& score) {
  return score.removed == 0 ? 1.0 : static_cast<double>(score.both) / static_cast<double>(score.removed);
}

double recall(const Score& score) {
  return score.husk == 0 ? 1.0 : static_cast<double>(score.both) / static_cast<double>(score.husk);
}

std::string two_digits(double share) {
  // Rounded down: 1.00 must mean all.
  const auto hundredths = static_cast<int>(std::floor(share * 100.0 + 1e-9));
  const std::string digits = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + '.' + (digits.size() < 2 ? "0" : "") + digits;
}

}  // namespace dehusk
