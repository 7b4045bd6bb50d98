// See pending.h.
#include "check/pending.h"

#include <charconv>

namespace dehusk {
namespace {

constexpr std::string_view kTitle = "dehusk pending 1";

}  // namespace

Pending pending_of(const Pack& pack, const TestRun& run, const Selection& selection) {
  Pending pending{
      pack.rules.digest(), !selection.only.empty() || !selection.fixture.empty(), run.failed_examples(), {}};
  for (const PageResult& page : run.pages) pending.pages[page.fixture.name] = stamp_of(page);
  return pending;
}

std::string render_pending(const Pending& pending) {
  std::string text(kTitle);
  text += "\nrules " + pending.rules + "\nfiltered " + (pending.is_filtered ? "yes" : "no") + "\nfailed-examples " +
          std::to_string(pending.failed_examples) + '\n';
  for (const auto& [name, stamp] : pending.pages) text += "page " + stamp + ' ' + name + '\n';
  return text;
}

std::optional<Pending> parse_pending(std::string_view text) {
  Pending pending;
  bool has_title = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t space = line.find(' ');
    if (!has_title && line != kTitle) return std::nullopt;
    has_title = true;
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view key = line.substr(0, space);
    const std::string_view value = line.substr(space + 1);
    if (key == "rules") {
      pending.rules = value;
    } else if (key == "filtered") {
      pending.is_filtered = value == "yes";
    } else if (key == "failed-examples") {
      const std::from_chars_result read =
          std::from_chars(value.data(), value.data() + value.size(), pending.failed_examples);
      if (read.ec != std::errc()) return std::nullopt;
    } else if (key == "page") {
      const std::size_t after = value.find(' ');
      if (after == std::string_view::npos) return std::nullopt;
      pending.pages[std::string(value.substr(after + 1))] = value.substr(0, after);
    }
  }
  return has_title ? std::optional(pending) : std::nullopt;
}

}  // namespace dehusk
