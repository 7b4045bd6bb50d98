// Each check is one function; what it looks for in a regex or selector it tells from the spelling, which is exact
// enough for advice that a comment can refuse.

#include "rule/lint.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "rule/pattern.h"

namespace dehusk {

namespace {

using std::string_view;

constexpr std::size_t kLeastLiteral = 4;  // letters that the engine's index of literals asks for
constexpr int kWideGap = 40;              // N of .{0,N} above which a gap may span sentences

// Elements that hold body text as often as not. `nav`, `script` or `dialog` alone are no wide selectors.
constexpr std::array<string_view, 27> kWideTypes = {
    "*",  "div", "section", "article", "main", "p",  "span",       "ul",  "ol",   "li", "dl", "dd", "dt",    "table",
    "tr", "td",  "th",      "a",       "h1",   "h2", "blockquote", "pre", "code", "b",  "i",  "em", "figure"};

class Lint {
 public:
  Lint(Reading& reading, const Value& table, const Rule& rule) : reading_(reading), table_(table), rule_(rule) {}

  void check() {
    each_string("re", [&](const Entry& entry, const Value& value, std::size_t i) { check_re(entry, value, i); });
    for (const string_view key : {"re", "not_re", "to", "until", "prev", "next"}) {
      each_string(key, [&](const Entry& entry, const Value& value, std::size_t i) { check_ascii(entry, value, i); });
    }
    each_string("css", [&](const Entry& entry, const Value& value, std::size_t i) { check_css(entry, value, i); });
    check_to_end();
    check_redundant();
    check_deprecated();
    check_order();
  }

 private:
  void add(string_view code, const Entry& entry, Spot spot, int width, std::string message, std::string help) {
    reading_.warnings.push_back(
        {fault_at(reading_.file, std::string(code), spot, width, std::move(message), std::move(help)), entry.spot.line,
         table_.begin.line});
  }

  void add(string_view code, const Entry& entry, const Value& value, std::string message, std::string help) {
    add(code, entry, value.begin, width_of(reading_.file, value), std::move(message), std::move(help));
  }

  template <class Visit>
  void each_string(string_view key, const Visit& visit) const {
    const Entry* entry = table_.find(key);
    if (entry == nullptr) return;
    const std::vector<const Value*> strings = strings_of(entry->value);
    for (std::size_t i = 0; i < strings.size(); ++i) visit(*entry, *strings[i], i);
  }

  [[nodiscard]] bool has_literals() const {
    return !rule_.match.is.empty() || !rule_.match.starts.empty() || !rule_.match.ends.empty() ||
           !rule_.match.has.empty();
  }

  // W301: only where nothing else of the rule narrows the blocks down. W303: wide gaps in a pattern that may stand
  // anywhere.
  void check_re(const Entry& entry, const Value& value, std::size_t i) {
    const std::string& re = rule_.match.re[i].text;
    if (is_anchored(re)) return;
    const std::string name = name_of(entry, i);
    if (!rule_.is_structural() && !has_literals() && !has_literal(re, kLeastLiteral)) {
      add("W301", entry, value,
          name + " has no literal of " + std::to_string(kLeastLiteral) + "+ letters; it is tried on every block",
          "anchor it with ^, or name a word beside it: has = ['...']");
    }
    const bool is_anchored_at_end = !re.empty() && re.back() == '$';
    if (!is_anchored_at_end && has_wide_gap(value.text)) {
      add("W303", entry, value, name + " is wide: it is not anchored and has a gap that can span sentences",
          "anchor it with ^ or $, or bound the gap: [^.!?]{0," + std::to_string(kWideGap) + "}");
    }
  }

  static bool has_wide_gap(string_view re) {
    for (std::size_t at = re.find('.'); at != string_view::npos; at = re.find('.', at + 1)) {
      if (at > 0 && re[at - 1] == '\\') continue;
      const string_view after = re.substr(at + 1);
      if (after.substr(0, 1) == "*" || after.substr(0, 1) == "+") return true;
      if (after.substr(0, 1) != "{") continue;
      const std::size_t comma = after.find(',');
      const std::size_t close = after.find('}');
      if (comma == string_view::npos || comma > close) continue;
      const string_view most = after.substr(comma + 1, close - comma - 1);
      if (most.empty() || most.size() > 3 || std::atoi(std::string(most).c_str()) > kWideGap) return true;
    }
    return false;
  }

  // W304: RE2's \b, \w and \d know ASCII only, so beside a letter like e-acute they say "border" in the middle of a
  // word.
  void check_ascii(const Entry& entry, const Value& value, std::size_t i) {
    const string_view re = value.text;
    const bool has_foreign =
        std::any_of(re.begin(), re.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
    if (!has_foreign) return;
    for (std::size_t at = 0; at + 1 < re.size(); ++at) {
      if (re[at] != '\\') continue;
      const char what = re[at + 1];
      const std::size_t after = at + 2;
      const bool is_before = after < re.size() && is_foreign_letter(re, after);
      const bool is_after =
          at > 0 && (static_cast<unsigned char>(re[at - 1]) & 0x80) != 0 && is_letter(code_point_before(re, at));
      if (what == 'w' || ((what == 'b' || what == 'd') && (is_before || is_after))) {
        const Spot spot = spot_in(reading_.file, value, at);
        add("W304", entry, spot, 2,
            name_of(entry, i) + " has \\" + what + " beside letters that are not ASCII; in RE2 it is ASCII-only",
            "use has, is or starts, which know all letters, or \\p{L}");
        return;
      }
      ++at;
    }
  }

  static bool is_foreign_letter(string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0x80) != 0 && is_letter(next_code_point(text, at));
  }

  // W303: a type alone, or a piece of a class name so short that it is in other names.
  void check_css(const Entry& entry, const Value& value, std::size_t i) {
    const string_view css = value.text;
    const bool is_narrowed = has_literals() || !rule_.match.re.empty() || rule_.match.min_links ||
                             !rule_.match.inside.empty() || rule_.match.zones;
    if (!is_narrowed && std::find(kWideTypes.begin(), kWideTypes.end(), css) != kWideTypes.end()) {
      add("W303", entry, value,
          name_of(entry, i) + " is wide: '" + std::string(css) + "' holds body text as often as not",
          "name a class or a place, or test the text: starts = ['...']");
    }
    for (std::size_t at = css.find("*="); at != string_view::npos; at = css.find("*=", at + 1)) {
      string_view word = css.substr(at + 2);
      word.remove_prefix(std::min(word.find_first_not_of(" \"'"), word.size()));
      word = word.substr(0, word.find_first_of("\"' ]"));
      const std::size_t open = css.rfind('[', at);
      const std::size_t close = css.find(']', at);
      if (open == string_view::npos || close == string_view::npos || count_code_points(word) >= kLeastLiteral) continue;
      const Spot spot = spot_in(reading_.file, value, open);
      add("W303", entry, spot, static_cast<int>(close - open + 1),
          name_of(entry, i) + " is wide: '" + std::string(word) +
              "' stands inside other names too, as 'ad' does in 'header'",
          "use ~= for a whole class name, or four letters and more");
    }
  }

  void check_to_end() {
    const Entry* to_end = table_.find("to_end");
    const bool is_scoped = !rule_.scope.sites.empty() || !rule_.scope.hosts.empty();
    const bool all_anchored =
        !rule_.match.re.empty() &&
        std::all_of(rule_.match.re.begin(), rule_.match.re.end(), [](const Text& re) { return is_anchored(re.text); });
    if (to_end == nullptr || !rule_.take.to_end || is_scoped || has_literals() || all_anchored ||
        rule_.risk != Risk::low)
      return;
    add("W303", *to_end, to_end->spot, 6,
        "'to_end' takes the rest of the page, on any site, and the rule says risk = 'low'",
        "name site or hosts, a literal, an anchored re, or a higher risk");
  }

  struct Literal {
    std::size_t index;
    std::string folded;
    const Entry* entry;
    const Value* value;
  };

  // True if every text that holds `b` holds `a` too, where this key looks. Word borders: `a` inside `b` counts only
  // where its ends are borders there.
  static bool covers(string_view key, const std::string& a, const std::string& b) {
    if (a.size() > b.size() || (key == "is" && a != b)) return false;
    const auto is_border = [&](std::size_t at) {
      std::size_t next = at;
      return at == 0 || at == b.size() ||
             !(is_word_char(code_point_before(b, at)) && is_word_char(next_code_point(b, next)));
    };
    for (std::size_t at = b.find(a); at != std::string::npos; at = b.find(a, at + 1)) {
      const bool is_there =
          key == "has" || key == "not_has" || key == "is" || (key == "starts" ? at == 0 : at + a.size() == b.size());
      if (is_there && is_border(at) && is_border(at + a.size())) return true;
    }
    return false;
  }

  // W306, within one rule's key: different keys must all hold, so only literals of one key stand for each other.
  void check_redundant() {
    if (rule_.take.action == Action::trim) return;  // there the longer literal cuts more
    for (const string_view key : {"is", "starts", "ends", "has", "not_has"}) {
      std::vector<Literal> literals;
      each_string(key, [&](const Entry& entry, const Value& value, std::size_t i) {
        if (list_name(value.text).empty()) literals.push_back({i, fold(value.text), &entry, &value});
      });
      for (const Literal& covered : literals) {
        const auto by = std::find_if(literals.begin(), literals.end(), [&](const Literal& other) {
          return other.index != covered.index && covers(key, other.folded, covered.folded) &&
                 (other.folded != covered.folded || other.index < covered.index);
        });
        if (by == literals.end()) continue;
        add("W306", *covered.entry, *covered.value,
            name_of(*covered.entry, covered.index) + " can never decide: " + name_of(*by->entry, by->index) +
                " covers it",
            "take it out");
      }
    }
  }

  void check_deprecated() {
    if (rule_.status != Status::deprecated) return;
    const Entry& status = *table_.find("status");
    add("W310", status, status.value,
        reading_.label + " is deprecated; " +
            (rule_.replaced_by.empty() ? rule_.note : "replaced by '" + rule_.replaced_by + "'"),
        "");
  }

  // W330. Match and take may be mixed: people write a region's end beside its opener.
  void check_order() {
    const auto rank = [](const Key& key) {
      if (key.name == "id") return 0;
      if (key.name == "why") return 1;
      if (key.name == "husk") return 2;
      if (key.name == "risk") return 3;
      switch (key.group) {
        case Group::identity:
          return 4;
        case Group::scope:
          return 5;
        case Group::examples:
          return 7;
        default:
          return 6;
      }
    };
    const Entry* highest = nullptr;
    int reached = 0;
    for (const Entry& entry : table_.table) {
      const Key* key = find_key(in_rule, entry.key);
      // `action` says what kind of rule this is, and `status` may stand with it: both may follow risk.
      if (key == nullptr || key->name == "action" || key->name == "over" || key->name == "status") continue;
      if (rank(*key) < reached) {
        add("W330", entry, entry.spot, static_cast<int>(entry.key.size()),
            "'" + entry.key + "' stands after '" + highest->key +
                "'; the order is id, why, husk, risk, then scope, match and take, examples",
            "move '" + entry.key + "' above '" + first_after(rank, rank(*key))->key + "'");
        return;
      }
      reached = rank(*key);
      highest = &entry;
    }
  }

  // The first key of the rule that should come after keys of this rank.
  template <class Rank>
  const Entry* first_after(const Rank& rank, int limit) const {
    for (const Entry& entry : table_.table) {
      const Key* key = find_key(in_rule, entry.key);
      if (key != nullptr && key->name != "action" && key->name != "over" && key->name != "status" && rank(*key) > limit)
        return &entry;
    }
    return &table_.table.front();
  }

  Reading& reading_;
  const Value& table_;
  const Rule& rule_;
};

}  // namespace

void lint_rule(Reading& reading, const Value& table, const Rule& rule) { Lint(reading, table, rule).check(); }

}  // namespace dehusk
