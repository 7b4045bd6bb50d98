// The names of the enums of a rule, as rule files spell them. Each list stands in the order of its enum.

#include "rule/rule.h"

namespace dehusk {

namespace {

constexpr std::array<std::string_view, kHuskCount> kHusks = {
    "nav",   "ad",      "donation", "newsletter", "caption", "credit",  "byline", "date",   "headline",
    "share", "related", "comment",  "cookie",     "consent", "paywall", "legal",  "hidden", "other"};
constexpr std::array<std::string_view, 3> kRisks = {"low", "medium", "high"};
constexpr std::array<std::string_view, 3> kStatuses = {"draft", "stable", "deprecated"};
constexpr std::array<std::string_view, 4> kActions = {"drop", "trim", "keep", "mark"};
constexpr std::array<std::string_view, 3> kZones = {"head", "body", "tail"};

}  // namespace

std::string_view to_string(Husk husk) { return kHusks[static_cast<std::size_t>(husk)]; }
std::string_view to_string(Risk risk) { return kRisks[static_cast<std::size_t>(risk)]; }
std::string_view to_string(Status status) { return kStatuses[static_cast<std::size_t>(status)]; }
std::string_view to_string(Action action) { return kActions[static_cast<std::size_t>(action)]; }
std::string_view to_string(Zone zone) { return kZones[static_cast<std::size_t>(zone)]; }

std::optional<Husk> husk_from(std::string_view name) {
  for (std::size_t i = 0; i < kHusks.size(); ++i) {
    if (kHusks[i] == name) return static_cast<Husk>(i);
  }
  return std::nullopt;
}

}  // namespace dehusk
