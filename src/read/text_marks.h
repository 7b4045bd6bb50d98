#ifndef DEHUSK_READ_TEXT_MARKS_H_
#define DEHUSK_READ_TEXT_MARKS_H_
// Writes the text of one block after the other into the page: white space collapsed, invisible characters gone, and
// without the marks that the dumping program set for formatting. What is dropped besides is this and no more:
//
//   numbered links   "[12]" where it is the next number in the page's row
//   underlined links "_" inside "Middle_East" becomes a space
//   markdown         "[" and "](address)" round a link's text, "![" and "](address)" round an image's, "\" before
//                    punctuation, "**", "__", "*" and "_" in pairs round words
//   references       "&#x27;" in html2text's dumps becomes its character
//   overstrikes      "_" and backspace, "x" and backspace
//
// What the marks say of links goes into Block::linked_bytes. Numbered marks do not say where a link ends: on a line of
// links it is taken to end at the next one, in running text after a few words.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "read/text_style.h"

namespace dehusk {

class BlockText {
 public:
  BlockText(Page& page, const TextStyle& style);

  // Begins a block's text at the end of page.text.
  void begin();

  // Appends a stretch of a line of the page's source; with a space before it if there is text already, unless
  // `is_glued`. `marks` are the line's.
  void add(Span source, std::uint8_t marks, bool is_glued);

  // Ends the block (whose kind is set): sets text, words and what is known of its links, and appends the '\n'. False,
  // and nothing is left in page.text, if no character but marks was added.
  bool finish(Block& block);

  // True if the block held nothing but images of markdown so far.
  [[nodiscard]] bool is_image_only() const { return images_ > 0 && !has_plain_; }

  [[nodiscard]] std::uint32_t dropped_marks() const { return dropped_marks_; }  // "[12]" and links in markdown

 private:
  [[nodiscard]] bool is_plain_at(std::string_view source, std::size_t at) const {
    return is_plain_[static_cast<unsigned char>(source[at])];
  }
  void put(std::string_view bytes);
  void add_marked(std::string_view source, Span line);
  std::size_t add_special(std::string_view source, std::size_t at, Span line);
  std::size_t add_wide_space(std::string_view source, std::size_t at);
  std::size_t add_reference(std::string_view source, std::size_t at);
  std::size_t open_bracket(std::string_view source, std::size_t at);
  std::size_t close_bracket(std::string_view source, std::size_t at, Span line);
  std::size_t emphasis(std::string_view source, std::size_t at, Span line);
  std::size_t underline(std::string_view source, std::size_t at, Span line);
  void overstrike();
  void erase(std::size_t at, std::size_t size);
  [[nodiscard]] std::size_t link_end(std::string_view source, std::size_t at, Span line);
  [[nodiscard]] std::size_t numbered_link_bytes(std::size_t lead) const;  // `lead`: bytes of an item's marker

  struct Bracket {
    std::size_t at = 0;  // of "[" or "![" in page.text
    bool is_image = false;
    bool had_plain = false;  // has_plain_ as it was before
  };
  struct Emphasis {
    std::size_t at = 0;
    std::size_t size = 0;  // 0: not open
  };

  Page& page_;
  std::string& text_;
  const TextStyle& style_;
  std::uint8_t told_ = kOddSpace;     // marks that mean something in this style
  std::array<bool, 256> is_plain_{};  // bytes that go into the text as they are
  std::size_t begin_ = 0;             // of this block in page.text
  bool needs_space_ = false;
  std::size_t linked_ = 0;       // linked bytes as far as the marks tell exactly
  bool has_underlined_ = false;  // an underlined link is in this block
  std::size_t token_end_ = 0;    // in the source: up to here underline() has looked
  bool token_is_link_ = false;
  std::vector<std::size_t> marks_;         // where in page.text numbered links begin, in this block
  std::uint32_t last_number_ = 0;          // of the page's numbered links
  std::vector<Bracket> brackets_;          // open ones, four at most
  std::array<Emphasis, 2> emphasis_{};     // "*" and "_"
  std::size_t no_parenthesis_before_ = 0;  // in the source: a search for ")" has failed up to here
  std::uint32_t images_ = 0;
  bool has_plain_ = false;  // text outside images
  std::uint32_t dropped_marks_ = 0;
};

}  // namespace dehusk

#endif  // DEHUSK_READ_TEXT_MARKS_H_
