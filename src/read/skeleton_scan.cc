// The HTML tokenizer without its tree: a loop over markup and the text before it, with one function for each kind of
// token. Where tree building would change how to go on (raw text, foreign content), the scanner guesses, and
// SkeletonToken::opens_raw tells the walk over the tree what to check.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "read/skeleton.h"
#include "read/skeleton_raw.h"
#include "read/skeleton_tags.h"
#include "read/skeleton_text.h"

namespace dehusk {

namespace {

using Content = TagTraits::Content;
using Place = TagTraits::Place;

constexpr std::uint32_t kMostAttributes = 200;  // of a tag; the plain path knows what to do with more
constexpr std::size_t kMostPlaces = 64;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Scanner {
 public:
  Scanner(std::string_view source, Skeleton& skeleton) : source_(source), out_(skeleton) {}

  bool run() {
    while (at_ < source_.size()) {
      const std::size_t markup = find_markup();
      add_text(markup, References::in_text);
      if (at_ < source_.size() && !take_markup()) return false;
    }
    begin_token(SkeletonKind::end);
    return true;
  }

 private:
  // The first '<' from here on that is no text.
  [[nodiscard]] std::size_t find_markup() const {
    std::size_t at = source_.find('<', at_);
    for (; at != std::string_view::npos; at = source_.find('<', at + 1)) {
      if (at + 1 == source_.size()) break;
      const char next = source_[at + 1];
      if (is_letter(next) || next == '!' || next == '?') return at;
      if (next == '/' && at + 2 < source_.size()) return at;
    }
    return source_.size();
  }

  bool take_markup() {
    eats_line_ = false;
    const char next = source_[at_ + 1];
    if (next == '!') return take_declaration();
    if (next == '?') return take_comment();
    if (next != '/') return take_tag(false);
    if (is_letter(source_[at_ + 2])) return take_tag(true);
    if (source_[at_ + 2] != '>') return take_comment();
    copy(SkeletonKind::mark, at_ + 3);  // "</>" is nothing, but parts two texts
    return true;
  }

  bool take_declaration() {
    constexpr std::string_view kDoctype = "doctype";
    const std::string_view word = source_.substr(at_ + 2, kDoctype.size());
    if (word.starts_with("[CDATA[")) return has_seen_foreign_ ? false : take_comment();
    if (!equals_ignoring_case(word, kDoctype)) return take_comment();
    const std::size_t close = source_.find('>', at_);
    copy(SkeletonKind::mark, close == std::string_view::npos ? source_.size() : close + 1);  // it may bring quirks mode
    return true;
  }

  // Comments part texts, so their places stay.
  bool take_comment() {
    begin_token(SkeletonKind::mark);
    out_.bytes += "<!-->";
    at_ = find_comment_end(source_, at_);
    return true;
  }

  bool take_tag(bool is_end_tag) {
    const std::size_t begin = at_;
    std::size_t end = begin + (is_end_tag ? 2 : 1);
    const std::size_t name_begin = end;
    while (end < source_.size() && !is_html_space(source_[end]) && source_[end] != '/' && source_[end] != '>') ++end;
    const std::string_view name = source_.substr(name_begin, end - name_begin);
    const TagTraits& traits = traits_of(name);
    if (traits.is_hopeless && !is_end_tag) return false;

    const auto first_attribute = out_.attributes.size();
    is_sure_ = true;
    if (!take_attributes(end)) return false;
    const std::size_t count = out_.attributes.size() - first_attribute;
    const bool is_cut = at_ == source_.size() && !is_closed_;
    const std::size_t next = at_;
    at_ = begin;
    if (is_cut || is_end_tag || count == 0) out_.attributes.resize(first_attribute);
    if (is_cut) {
      add_tag(SkeletonKind::mark, is_end_tag ? "</" : "<", name, " ");  // at the end of the page it is no tag at all
    } else if (is_end_tag) {
      copy(SkeletonKind::mark, next);  // in svg Gumbo tells "</g >" from "</g>"
      leave_place(traits);
    } else if (traits.keeps_attributes || !is_sure_) {
      copy(SkeletonKind::copied_tag, next);
      out_.has_doubles |= has_double_;
    } else {
      add_tag(SkeletonKind::tag, "<", name, is_self_closing_ ? "/>" : ">");
      out_.tokens.back().first_attribute = static_cast<std::uint32_t>(first_attribute);
      out_.tokens.back().attribute_count = static_cast<std::uint32_t>(count);
    }
    at_ = next;
    if (!is_cut && !is_end_tag) enter(name, traits);
    return true;
  }

  void add_tag(SkeletonKind kind, std::string_view open, std::string_view name, std::string_view close) {
    begin_token(kind);
    out_.bytes += open;
    out_.bytes += name;
    out_.bytes += close;
  }

  // Reads the attributes of a tag from `at` to its '>', and leaves at_ after it. False if they are too many.
  bool take_attributes(std::size_t at) {
    const std::size_t first = out_.attributes.size();
    is_closed_ = is_self_closing_ = has_double_ = false;
    while (true) {
      const std::size_t gap = at;
      while (at < source_.size() && (is_html_space(source_[at]) || source_[at] == '/')) ++at;
      if (at >= source_.size()) break;
      if (source_[at] == '>') {
        is_closed_ = true;
        is_self_closing_ = at > gap && source_[at - 1] == '/';  // in "a=b/>" the '/' belongs to the value
        ++at;
        break;
      }
      at = take_attribute(at, first);
      if (out_.attributes.size() - first > kMostAttributes) return false;
    }
    at_ = std::min(at, source_.size());
    return true;
  }

  // An attribute from the first byte of its name (which may be '='); returns where the next can begin.
  std::size_t take_attribute(std::size_t at, std::size_t first) {
    const std::size_t name_begin = at++;
    while (at < source_.size() && !is_html_space(source_[at]) && source_[at] != '/' && source_[at] != '>' &&
           source_[at] != '=')
      ++at;
    const Span name = span(name_begin, at);
    while (at < source_.size() && is_html_space(source_[at])) ++at;
    Span value = span(at, at);
    if (at < source_.size() && source_[at] == '=') {
      ++at;
      while (at < source_.size() && is_html_space(source_[at])) ++at;
      value = span(at, at);
      if (at < source_.size() && source_[at] != '>') at = take_value(at, value);
    }
    add_attribute(name, value, first);
    return at;
  }

  std::size_t take_value(std::size_t at, Span& value) {
    const char quote = source_[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = std::min(source_.find(quote, at + 1), source_.size());
      value = span(at + 1, close);
      // A '/' or '>' right after the quote means what it means after white space.
      return std::min(close + 1, source_.size());
    }
    const std::size_t begin = at;
    while (at < source_.size() && !is_html_space(source_[at]) && source_[at] != '>') ++at;
    value = span(begin, at);
    return at;
  }

  void add_attribute(Span name, Span value, std::size_t first) {
    const std::string_view text = slice(source_, name);
    const auto is_same = [this, text](const SkeletonAttribute& held) {
      const std::string_view other = slice(source_, held.name);
      return other.size() == text.size() && std::equal(other.begin(), other.end(), text.begin(),
                                                       [](char a, char b) { return to_lower(a) == to_lower(b); });
    };
    const auto begin = out_.attributes.begin() + static_cast<std::ptrdiff_t>(first);
    // The first of a name stands.
    if (std::any_of(begin, out_.attributes.end(), is_same)) {
      has_double_ = true;
      return;
    }
    const Reading reading = reading_of(slice(source_, value), References::in_attribute);
    if (reading == Reading::unsure) is_sure_ = false;
    out_.attributes.push_back({.name = name, .value = value, .is_as_is = reading == Reading::as_is});
  }

  // What a start tag means for what comes after it.
  void enter(std::string_view name, const TagTraits& traits) {
    eats_line_ = traits.eats_line;
    if (is_foreign()) {
      if (traits.place != Place::none) {
        if (!is_self_closing_) enter_place(traits.place);
        return;
      }
      if (!breaks_out(name)) return;
      while (is_foreign()) --place_count_;
    }
    if (traits.place == Place::svg || traits.place == Place::math) {
      has_seen_foreign_ = true;
      if (!is_self_closing_) enter_place(traits.place);
    }
    if (traits.content != Content::markup) take_raw(name, traits.content);
  }

  void take_raw(std::string_view name, Content content) {
    out_.tokens.back().opens_raw = true;
    ++out_.raw_count;
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    const std::size_t end =
        content == Content::script ? find_script_end(source_, at_) : find_raw_end(source_, at_, lower);
    add_text(end, content == Content::escaped ? References::in_text : References::none, true);
  }

  // Adds the text from here to `end`.
  void add_text(std::size_t end, References references, bool is_raw = false) {
    if (at_ == end) return;
    const bool eats_line = std::exchange(eats_line_, false);
    const std::string_view text = source_.substr(at_, end - at_);
    const std::size_t visible = std::min(first_visible(text), text.size());
    if (reading_of(text, references) == Reading::unsure ||
        (references == References::in_text && begins_with_coded_space(text.substr(visible)))) {
      copy(SkeletonKind::copied_text, end);
      return;
    }
    if (eats_line && (text.front() == '\n' || text.front() == '\r'))
      stand_in('\n', at_ + (text.starts_with("\r\n") ? 2 : 1), references);
    if (!is_raw && at_ < end - (text.size() - visible)) stand_in(' ', end - (text.size() - visible), references);
    if (at_ < end) stand_in('x', end, references);
  }

  static std::size_t first_visible(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_html_space(text[at])) ++at;
    return at;
  }

  // One byte for the text from here to `end`.
  void stand_in(char byte, std::size_t end, References references) {
    const bool is_as_is = reading_of(source_.substr(at_, end - at_), references) == Reading::as_is;
    begin_token(is_as_is ? SkeletonKind::text : SkeletonKind::decoded_text);
    out_.tokens.back().has_references = references == References::in_text;
    out_.bytes += byte;
    at_ = end;
  }

  void copy(SkeletonKind kind, std::size_t end) {
    begin_token(kind);
    out_.bytes += source_.substr(at_, end - at_);
    at_ = end;
  }

  void begin_token(SkeletonKind kind) {
    out_.tokens.push_back({.begin = static_cast<std::uint32_t>(out_.bytes.size()),
                           .source = static_cast<std::uint32_t>(at_),
                           .kind = kind});
  }

  // Where svg and math are open, as far as tags tell: the innermost place last.
  [[nodiscard]] bool is_foreign() const { return place_count_ > 0 && places_[place_count_ - 1] != Place::html_inside; }

  void enter_place(Place place) {
    if (place_count_ < kMostPlaces) places_[place_count_++] = place;
  }

  void leave_place(const TagTraits& traits) {
    if (traits.place == Place::none) return;
    for (std::size_t i = place_count_; i-- > 0;) {
      if (places_[i] != traits.place) continue;
      place_count_ = i;
      return;
    }
  }

  static Span span(std::size_t begin, std::size_t end) {
    return {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
  }

  std::string_view source_;
  Skeleton& out_;
  std::size_t at_ = 0;
  bool eats_line_ = false;  // the last token was a <pre>

  // Of the tag that was read last.
  bool is_closed_ = false;  // it has its '>'
  bool is_self_closing_ = false;
  bool has_double_ = false;
  bool is_sure_ = true;  // we know what its attributes say

  std::array<Place, kMostPlaces> places_{};
  std::size_t place_count_ = 0;
  bool has_seen_foreign_ = false;
};

}  // namespace

bool make_skeleton(std::string_view source, Skeleton& skeleton) {
  skeleton.clear();
  if (has_replaced_characters(source)) return false;
  return Scanner(source, skeleton).run();
}

}  // namespace dehusk
