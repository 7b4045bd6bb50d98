// The text stage: every rule is judged alone on the stage's input, then the claims on each block are settled at once,
// so the order of rules can never matter.
//
//   1. keep rules cover what they claim
//   2. a block that an uncovered drop claims is cut whole; its owner is the first by owns_before()
//   3. otherwise the uncovered trims are cut, merged, with the white space they leave behind; if nothing stays, all
//   goes

#include <algorithm>
#include <span>
#include <vector>

#include "clean/stage.h"
#include "clean/text_claims.h"
#include "clean/text_picks.h"
#include "clean/text_scene.h"
#include "rule/compiled.h"

namespace dehusk {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// A stretch of a block's text that goes, and its owner.
struct Part {
  Span span;
  RuleId rule = 0;
};

// Adds what of the claims (of one rule, by begin) no part has yet; the parts stay sorted and disjoint. A claim of which
// nothing was left is handed to `on_taken`, with the part that was there before.
template <class OnTaken>
void add_parts(std::vector<Part>& parts, std::span<const Claim> claims, OnTaken on_taken) {
  std::vector<Part> added;
  std::size_t first = 0;
  std::uint32_t done = 0;
  for (const Claim& claim : claims) {
    std::uint32_t at = std::max(claim.span.begin, done);
    while (first < parts.size() && parts[first].span.end <= at) ++first;
    const std::size_t before = added.size();
    std::size_t part = first;
    for (; part < parts.size() && parts[part].span.begin < claim.span.end; ++part) {
      if (parts[part].span.begin > at) added.push_back({{at, parts[part].span.begin}, claim.rule});
      at = std::max(at, parts[part].span.end);
    }
    if (at < claim.span.end) added.push_back({{at, claim.span.end}, claim.rule});
    if (added.size() == before && part > first) on_taken(claim, parts[first].rule);
    done = std::max(done, claim.span.end);
  }
  const auto middle = static_cast<std::ptrdiff_t>(parts.size());
  parts.insert(parts.end(), added.begin(), added.end());
  std::inplace_merge(parts.begin(), parts.begin() + middle, parts.end(),
                     [](const Part& a, const Part& b) { return a.span.begin < b.span.begin; });
}

// Lets the parts grow over white space that would be left at the text's ends or doubled; false if nothing but white
// space stays, and then they cover all of the text.
bool swallow_blanks(std::string_view text, std::vector<Part>& parts) {
  const auto size = static_cast<std::uint32_t>(text.size());
  bool is_after_blank = true;  // what stays so far is empty or ends in white space
  bool any_stays = false;
  std::uint32_t last_kept_end = 0;
  std::uint32_t at = 0;
  for (std::size_t i = 0; i <= parts.size(); ++i) {
    const std::uint32_t gap_end = i < parts.size() ? parts[i].span.begin : size;
    std::uint32_t kept = at;
    while (is_after_blank && kept < gap_end && is_blank(text[kept])) ++kept;
    if (i > 0) {
      parts[i - 1].span.end = kept;
    } else if (kept == gap_end) {
      parts[0].span.begin = 0;
    }
    if (kept < gap_end) {
      any_stays = true;
      is_after_blank = is_blank(text[gap_end - 1]);
      last_kept_end = gap_end;
    }
    if (i < parts.size()) at = parts[i].span.end;
  }
  if (!any_stays) return false;
  // The white space before a part that reaches the end of the text.
  if (is_after_blank && parts.back().span.end == size) {
    for (Part& part : parts) {
      if (part.span.begin != last_kept_end) continue;
      while (part.span.begin > 0 && is_blank(text[part.span.begin - 1])) --part.span.begin;
      break;
    }
  }
  return true;
}

// Settles the claims of all rules, block by block.
class Settler {
 public:
  Settler(const Scene& scene, const TextScene& texts, std::vector<Claim> claims)
      : scene_(scene), texts_(texts), compiled_(scene.rules.compiled()), claims_(std::move(claims)) {}

  void settle(Taken& taken) {
    cover();
    std::sort(claims_.begin(), claims_.end(), [&](const Claim& a, const Claim& b) {
      if (a.index != b.index) return a.index < b.index;
      if (a.rule != b.rule) return owns_before(compiled_, a.rule, b.rule);
      return a.span.begin < b.span.begin;
    });
    for (std::size_t i = 0; i < claims_.size();) {
      std::size_t end = i;
      while (end < claims_.size() && claims_[end].index == claims_[i].index) ++end;
      settle_block(std::span(claims_).subspan(i, end - i));
      i = end;
    }
    taken.cuts = std::move(cuts_);
    taken.covers = std::move(own_covers_);
    taken.also = std::move(also_);
  }

 private:
  // Keep rules first; their claims are done with then.
  void cover() {
    for (const Claim& claim : claims_) {
      if (scene_.rules.rule(claim.rule).take.action != Action::keep) continue;
      const std::uint32_t block = texts_.blocks[claim.index];
      own_covers_.push_back({.block = block, .span = scene_.page.blocks[block].text, .rule = claim.rule});
    }
    const auto is_before = [](const Cover& a, const Cover& b) {
      return a.block != b.block ? a.block < b.block : a.rule < b.rule;
    };
    std::sort(own_covers_.begin(), own_covers_.end(), is_before);
    covers_ = scene_.covers;
    covers_.insert(covers_.end(), own_covers_.begin(), own_covers_.end());
    std::stable_sort(covers_.begin(), covers_.end(), is_before);
    claims_.erase(
        std::remove_if(claims_.begin(), claims_.end(),
                       [&](const Claim& claim) { return scene_.rules.rule(claim.rule).take.action == Action::keep; }),
        claims_.end());
  }

  void settle_block(std::span<const Claim> claims) {
    const std::uint32_t index = claims.front().index;
    const std::uint32_t block = texts_.blocks[index];
    RuleId owner = kNone;
    RuleId keeper = kNone;
    std::vector<Part> parts;
    for (const Claim& claim : claims) {
      if (!claim.is_whole) continue;
      if (is_covered(covers_, scene_.rules, block, scene_.page.blocks[block].text, claim.rule, keeper)) {
        note(block, claim.rule, keeper, true);
      } else if (owner == kNone) {
        owner = claim.rule;
      } else {
        note(block, claim.rule, owner, false);
      }
    }
    std::vector<Claim> trims;
    for (const Claim& claim : claims) {
      if (claim.is_whole) continue;
      if (owner != kNone) {
        note(block, claim.rule, owner, false);
      } else if (is_trim_covered(block, index, claim, keeper)) {
        note(block, claim.rule, keeper, true);
      } else {
        trims.push_back(claim);
      }
    }
    for (std::size_t i = 0; i < trims.size();) {
      std::size_t end = i;
      while (end < trims.size() && trims[end].rule == trims[i].rule) ++end;
      add_parts(parts, std::span(trims).subspan(i, end - i),
                [&](const Claim& claim, RuleId by) { note(block, claim.rule, by, false); });
      i = end;
    }
    if (owner != kNone) {
      cut_rest(index, owner);
    } else if (!parts.empty()) {
      cut_parts(index, parts);
    }
  }

  bool is_trim_covered(std::uint32_t block, std::uint32_t index, const Claim& claim, RuleId& keeper) const {
    for (const Span span : in_page(index, claim.span)) {
      if (is_covered(covers_, scene_.rules, block, span, claim.rule, keeper)) return true;
    }
    return false;
  }

  // The page's bytes behind a span of the index's text.
  std::vector<Span> in_page(std::uint32_t index, Span span) const {
    std::vector<Span> spans;
    const auto pieces =
        std::span(texts_.pieces)
            .subspan(texts_.first_piece[index], texts_.first_piece[index + 1] - texts_.first_piece[index]);
    auto first = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                  [](std::uint32_t at, const TextPiece& piece) { return at < piece.at; });
    if (first != pieces.begin()) --first;
    for (auto it = first; it != pieces.end() && it->at < span.end; ++it) {
      const TextPiece& piece = *it;
      const Span here{std::max(span.begin, piece.at), std::min(span.end, piece.at + piece.used.size())};
      if (here.empty()) continue;
      spans.push_back({piece.used.begin + here.begin - piece.at, piece.used.begin + here.end - piece.at});
    }
    return spans;
  }

  void cut_rest(std::uint32_t index, RuleId rule) {
    for (std::uint32_t i = texts_.first_piece[index]; i < texts_.first_piece[index + 1]; ++i) {
      cut(texts_.blocks[index], texts_.pieces[i].kept, rule);
    }
  }

  void cut_parts(std::uint32_t index, std::vector<Part>& parts) {
    const std::string_view text = texts_.texts[index];
    const bool any_stays = swallow_blanks(text, parts);
    if (!any_stays &&
        std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return part.rule == parts[0].rule; })) {
      cut_rest(index, parts[0].rule);
      return;
    }
    for (const Part& part : parts) {
      for (const Span span : in_page(index, part.span)) cut(texts_.blocks[index], span, part.rule);
    }
  }

  void cut(std::uint32_t block, Span span, RuleId rule) {
    if (!cuts_.empty() && cuts_.back().block == block && cuts_.back().rule == rule &&
        cuts_.back().span.end == span.begin) {
      cuts_.back().span.end = span.end;
    } else {
      cuts_.push_back({.block = block, .span = span, .rule = rule, .stage = Stage::text});
    }
  }

  void note(std::uint32_t block, RuleId rule, RuleId by, bool is_kept) {
    if (!scene_.options.trace || rule == by) return;
    if (!also_.empty() && also_.back().block == block && also_.back().rule == rule) return;
    also_.push_back({.block = block, .rule = rule, .by = by, .kept = is_kept});
  }

  const Scene& scene_;
  const TextScene& texts_;
  const Compiled& compiled_;
  std::vector<Claim> claims_;
  std::vector<Cover> own_covers_, covers_;
  std::vector<Cut> cuts_;
  std::vector<Also> also_;
};

}  // namespace

Taken run_text(const Scene& scene) {
  Taken taken;
  const TextScene texts = read_text_scene(scene);
  const std::vector<Pick> picks = find_picks(scene, texts);
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < picks.size();) {
    std::size_t end = i;
    while (end < picks.size() && picks[end].rule == picks[i].rule) ++end;
    Claims own = claim(scene, texts, std::span(picks).subspan(i, end - i));
    claims.insert(claims.end(), own.claims.begin(), own.claims.end());
    std::move(own.events.begin(), own.events.end(), std::back_inserter(taken.events));
    i = end;
  }
  if (!claims.empty()) Settler(scene, texts, std::move(claims)).settle(taken);
  return taken;
}

}  // namespace dehusk
