#ifndef DEHUSK_READ_SKELETON_H_
#define DEHUSK_READ_SKELETON_H_
// What Gumbo is given instead of the page: the same tokens in the same order, with hardly anything in them. Gumbo takes
// every character through its tree builder, but nine tenths of a page (scripts, attributes, text) cannot change the
// tree.
//
//   source    <p class="lead">  Rain <!-- ad -->fell.</p><script>var a = 1;</script>
//   bytes     <p> x<!-->x</p><script>x</script>
//   tokens    <p>  ' '  'x'  <!-->  'x'  </p>  <script>  'x'  </script>      each knows where it stands in both
//
// A text is one 'x' after one space if it begins with white space. What matters to the tree, or what only Gumbo can
// decode, is copied as it is. docs/skeleton.md tells why this gives the same tree.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "read/html_tokens.h"

namespace dehusk {

enum class SkeletonKind : std::uint8_t {
  mark,          // end tag, comment, doctype: nothing to look up
  tag,           // a start tag without its attributes: they are in the page
  copied_tag,    // a start tag as it is
  text,          // one byte that stands for text: the source says it as it is
  decoded_text,  // the same; append_read tells what the source says
  copied_text,   // text as it is
  end,           // the end of both: the last token
};

struct SkeletonToken {
  std::uint32_t begin = 0;   // in Skeleton::bytes; the token ends where the next begins
  std::uint32_t source = 0;  // in the source; likewise
  std::uint32_t html = 0;    // the HtmlToken that it was made of
  SkeletonKind kind = SkeletonKind::mark;
};

struct Skeleton {
  std::string bytes;
  std::vector<SkeletonToken> tokens;
  std::uint32_t raw_count = 0;  // start tags that open raw text
  bool has_doubles = false;     // a copied tag has an attribute twice

  // The token that holds the byte at `offset`.
  [[nodiscard]] std::size_t token_at(std::uint32_t offset) const;

  void clear();

 private:
  mutable std::size_t last_found_ = 0;  // the walk over the tree asks in order
};

// The skeleton of what the scanner has found in `source`.
void make_skeleton(std::string_view source, const HtmlTokens& tokens, Skeleton& skeleton);

}  // namespace dehusk

#endif  // DEHUSK_READ_SKELETON_H_
