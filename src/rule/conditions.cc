// One function (or two) for each condition, then the table. Restrictions that compare integers stand first, then the
// literals, then RE2, then what looks at ancestors and neighbours.

#include "rule/conditions.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>

#include "base/unicode.h"

namespace dehusk {

namespace {

std::string_view name_of(const Subject& subject) { return subject.is_element ? "the element" : "the block"; }

std::string counted(std::uint32_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

// The names of the set bits, "head, tail".
template <class Enum>
std::string names_of(std::uint32_t bits, int count) {
  std::string names;
  for (int i = 0; i < count; ++i) {
    if ((bits >> i & 1U) == 0) continue;
    if (!names.empty()) names += ", ";
    names += to_string(static_cast<Enum>(i));
  }
  return names;
}

std::string percent(double share) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", share * 100);
  return text.data();
}

// ---- restrictions by number

bool holds_block(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  if (subject.is_element && !rule.match.kinds) return true;
  return (subject.kinds & ~compiled.kinds) == 0;
}

std::string describe_block(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  const std::string wants = rule.match.kinds ? names_of<Kind>(compiled.kinds, kKindCount) : "every kind but pre";
  return std::string(name_of(subject)) + " is " + names_of<Kind>(subject.kinds, kKindCount) + ", the rule wants " +
         wants;
}

bool holds_zone(const Rule&, const CompiledRule& compiled, const Subject& subject) {
  return (subject.zones & ~compiled.zones) == 0;
}

std::string describe_zone(const Rule&, const CompiledRule& compiled, const Subject& subject) {
  return std::string(name_of(subject)) + " is in " + names_of<Zone>(subject.zones, 3) + ", the rule wants " +
         names_of<Zone>(compiled.zones, 3);
}

bool holds_first(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return subject.begin < *rule.match.first;
}

std::string describe_first(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return std::string(name_of(subject)) + " has " + counted(subject.begin, "block") +
         " before it, the rule wants the first " + std::to_string(*rule.match.first);
}

std::uint32_t blocks_after(const Subject& subject) {
  return static_cast<std::uint32_t>(subject.texts.size()) - subject.end;
}

bool holds_last(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return blocks_after(subject) < *rule.match.last;
}

std::string describe_last(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return std::string(name_of(subject)) + " has " + counted(blocks_after(subject), "block") +
         " after it, the rule wants the last " + std::to_string(*rule.match.last);
}

bool holds_min_words(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return subject.words >= *rule.match.min_words;
}

std::string describe_min_words(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return counted(subject.words, "word") + ", the rule wants at least " + std::to_string(*rule.match.min_words);
}

bool holds_max_words(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return subject.words <= *rule.match.max_words;
}

std::string describe_max_words(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return counted(subject.words, "word") + ", the rule wants at most " + std::to_string(*rule.match.max_words);
}

bool holds_min_links(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return subject.link_share && static_cast<double>(*subject.link_share) >= *rule.match.min_links;
}

std::string describe_min_links(const Rule& rule, const CompiledRule&, const Subject& subject) {
  const std::string is = subject.link_share ? percent(static_cast<double>(*subject.link_share)) : "an unknown share";
  return is + " of the text is linked, the rule wants " + percent(*rule.match.min_links);
}

// ---- what the rule looks for

std::size_t first_literal(const std::vector<std::string>& literals, std::string_view folded, Where where) {
  std::size_t i = 0;
  while (i < literals.size() && !has_literal_at(folded, literals[i], where)) ++i;
  return i;
}

std::size_t first_pattern(const std::vector<Pattern>& patterns, std::string_view text) {
  std::size_t i = 0;
  while (i < patterns.size() && !patterns[i].search(text)) ++i;
  return i;
}

std::size_t hit_is(const CompiledRule& compiled, const Subject& subject) {
  return first_literal(compiled.is, subject.folded, Where::whole);
}
std::size_t hit_starts(const CompiledRule& compiled, const Subject& subject) {
  return first_literal(compiled.starts, subject.folded, Where::start);
}
std::size_t hit_ends(const CompiledRule& compiled, const Subject& subject) {
  return first_literal(compiled.ends, subject.folded, Where::end);
}
std::size_t hit_has(const CompiledRule& compiled, const Subject& subject) {
  return first_literal(compiled.has, subject.folded, Where::anywhere);
}
std::size_t hit_re(const CompiledRule& compiled, const Subject& subject) {
  std::size_t i = 0;
  while (i < compiled.re.size() && ((subject.entries & entry_bit(i)) == 0 || !compiled.re[i].search(subject.text))) ++i;
  return i;
}

template <auto Hit, auto Member>
bool holds_any(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  return Hit(compiled, subject) < (rule.match.*Member).size();
}

template <auto Member>
std::string describe_none(const Rule& rule, const CompiledRule&, const Subject&) {
  const std::size_t count = (rule.match.*Member).size();
  return count == 1 ? "does not match" : "none of " + std::to_string(count) + " matches";
}

template <auto Member>
const std::vector<Text>& entries_of(const Rule& rule) {
  return rule.match.*Member;
}

template <auto Member>
bool asks_list(const Rule& rule) {
  return !(rule.match.*Member).empty();
}

template <auto Member>
bool asks_value(const Rule& rule) {
  return (rule.match.*Member).has_value();
}

// ---- what must not be there

std::size_t hit_not_has(const CompiledRule& compiled, const Subject& subject) {
  return first_literal(compiled.not_has, subject.folded, Where::anywhere);
}

bool holds_not_has(const Rule&, const CompiledRule& compiled, const Subject& subject) {
  return hit_not_has(compiled, subject) == compiled.not_has.size();
}

std::string describe_not_has(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  const std::size_t i = hit_not_has(compiled, subject);
  return "entry " + std::to_string(i) + " (line " + std::to_string(rule.match.not_has[i].line) + ") is there";
}

bool holds_not_re(const Rule&, const CompiledRule& compiled, const Subject& subject) {
  return first_pattern(compiled.not_re, subject.text) == compiled.not_re.size();
}

std::string describe_not_re(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  const std::size_t i = first_pattern(compiled.not_re, subject.text);
  return "entry " + std::to_string(i) + " (line " + std::to_string(rule.match.not_re[i].line) + ") matches";
}

// ---- ancestors and neighbours

bool holds_inside(const Rule&, const CompiledRule& compiled, const Subject& subject) {
  if (subject.matcher == nullptr || subject.element == kNone) return false;
  const std::uint32_t from =
      subject.is_element ? subject.matcher->page().elements[subject.element].parent : subject.element;
  if (from == kNone) return false;
  return std::any_of(compiled.inside.begin(), compiled.inside.end(),
                     [&](const SelectorList& selectors) { return subject.matcher->closest(selectors, from) != kNone; });
}

std::string describe_inside(const Rule& rule, const CompiledRule&, const Subject& subject) {
  if (subject.element == kNone) return "the page is a text dump, it has no elements";
  return "no element around matches '" + rule.match.inside.front().text + "'" +
         (rule.match.inside.size() > 1 ? " or the others" : "");
}

// Blocks [begin, end) among Subject::texts that prev or next looks at.
Span blocks_before(const Rule& rule, const Subject& subject) {
  return {subject.begin - std::min(rule.match.prev_reach, subject.begin), subject.begin};
}

Span blocks_behind(const Rule& rule, const Subject& subject) {
  return {subject.end, subject.end + std::min(rule.match.next_reach, blocks_after(subject))};
}

bool any_matches(const Pattern& pattern, const Subject& subject, Span blocks,
                 std::vector<NeighbourMemo::Answer>* memo) {
  for (std::uint32_t i = blocks.begin; i < blocks.end; ++i) {
    if (memo == nullptr) {
      if (pattern.search(subject.texts[i])) return true;
      continue;
    }
    NeighbourMemo::Answer& answer = (*memo)[i];
    if (answer == NeighbourMemo::unknown)
      answer = pattern.search(subject.texts[i]) ? NeighbourMemo::yes : NeighbourMemo::no;
    if (answer == NeighbourMemo::yes) return true;
  }
  return false;
}

bool holds_prev(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  return any_matches(compiled.prev.front(), subject, blocks_before(rule, subject),
                     subject.memo ? &subject.memo->prev : nullptr);
}

bool holds_next(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  return any_matches(compiled.next.front(), subject, blocks_behind(rule, subject),
                     subject.memo ? &subject.memo->next : nullptr);
}

std::string describe_neighbours(std::uint32_t count, std::string_view side) {
  if (count == 0) return "there is no block " + std::string(side);
  if (count == 1) return "the block " + std::string(side) + " does not match";
  return "none of the " + std::to_string(count) + " blocks " + std::string(side) + " matches";
}

std::string describe_prev(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return describe_neighbours(blocks_before(rule, subject).size(), "before");
}

std::string describe_next(const Rule& rule, const CompiledRule&, const Subject& subject) {
  return describe_neighbours(blocks_behind(rule, subject).size(), "after");
}

constexpr std::array kConditions = {
    Condition{"block", "kinds of block allowed; without it every kind but pre", [](const Rule&) { return true; },
              holds_block, describe_block},
    Condition{"zone", "the part of the page: head (before the first prose), body, tail (after the last)",
              asks_value<&Match::zones>, holds_zone, describe_zone},
    Condition{"first", "among the first N blocks", asks_value<&Match::first>, holds_first, describe_first},
    Condition{"last", "among the last N blocks", asks_value<&Match::last>, holds_last, describe_last},
    Condition{"min_words", "at least N words", asks_value<&Match::min_words>, holds_min_words, describe_min_words},
    Condition{"max_words", "at most N words", asks_value<&Match::max_words>, holds_max_words, describe_max_words},
    Condition{"min_links", "at least this share of the text is linked (0 to 1); unknown fails",
              asks_value<&Match::min_links>, holds_min_links, describe_min_links},
    Condition{"is", "the text equals one of these", asks_list<&Match::is>, holds_any<hit_is, &Match::is>,
              describe_none<&Match::is>, entries_of<&Match::is>, hit_is},
    Condition{"starts", "the text begins with one of these", asks_list<&Match::starts>,
              holds_any<hit_starts, &Match::starts>, describe_none<&Match::starts>, entries_of<&Match::starts>,
              hit_starts},
    Condition{"ends", "the text ends with one of these", asks_list<&Match::ends>, holds_any<hit_ends, &Match::ends>,
              describe_none<&Match::ends>, entries_of<&Match::ends>, hit_ends},
    Condition{"has", "one of these stands in the text", asks_list<&Match::has>, holds_any<hit_has, &Match::has>,
              describe_none<&Match::has>, entries_of<&Match::has>, hit_has},
    Condition{"re", "one of these regexes is found in the text", asks_list<&Match::re>, holds_any<hit_re, &Match::re>,
              describe_none<&Match::re>, entries_of<&Match::re>, hit_re},
    Condition{"not_has", "none of these stands in the text", asks_list<&Match::not_has>, holds_not_has,
              describe_not_has},
    Condition{"not_re", "none of these regexes is found in the text", asks_list<&Match::not_re>, holds_not_re,
              describe_not_re},
    Condition{"inside", "an element around it matches one of these selectors (HTML only)", asks_list<&Match::inside>,
              holds_inside, describe_inside},
    Condition{"prev", "one of the prev_reach blocks before matches this regex", asks_value<&Match::prev>, holds_prev,
              describe_prev},
    Condition{"next", "one of the next_reach blocks after matches this regex", asks_value<&Match::next>, holds_next,
              describe_next},
};
static_assert(kConditions.size() <= 32, "CompiledRule::asked has a bit for each");

std::string held_entry(const Condition& condition, const Rule& rule, const CompiledRule& compiled,
                       const Subject& subject) {
  const std::size_t i = condition.first_hit(compiled, subject);
  return std::string(condition.key) + "[" + std::to_string(i) + "] (line " +
         std::to_string(condition.entries(rule)[i].line) + ") matched";
}

}  // namespace

std::span<const Condition> conditions() { return kConditions; }

std::uint32_t asked_conditions(const Rule& rule) {
  std::uint32_t asked = 0;
  for (std::size_t i = 0; i < kConditions.size(); ++i) {
    if (kConditions[i].is_asked(rule)) asked |= 1U << i;
  }
  return asked;
}

bool holds(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  for (std::uint32_t asked = compiled.asked; asked != 0; asked &= asked - 1) {
    if (!kConditions[static_cast<std::size_t>(std::countr_zero(asked))].holds(rule, compiled, subject)) return false;
  }
  return true;
}

Finding explain(const Rule& rule, const CompiledRule& compiled, const Subject& subject) {
  Finding finding;
  finding.is_matched = true;
  for (const bool is_restriction : {false, true}) {
    for (const Condition& condition : kConditions) {
      if ((condition.first_hit == nullptr) != is_restriction || !condition.is_asked(rule)) continue;
      if (condition.holds(rule, compiled, subject)) {
        if (is_restriction) continue;
        if (!finding.held.empty()) finding.held += ", ";
        finding.held += held_entry(condition, rule, compiled, subject);
        continue;
      }
      finding.failed = std::string(condition.key) + ": " + condition.describe(rule, compiled, subject);
      finding.is_matched = is_restriction;
      return finding;
    }
  }
  return finding;
}

bool has_literal_at(std::string_view text, std::string_view literal, Where where) {
  if (literal.empty() || literal.size() > text.size()) return false;
  const std::size_t last = text.size() - literal.size();
  switch (where) {
    case Where::whole:
      return text == literal;
    case Where::start:
      return text.substr(0, literal.size()) == literal && stands_at(text, 0, literal.size(), where);
    case Where::end:
      return text.substr(last) == literal && stands_at(text, last, literal.size(), where);
    default:
      break;
  }
  for (std::size_t at = text.find(literal); at != std::string_view::npos; at = text.find(literal, at + 1)) {
    if (stands_at(text, at, literal.size(), where)) return true;
  }
  return false;
}

Span literal_span(std::string_view text, std::string_view literal, Where where) {
  // Grows from its end of the text by one character at a time until it folds to the literal; literals are short.
  const bool is_start = where == Where::start;
  std::string folded;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_start) {
      static_cast<void>(next_code_point(text, at));
    } else {
      do ++at;
      while (at < text.size() && (static_cast<unsigned char>(text[text.size() - at]) & 0xC0U) == 0x80U);
    }
    folded.clear();
    append_folded(folded, is_start ? text.substr(0, at) : text.substr(text.size() - at));
    if (folded.size() > literal.size()) break;
    if (folded != literal) continue;
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto cut = static_cast<std::uint32_t>(at);
    return is_start ? Span{0, cut} : Span{size - cut, size};
  }
  return {};
}

}  // namespace dehusk
