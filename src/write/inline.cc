#include "write/inline.h"

#include <algorithm>
#include <cctype>

#include "write/kept.h"

namespace dehusk {

namespace {

bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_letter_of_ascii(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool is_wordlike(char c) { return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

// "&amp;", "&#8212;": would be read as the character it names.
bool is_reference(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of("; ", at);
  if (end == std::string_view::npos || text[end] != ';' || end < at + 2 || end > at + 32) return false;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  return std::all_of(name.begin(), name.end(), [](char c) { return is_letter_or_digit(c) || c == '#'; });
}

bool needs_escape(std::string_view text, std::size_t at, Place place) {
  const char before = at > 0 ? text[at - 1] : ' ';
  const char after = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (text[at]) {
    case '*':
    case '`':
      return true;
    case '_':
      return !(is_wordlike(before) && is_wordlike(after));
    case '\\':
      return is_punctuation(after);
    case '[':
      return place == Place::link_text;
    case ']':
      return place == Place::link_text || after == '(' || after == '[' || after == ':';
    case '<':
      return is_letter_of_ascii(after) || after == '/' || after == '!' || after == '?';
    case '&':
      return is_reference(text, at);
    case '~':
      return after == '~';
    case '|':
      return place == Place::cell;
    default:
      return false;
  }
}

// http, https or relative; tabs and newlines inside are ignored, as browsers do.
bool is_safe(std::string_view href) {
  const std::size_t colon = href.find_first_of(":/?#");
  if (colon == std::string_view::npos || href[colon] != ':') return true;
  std::string scheme(href.substr(0, colon));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return scheme == "http" || scheme == "https";
}

std::string bare(std::string_view value) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::string href;
  std::copy_if(value.begin(), value.end(), std::back_inserter(href), [&](char c) { return !is_control(c); });
  const std::size_t first = href.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return href.substr(first, href.find_last_not_of(' ') - first + 1);
}

std::string escaped_href(std::string_view href) {
  std::string out;
  for (const char c : href) {
    switch (c) {
      case ' ':
        out += "%20";
        break;
      case '(':
        out += "%28";
        break;
      case ')':
        out += "%29";
        break;
      case '<':
        out += "%3C";
        break;
      case '>':
        out += "%3E";
        break;
      case '|':
        out += "%7C";
        break;
      case '\\':
        out += "%5C";
        break;
      default:
        append_printable(out, std::string_view(&c, 1));
    }
  }
  return out;
}

}  // namespace

std::vector<Link> links_of(const Page& page) {
  std::vector<Link> links;
  for (const Element& element : page.elements) {
    if (element.tag != Tag::a || element.text.empty()) continue;
    const std::string href = bare(page.attribute(element, AttributeName::href).value_or(""));
    if (!href.empty() && href != "#" && is_safe(href)) links.push_back({element.text, escaped_href(href)});
  }
  return links;
}

void append_escaped(std::string& out, std::string_view text, Place place) {
  std::string printable;
  append_printable(printable, text);
  for (std::size_t i = 0; i < printable.size(); ++i) {
    if (needs_escape(printable, i, place)) out += '\\';
    out += printable[i] == '\n' ? ' ' : printable[i];
  }
}

void append_inline(std::string& out, const Page& page, Span span, const std::vector<Link>& links, std::size_t& next,
                   Place place) {
  std::uint32_t at = span.begin;
  while (at < span.end) {
    while (next < links.size() && links[next].text.end <= at) ++next;
    const bool is_last = next == links.size() || links[next].text.begin >= span.end;
    if (is_last || links[next].text.begin > at) {
      const std::uint32_t end = is_last ? span.end : links[next].text.begin;
      append_escaped(out, slice(page.text, {at, end}), place);
      at = end;
      continue;
    }
    Span inner{at, std::min(span.end, links[next].text.end)};
    at = inner.end;
    for (; !inner.empty() && is_blank(page.text[inner.begin]); ++inner.begin) out += ' ';
    std::size_t blanks = 0;
    for (; !inner.empty() && is_blank(page.text[inner.end - 1]); --inner.end) ++blanks;
    if (!inner.empty()) {
      out += '[';
      append_escaped(out, slice(page.text, inner), Place::link_text);
      out += "](" + links[next].href + ")";
    }
    out.append(blanks, ' ');
  }
}

void escape_line_start(std::string& line) {
  if (line.empty()) return;
  const auto ends_at = [&](std::size_t at) { return at == line.size() || line[at] == ' '; };
  const char first = line[0];
  const bool is_rule =
      (first == '-' || first == '=') && line.find_first_not_of(std::string{first, ' '}) == std::string::npos;
  const bool is_fence = line.compare(0, 3, "~~~") == 0;
  const bool is_bullet = (first == '-' || first == '+') && ends_at(1);
  const bool is_heading = first == '#' && ends_at(std::min(line.find_first_not_of('#'), line.size()));
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (first == '>' || is_rule || is_fence || is_bullet || is_heading) {
    line.insert(0, 1, '\\');
  } else if (digits > 0 && digits < 10 && digits < line.size() && (line[digits] == '.' || line[digits] == ')') &&
             ends_at(digits + 1)) {
    line.insert(digits, 1, '\\');
  }
}

}  // namespace dehusk
