#include "clean/block_cuts.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

bool has_word_char(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (is_word_char(next_code_point(text, at))) return true;
  return false;
}

}  // namespace

RuleId BlockCuts::add(std::uint32_t block, Span span, RuleId rule) {
  if (whole_[block] != kNone) return whole_[block];
  const Block& held = page_.blocks[block];
  std::vector<Cut>& parts = parts_[block];
  if (parts.empty() && (held.kind == Kind::raw || span == held.text)) {
    whole_[block] = rule;
    return kNone;
  }
  RuleId owner = kNone;
  auto at = std::lower_bound(parts.begin(), parts.end(), span.begin,
                             [](const Cut& cut, std::uint32_t begin) { return cut.span.end <= begin; });
  while (!span.empty()) {
    const bool is_last = at == parts.end() || at->span.begin >= span.end;
    const std::uint32_t free_end = is_last ? span.end : at->span.begin;
    if (span.begin < free_end) at = parts.insert(at, {block, {span.begin, free_end}, rule, stage_}) + 1;
    if (is_last) break;
    if (owner == kNone) owner = at->rule;
    span.begin = std::min(span.end, at->span.end);
    ++at;
  }
  return owner;
}

// Where a run of cuts stands between two spaces, or between a space and an end of the block, one space goes with it.
void BlockCuts::swallow_spaces(std::uint32_t block) {
  const Span whole = page_.blocks[block].text;
  const std::string& text = page_.text;
  std::vector<Cut>& cuts = parts_[block];
  for (std::size_t first = 0, last = 0; first < cuts.size(); first = ++last) {
    const std::uint32_t begin = cuts[first].span.begin;
    const bool is_after_space = begin == whole.begin || text[begin - 1] == ' ';
    while (true) {
      while (last + 1 < cuts.size() && cuts[last].span.end == cuts[last + 1].span.begin) ++last;
      const std::uint32_t end = cuts[last].span.end;
      if (!is_after_space || end >= whole.end || text[end] != ' ') break;
      ++cuts[last].span.end;
    }
    if (cuts[last].span.end == whole.end && begin > whole.begin && text[begin - 1] == ' ') --cuts[first].span.begin;
  }
}

void BlockCuts::take_punctuation(std::uint32_t block, const std::function<bool(const Cut&)>& is_kept) {
  const Span whole = page_.blocks[block].text;
  std::vector<Cut>& cuts = parts_[block];
  std::size_t cursor = 0;
  const std::vector<Span> left = kept_spans(page_, block, cuts, cursor);
  if (std::any_of(left.begin(), left.end(), [&](Span span) { return has_word_char(slice(page_.text, span)); })) return;
  for (const Span span : left) {
    const auto after =
        std::find_if(cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.span.begin >= span.end; });
    const Cut cut{block, span, after == cuts.begin() ? after->rule : (after - 1)->rule, stage_};
    if (!is_kept(cut)) cuts.insert(after, cut);
  }
  // One rule took all of it: then it is one cut.
  const bool is_one =
      std::all_of(cuts.begin(), cuts.end(), [&](const Cut& cut) { return cut.rule == cuts.front().rule; });
  cursor = 0;
  if (is_one && kept_spans(page_, block, cuts, cursor).empty())
    cuts.assign(1, {block, whole, cuts.front().rule, stage_});
}

std::vector<Cut> BlockCuts::finish(const std::function<bool(const Cut&)>& is_kept) {
  std::vector<Cut> all;
  for (std::uint32_t block = 0; block < whole_.size(); ++block) {
    if (whole_[block] != kNone) {
      all.push_back({block, page_.blocks[block].text, whole_[block], stage_});
    } else if (!parts_[block].empty()) {
      if (page_.blocks[block].kind != Kind::pre) swallow_spaces(block);
      take_punctuation(block, is_kept);
      for (const Cut& cut : parts_[block]) {
        Cut* const before = all.empty() ? nullptr : &all.back();
        if (before != nullptr && before->block == block && before->rule == cut.rule &&
            before->span.end == cut.span.begin)
          before->span.end = cut.span.end;
        else
          all.push_back(cut);
      }
    }
  }
  return all;
}

}  // namespace dehusk
