// Which bytes a pattern's match begins and ends with, how many there are, which signs must be among them: one walk over
// its tree.

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "rule/pattern_needs.h"
#include "rule/pattern_tree.h"

namespace dehusk {

namespace {

using ByteSet = std::array<std::uint64_t, 4>;

void add_byte(ByteSet& set, unsigned byte) { set[byte / 64] |= std::uint64_t{1} << byte % 64; }

unsigned first_byte(char32_t c) {
  std::string text;
  append_utf8(text, c);
  return static_cast<unsigned char>(text[0]);
}

// The low five bits of two bytes, as Sieve has them: the same for both cases of a letter.
using Pairs = std::array<std::uint32_t, 32>;  // bit j of i: i may be followed by j

// Bytes that a part's match may begin with and end with; whether it may be empty.
struct Edges {
  ByteSet first{}, last{};
  Pairs pairs{};            // what a match of two bytes or more begins with
  std::uint32_t alone = 0;  // the bytes that are a match
  bool may_be_empty = false;
  std::uint64_t min = 0, max = 0;  // bytes
};

class Bytes {
 public:
  // `has_pairs`: whether Edges::pairs, which take longest, are wanted.
  Bytes(const PatternTree& tree, bool has_pairs) : tree_(tree), has_pairs_(has_pairs) {
    for (const CharSet& set : tree.sets) edges_of_set_.push_back(of_set(set));
  }

  Edges edges_of(std::uint32_t index) const {
    const PatternPart& part = tree_.parts[index];
    switch (part.kind) {
      case PartKind::chars:
        return edges_of_set_[part.set];
      case PartKind::sequence: {
        Edges all = matching_nothing();
        for (const std::uint32_t inner : part.parts) all = after(all, edges_of(inner));
        return all;
      }
      case PartKind::choice: {
        Edges all = edges_of(part.parts.front());
        for (const std::uint32_t inner : part.parts) all = either(all, edges_of(inner));
        return all;
      }
      case PartKind::repeat: {
        Edges all = edges_of(part.parts.front());
        if (part.max > 1) add_pairs(all.pairs, all.alone, low_bits(all.first));
        all.may_be_empty = all.may_be_empty || part.min == 0;
        all.min = std::min<std::uint64_t>(all.min * part.min, kNoLimit);
        all.max = part.max == kUnbounded ? kNoLimit : std::min<std::uint64_t>(all.max * part.max, kNoLimit);
        return all;
      }
      default:
        return matching_nothing();
    }
  }

  static Edges matching_nothing() {
    Edges edges;
    edges.may_be_empty = true;
    return edges;
  }

  bool is_bound(std::uint32_t index, PartKind to) const {
    const PatternPart& part = tree_.parts[index];
    switch (part.kind) {
      case PartKind::sequence:
        return !part.parts.empty() && is_bound(to == PartKind::start ? part.parts.front() : part.parts.back(), to);
      case PartKind::choice:
        return std::all_of(part.parts.begin(), part.parts.end(),
                           [&](std::uint32_t inner) { return is_bound(inner, to); });
      case PartKind::repeat:
        return part.min > 0 && is_bound(part.parts.front(), to);
      default:
        return part.kind == to;
    }
  }

  // Sets of signs of which a match holds one each, and how often a block of text does, roughly.
  struct Sign {
    Signs set = 0;
    double share = 0;
  };
  std::vector<Sign> signs_of(std::uint32_t index) const {
    const PatternPart& part = tree_.parts[index];
    std::vector<Sign> found;
    switch (part.kind) {
      case PartKind::chars:
        add_sign(found, sign_of(part.set));
        break;
      case PartKind::sequence:
        for (const std::uint32_t inner : part.parts) {
          for (const Sign& sign : signs_of(inner)) add_sign(found, sign.set);
        }
        break;
      case PartKind::choice: {
        Signs all = 0;
        for (const std::uint32_t inner : part.parts) {
          const std::vector<Sign> way = signs_of(inner);
          if (way.empty()) return {};
          all |= way.front().set;
        }
        add_sign(found, all);
        break;
      }
      case PartKind::repeat:
        if (part.min > 0) return signs_of(part.parts.front());
        break;
      default:
        break;
    }
    return found;
  }

 private:
  static constexpr std::uint64_t kNoLimit = 0xFFFFFFFF;

  static std::uint32_t low_bits(const ByteSet& bytes) {
    std::uint32_t low = 0;
    for (const std::uint64_t word : bytes) low |= static_cast<std::uint32_t>(word | word >> 32);
    return low;
  }

  void add_pairs(Pairs& pairs, std::uint32_t heads, std::uint32_t tails) const {
    if (!has_pairs_) return;
    for (std::size_t i = 0; i < 32; ++i) pairs[i] |= (heads >> i & 1) != 0 ? tails : 0;
  }

  static void add_all(Pairs& pairs, const Pairs& more) {
    for (std::size_t i = 0; i < 32; ++i) pairs[i] |= more[i];
  }

  static Edges of_set(const CharSet& set) {
    Edges edges;
    edges.min = kNoLimit;
    for (const auto* ranges : {&set.sure, &set.perhaps}) {
      for (const CodeRange& range : *ranges) {
        for (char32_t c = range.first; c <= range.last && c < 0x80; ++c) {
          add_byte(edges.first, c);
          add_byte(edges.last, c);
          edges.alone |= 1U << c % 32;
        }
        const auto size = [](char32_t c) { return c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U; };
        edges.min = std::min<std::uint64_t>(edges.min, size(range.first));
        edges.max = std::max<std::uint64_t>(edges.max, size(range.last));
        if (range.last < 0x80) continue;
        for (unsigned byte = first_byte(std::max<char32_t>(range.first, 0x80)); byte <= first_byte(range.last);
             ++byte) {
          add_byte(edges.first, byte);
          edges.pairs[byte % 32] = ~0U;  // any byte of a character beyond ASCII
        }
        for (unsigned byte = 0x80; byte < 0xC0; ++byte) add_byte(edges.last, byte);
      }
    }
    if (edges.min == kNoLimit) edges.min = 0;
    return edges;
  }

  Edges after(const Edges& a, const Edges& b) const {
    Edges both = a;
    for (std::size_t i = 0; i < 4; ++i) {
      if (a.may_be_empty) both.first[i] |= b.first[i];
      both.last[i] = b.last[i] | (b.may_be_empty ? a.last[i] : 0);
    }
    add_pairs(both.pairs, a.alone, low_bits(b.first));
    both.alone = (b.may_be_empty ? a.alone : 0) | (a.may_be_empty ? b.alone : 0);
    if (has_pairs_ && a.may_be_empty) add_all(both.pairs, b.pairs);
    both.may_be_empty = a.may_be_empty && b.may_be_empty;
    both.min = std::min(a.min + b.min, kNoLimit);
    both.max = std::min(a.max + b.max, kNoLimit);
    return both;
  }

  Edges either(const Edges& a, const Edges& b) const {
    Edges both = a;
    for (std::size_t i = 0; i < 4; ++i) {
      both.first[i] |= b.first[i];
      both.last[i] |= b.last[i];
    }
    if (has_pairs_) add_all(both.pairs, b.pairs);
    both.alone |= b.alone;
    both.may_be_empty = a.may_be_empty || b.may_be_empty;
    both.min = std::min(a.min, b.min);
    both.max = std::max(a.max, b.max);
    return both;
  }

  // 0 if a character of the set may have no sign.
  Signs sign_of(std::uint32_t set) const {
    Signs signs = 0;
    const Edges& edges = edges_of_set_[set];
    for (unsigned byte = 0; byte < 256; ++byte) {
      if ((edges.first[byte / 64] >> byte % 64 & 1) == 0) continue;
      if (kSignOf[byte] == 0) return 0;
      signs |= kSignOf[byte];
    }
    return signs;
  }

  static double share_of(Signs set) {
    constexpr double kBytesOfBlock = 60;
    double share = 0;
    Signs seen = 0;
    for (unsigned byte = '!'; byte < 256; ++byte) {
      const Signs sign = kSignOf[byte];
      if ((set & sign) == 0 || (seen & sign) != 0 || (byte >= 'A' && byte <= 'Z')) continue;
      seen |= sign;
      const double own =
          byte >= '0' && byte <= '9' ? .03 : dehusk::frequency_of(std::string(1, static_cast<char>(byte)));
      share += own;
    }
    return share * kBytesOfBlock;
  }

  static void add_sign(std::vector<Sign>& found, Signs set) {
    if (set == 0 || std::any_of(found.begin(), found.end(), [&](const Sign& sign) { return sign.set == set; })) return;
    const Sign added{set, share_of(set)};
    const auto place = std::find_if(found.begin(), found.end(), [&](const Sign& s) { return s.share > added.share; });
    found.insert(place, added);
    constexpr std::size_t kMost = 3;
    if (found.size() > kMost) found.pop_back();
  }

  const PatternTree& tree_;
  bool has_pairs_;
  std::vector<Edges> edges_of_set_;
};

EdgeNeeds edge_needs_of(const Bytes& bytes, const PatternTree& tree, const Edges& edges) {
  EdgeNeeds needs;
  const bool is_at_start = bytes.is_bound(tree.root, PartKind::start);
  const bool is_at_end = bytes.is_bound(tree.root, PartKind::end);
  needs.min_bytes = static_cast<std::uint32_t>(edges.min);
  if (is_at_start && is_at_end) needs.max_bytes = static_cast<std::uint32_t>(edges.max);
  if (is_at_start && !edges.may_be_empty) needs.first.assign(edges.first.begin(), edges.first.end());
  if (is_at_end && !edges.may_be_empty) needs.last.assign(edges.last.begin(), edges.last.end());
  return needs;
}

}  // namespace

bool is_bound_to_start(const PatternTree& tree) { return Bytes(tree, false).is_bound(tree.root, PartKind::start); }

EdgeNeeds edge_needs_of(const PatternTree& tree) {
  const Bytes bytes(tree, false);
  return edge_needs_of(bytes, tree, bytes.edges_of(tree.root));
}

PatternNeeds byte_needs_of(const PatternTree& tree) {
  PatternNeeds needs;
  const Bytes bytes(tree, true);
  const Edges edges = bytes.edges_of(tree.root);
  needs.edges = edge_needs_of(bytes, tree, edges);
  if (!needs.edges.first.empty()) {
    for (std::uint32_t i = 0; i < 32; ++i) needs.pairs.push_back((edges.alone >> i & 1) != 0 ? ~0U : edges.pairs[i]);
  }
  for (const Bytes::Sign& sign : bytes.signs_of(tree.root)) needs.signs.push_back(sign.set);
  return needs;
}

}  // namespace dehusk
