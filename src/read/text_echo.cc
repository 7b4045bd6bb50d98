#include "read/text_echo.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "read/text_kinds.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kMinWords = 4;
constexpr std::uint32_t kMaxWords = 60;
constexpr std::uint32_t kMinWordsOfPair = 8;   // a pair of as many words is no heading under a picture
constexpr std::uint32_t kMinWordsOfStart = 6;  // where the longer line only begins like the shorter
constexpr std::uint32_t kMaxWordsMore = 18;    // credit, place, a second sentence
constexpr std::size_t kMaxEchoes = 6;          // so many are always pictures
constexpr std::size_t kParagraphsPerEcho = 4;  // beyond that, at most one paragraph in four

constexpr std::uint32_t kMaxWordsOfSentence = 15;  // below a picture; a longer one may be the first of the text
constexpr std::uint32_t kMinWordsBelow = 3;
constexpr std::uint32_t kMaxWordsBelow = 40;
constexpr std::uint32_t kMinWordsOfPicture = 4;

enum class Echo { none, first, both };

bool starts_with_words(std::string_view text, std::string_view start) {
  if (text.size() <= start.size() || text.substr(0, start.size()) != start) return false;
  const auto next = static_cast<unsigned char>(text[start.size()]);
  return next == ' ' || next == '.' || next == ',' || next == '(';
}

Echo echo_of(const Page& page, const Block& block, const Block& next) {
  if (block.kind != Kind::para || (next.kind != Kind::para && next.kind != Kind::heading)) return Echo::none;
  if (block.words < kMinWords || block.words > kMaxWords) return Echo::none;
  const std::string_view text = page.text_of(block);
  const std::string_view after = page.text_of(next);
  if (text == after) {
    if (next.kind == Kind::heading) return Echo::first;
    const bool is_question = text.back() == '?';
    return !is_question && (block.words >= kMinWordsOfPair || ends_sentence(text)) ? Echo::both : Echo::first;
  }
  if (next.kind == Kind::heading || std::min(block.words, next.words) < kMinWordsOfStart) return Echo::none;
  if (std::max(block.words, next.words) > std::min(block.words, next.words) + kMaxWordsMore) return Echo::none;
  return starts_with_words(text, after) || starts_with_words(after, text) ? Echo::both : Echo::none;
}

// A picture with its words: as converters mark it, or in brackets, as text browsers print it. What they print for one
// without words may stand for an ornament, and tells nothing.
bool is_picture(const Page& page, const Block& block) {
  if (block.kind == Kind::caption) return true;
  const std::string_view text = page.text_of(block);
  if (text == "[IMG]" || text == "[image]") return true;
  if (block.kind != Kind::para || block.words < kMinWordsOfPicture || text.front() != '[' || text.back() != ']')
    return false;
  return text.find_first_of("[]", 1) == text.size() - 1 && text.find('.') == std::string_view::npos;
}

// True if a paragraph right below a picture reads as its caption: a phrase, or one short sentence.
bool reads_as_caption(const Page& page, const Block& block) {
  if (block.kind != Kind::para || block.linked_bytes > 0 || block.words < kMinWordsBelow) return false;
  const std::string_view text = page.text_of(block);
  if (text.back() == ':' || text.back() == ']' || text.back() == '?') return false;
  return block.words <= (ends_sentence(text) ? kMaxWordsOfSentence : kMaxWordsBelow);
}

}  // namespace

void find_echoes(Page& page) {
  std::vector<std::size_t> captions;
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (page.blocks[i].kind == Kind::para) ++paragraphs;
    const Echo echo = i + 1 < page.blocks.size() ? echo_of(page, page.blocks[i], page.blocks[i + 1]) : Echo::none;
    if (echo != Echo::none) captions.push_back(i);
    if (echo == Echo::both) captions.push_back(i + 1);
    if (i == 0 || echo != Echo::none) continue;
    if (is_picture(page, page.blocks[i - 1]) && reads_as_caption(page, page.blocks[i])) captions.push_back(i);
  }
  if (captions.size() > kMaxEchoes && captions.size() * kParagraphsPerEcho > paragraphs) return;
  for (const std::size_t i : captions) page.blocks[i].kind = Kind::caption;
}

}  // namespace dehusk
