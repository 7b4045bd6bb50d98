#ifndef DEHUSK_TESTS_TREE_PAGE_H_
#define DEHUSK_TESTS_TREE_PAGE_H_
// Pages for tests, from tidy HTML: every element closed (but void ones), attributes name=value or name="value". Not a
// reader: it mends nothing and decodes nothing. <html><body> stand around what is given.
//
//   tree_page("<nav id=n><a href=/>Home</a></nav><p>Rain <b>fell</b>.</p>")
//   text  "Home\nRain fell.\n"   elements  0 html  1 body  2 nav  3 a  4 p  5 b

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode.h"
#include "page/page.h"

namespace dehusk {

class TreePage {
 public:
  explicit TreePage(std::string_view html) {
    page_.source = "<html><body>" + std::string(html) + "</body></html>";
    const std::string& source = page_.source;
    while (at_ < source.size()) {
      if (source[at_] != '<')
        add_char(source[at_++]);
      else if (source[at_ + 1] == '/')
        close();
      else
        open();
    }
    flush();
  }
  Page take() { return std::move(page_); }

 private:
  static bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  static bool is_block_level(std::string_view name) {
    return is_one_of(name,
                     {"html",   "body",  "p",  "div", "section", "aside", "nav",  "article", "main",       "header",
                      "footer", "ul",    "ol", "li",  "h1",      "h2",    "h3",   "figure",  "figcaption", "blockquote",
                      "pre",    "table", "tr", "td",  "hr",      "br",    "form", "script"});
  }

  Span attribute_text(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(page_.attribute_text.size());
    page_.attribute_text += text;
    return {begin, static_cast<std::uint32_t>(page_.attribute_text.size())};
  }
  std::uint32_t text_size() const { return static_cast<std::uint32_t>(page_.text.size()); }
  std::uint32_t block_count() const { return static_cast<std::uint32_t>(page_.blocks.size()); }

  void open() {
    const std::string& source = page_.source;
    Element element;
    element.source.begin = static_cast<std::uint32_t>(at_++);
    const std::size_t name_end = source.find_first_of(" >", at_);
    const std::string name = source.substr(at_, name_end - at_);
    element.tag = tag_from(name);
    if (element.tag == Tag::unknown) element.name = attribute_text(name);
    at_ = name_end;
    element.first_attribute = static_cast<std::uint32_t>(page_.attributes.size());
    while (source[at_] != '>') {
      if (source[at_] == ' ') {
        ++at_;
        continue;
      }
      const std::size_t end = source.find_first_of("= >", at_);
      const std::string attribute_name = source.substr(at_, end - at_);
      std::string value;
      at_ = end;
      if (source[at_] == '=') {
        const bool is_quoted = source[++at_] == '"';
        const std::size_t stop = is_quoted ? source.find('"', at_ + 1) : source.find_first_of(" >", at_);
        value = source.substr(at_ + (is_quoted ? 1 : 0), stop - at_ - (is_quoted ? 1 : 0));
        at_ = stop + (is_quoted ? 1 : 0);
      }
      add_attribute(page_, attribute_name, value);
    }
    ++at_;
    element.attribute_count = static_cast<std::uint32_t>(page_.attributes.size()) - element.first_attribute;
    if (is_block_level(name))
      flush();
    else
      emit_space();
    element.depth = static_cast<std::uint16_t>(open_.size());
    element.parent = open_.empty() ? kNone : open_.back();
    element.text.begin = text_size();
    element.first_block = block_count();
    page_.elements.push_back(element);
    open_.push_back(static_cast<std::uint32_t>(page_.elements.size()) - 1);
    if (name == "script") {
      const std::size_t end = source.find("</script>", at_);
      Block raw;
      raw.kind = Kind::raw;
      raw.text = {text_size(), text_size()};
      raw.source = {element.source.begin, static_cast<std::uint32_t>(end)};
      raw.element = open_.back();
      page_.blocks.push_back(raw);
      at_ = end;
    }
    if (is_one_of(name, {"br", "img", "hr", "input"})) end_element();
  }

  void close() {
    at_ = page_.source.find('>', at_) + 1;
    end_element();
  }

  void end_element() {
    Element& element = page_.elements[open_.back()];
    if (is_block_level(to_string(element.tag))) flush();
    element.end = static_cast<std::uint32_t>(page_.elements.size());
    element.source.end = static_cast<std::uint32_t>(at_);
    element.text.end = std::max(element.text.begin, text_size());
    while (!element.text.empty() && page_.text[element.text.end - 1] == '\n') --element.text.end;
    element.end_block = std::max(block_count(), element.first_block);
    if (!element.text.empty() && element.text.end > block_begin_) element.end_block = block_count() + 1;
    open_.pop_back();
  }

  bool is_in(Tag tag) const {
    return std::any_of(open_.begin(), open_.end(), [&](std::uint32_t open) { return page_.elements[open].tag == tag; });
  }

  void emit_space() {
    if (pending_space_ && text_size() > block_begin_) page_.text += ' ';
    pending_space_ = false;
  }

  void add_char(char c) {
    if ((c == ' ' || c == '\n') && !is_in(Tag::pre)) {
      pending_space_ = true;
      return;
    }
    emit_space();
    page_.text += c;
    if (is_in(Tag::a)) ++linked_;
  }

  // Ends the block that is open, if it has text.
  void flush() {
    pending_space_ = false;
    if (text_size() > block_begin_) {
      Block block;
      block.text = {block_begin_, text_size()};
      block.words = count_words(page_.text_of(block));
      block.linked_bytes = linked_;
      for (const std::uint32_t open : open_)
        if (is_block_level(to_string(page_.elements[open].tag))) block.element = open;
      block.kind = kind_in();
      page_.blocks.push_back(block);
      page_.text += '\n';
    }
    block_begin_ = text_size();
    linked_ = 0;
  }

  Kind kind_in() const {
    if (is_in(Tag::pre)) return Kind::pre;
    if (is_in(Tag::h1) || is_in(Tag::h2) || is_in(Tag::h3)) return Kind::heading;
    if (is_in(Tag::li)) return Kind::item;
    if (is_in(Tag::td)) return Kind::cell;
    if (is_in(Tag::figcaption)) return Kind::caption;
    return is_in(Tag::blockquote) ? Kind::quote : Kind::para;
  }

  Page page_;
  std::size_t at_ = 0;
  std::vector<std::uint32_t> open_;
  std::uint32_t block_begin_ = 0;
  std::uint32_t linked_ = 0;
  bool pending_space_ = false;
};

inline Page tree_page(std::string_view html) { return TreePage(html).take(); }

// The ids of the elements, "a c", for those that have one; "?" for those that have none.
inline std::string ids_of(const Page& page, const std::vector<std::uint32_t>& elements) {
  std::string ids;
  for (const std::uint32_t element : elements) {
    if (!ids.empty()) ids += ' ';
    ids += page.attribute(page.elements[element], "id").value_or("?");
  }
  return ids;
}

}  // namespace dehusk

#endif  // DEHUSK_TESTS_TREE_PAGE_H_
