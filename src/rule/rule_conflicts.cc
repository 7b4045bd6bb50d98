// Two small tables say most of it; the caret stands under the key that the rule could do without.

#include "rule/rule_conflicts.h"

#include <algorithm>

#include "base/unicode.h"

namespace dehusk {

namespace {

using std::string_view;

struct Pair {
  string_view key, other, help;
};

constexpr Pair kExclusive[] = {
    {"until", "to", "'to' takes the closing block, 'until' leaves it"},
    {"to_end", "to", "a region ends at a closing block or at the end of the page"},
    {"to_end", "until", "a region ends at a closing block or at the end of the page"},
    {"rest", "to_end", "'to_end' takes the following siblings and all after them"},
    {"run", "css", "'run' counts blocks; leave it to a rule without css"},
    {"to", "css", "regions run over blocks; with css take 'closest', 'rest' or 'to_end'"},
    {"until", "css", "regions run over blocks; with css take 'closest', 'rest' or 'to_end'"},
    {"builtin", "css", "a builtin finds its blocks itself"},
    {"builtin", "is", "a builtin finds its blocks itself"},
    {"builtin", "starts", "a builtin finds its blocks itself"},
    {"builtin", "ends", "a builtin finds its blocks itself"},
    {"builtin", "has", "a builtin finds its blocks itself"},
    {"builtin", "re", "a builtin finds its blocks itself"},
};

constexpr Pair kNeeds[] = {
    {"closest", "css", "it climbs from the element that css finds"},
    {"rest", "css", "it takes the siblings of the element that css finds"},
    {"prev_reach", "prev", ""},
    {"next_reach", "next", ""},
};

class Conflicts {
 public:
  Conflicts(Reading& reading, const Value& table) : reading_(reading), table_(table) {}

  [[nodiscard]] const Entry* find(string_view key) const { return table_.find(key); }

  void add(string_view code, string_view key, std::string message, string_view help = {}) {
    const Entry* entry = find(key);
    const Spot spot = entry != nullptr ? entry->spot : table_.begin;
    const string_view under = entry != nullptr ? string_view(entry->key) : line_of(reading_.file, table_.begin.line);
    reading_.faults.push_back(fault_at(reading_.file, std::string(code), spot,
                                       static_cast<int>(count_code_points(under)), std::move(message),
                                       std::string(help)));
  }

  void add_value(string_view code, const Entry& entry, std::string message, string_view help) {
    reading_.faults.push_back(fault_at(reading_.file, std::string(code), entry.value.begin,
                                       width_of(reading_.file, entry.value), std::move(message), std::string(help)));
  }

  void check_pairs() {
    for (const Pair& pair : kExclusive) {
      if (find(pair.key) != nullptr && find(pair.other) != nullptr)
        add("E108", pair.key,
            "'" + std::string(pair.key) + "' and '" + std::string(pair.other) + "' cannot stand together", pair.help);
    }
    for (const Pair& pair : kNeeds) {
      if (find(pair.key) != nullptr && find(pair.other) == nullptr)
        add("E108", pair.key, "'" + std::string(pair.key) + "' needs '" + std::string(pair.other) + "'", pair.help);
    }
    if (find("max_blocks") != nullptr && find("to") == nullptr && find("until") == nullptr)
      add("E108", "max_blocks", "'max_blocks' needs 'to' or 'until'",
          "without a region there is nothing it could bound");
  }

  void check_action(const Rule& rule) {
    const Entry* over = find("over");
    if (over != nullptr && rule.take.action != Action::keep)
      add("E108", "over", "'over' needs action = 'keep'", "it names the rules that a keep rule protects against");
    if (rule.take.action != Action::trim) return;
    for (const string_view key : {"to", "until", "to_end", "run", "builtin"}) {
      if (find(key) != nullptr)
        add("E108", key, "'" + std::string(key) + "' cannot stand with action = 'trim'",
            "a trim cuts part of one block's text");
    }
    if (find("re") == nullptr && find("starts") == nullptr && find("ends") == nullptr && find("builtin") == nullptr) {
      add_value("E113", *find("action"), "action = 'trim' needs re, starts or ends: it cuts what they match",
                "in re, a group (?P<cut>...) says which part goes; without it, the whole match");
    }
  }

  void check_ranges(const Rule& rule) {
    if (rule.match.min_words && rule.match.max_words && *rule.match.min_words > *rule.match.max_words)
      add("E108", "min_words", "'min_words' is greater than 'max_words': no block can be both");
    const bool is_text_only = rule.scope.input == InputKind::text;
    for (const string_view key : {"css", "inside"}) {
      if (is_text_only && find(key) != nullptr)
        add("E108", key, "'" + std::string(key) + "' cannot stand with input = 'text'", "text dumps have no elements");
    }
  }

  void check_matcher() {
    constexpr string_view kMatchers[] = {"css", "is", "starts", "ends", "has", "re", "builtin"};
    if (std::any_of(std::begin(kMatchers), std::end(kMatchers), [&](string_view key) { return find(key) != nullptr; }))
      return;
    const bool restricts = find("not_re") != nullptr || find("not_has") != nullptr || find("zone") != nullptr ||
                           find("max_words") != nullptr;
    add("E110", "", reading_.label + " has neither css nor is/starts/ends/has/re",
        restricts ? "the other conditions narrow a match; one of these has to find it"
                  : "say what it looks for: is = ['...'], re = '...' or css = '...'");
  }

  void check_status(const Rule& rule) {
    if (rule.status != Status::deprecated || !rule.replaced_by.empty() || !rule.note.empty()) return;
    const Entry* status = find("status");
    if (status != nullptr)
      add_value("E104", *status, reading_.label + " is deprecated but has neither 'replaced_by' nor 'note'",
                "say what holds instead, or why it goes");
  }

 private:
  Reading& reading_;
  const Value& table_;
};

}  // namespace

void check_conflicts(Reading& reading, const Value& table, const Rule& rule) {
  Conflicts conflicts(reading, table);
  conflicts.check_pairs();
  conflicts.check_action(rule);
  conflicts.check_ranges(rule);
  conflicts.check_matcher();
  conflicts.check_status(rule);
}

}  // namespace dehusk
