#ifndef DEHUSK_RULE_RULE_KEYS_H_
#define DEHUSK_RULE_RULE_KEYS_H_
// The table of all keys that a rule file can hold. From this one table come the checks of unknown keys, types and
// ranges, the order that lint wants, the JSON Schema for editors and the table in docs/rules.md, so that they cannot
// drift.
//
//   {"max_words", in_rule, KeyType::integer, Group::match, "", "At most so many words.", {}, 0, 1e6}
//   words"}

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

// The tables of a rule file. A key belongs to one or more of them.
enum TableKind : unsigned {
  in_file = 1,
  in_pack = 2,
  in_site = 4,
  in_defaults = 8,
  in_rule = 16,
  in_case = 32,
  in_override = 64,
};

enum class KeyType : unsigned char {
  text,     // any string
  line,     // a string of one line that is not empty
  id,       // "nav/skip-links"
  ids,      // one or more ids
  globs,    // one or more ids or globs, "nav/*"
  names,    // one or more free words; for `site`, the names of sites
  choice,   // one of `choices`
  choices,  // some of `choices`
  integer,
  number,
  flag,
  literals,   // one or more strings that are compared folded
  pattern,    // one RE2 regex
  patterns,   // one or more
  selectors,  // one or more CSS selectors
  hosts,      // one or more host patterns
  langs,      // one or more primary language tags
  pages,      // one or more mini pages, dedented
  page,       // one mini page, verbatim
  table,      // a table, or for [lists] and [sites] one whose keys are free
  tables,     // [[...]]
};

enum class Group : unsigned char { identity, scope, match, take, examples, file };

struct Key {
  std::string_view name;
  unsigned tables = 0;  // TableKinds
  KeyType type = KeyType::text;
  Group group = Group::file;
  std::string_view fallback;  // what holds if the key is not given; empty: nothing does
  std::string_view about;     // for docs and schema: one sentence or two, Markdown
  std::span<const std::string_view> choices = {};
  double least = 0, most = 0;  // of numbers, inclusive
  bool is_required = false;
};

[[nodiscard]] std::span<const Key> keys();

// The row of a key in this table; nullptr if the table has no such key.
[[nodiscard]] const Key* find_key(TableKind table, std::string_view name);

// True for the types that take a list (one string stands for a list of one).
[[nodiscard]] bool is_list(KeyType type);

// The candidate nearest to what was written, if it is near enough for a "did you mean"; else empty.
[[nodiscard]] std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates);

// For E102: what to write instead of an unknown key; empty if nothing comes near.
[[nodiscard]] std::string advice_for_key(TableKind table, std::string_view written);

// The JSON Schema (draft 2020-12) of a rule file in JSON form, for the completion and checks of editors.
[[nodiscard]] std::string rule_schema();

// The keys of [[rule]] and of the other tables as Markdown tables, as they stand in docs/rules.md.
[[nodiscard]] std::string rule_keys_markdown();

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_KEYS_H_
