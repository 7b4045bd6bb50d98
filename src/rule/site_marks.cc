// Why a sample cannot miss: say a mark has C characters when folded. Its bytes in a block are at least as many. The
// last place in it where a sample can begin and still lie in it is the character C - 6, or the one before if that is a
// space, or two before that if it is the end of an ellipsis, which is one character in the block and three in the mark.
// So the first C - 8 bytes of the mark are good places, and of any C - 8 in a row one is a multiple of C - 8.

#include "rule/site_marks.h"

#include <algorithm>

#include "base/eight_bytes.h"
#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::size_t kSample = 6;        // characters
constexpr std::size_t kMargin = 8;        // kSample, a space, an ellipsis
constexpr std::size_t kLeastStep = 4;     // with less, reading all is as good
constexpr std::size_t kBitsForMark = 64;  // for each character of a mark
constexpr char32_t kEllipsis = 0x2026;

// Of six characters of ASCII it is their bytes.
constexpr std::uint64_t with(std::uint64_t hash, char32_t c, std::size_t place) {
  return hash ^ (std::uint64_t{c} << (8 * place));
}

bool is_skipped(char32_t c) { return class_of(c).is_any(CharacterClass::kSpace | CharacterClass::kInvisible); }

}  // namespace

void SiteMarks::Filter::resize(std::size_t count) {
  std::size_t words = 1;
  while (words * 64 < count) words *= 2;
  bits_.assign(words, 0);
}

void SiteMarks::add(std::string_view mark, std::uint32_t site) {
  marks_.add(mark, Where::anywhere, site);
  std::u32string characters;
  for (std::size_t at = 0; at < mark.size();) characters += next_code_point(mark, at);
  shortest_ = characters_.empty() ? characters.size() : std::min(shortest_, characters.size());
  characters_.push_back(std::move(characters));
}

void SiteMarks::build() {
  marks_.build();
  if (shortest_ >= kMargin + kLeastStep) step_ = shortest_ - kMargin;
  std::size_t count = 0;
  for (const std::u32string& mark : characters_) count += mark.size();
  samples_.resize(count * kBitsForMark);
  pairs_.resize(count * kBitsForMark);
  for (const std::u32string& mark : characters_) {
    for (std::size_t at = 0; at + kSample <= mark.size(); ++at) {
      std::uint64_t hash = 0;
      for (std::size_t i = 0; i < kSample; ++i) {
        hash = with(hash, mark[at + i], i);
        if (i == 1) pairs_.add(hash);
      }
      samples_.add(hash);
    }
  }
  characters_.clear();
}

std::vector<std::uint32_t> SiteMarks::find(const Page& page) const {
  std::vector<std::uint32_t> sites;
  if (empty()) return sites;
  std::string folded;
  for (const Block& block : page.blocks) {
    const std::string_view text = page.text_of(block);
    if (text.size() < shortest_ || (step_ > 0 && !may_hold_mark(text))) continue;
    folded.clear();
    append_folded(folded, text);
    marks_.find(folded, sites);
  }
  return sites;
}

bool SiteMarks::may_hold_mark(std::string_view block) const {
  for (std::size_t at = 0; at < block.size(); at += step_) {
    if (at + 8 <= block.size()) {
      // Seven bytes, for a space and six characters.
      std::uint64_t eight = (load_eight(block.data() + at) & 0x00FFFFFFFFFFFFFFU) | eight_of('!') << 56U;
      const std::uint64_t blanks = is_equal(eight, ' ');
      if (is_ascii(eight) && is_at_least(eight, 0x20) == kHighBits && (blanks & one_later(blanks, false)) == 0) {
        // Printable, no two spaces in a row. At a space the sample begins behind it.
        if ((eight & 0xFFU) == ' ') eight >>= 8U;
        if (samples_.may_hold(to_lower(eight) & 0xFFFFFFFFFFFFU)) return true;
        continue;
      }
    }
    if (is_sample_known(block, at)) return true;
  }
  return false;
}

// Of any characters; `at` may be in the middle of one.
bool SiteMarks::is_sample_known(std::string_view block, std::size_t at) const {
  while (at < block.size() && (static_cast<unsigned char>(block[at]) & 0xC0U) == 0x80U) ++at;
  std::uint64_t hash = 0;
  std::size_t count = 0;
  bool is_after_space = true;
  const auto add = [&](char32_t c) {
    hash = with(hash, c, count++);
    return count != 2 || pairs_.may_hold(hash);
  };
  while (count < kSample && at < block.size()) {
    const char32_t c = next_code_point(block, at);
    const bool is_gap = is_skipped(c);
    if (is_gap && (is_after_space || !is_space(c))) continue;
    is_after_space = is_gap;
    const int times = c == kEllipsis ? 3 : 1;
    for (int i = 0; i < times && count < kSample; ++i)
      if (!add(is_gap ? U' ' : c == kEllipsis ? U'.' : fold(c))) return false;
  }
  return count == kSample && samples_.may_hold(hash);
}

}  // namespace dehusk
