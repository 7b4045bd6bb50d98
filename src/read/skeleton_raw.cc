#include "read/skeleton_raw.h"

#include <algorithm>
#include <cstdint>

#include "read/html_bytes.h"
#include "read/skeleton_tags.h"

namespace dehusk {

namespace {

constexpr std::string_view kScript = "script";

// Whether `name` stands at `at`, and a tag's name ends with it.
bool is_name_at(std::string_view source, std::size_t at, std::string_view lower_name) {
  const std::size_t end = at + lower_name.size();
  if (end >= source.size()) return false;
  const char next = source[end];
  return (byte_is(next, kIsSpace) || next == '/' || next == '>') &&
         equals_ignoring_case(source.substr(at, lower_name.size()), lower_name);
}

// How far a script is in hiding its end tag.
enum class Hiding : std::uint8_t {
  none,
  comment,  // after "<!--": "-->" ends it, "<script" deepens it
  script,   // after "<!-- <script": "</script" is one step back, "-->" ends it all
};

}  // namespace

std::size_t find_raw_end(std::string_view source, std::size_t begin, std::string_view lower_name) {
  for (std::size_t at = source.find('<', begin); at != std::string_view::npos; at = source.find('<', at + 1)) {
    if (at + 1 < source.size() && source[at + 1] == '/' && is_name_at(source, at + 2, lower_name)) return at;
  }
  return source.size();
}

std::size_t find_script_end(std::string_view source, std::size_t begin) {
  Hiding hiding = Hiding::none;
  std::size_t dashes = 0;  // where the dashes may begin that end a comment: "<!-->" is a whole one
  for (std::size_t at = begin; at < source.size(); ++at) {
    at = hiding == Hiding::none ? source.find('<', at) : source.find_first_of("<>", at);
    if (at == std::string_view::npos) return source.size();
    const std::string_view rest = source.substr(at + 1, 3);
    if (source[at] == '>') {
      if (at >= dashes + 2 && source[at - 1] == '-' && source[at - 2] == '-') hiding = Hiding::none;
    } else if (rest.starts_with('/') && is_name_at(source, at + 2, kScript)) {
      if (hiding != Hiding::script) return at;
      hiding = Hiding::comment;
    } else if (hiding == Hiding::none && rest == "!--") {
      hiding = Hiding::comment;
      dashes = at + 2;
    } else if (hiding == Hiding::comment && is_name_at(source, at + 1, kScript)) {
      hiding = Hiding::script;
    }
  }
  return source.size();
}

std::size_t find_comment_end(std::string_view source, std::size_t begin) {
  const bool is_comment = source.substr(begin).starts_with("<!--");
  const std::size_t first = begin + (is_comment ? 4 : 2);
  for (std::size_t at = source.find('>', first); at != std::string_view::npos; at = source.find('>', at + 1)) {
    if (!is_comment) return at + 1;
    const std::string_view content = source.substr(first, at - first);
    if (content.empty() || content == "-" || content.ends_with("--") || content.ends_with("--!")) return at + 1;
  }
  return source.size();
}

}  // namespace dehusk
