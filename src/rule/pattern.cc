// Patterns by RE2. A pattern costs 20-50 microseconds to compile, so Pattern waits until a text asks for it; what an
// index needs to know of a pattern (its literals, its anchor) is found out once, at load.

#include "rule/pattern.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/stringpiece.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

#include "base/unicode.h"
#include "rule/automaton.h"
#include "rule/loose_pattern.h"
#include "rule/pattern_needs.h"

namespace dehusk {

namespace {

// std::string_view converts to it both in RE2's own form and in Abseil's.
using Piece = re2::StringPiece;

constexpr std::int64_t kPatternMemory = 1 << 20;  // what a pattern may need to be accepted
constexpr std::int64_t kSearchMemory = 2 << 20;  // and what it may fill while it searches: an automaton that must start
                                                 // over costs fifty times as much a byte
constexpr std::string_view kMeta = ".[](){}*+?|^$";

RE2::Options options_with(std::int64_t max_mem) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_mem);
  return options;
}

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

std::string help_for(const RE2& compiled) {
  const std::string& piece = compiled.error_arg();
  switch (compiled.error_code()) {
    case RE2::ErrorBadPerlOp:
    case RE2::ErrorBadNamedCapture:
      if (piece.rfind("(?!", 0) == 0) return "RE2 has no lookahead. Put the unwanted text in `not_re`.";
      if (piece.rfind("(?=", 0) == 0) return "RE2 has no lookahead. What the next block must say goes in `next`.";
      if (piece.rfind("(?<", 0) == 0) {
        return "RE2 has no lookbehind: what the block before must say goes in `prev`, unwanted text in `not_re`. "
               "A named group is (?P<name>...).";
      }
      return "";
    case RE2::ErrorBadEscape:
      if (piece.size() == 2 && piece[1] >= '1' && piece[1] <= '9') return "RE2 has no back-references.";
      return "";
    case RE2::ErrorRepeatSize:
      return "A repetition counts at most 1000, nested ones multiplied.";
    case RE2::ErrorPatternTooLarge:
      return "Split the rule, or move the alternatives to `has`.";
    default:
      return "";
  }
}

// Past one character class that opens at `at`, or to the end of a broken one.
std::size_t after_class(std::string_view re, std::size_t at) {
  ++at;
  if (at < re.size() && re[at] == '^') ++at;
  if (at < re.size() && re[at] == ']') ++at;
  while (at < re.size() && re[at] != ']') {
    if (re[at] == '\\') {
      at += 2;
    } else if (re.substr(at, 2) == "[:") {
      const std::size_t close = re.find(":]", at + 2);
      at = close == std::string_view::npos ? at + 1 : close + 2;
    } else {
      ++at;
    }
  }
  return at + 1;
}

// `|` outside all groups: then a `^` at the front binds the first branch only.
bool has_branches(std::string_view re) {
  int depth = 0;
  std::size_t at = 0;
  while (at < re.size()) {
    switch (re[at]) {
      case '\\':
        if (re.substr(at, 2) == "\\Q") return true;  // quoted text: rare, and the safe answer costs little
        at += 2;
        continue;
      case '[':
        at = after_class(re, at);
        continue;
      case '(':
        ++depth;
        break;
      case ')':
        --depth;
        break;
      case '|':
        if (depth <= 0) return true;
        break;
      default:
        break;
    }
    ++at;
  }
  return false;
}

// Takes '(?i)' off the front; false if flags stand there that change what `^` or a group means.
bool take_flags(std::string_view& re) {
  if (re.substr(0, 2) != "(?") return true;
  const std::size_t close = re.find_first_not_of("is", 2);
  if (close == std::string_view::npos || re[close] != ')') return false;
  re.remove_prefix(close + 1);
  return true;
}

bool take_anchor(std::string_view& re) {
  if (re.substr(0, 1) == "^") {
    re.remove_prefix(1);
  } else if (re.substr(0, 2) == "\\A") {
    re.remove_prefix(2);
  } else {
    return false;
  }
  return re.empty() || std::string_view("*+?{").find(re[0]) == std::string_view::npos;
}

// A pattern's prefilter: which sets of atoms let it through.
class Prefilter {
 public:
  Prefilter(std::string_view re, std::size_t letters) : filter_(static_cast<int>(letters)) {
    int id = 0;
    if (filter_.Add(Piece(loosened(re)), options_with(kPatternMemory), &id) != RE2::NoError &&
        filter_.Add(Piece(re), options_with(kPatternMemory), &id) != RE2::NoError) {
      return;
    }
    filter_.Compile(&atoms_);
    is_usable_ = !atoms_.empty() && !lets_through({});
  }

  [[nodiscard]] bool is_usable() const { return is_usable_; }
  [[nodiscard]] const std::vector<std::string>& atoms() const { return atoms_; }

  [[nodiscard]] bool lets_through(const std::vector<int>& atoms) const {
    std::vector<int> potentials;
    filter_.AllPotentials(atoms, &potentials);
    return !potentials.empty();
  }

 private:
  re2::FilteredRE2 filter_;
  std::vector<std::string> atoms_;
  bool is_usable_ = false;
};

}  // namespace

std::optional<PatternFault> check_pattern(std::string_view re) {
  if (re.size() > kMaxPatternBytes) {
    return PatternFault{.message = "pattern is " + std::to_string(re.size()) + " bytes; the limit is " +
                                   std::to_string(kMaxPatternBytes),
                        .offset = 0,
                        .length = 1,
                        .help = "Split the rule, or move the alternatives to `has`.",
                        .is_limit = true};
  }
  const RE2 compiled(Piece(re), options_with(kPatternMemory));
  if (compiled.ok()) return std::nullopt;
  PatternFault fault{
      .message = compiled.error(), .offset = 0, .length = 1, .help = help_for(compiled), .is_limit = false};
  const std::string& piece = compiled.error_arg();
  const std::size_t at = piece.empty() ? std::string_view::npos : re.find(piece);
  if (at != std::string_view::npos) {
    fault.offset = at;
    fault.length = piece.size();
  }
  return fault;
}

bool matches_empty(std::string_view re) {
  const auto holds = [](std::string_view pattern) {
    const RE2 compiled(Piece(pattern), options_with(kPatternMemory));
    return compiled.ok() && compiled.Match("", 0, 0, RE2::UNANCHORED, nullptr, 0);
  };
  return holds(loosened(re)) && holds(re);  // the loose form compiles faster and mostly says no
}

bool is_anchored(std::string_view re) { return take_flags(re) && take_anchor(re) && !has_branches(re); }

Required required_literals(std::string_view re, std::size_t letters) {
  const Prefilter filter(re, letters);
  if (!filter.is_usable()) return {};

  // Every set of atoms that lets the pattern through must meet the list we give back. All atoms are such a list; leave
  // out those that it can do without, the most frequent first.
  struct Atom {
    int number = 0;
    std::string folded;
    double frequency = 0;
  };
  std::vector<Atom> atoms;
  for (const std::string& atom : filter.atoms()) {
    std::string folded = fold(atom);
    const double share = folded.size() < letters ? 1 : frequency_of(folded);  // the fold took white space off its ends
    atoms.push_back({static_cast<int>(atoms.size()), std::move(folded), share});
  }
  std::stable_sort(atoms.begin(), atoms.end(), [](const Atom& a, const Atom& b) { return a.frequency > b.frequency; });
  std::vector<int> left_out;
  Required required;
  for (Atom& atom : atoms) {
    left_out.push_back(atom.number);
    if (!filter.lets_through(left_out)) continue;
    left_out.pop_back();
    if (atom.folded.size() < letters) return {};
    required.frequency += atom.frequency;
    required.literals.push_back(std::move(atom.folded));
  }
  std::sort(required.literals.begin(), required.literals.end());
  required.literals.erase(std::unique(required.literals.begin(), required.literals.end()), required.literals.end());
  return required;
}

std::optional<std::string> whole_literal(std::string_view re) {
  if (!take_flags(re) || !take_anchor(re) || re.empty() || re.back() != '$') return std::nullopt;
  re.remove_suffix(1);
  std::string literal;
  for (std::size_t at = 0; at < re.size(); ++at) {
    if (re[at] == '\\') {
      ++at;
      if (at == re.size() || !is_ascii_punctuation(re[at])) return std::nullopt;
    } else if (kMeta.find(re[at]) != std::string_view::npos) {
      return std::nullopt;
    }
    literal += re[at];
  }
  literal = fold(literal);
  if (literal.empty()) return std::nullopt;
  return literal;
}

// The quick automaton answers nearly all searches; the patient one, with all counts written out, where that is not sure
// of its answer. RE2 compiles the pattern when neither is, or when the place of a match is asked for: that takes a
// hundred times as long as to make an automaton.
struct Pattern::State {
  std::once_flag quick_once, patient_once;
  std::atomic<bool> has_quick = false;  // quick_once is through
  std::optional<Automaton> quick, patient;
  EdgeNeeds edges;  // known with `quick`
  std::string source;
  std::once_flag wide_once, exact_once;
  std::unique_ptr<const RE2> wide, exact;  // see widened()
  std::atomic<bool> has_exact = false;
  bool is_wide = false;  // else the pattern has nothing to widen, and `wide` is the pattern itself
  int cut = 0;           // number of the group named "cut"; 0: none
  int groups = 0;        // how many groups Match must report to include it

  // By what is seen without a search.
  [[nodiscard]] bool is_refused(std::string_view text) const {
    const auto is_in = [](const std::vector<std::uint64_t>& bytes, char byte) {
      const auto bit = static_cast<unsigned char>(byte);
      return (bytes[bit / 64] >> bit % 64 & 1) != 0;
    };
    return text.size() < edges.min_bytes || text.size() > edges.max_bytes ||
           (!edges.first.empty() && !is_in(edges.first, text.front())) ||
           (!edges.last.empty() && !is_in(edges.last, text.back()));
  }

  Automaton::Answer ask_automaton(std::string_view text) {
    const auto make = [this](std::optional<Automaton>& automaton, Effort effort) {
      const std::optional<PatternTree> tree = read_pattern(source);
      if (!tree) return;
      if (effort == Effort::quick) edges = edge_needs_of(*tree);
      automaton.emplace(*tree, effort);
    };
    if (!has_quick.load(std::memory_order_acquire)) {
      std::call_once(quick_once, make, std::ref(quick), Effort::quick);
      has_quick.store(true, std::memory_order_release);
    }
    if (!quick) return Automaton::Answer::perhaps;
    if (is_refused(text)) return Automaton::Answer::no;
    const Automaton::Answer answer = quick->search(text);
    if (answer != Automaton::Answer::perhaps) return answer;
    std::call_once(patient_once, make, std::ref(patient), Effort::patient);
    return patient->search(text);
  }

  const RE2& get_wide() {
    std::call_once(wide_once, [this] {
      const std::string form = widened(source, Counts::kept);
      is_wide = form != source;
      wide = std::make_unique<RE2>(Piece(form), options_with(kSearchMemory));
      if (!wide->ok() && is_wide) {
        is_wide = false;
        wide = std::make_unique<RE2>(Piece(source), options_with(kSearchMemory));
      }
      if (wide->ok()) {
        const auto& names = wide->NamedCapturingGroups();
        const auto found = names.find("cut");
        if (found != names.end()) cut = found->second;
      }
      groups = cut + 1;
    });
    return *wide;
  }

  const RE2& get_exact() {
    std::call_once(exact_once, [this] {
      exact = std::make_unique<RE2>(Piece(source), options_with(kSearchMemory));
      has_exact.store(true, std::memory_order_release);
    });
    return *exact;
  }

  // The wide form costs a fraction to compile, and mostly it is enough: where it does not match nothing does, and in
  // ASCII it matches as the pattern itself. So a pattern of letters' classes is compiled for its first text that has
  // other letters and looks right.
  bool match(std::string_view text, std::size_t from, Piece* found, int count) {
    const RE2& first = has_exact.load(std::memory_order_acquire) ? *exact : get_wide();
    if (!first.ok() || !first.Match(Piece(text), from, text.size(), RE2::UNANCHORED, found, count)) return false;
    if (!is_wide || &first == exact.get() || ascii_length(text) == text.size()) return true;
    return get_exact().Match(Piece(text), from, text.size(), RE2::UNANCHORED, found, count);
  }
};

Pattern::Pattern(std::string_view re) : state_(std::make_unique<State>()) { state_->source = re; }
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::string_view Pattern::source() const { return state_->source; }

bool Pattern::search(std::string_view text) const {
  const Automaton::Answer answer = state_->ask_automaton(text);
  if (answer != Automaton::Answer::perhaps) return answer == Automaton::Answer::yes;
  return state_->match(text, 0, nullptr, 0);
}

bool Pattern::search_by_re2(std::string_view text) const { return state_->match(text, 0, nullptr, 0); }

bool Pattern::search(std::string_view text, std::size_t from, Match& found) const {
  if (from == 0 && state_->ask_automaton(text) == Automaton::Answer::no) return false;
  if (from > text.size() || !state_->get_wide().ok()) return false;
  std::vector<Piece> groups(static_cast<std::size_t>(state_->groups));
  if (!state_->match(text, from, groups.data(), state_->groups)) return false;
  const auto span_of = [&](const Piece& piece) {
    const auto begin = static_cast<std::uint32_t>(piece.data() - text.data());
    return Span{begin, begin + static_cast<std::uint32_t>(piece.size())};
  };
  found.whole = span_of(groups[0]);
  found.cut.reset();
  if (state_->cut > 0 && groups.back().data() != nullptr) found.cut = span_of(groups.back());
  return true;
}

}  // namespace dehusk
