#include "read/tag_stripper.h"

#include <algorithm>
#include <bitset>
#include <string_view>

#include "read/character_reference.h"
#include "read/display.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kHtml = 0;
constexpr std::uint32_t kBody = 1;
constexpr std::size_t kMostElements = 500'000;  // from there on the text is the body's own
constexpr std::uint32_t kMostAttributes = 64;   // of one tag
constexpr std::size_t kNoEnd = static_cast<std::size_t>(-1);
constexpr std::string_view kSpace = " \t\n\f\r";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Elements whose content has no tags; what ends them is their end tag only.
bool holds_only_text(Tag tag) {
  return display_of(tag) == Display::raw || tag == Tag::title || tag == Tag::textarea || tag == Tag::xmp ||
         tag == Tag::svg;
}

class TagStripper {
 public:
  TagStripper(Page& page, std::vector<TextRun>& runs, std::string& decoded)
      : page_(page), source_(page.source), runs_(runs), decoded_(decoded) {
    decoded_.reserve(source_.size());  // it must not move: runs look into it
    // What is not filled takes no memory.
    const auto tags = static_cast<std::size_t>(std::count(source_.begin(), source_.end(), '<'));
    page_.elements.reserve(std::min(tags, kMostElements) + 2);
  }

  void strip() {
    add_element(Tag::html, kNone, 0, 0);
    add_element(Tag::body, kHtml, 0, 0);
    std::size_t text = 0;
    for (at_ = source_.find('<'); at_ < source_.size(); at_ = source_.find('<', at_)) {
      const std::size_t begin = at_;
      const std::size_t end = take_markup(text);
      if (end == begin) {
        ++at_;  // a '<' that is text
        continue;
      }
      text = at_ = end;
    }
    add_text(text, source_.size());
    end_block(static_cast<std::uint32_t>(source_.size()));
    page_.elements[kHtml].end = page_.elements[kBody].end = static_cast<std::uint32_t>(page_.elements.size());
  }

 private:
  // Takes the text from `text` to here and the markup that begins here; returns where that ends, or at_ if it is none.
  std::size_t take_markup(std::size_t text) {
    const std::string_view rest = source_.substr(at_);
    if (rest.starts_with("<!--")) {
      add_text(text, at_);
      const std::size_t end = source_.find("-->", at_ + 2);
      return end == std::string_view::npos ? source_.size() : end + 3;
    }
    if (rest.starts_with("<!") || rest.starts_with("<?")) {
      add_text(text, at_);
      return past_tag(at_);
    }
    const bool is_end_tag = rest.starts_with("</");
    const std::size_t name_begin = at_ + (is_end_tag ? 2 : 1);
    if (name_begin >= source_.size() || !is_letter(source_[name_begin])) return at_;
    add_text(text, at_);
    std::size_t name_end = name_begin;
    while (name_end < source_.size() && !is_space(source_[name_end]) && source_[name_end] != '/' &&
           source_[name_end] != '>')
      ++name_end;
    std::string name(source_.substr(name_begin, std::min<std::size_t>(name_end - name_begin, 32)));
    std::transform(name.begin(), name.end(), name.begin(), to_lower);
    return is_end_tag ? take_end_tag(tag_from(name), name_end) : take_start_tag(tag_from(name), name_end);
  }

  std::size_t take_end_tag(Tag tag, std::size_t name_end) {
    const std::size_t end = past_tag(name_end);
    if (tag == Tag::a) end_link();
    if (display_of(tag) == Display::block) end_block(static_cast<std::uint32_t>(end));
    return end;
  }

  std::size_t take_start_tag(Tag tag, std::size_t name_end) {
    const std::size_t begin = at_;
    const auto first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
    const bool wants_attributes = page_.elements.size() < kMostElements && tag != Tag::unknown && tag != Tag::img;
    const std::size_t end = take_attributes(name_end, wants_attributes);
    const auto give = [&](std::uint32_t index) {
      page_.elements[index].first_attribute = first_attribute;
      page_.elements[index].attribute_count = static_cast<std::uint32_t>(page_.attributes.size()) - first_attribute;
      page_.elements[index].source.end = static_cast<std::uint32_t>(end);
    };
    if (tag == Tag::html || tag == Tag::body) {
      const std::uint32_t index = tag == Tag::html ? kHtml : kBody;
      const Span place = page_.elements[index].source;
      if (page_.elements[index].attribute_count == 0) give(index);
      page_.elements[index].source = place;
      return end;
    }
    const bool is_block = display_of(tag) == Display::block || tag == Tag::hr;
    if (tag == Tag::a) end_link();
    if (is_block) end_block(static_cast<std::uint32_t>(begin));
    std::size_t content_end = end;
    if (holds_only_text(tag)) {
      content_end = find_end_tag(tag, end);
      if (content_end == kNoEnd) return end;
    }
    const bool is_void = tag == Tag::meta || tag == Tag::link || tag == Tag::br || tag == Tag::hr;
    const bool is_wanted = is_void || is_block || tag == Tag::a || holds_only_text(tag);
    std::uint32_t index = kNone;
    if (is_wanted && page_.elements.size() < kMostElements) {
      index = add_element(tag, innermost(), begin, end);
      give(index);
    } else {
      page_.attributes.resize(first_attribute);
    }
    if (holds_only_text(tag))
      return take_content(tag, index,
                          {.begin = static_cast<std::uint32_t>(end), .end = static_cast<std::uint32_t>(content_end)});
    if (tag == Tag::a) link_ = index;
    if (is_block && !is_void) block_ = index;
    return end;
  }

  [[nodiscard]] std::uint32_t innermost() const { return link_ != kNone ? link_ : block_ != kNone ? block_ : kBody; }

  // Reads up to the tag's '>' and returns the place after it.
  std::size_t take_attributes(std::size_t at, bool wanted) {
    std::uint32_t count = 0;
    while (at < source_.size()) {
      while (at < source_.size() && (is_space(source_[at]) || source_[at] == '/')) ++at;
      if (at >= source_.size() || source_[at] == '>') break;
      const std::size_t name = at;
      while (at < source_.size() && !is_space(source_[at]) && source_[at] != '/' && source_[at] != '>' &&
             (source_[at] != '=' || at == name))
        ++at;
      const std::string_view name_text = source_.substr(name, at - name);
      const std::size_t after = std::min(source_.find_first_not_of(kSpace, at), source_.size());
      std::string_view value;
      if (after < source_.size() && source_[after] == '=') at = take_value(after + 1, value);
      if (wanted && ++count <= kMostAttributes) add_attribute(name_text, value);
    }
    return std::min(at + 1, source_.size());
  }

  std::size_t take_value(std::size_t at, std::string_view& value) const {
    at = std::min(source_.find_first_not_of(kSpace, at), source_.size());
    if (at == source_.size()) return at;
    const char quote = source_[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(source_.find(quote, at + 1), source_.size());
      value = source_.substr(at + 1, end - at - 1);
      return std::min(end + 1, source_.size());
    }
    const std::size_t end = std::min(source_.find_first_of(" \t\n\f\r>", at), source_.size());
    value = source_.substr(at, end - at);
    return end;
  }

  void add_attribute(std::string_view name, std::string_view value) {
    std::string lower;
    std::transform(name.begin(), name.end(), std::back_inserter(lower), to_lower);
    std::string decoded;
    append_decoded(decoded, value);
    dehusk::add_attribute(page_, lower, decoded);
  }

  // The content of a script or title, up to its end tag; returns the place after that.
  std::size_t take_content(Tag tag, std::uint32_t index, Span content) {
    const bool is_text = display_of(tag) == Display::block;
    if (is_text) {
      block_ = index;
      add_text(content.begin, content.end);
    }
    const std::size_t after = content.end == source_.size() ? content.end : past_tag(content.end);
    if (index != kNone) page_.elements[index].source.end = static_cast<std::uint32_t>(after);
    if (is_text) end_block(static_cast<std::uint32_t>(after));
    return after;
  }

  // Where the end tag of an element that holds only text begins. Without one a script goes on to the end of the page,
  // but of the others a tag alone is meant: kNoEnd, which is found out once only, since looking again would be
  // quadratic.
  [[nodiscard]] std::size_t find_end_tag(Tag tag, std::size_t at) {
    if (is_unclosed_[static_cast<std::size_t>(tag)]) return kNoEnd;
    if (tag == Tag::svg && source_.substr(0, at).ends_with("/>")) return kNoEnd;
    const std::string_view name = to_string(tag);
    for (at = source_.find("</", at); at != std::string_view::npos; at = source_.find("</", at + 2)) {
      const std::string_view found = source_.substr(at + 2, name.size());
      const auto is_same = [](char a, char b) { return to_lower(a) == b; };
      if (std::equal(found.begin(), found.end(), name.begin(), name.end(), is_same)) return at;
    }
    if (tag == Tag::script || tag == Tag::style) return source_.size();
    is_unclosed_[static_cast<std::size_t>(tag)] = true;
    return kNoEnd;
  }

  // The place after the tag that `at` is in.
  [[nodiscard]] std::size_t past_tag(std::size_t at) const {
    return std::min(source_.find('>', at), source_.size() - 1) + 1;
  }

  std::uint32_t add_element(Tag tag, std::uint32_t parent, std::size_t begin, std::size_t end) {
    const auto index = static_cast<std::uint32_t>(page_.elements.size());
    Element element;
    element.tag = tag;
    element.is_foreign = tag == Tag::svg;
    element.parent = parent;
    element.depth = static_cast<std::uint16_t>(parent == kNone ? 0 : page_.elements[parent].depth + 1);
    element.end = index + 1;
    element.source = {.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
    page_.elements.push_back(element);
    for (const std::uint32_t open : {link_, block_}) {
      if (open != kNone) page_.elements[open].end = index + 1;
    }
    return index;
  }

  void end_link() { link_ = kNone; }

  void end_block(std::uint32_t source_end) {
    end_link();
    if (block_ == kNone) return;
    Element& block = page_.elements[block_];
    block.source.end = std::max(block.source.end, source_end);
    block_ = kNone;
  }

  void add_text(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const std::string_view raw = source_.substr(begin, end - begin);
    const Span span{.begin = static_cast<std::uint32_t>(begin), .end = static_cast<std::uint32_t>(end)};
    const std::uint32_t parent = innermost();
    std::string_view text = raw;
    if (raw.find('&') != std::string_view::npos) {
      const std::size_t from = decoded_.size();
      append_decoded(decoded_, raw);
      text = std::string_view(decoded_).substr(from);
    }
    for (const std::uint32_t open : {link_, block_}) {
      if (open != kNone) page_.elements[open].source.end = span.end;
    }
    runs_.push_back(
        {.text = text, .source = span, .parent = parent, .before = static_cast<std::uint32_t>(page_.elements.size())});
  }

  Page& page_;
  std::string_view source_;
  std::vector<TextRun>& runs_;
  std::string& decoded_;
  std::size_t at_ = 0;
  std::uint32_t block_ = kNone;         // the open element under body
  std::uint32_t link_ = kNone;          // the open link under that
  std::bitset<kTagCount> is_unclosed_;  // tags that are known to have no end tag from here on
};

}  // namespace

void strip_tags(Page& page, std::vector<TextRun>& runs, std::string& decoded) {
  TagStripper(page, runs, decoded).strip();
}

}  // namespace dehusk
