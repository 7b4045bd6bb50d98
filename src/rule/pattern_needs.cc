// Two walks over the tree: literals inside (what stands in a row is joined, what is a choice is listed), and literals
// at the start. The third, over its bytes, is in byte_needs.cc.

#include "rule/pattern_needs.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/unicode.h"
#include "rule/pattern_tree.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostInChoice = 200;  // strings that a list of literals may have
constexpr std::size_t kMostProduct = 64;    // and that joining two lists may give
constexpr std::size_t kMostOfClass = 8;     // characters of a bracket expression that are taken one by one
constexpr std::size_t kLongestStart = 4;    // bytes: more would tell little more
constexpr std::size_t kMostStarts = 1500;
constexpr std::uint32_t kMostRepeats = 2;  // that are written out
constexpr double kBullet = 0.2;            // of the items of dumps, and of the texts
constexpr double kRareStart = 0.4;         // starts of which a text has one more often than this do not pay
constexpr double kShortWord = 3;           // 'for' and 'all' are more frequent than their letters tell
constexpr double kNever = std::numeric_limits<double>::infinity();

// Byte frequencies in folded text of the web, roughly, of 1.
constexpr std::array<double, 256> kShareOfByte = [] {
  constexpr std::string_view kLetters = "etaoinsrhldcumfpgwybvkxjqz";
  constexpr std::array<double, 26> kShare = {.10,  .075, .07,  .065, .062, .06,  .058, .055, .045,
                                             .038, .036, .027, .025, .022, .018, .018, .018, .017,
                                             .016, .014, .009, .008, .003, .003, .002, .003};
  std::array<double, 256> shares{};
  for (std::size_t c = 0; c < 256; ++c) {
    shares[c] = c >= 0x80 && c < 0xC0   ? .3   // says little behind its lead
                : c > 0xC2 && c != 0xE2 ? .05  // leads of letters; C2 and E2 lead signs, as of copyright
                                        : .002;
  }
  for (std::size_t i = 0; i < kLetters.size(); ++i) shares[static_cast<unsigned char>(kLetters[i])] = kShare[i];
  for (const char c : std::string_view("0123456789.,-\"'")) shares[static_cast<unsigned char>(c)] = .01;
  shares[' '] = .16;
  return shares;
}();

double frequency_of(unsigned char c) { return kShareOfByte[c]; }

using Strings = std::vector<std::string>;

void make_unique(Strings& strings) {
  std::sort(strings.begin(), strings.end());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

// A character as it is in folded text; white space is a space, also where fold() would take it away.
std::string folded_character(char32_t c) {
  if (is_space(c)) return " ";
  std::string text;
  append_utf8(text, c);
  return fold(text);
}

// The folded characters of a set, if there are few.
std::optional<Strings> few_of(const CharSet& set) {
  Strings few;
  for (const auto* ranges : {&set.sure, &set.perhaps}) {
    for (const CodeRange& range : *ranges) {
      if (range.last - range.first > 2 * kMostOfClass) return std::nullopt;
      for (char32_t c = range.first; c <= range.last; ++c) few.push_back(folded_character(c));
      if (few.size() > 4 * kMostOfClass) return std::nullopt;
    }
  }
  make_unique(few);
  if (few.size() > kMostOfClass) return std::nullopt;
  return few;
}

std::optional<Strings> joined(const Strings& heads, const Strings& tails) {
  if (heads.size() > 1 && tails.size() > 1 && heads.size() * tails.size() > kMostProduct) return std::nullopt;
  if (heads.size() * tails.size() > kMostInChoice) return std::nullopt;
  Strings all;
  for (const std::string& head : heads) {
    for (const std::string& tail : tails) all.push_back(head + tail);
  }
  make_unique(all);
  return all;
}

// ---- literals inside

// What is known of a part: either all strings that it can be, or a list one of which it must hold.
struct Literals {
  std::optional<Strings> all;
  Strings needed;
  double frequency = kNever;  // of `needed`; infinite: none is
};

class Inside {
 public:
  explicit Inside(const PatternTree& tree) : tree_(tree) {}

  Literals find() const { return settled(literals_of(tree_.root)); }

 private:
  static void consider(Literals& best, Strings literals) {
    double frequency = 0;
    for (std::string& literal : literals) {
      literal = fold(literal);
      if (literal.size() < kShortestInside) return;
      frequency += dehusk::frequency_of(literal) * (literal.size() == kShortestInside ? kShortWord : 1);
    }
    if (literals.empty() || frequency >= best.frequency) return;
    make_unique(literals);
    best.needed = std::move(literals);
    best.frequency = frequency;
  }

  static Literals settled(Literals literals) {
    if (literals.all) consider(literals, *std::exchange(literals.all, std::nullopt));
    return literals;
  }

  Literals literals_of(std::uint32_t index) const {
    const PatternPart& part = tree_.parts[index];
    switch (part.kind) {
      case PartKind::chars:
        return {few_of(tree_.sets[part.set]), {}, kNever};
      case PartKind::sequence:
        return of_sequence(part);
      case PartKind::choice:
        return of_choice(part);
      case PartKind::repeat:
        return of_repeat(part);
      default:
        return {Strings{""}, {}, kNever};
    }
  }

  Literals of_sequence(const PatternPart& part) const {
    Literals found;
    Strings row{""};
    bool is_whole = true;
    for (const std::uint32_t inner : part.parts) {
      Literals next = literals_of(inner);
      if (next.all) {
        if (std::optional<Strings> longer = joined(row, *next.all)) {
          row = std::move(*longer);
          continue;
        }
      }
      is_whole = false;
      consider(found, std::exchange(row, Strings{""}));
      if (next.all) {
        row = std::move(*next.all);
      } else if (next.frequency < found.frequency) {
        found.needed = std::move(next.needed);
        found.frequency = next.frequency;
      }
    }
    if (is_whole) return {std::move(row), {}, kNever};
    consider(found, std::move(row));
    return found;
  }

  Literals of_choice(const PatternPart& part) const {
    Strings all;
    bool is_whole = true;
    std::vector<Literals> ways;
    for (const std::uint32_t inner : part.parts) {
      ways.push_back(literals_of(inner));
      is_whole = is_whole && ways.back().all.has_value();
      if (is_whole) all.insert(all.end(), ways.back().all->begin(), ways.back().all->end());
    }
    make_unique(all);
    if (is_whole && all.size() <= kMostInChoice) return {std::move(all), {}, kNever};
    Literals found;
    found.frequency = 0;
    for (Literals& way : ways) {
      const Literals settled_way = settled(std::move(way));
      found.frequency += settled_way.frequency;
      found.needed.insert(found.needed.end(), settled_way.needed.begin(), settled_way.needed.end());
    }
    if (found.frequency == kNever || found.needed.size() > kMostInChoice) return {};
    make_unique(found.needed);
    return found;
  }

  Literals of_repeat(const PatternPart& part) const {
    Literals inner = literals_of(part.parts.front());
    if (part.max == 1 && part.min == 1) return inner;
    if (part.max == 1 && part.min == 0) {
      if (!inner.all) return {};
      inner.all->push_back("");
      make_unique(*inner.all);
      return inner;
    }
    if (part.min == 0) return {};
    return settled(std::move(inner));
  }

  const PatternTree& tree_;
};

// ---- literals at the start

struct Start {
  std::string text;
  bool is_open = true;  // what follows the part stands right behind
};
using Starts = std::vector<Start>;

class AtStart {
 public:
  explicit AtStart(const PatternTree& tree) : tree_(tree) {}

  // Nothing if they would let nearly any text through.
  Strings find() const {
    Strings found;
    double frequency = 0;
    for (const Start& start : starts_of(tree_.root)) {
      std::string text = fold(start.text);
      if (text.empty()) return {};
      found.push_back(std::move(text));
    }
    make_unique(found);
    for (const std::string& text : found) {
      const bool is_bullet =
          text == "*" || text == "-" || text == "\xE2\x80\xA2" || text == "\xC2\xB7";  // as items of dumps begin
      frequency += is_bullet ? kBullet : dehusk::frequency_of(text);
    }
    return frequency > kRareStart ? Strings{} : found;
  }

 private:
  Starts starts_of(std::uint32_t index) const {
    const PatternPart& part = tree_.parts[index];
    switch (part.kind) {
      case PartKind::chars: {
        const std::optional<Strings> few = few_of(tree_.sets[part.set]);
        if (!few) return {{"", false}};
        Starts starts;
        for (const std::string& text : *few) starts.push_back({text, true});
        return starts;
      }
      case PartKind::sequence: {
        Starts starts{{"", true}};
        for (const std::uint32_t inner : part.parts) {
          if (std::none_of(starts.begin(), starts.end(), [](const Start& start) { return start.is_open; })) break;
          starts = continued(starts, starts_of(inner));
        }
        return starts;
      }
      case PartKind::choice: {
        Starts starts;
        for (const std::uint32_t inner : part.parts) {
          const Starts more = starts_of(inner);
          starts.insert(starts.end(), more.begin(), more.end());
        }
        return starts;
      }
      case PartKind::repeat: {
        Starts starts = starts_of(part.parts.front());
        const Starts once = starts;
        for (std::uint32_t i = 1; i < std::min(part.max, kMostRepeats); ++i) {
          Starts more = continued(starts, once);
          if (i >= part.min) more.insert(more.end(), starts.begin(), starts.end());
          starts = std::move(more);
        }
        if (part.max > kMostRepeats) {
          for (Start& start : starts) start.is_open = false;
        }
        if (part.min == 0) starts.push_back({"", true});
        return starts;
      }
      default:
        return {{"", true}};
    }
  }

  static Starts continued(const Starts& heads, const Starts& tails) {
    Starts all;
    for (const Start& head : heads) {
      if (!head.is_open) {
        all.push_back(head);
        continue;
      }
      for (const Start& tail : tails) {
        Start both{head.text + tail.text, tail.is_open};
        if (both.text.size() >= kLongestStart) {
          both.text.resize(kLongestStart);
          while (!both.text.empty() && (static_cast<unsigned char>(both.text.back()) & 0xC0U) == 0x80U)
            both.text.pop_back();
          if (!both.text.empty() && static_cast<unsigned char>(both.text.back()) >= 0xC0U) both.text.pop_back();
          both.is_open = false;
        }
        all.push_back(std::move(both));
      }
    }
    std::sort(all.begin(), all.end(),
              [](const Start& a, const Start& b) { return std::tie(a.text, a.is_open) < std::tie(b.text, b.is_open); });
    all.erase(std::unique(all.begin(), all.end(),
                          [](const Start& a, const Start& b) { return a.text == b.text && a.is_open == b.is_open; }),
              all.end());
    if (all.size() <= kMostStarts) return all;
    all = heads;
    for (Start& start : all) start.is_open = false;
    return all;
  }

  const PatternTree& tree_;
};

}  // namespace

double frequency_of(std::string_view literal) {
  if (literal.empty()) return 1;
  // Neighbours are not independent, so the later characters count less.
  double share = frequency_of(static_cast<unsigned char>(literal[0]));
  for (const char c : literal.substr(1)) share *= std::min(1.0, 2.5 * frequency_of(static_cast<unsigned char>(c)));
  return share;
}

PatternNeeds needs_of(std::string_view re) {
  const std::optional<PatternTree> tree = read_pattern(re);
  if (!tree) return {};
  PatternNeeds needs = byte_needs_of(*tree);
  if (is_bound_to_start(*tree)) needs.literals = AtStart(*tree).find();
  needs.at_start = !needs.literals.empty();
  if (needs.at_start) return needs;
  Literals inside = Inside(*tree).find();
  needs.literals = std::move(inside.needed);
  needs.frequency = needs.literals.empty() ? 0 : inside.frequency;
  return needs;
}

}  // namespace dehusk
