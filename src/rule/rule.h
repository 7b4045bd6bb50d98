#ifndef DEHUSK_RULE_RULE_H_
#define DEHUSK_RULE_RULE_H_
// A Rule as it stands in a rule file: plain data, checked by the loader, not yet compiled. docs/rules.md explains each
// key.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"

namespace dehusk {

enum class Husk : std::uint8_t {
  nav,
  ad,
  donation,
  newsletter,
  caption,
  credit,
  byline,
  date,
  headline,
  share,
  related,
  comment,
  cookie,
  consent,
  paywall,
  legal,
  hidden,
  other
};
inline constexpr int kHuskCount = 18;
[[nodiscard]] std::string_view to_string(Husk husk);
[[nodiscard]] std::optional<Husk> husk_from(std::string_view name);
using HuskSet = std::uint32_t;  // bit i: Husk i
[[nodiscard]] constexpr HuskSet bit(Husk husk) { return 1U << static_cast<unsigned>(husk); }

enum class Risk : std::uint8_t { low, medium, high };
enum class Status : std::uint8_t { draft, stable, deprecated };
enum class Action : std::uint8_t { drop, trim, keep, mark };
enum class Zone : std::uint8_t { head, body, tail };
[[nodiscard]] std::string_view to_string(Risk risk);
[[nodiscard]] std::string_view to_string(Status status);
[[nodiscard]] std::string_view to_string(Action action);
[[nodiscard]] std::string_view to_string(Zone zone);

// A string of a rule file and where it stands, so that a fault found later still points at it.
// Lists are expanded already: `{{name}}` in a regex is its alternation, in a literal list its entries.
struct Text {
  std::string text;
  int line = 0;
  int column = 0;  // of the first character of the string's content
};

struct Scope {
  std::vector<std::uint32_t> sites;  // indices into RuleSet::sites(); holds if one of them is on
  std::vector<std::string> hosts, not_hosts;
  std::vector<Text> paths, not_paths;
  std::vector<std::string> lang, not_lang;
  std::optional<InputKind> input;
};

struct Match {
  std::vector<Text> css, is, starts, ends, has, re;
  std::vector<Text> not_has, not_re;
  std::optional<std::uint32_t> min_words, max_words;
  std::optional<double> min_links;
  std::optional<std::uint32_t> kinds;  // bit i: Kind i; not given: every kind but pre
  std::optional<std::uint8_t> zones;   // bit i: Zone i
  std::optional<std::uint32_t> first, last;
  std::vector<Text> inside;  // selectors
  std::optional<Text> prev, next;
  std::uint32_t prev_reach = 1, next_reach = 1;
  std::uint32_t run = 1;
  std::string
      builtin;  // 'evidence', 'empty-heading': a matcher that is code (a stage of its own); then all else is empty
};

struct Take {
  Action action = Action::drop;
  std::optional<Text> to, until;
  std::uint32_t max_blocks = 40;
  bool to_end = false;
  std::vector<Text> closest;  // selectors
  bool rest = false;
  std::vector<Text> over;   // ids or globs; empty: all
  double max_share = 0.30;  // the loader puts 0.50 here for to_end
  std::uint32_t max_hits = 200;
};

struct Case {  // [[rule.case]]
  std::string name, url, lang;
  std::optional<Text> text, html;  // exactly one
  bool is_todo = false;
  int line = 0;
};

struct Rule {
  std::string id, why;
  Husk husk = Husk::other;
  Risk risk = Risk::medium;
  Status status = Status::stable;
  bool enabled = true;  // an override may switch it off
  std::vector<std::string> was, tags, see;
  std::string note, replaced_by, owner;
  std::string file;  // as named on the command line, or "rules/x.toml" for the built-in packs
  int line = 0;      // of its [[rule]]
  Scope scope;
  Match match;
  Take take;
  std::vector<Text> remove, keep;  // inline examples
  std::vector<Case> cases;
  [[nodiscard]] bool is_structural() const { return !match.css.empty(); }
};

struct Site {  // [sites.NAME]
  std::string name;
  std::vector<std::string> hosts;
  std::vector<Text> marks;
};

// All that the loaded files say, checked, lists expanded, overrides applied, in load order.
struct RuleBook {
  std::vector<Rule> rules;
  std::vector<Site> sites;
  std::string content;  // the content model: the text of the file that has a [content] table; may be empty
  std::string content_file;
  int content_line = 0;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_H_
