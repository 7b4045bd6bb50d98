#include "clean/zones.h"

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kProseWords = 12;

bool is_closing(char32_t c) {
  return c == U'"' || c == U'\'' || c == U')' || c == U']' || c == U'\u201D' || c == U'\u2019' || c == U'\u00BB' ||
         c == U'\u201C' || c == U' ';
}

bool is_sentence_end(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U':' || c == U'\u2026' || c == U'\u3002' || c == U'\uFF01' ||
         c == U'\uFF1F';
}

}  // namespace

bool is_prose(const Page& page, const Block& block) {
  if (block.kind != Kind::para || block.words < kProseWords) return false;
  const std::string_view text = page.text_of(block);
  std::size_t at = text.size();
  // Two closing marks at most: '."' and '.")'.
  for (int closing = 0; at > 0 && closing < 2; ++closing) {
    const char32_t last = code_point_before(text, at);
    if (!is_closing(last)) break;
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  }
  return at > 0 && is_sentence_end(code_point_before(text, at));
}

std::uint8_t Zones::of(std::uint32_t begin, std::uint32_t end) const {
  if (first_prose == kNone || begin >= end) return 0;
  const auto bit = [](Zone zone) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(zone)); };
  std::uint8_t touched = 0;
  if (begin < first_prose) touched |= bit(Zone::head);
  if (end > last_prose + 1) touched |= bit(Zone::tail);
  if (begin <= last_prose && end > first_prose) touched |= bit(Zone::body);
  return touched;
}

Zones find_zones(const Page& page, std::span<const std::uint32_t> seen) {
  Zones zones;
  for (std::uint32_t i = 0; i < seen.size(); ++i) {
    if (!is_prose(page, page.blocks[seen[i]])) continue;
    if (zones.first_prose == kNone) zones.first_prose = i;
    zones.last_prose = i;
  }
  return zones;
}

}  // namespace dehusk
