#include "read/text_head.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxFields = 24;

struct Field {
  std::string_view name;  // folded
  std::string Metadata::*place;
};

constexpr std::array<Field, 13> kFields = {{
    {"title", &Metadata::title},
    {"author", &Metadata::author},
    {"authors", &Metadata::author},
    {"date", &Metadata::date},
    {"published", &Metadata::date},
    {"published time", &Metadata::date},
    {"date_publish", &Metadata::date},
    {"site", &Metadata::site},
    {"sitename", &Metadata::site},
    {"site_name", &Metadata::site},
    {"hostname", &Metadata::site},
    {"description", &Metadata::description},
    {"excerpt", &Metadata::description},
}};

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\"'");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\"'") + 1 - begin);
}

// One "name: value" line of the source; both empty if it is none.
struct Line {
  std::string name;
  std::string_view value;
  bool is_address = false;
};

Line line_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 20) return {};
  Line line{.name = fold(trim(text.substr(0, colon))), .value = trim(text.substr(colon + 1))};
  line.is_address =
      line.name == "url" || line.name == "url source" || line.name == "source" || line.name == "markdown content";
  return line;
}

bool is_known(const Line& line) {
  if (line.is_address || line.name == "lang" || line.name == "language") return true;
  return std::any_of(kFields.begin(), kFields.end(), [&](const Field& field) { return field.name == line.name; });
}

void take(const Line& line, Page& page) {
  const bool is_language = line.name == "lang" || line.name == "language";
  const bool is_tag =
      line.value.size() == 2 || (line.value.size() > 2 && (line.value[2] == '-' || line.value[2] == '_'));
  if (is_language && is_tag && page.lang.empty()) page.lang = fold(line.value.substr(0, 2));
  for (const Field& field : kFields)
    if (field.name == line.name && (page.metadata.*field.place).empty())
      page.metadata.*field.place = std::string(line.value);
}

bool is_border(const Page& page, const Block& block) { return page.text_of(block) == "---"; }

}  // namespace

void read_head(Page& page) {
  if (page.blocks.empty()) return;
  const bool is_yaml = is_border(page, page.blocks[0]);
  std::size_t end = is_yaml ? 1 : 0;
  bool has_address = is_yaml;
  for (; end < std::min(page.blocks.size(), kMaxFields); ++end) {
    const std::string_view text = page.text_of(page.blocks[end]);
    const Line line = line_of(text);
    if (is_yaml ? line.name.empty() : !is_known(line)) break;
    has_address = has_address || line.is_address;
  }
  const bool is_closed = !is_yaml || (end < page.blocks.size() && is_border(page, page.blocks[end]));
  if (end < 2 || !has_address || !is_closed) return;
  for (std::size_t i = 0; i < end; ++i) {
    Block& block = page.blocks[i];
    take(line_of(page.text_of(block)), page);
    block.kind = Kind::other;
    block.level = block.marker = 0;
    block.starts_group = false;
  }
  if (is_yaml) page.blocks[end].kind = Kind::other;
}

}  // namespace dehusk
