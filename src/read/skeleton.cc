#include "read/skeleton.h"

#include <algorithm>

#include "base/kept_buffer.h"
#include "read/html_bytes.h"
#include "read/skeleton_tags.h"
#include "read/skeleton_text.h"
#include "read/source_repair.h"

namespace dehusk {

namespace {

// Writes one token after the other.
class Writer {
 public:
  Writer(std::string_view source, const HtmlTokens& tokens, Skeleton& skeleton)
      : source_(source), tokens_(tokens.list), out_(skeleton) {}

  void run() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) write(tokens_[at_]);
  }

 private:
  [[nodiscard]] std::uint32_t end() const { return tokens_[at_ + 1].source; }

  void write(const HtmlToken& token) {
    switch (token.kind) {
      case TokenKind::text:
        write_text(token);
        break;
      case TokenKind::start_tag:
        write_start_tag(token);
        break;
      case TokenKind::comment:  // comments part texts, so their places stay
        begin_token(SkeletonKind::mark, token.source);
        out_.bytes += "<!-->";
        break;
      case TokenKind::cut_tag:  // at the end of the page it is no tag at all
        write_tag(SkeletonKind::mark, token, " ");
        break;
      case TokenKind::end:
        begin_token(SkeletonKind::end, token.source);
        break;
      case TokenKind::end_tag:  // in svg Gumbo tells "</g >" from "</g>"
      case TokenKind::doctype:  // it may bring quirks mode
      case TokenKind::nothing:
        copy(SkeletonKind::mark, token.source, end());
        break;
    }
  }

  void write_start_tag(const HtmlToken& token) {
    if (token.opens_raw) ++out_.raw_count;
    if (token.is_unsure || traits_of(token.tag, {}).keeps_attributes) {
      copy(SkeletonKind::copied_tag, token.source, end());
      out_.has_doubles |= token.has_double;
    } else {
      write_tag(SkeletonKind::tag, token, token.is_self_closing ? "/>" : ">");
    }
  }

  void write_tag(SkeletonKind kind, const HtmlToken& token, std::string_view close) {
    begin_token(kind, token.source);
    out_.bytes += source_[token.source + 1] == '/' ? "</" : "<";
    out_.bytes += tag_name_at(source_, token.source);
    out_.bytes += close;
  }

  void write_text(const HtmlToken& token) {
    if (token.is_unsure) {
      copy(SkeletonKind::copied_text, token.source, end());
      return;
    }
    std::uint32_t at = token.source;
    if (token.may_lose_line) {
      const std::uint32_t line_end = at + (source_.substr(at).starts_with("\r\n") ? 2 : 1);
      stand_in('\n', at, line_end, token);
      at = line_end;
    }
    std::uint32_t visible = at;
    while (!token.is_raw && visible < end() && byte_is(source_[visible], kIsSpace)) ++visible;
    if (at < visible) stand_in(' ', at, visible, token);
    if (visible < end()) stand_in('x', visible, end(), token);
  }

  // One byte for a piece of text.
  void stand_in(char byte, std::uint32_t from, std::uint32_t to, const HtmlToken& token) {
    const References references = token.has_references ? References::in_text : References::none;
    const bool is_as_is = token.is_as_is || (!token.has_replaced &&
                                             reading_of(source_.substr(from, to - from), references) == Reading::as_is);
    begin_token(is_as_is ? SkeletonKind::text : SkeletonKind::decoded_text, from);
    out_.bytes += byte;
  }

  void copy(SkeletonKind kind, std::uint32_t from, std::uint32_t to) {
    begin_token(kind, from);
    out_.bytes += source_.substr(from, to - from);
  }

  void begin_token(SkeletonKind kind, std::uint32_t source) {
    out_.tokens.push_back({.begin = static_cast<std::uint32_t>(out_.bytes.size()),
                           .source = source,
                           .html = static_cast<std::uint32_t>(at_),
                           .kind = kind});
  }

  std::string_view source_;
  const std::vector<HtmlToken>& tokens_;
  Skeleton& out_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t Skeleton::token_at(std::uint32_t offset) const {
  constexpr std::size_t kNear = 8;
  const auto holds = [this, offset](std::size_t i) {
    return tokens[i].begin <= offset && (i + 1 == tokens.size() || offset < tokens[i + 1].begin);
  };
  for (std::size_t i = last_found_; i < std::min(last_found_ + kNear, tokens.size()); ++i) {
    if (holds(i)) return last_found_ = i;
  }
  const auto after = std::upper_bound(tokens.begin(), tokens.end(), offset,
                                      [](std::uint32_t at, const SkeletonToken& token) { return at < token.begin; });
  return last_found_ = static_cast<std::size_t>(after - tokens.begin()) - 1;
}

void Skeleton::clear() {
  empty_kept(bytes);
  empty_kept(tokens);
  raw_count = 0;
  has_doubles = false;
  last_found_ = 0;
}

void make_skeleton(std::string_view source, const HtmlTokens& tokens, Skeleton& skeleton) {
  skeleton.clear();
  Writer(source, tokens, skeleton).run();
  repair_references(skeleton.bytes);  // those in what was copied
}

}  // namespace dehusk
