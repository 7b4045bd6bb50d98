// Recursive descent over RE2's syntax. The reader gives up (`is_known_` false) rather than guess.

#include "rule/pattern_tree.h"

#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr int kMostNested = 100;
constexpr char32_t kLast = 0x10FFFF;
constexpr char32_t kCombiningIota = 0x345;  // a mark of which iota is another case

class Reader {
 public:
  explicit Reader(std::string_view re) : re_(re) { tree_.parts.reserve(re.size() + 1); }

  std::optional<PatternTree> read() {
    tree_.root = read_choice(0);
    if (at_ != re_.size()) is_known_ = false;
    if (!is_known_) return std::nullopt;
    return std::move(tree_);
  }

 private:
  bool starts(std::string_view with) const { return re_.substr(at_, with.size()) == with; }
  bool take(std::string_view what) {
    if (!starts(what)) return false;
    at_ += what.size();
    return true;
  }

  std::uint32_t add(PatternPart part) {
    tree_.parts.push_back(std::move(part));
    return static_cast<std::uint32_t>(tree_.parts.size() - 1);
  }
  std::uint32_t add(PartKind kind) {
    PatternPart part;
    part.kind = kind;
    return add(std::move(part));
  }

  std::uint32_t read_choice(int depth) {
    if (depth > kMostNested) is_known_ = false;
    PatternPart choice;
    choice.kind = PartKind::choice;
    do {
      choice.parts.push_back(read_sequence(depth));
    } while (is_known_ && take("|"));
    return choice.parts.size() == 1 ? choice.parts.front() : add(std::move(choice));
  }

  std::uint32_t read_sequence(int depth) {
    PatternPart sequence;
    while (is_known_ && at_ < re_.size() && re_[at_] != '|' && re_[at_] != ')') {
      const std::optional<std::uint32_t> atom = read_atom(depth);
      if (atom && is_known_) sequence.parts.push_back(read_repeats(*atom));
    }
    return sequence.parts.size() == 1 ? sequence.parts.front() : add(std::move(sequence));
  }

  std::uint32_t read_repeats(std::uint32_t atom) {
    while (at_ < re_.size()) {
      std::uint32_t min = 0;
      std::uint32_t max = kUnbounded;
      if (take("*")) {
      } else if (take("+")) {
        min = 1;
      } else if (take("?")) {
        max = 1;
      } else if (re_[at_] != '{' || !read_count(min, max)) {
        return atom;
      }
      static_cast<void>(take("?"));  // which match is preferred does not change whether there is one
      PatternPart repeat;
      repeat.kind = PartKind::repeat;
      repeat.parts = {atom};
      repeat.min = min;
      repeat.max = max;
      atom = add(std::move(repeat));
    }
    return atom;
  }

  // '{2,60}'; false, and nothing taken, if the brace is only a brace.
  bool read_count(std::uint32_t& min, std::uint32_t& max) {
    std::size_t at = at_ + 1;
    const auto number = [&](std::uint32_t& value) {
      const std::size_t begin = at;
      value = 0;
      while (at < re_.size() && re_[at] >= '0' && re_[at] <= '9' && at - begin < 5) {
        value = value * 10 + static_cast<std::uint32_t>(re_[at++] - '0');
      }
      return at > begin;
    };
    if (!number(min)) return false;
    max = min;
    if (re_.substr(at, 1) == ",") {
      ++at;
      if (!number(max)) max = kUnbounded;
    }
    if (re_.substr(at, 1) != "}") return false;
    at_ = at + 1;
    return true;
  }

  // Nothing for flags, which match no text.
  std::optional<std::uint32_t> read_atom(int depth) {
    switch (re_[at_]) {
      case '(':
        return read_group(depth);
      case '[':
        return read_brackets();
      case '^':
        ++at_;
        return add(PartKind::start);
      case '$':
        ++at_;
        return add(PartKind::end);
      case '.': {
        ++at_;
        CharSet set;
        set.add(0, dot_takes_newline_ ? kLast : '\n' - 1);
        if (!dot_takes_newline_) set.add('\n' + 1, kLast);
        return add_chars(dot_takes_newline_ ? "(?s)." : ".", std::move(set));
      }
      case '\\':
        return read_escape();
      case '*':
      case '+':
      case '?':
        is_known_ = false;
        return std::nullopt;
      default:
        return add_character(next_code_point(re_, at_));
    }
  }

  std::optional<std::uint32_t> read_group(int depth) {
    ++at_;
    const std::pair<bool, bool> outer{any_case_, dot_takes_newline_};
    if (take("?")) {
      if (take("P<") || take("<")) {
        const std::size_t close = re_.find('>', at_);
        if (close == std::string_view::npos) is_known_ = false;
        at_ = close == std::string_view::npos ? re_.size() : close + 1;
      } else if (read_flags()) {
        return std::nullopt;  // '(?i)': to the end of the group around
      }
    }
    const std::uint32_t inner = read_choice(depth + 1);
    if (!take(")")) is_known_ = false;
    std::tie(any_case_, dot_takes_newline_) = outer;
    return inner;
  }

  // 'i)' or 'i-s:'; true if no group follows.
  bool read_flags() {
    bool value = true;
    while (at_ < re_.size()) {
      switch (re_[at_++]) {
        case 'i':
          any_case_ = value;
          break;
        case 's':
          dot_takes_newline_ = value;
          break;
        case '-':
          value = false;
          break;
        case ')':
          return true;
        case ':':
          return false;
        default:  // 'm' changes what ^ and $ mean, 'U' nothing that matters; neither is used
          is_known_ = false;
          return true;
      }
    }
    is_known_ = false;
    return true;
  }

  // The set of \d \w \s and \p, `at_` behind the backslash; false if it is none of them.
  bool read_class_escape(CharSet& set) {
    CharSet named;
    bool is_negated = false;
    switch (re_.substr(at_, 1).empty() ? '\0' : re_[at_]) {
      case 'd':
      case 'D':
        named.add('0', '9');
        is_negated = re_[at_++] == 'D';
        break;
      case 's':
      case 'S':
        named.add('\t', '\n');
        named.add('\f', '\r');
        named.add(' ', ' ');
        is_negated = re_[at_++] == 'S';
        break;
      case 'w':
      case 'W':
        named.add('0', '9');
        named.add('A', 'Z');
        named.add('_', '_');
        named.add('a', 'z');
        if (any_case_) named.perhaps.insert(named.perhaps.end(), {{0x17F, 0x17F}, {0x212A, 0x212A}});
        is_negated = re_[at_++] == 'W';
        break;
      case 'p':
      case 'P': {
        is_negated = re_[at_++] == 'P';
        std::string_view name = re_.substr(at_, 1);
        std::size_t end = at_ + 1;
        if (name == "{") {
          const std::size_t close = re_.find('}', at_);
          if (close == std::string_view::npos) return is_known_ = false;
          name = re_.substr(at_ + 1, close - at_ - 1);
          end = close + 1;
        }
        at_ = end;
        if (name.substr(0, 1) == "^") {
          is_negated = !is_negated;
          name.remove_prefix(1);
        }
        named.add_unicode_class(name);
        if (any_case_ && name == "L") {
          named.perhaps.push_back({kCombiningIota, kCombiningIota});  // else letters are letters in all their cases
        } else if (any_case_) {
          named.add_cases();
          named.perhaps.push_back({0x80, kLast});
        }
        break;
      }
      default:
        return false;
    }
    named.close();
    if (is_negated) named.negate();
    set.add(named);
    return true;
  }

  // One escaped character; `at_` behind the backslash.
  char32_t read_escaped_character() {
    if (at_ == re_.size()) return is_known_ = false, U'\0';
    const char c = re_[at_++];
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'v':
        return '\v';
      case 'a':
        return '\a';
      case 'x':
        return read_hex();
      default:
        break;
    }
    const bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    if (is_word || static_cast<unsigned char>(c) >= 0x80) is_known_ = false;
    return static_cast<unsigned char>(c);
  }

  char32_t read_hex() {
    const bool is_braced = take("{");
    char32_t value = 0;
    for (int digits = 0; at_ < re_.size() && digits < (is_braced ? 6 : 2); ++digits) {
      const std::size_t digit = std::string_view("0123456789abcdefABCDEF").find(re_[at_]);
      if (digit == std::string_view::npos) break;
      value = value * 16 + static_cast<char32_t>(digit > 15 ? digit - 6 : digit);
      ++at_;
    }
    if (is_braced && !take("}")) is_known_ = false;
    return value;
  }

  std::optional<std::uint32_t> read_escape() {
    const std::size_t begin = at_++;
    if (take("b")) return add(PartKind::border);
    if (take("B")) return add(PartKind::no_border);
    if (take("A")) return add(PartKind::start);
    if (take("z")) return add(PartKind::end);
    CharSet set;
    if (read_class_escape(set)) return add_chars(re_.substr(begin, at_ - begin), std::move(set));
    return add_character(read_escaped_character());
  }

  std::optional<std::uint32_t> read_brackets() {
    const std::size_t begin = at_++;
    const bool is_negated = take("^");
    CharSet set;
    bool is_first = true;
    while (is_known_ && at_ < re_.size() && (is_first || re_[at_] != ']')) {
      is_first = false;
      if (starts("[:")) {
        is_known_ = false;
        break;
      }
      if (take("\\")) {
        if (read_class_escape(set)) continue;
        read_range(set, read_escaped_character());
      } else {
        read_range(set, next_code_point(re_, at_));
      }
    }
    if (!take("]")) is_known_ = false;
    set.close();
    if (is_negated) set.negate();
    return add_chars(re_.substr(begin, at_ - begin), std::move(set));
  }

  void read_range(CharSet& set, char32_t first) {
    char32_t last = first;
    if (starts("-") && re_.substr(at_ + 1, 1) != "]" && at_ + 1 < re_.size()) {
      ++at_;
      last = take("\\") ? read_escaped_character() : next_code_point(re_, at_);
      if (last < first) is_known_ = false;
    }
    CharSet range;
    range.add(first, last);
    if (any_case_) range.add_cases();
    set.add(range);
  }

  std::uint32_t add_character(char32_t c) {
    const auto [known, is_new] =
        of_character_.emplace(2 * c + (any_case_ ? 1U : 0U), static_cast<std::uint32_t>(tree_.sets.size()));
    if (is_new) {
      CharSet set;
      set.add(c, c);
      if (any_case_) set.add_cases();
      set.close();
      tree_.sets.push_back(std::move(set));
    }
    const std::uint32_t part = add_set(known->second);
    tree_.parts[part].character = c;
    tree_.parts[part].any_case = any_case_;
    return part;
  }

  std::uint32_t add_chars(std::string_view spelling, CharSet set) {
    std::string key(spelling);
    if (any_case_) key += "(?i)";
    const auto [known, is_new] = sets_.emplace(std::move(key), static_cast<std::uint32_t>(tree_.sets.size()));
    if (is_new) {
      set.close();
      tree_.sets.push_back(std::move(set));
    }
    return add_set(known->second);
  }

  std::uint32_t add_set(std::uint32_t set) {
    PatternPart part;
    part.kind = PartKind::chars;
    part.set = set;
    return add(std::move(part));
  }

  std::string_view re_;
  std::size_t at_ = 0;
  bool any_case_ = false, dot_takes_newline_ = false;
  bool is_known_ = true;
  PatternTree tree_;
  std::unordered_map<std::string, std::uint32_t> sets_;            // by spelling
  std::unordered_map<std::uint32_t, std::uint32_t> of_character_;  // sets: 2 * character, and one more for any case
};

}  // namespace

std::optional<PatternTree> read_pattern(std::string_view re) { return Reader(re).read(); }

}  // namespace dehusk
