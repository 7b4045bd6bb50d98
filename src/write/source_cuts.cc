#include "write/source_cuts.h"

#include <algorithm>
#include <string_view>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr int kAgreeing = 8;            // characters that must be the same behind marks that are passed over
constexpr std::size_t kReference = 32;  // the longest "&...;"

bool is_shown(char32_t c) {
  return !class_of(c).is_any(CharacterClass::kSpace | CharacterClass::kInvisible) && c >= 0x20;
}

// The place of the first character from `at` on that shows; the size if there is none.
std::size_t next_shown(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t after = at;
    if (is_shown(next_code_point(text, after))) break;
    at = after;
  }
  return at;
}

// Walks a block's text and its source side by side.
class Pairing {
 public:
  Pairing(std::string_view text, std::string_view source)
      : text_(text), source_(source), budget_(source.size() * 4 + (64U << 10)) {}

  // Where in the source the first visible character of the text at or after `at` stands. `at` never goes back.
  std::size_t begin_of(std::size_t at) {
    walk_to(at);
    return find(next_shown(text_, text_at_)).begin;
  }

  // Where in the source the last visible character before `at` ends.
  std::size_t end_of(std::size_t at) {
    walk_to(at);
    return source_at_;
  }

 private:
  struct Found {
    std::size_t begin = 0, end = 0;
  };

  void walk_to(std::size_t at) {
    while (true) {
      text_at_ = next_shown(text_, text_at_);
      if (text_at_ >= at) return;
      source_at_ = find(text_at_).end;
      static_cast<void>(next_code_point(text_, text_at_));
    }
  }

  // The place in the source of the character of the text at `at`.
  [[nodiscard]] Found find(std::size_t at) {
    const std::size_t near = next_shown(source_, source_at_);
    if (at >= text_.size()) return {near, near};
    std::size_t after = at;
    const char32_t wanted = next_code_point(text_, after);
    const std::size_t last = std::min(source_.size(), near + budget_);
    for (std::size_t place = near; place < last; place = next_shown(source_, place)) {
      const std::size_t begin = place;
      if (begin > near && budget_ > 0) --budget_;
      if (next_code_point(source_, place) == wanted && (begin == near || agree(after, place))) return {begin, place};
    }
    const std::size_t semicolon = source_.substr(near, kReference).find(';');
    if (source_.substr(near, 1) == "&" && semicolon != std::string_view::npos) return {near, near + semicolon + 1};
    return {near, near};
  }

  // The next visible characters are the same, but for marks that may come between them.
  [[nodiscard]] bool agree(std::size_t text_at, std::size_t source_at) const {
    for (int i = 0; i < kAgreeing; ++i) {
      text_at = next_shown(text_, text_at);
      source_at = next_shown(source_, source_at);
      if (text_at >= text_.size() || source_at >= source_.size()) return text_at >= text_.size();
      if (next_code_point(text_, text_at) != next_code_point(source_, source_at)) return i > 2;
    }
    return true;
  }

  std::string_view text_, source_;
  std::size_t text_at_ = 0, source_at_ = 0;
  std::size_t budget_;  // of characters that may be passed over, all in all: time is linear in the block
};

class SourceCuts {
 public:
  explicit SourceCuts(const Page& page) : page_(page) {}

  std::vector<SourceCut> take(const std::vector<Cut>& cuts) {
    for (auto cut = cuts.begin(); cut != cuts.end();) {
      const auto end = std::find_if(cut, cuts.end(), [&](const Cut& other) { return other.block != cut->block; });
      add_block({cut, end});
      cut = end;
    }
    return std::move(out_);
  }

 private:
  void add_block(const std::vector<Cut>& cuts) {
    const std::uint32_t index = cuts.front().block;
    const Block& block = page_.blocks[index];
    std::size_t at = block.text.begin;
    for (const Cut& cut : cuts) {
      if (cut.span.begin > at) break;
      at = cut.span.end;
    }
    const bool is_whole = at >= block.text.end;
    Pairing pairing(page_.text_of(block), slice(page_.source, block.source));
    for (const Cut& cut : cuts) {
      std::size_t begin = block.source.begin;
      std::size_t end = block.source.end;
      if (cut.span.begin > block.text.begin) begin += pairing.begin_of(cut.span.begin - block.text.begin);
      if (cut.span.end < block.text.end) {
        end = block.source.begin + pairing.end_of(cut.span.end - block.text.begin);
      } else if (is_whole) {
        end = end_behind(index);
      }
      if (is_whole && index == 0 && &cut == &cuts.front()) begin = 0;
      add(begin, end, cut.rule);
    }
  }

  // Where the line of the next block begins; or that block, if it stands in the same line.
  [[nodiscard]] std::size_t end_behind(std::uint32_t index) const {
    const std::size_t end = page_.blocks[index].source.end;
    if (index + 1 == page_.blocks.size()) return page_.source.size();
    const std::size_t next = page_.blocks[index + 1].source.begin;
    if (next <= end) return end;
    const std::size_t line_end = std::string_view(page_.source).substr(end, next - end).find_last_of("\n\r");
    return line_end == std::string_view::npos ? end : end + line_end + 1;
  }

  void add(std::size_t begin, std::size_t end, RuleId rule) {
    if (!out_.empty()) begin = std::max<std::size_t>(begin, out_.back().source.end);
    if (begin >= end) return;
    const Span span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (!out_.empty() && out_.back().rule == rule && out_.back().source.end == span.begin) {
      out_.back().source.end = span.end;
    } else {
      out_.push_back({span, rule});
    }
  }

  const Page& page_;
  std::vector<SourceCut> out_;
};

}  // namespace

std::vector<SourceCut> source_cuts(const Page& page, const std::vector<Cut>& cuts) {
  return SourceCuts(page).take(cuts);
}

}  // namespace dehusk
