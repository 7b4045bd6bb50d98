// The rows stand in the order in which a rule should be written; lint holds rules to their groups.

#include "rule/rule_keys.h"

#include <algorithm>
#include <array>

#include "rule/rule.h"

namespace dehusk {

namespace {

using std::string_view;

constexpr std::array<string_view, kHuskCount> kHusks = {
    "nav",   "ad",      "donation", "newsletter", "caption", "credit",  "byline", "date",   "headline",
    "share", "related", "comment",  "cookie",     "consent", "paywall", "legal",  "hidden", "other"};
constexpr std::array<string_view, 3> kRisks = {"low", "medium", "high"};
constexpr std::array<string_view, 3> kStatuses = {"draft", "stable", "deprecated"};
constexpr std::array<string_view, 1> kCaseStatuses = {"todo"};
constexpr std::array<string_view, 4> kActions = {"drop", "trim", "keep", "mark"};
constexpr std::array<string_view, 3> kZones = {"head", "body", "tail"};
constexpr std::array<string_view, 2> kInputs = {"html", "text"};
constexpr std::array<string_view, kKindCount> kKinds = {"para", "heading", "item", "quote", "cell",
                                                        "pre",  "caption", "raw",  "other"};
constexpr std::array<string_view, 2> kBuiltins = {"evidence", "empty-heading"};

constexpr unsigned kScoped = in_rule | in_defaults;
using T = KeyType;
using G = Group;

constexpr Key kKeys[] = {
    {"dehusk",
     in_file,
     T::integer,
     G::file,
     "",
     "Version of the rule format; this one is 1. The first key of the file.",
     {},
     0,
     1e6,
     true},
    {"pack", in_file, T::table, G::file, "", "What this pack of rules is."},
    {"lists", in_file, T::table, G::file, "",
     "Vocabularies: name = ['one', 'two']. `{{name}}` in a regex stands for `one\\|two`; as an entry of a list of "
     "literals, selectors or hosts, for its entries."},
    {"sites", in_file, T::table, G::file, "",
     "[sites.NAME]: how to know a site, for rules with `site = 'NAME'`. All loaded files share them."},
    {"defaults", in_file, T::table, G::file, "",
     "Scope keys, `husk`, `risk` and `tags` for every rule of this file; a rule's own key replaces it."},
    {"rule", in_file, T::tables, G::file, "", "The rules."},
    {"override", in_file, T::tables, G::file, "",
     "Changes to rules of any loaded file, applied when all are loaded, in load order."},
    {"content", in_file, T::table, G::file, "",
     "The numbers of the content model; the rule loader does not look into it."},

    {"name", in_pack, T::line, G::file, "", "The pack's name.", {}, 0, 0, true},
    {"version", in_pack, T::text, G::file, "", "The pack's own version."},
    {"license", in_pack, T::text, G::file, "", "SPDX expression, `CC0-1.0`."},
    {"about", in_pack, T::text, G::file, "", "One line on what the pack is for."},
    {"requires", in_pack, T::text, G::file, "", "Least engine version, `>=0.1`."},

    {"hosts", in_site, T::hosts, G::scope, "", "The site's hosts; it is on if the page's host matches one."},
    {"marks", in_site, T::literals, G::scope, "",
     "Literals that only this site prints: if the host is unknown, the site is on when a block has one."},

    {"id",
     in_rule,
     T::id,
     G::identity,
     "",
     "The rule's name in every report: words of `a-z0-9` joined by `-`, `/` or `.`, at most 80 characters, unique over "
     "all files.",
     {},
     0,
     0,
     true},
    {"id",
     in_override,
     T::globs,
     G::identity,
     "",
     "The rule or rules to change: an id, a former id, or a glob (`nav/*`).",
     {},
     0,
     0,
     true},
    {"enabled", in_override, T::flag, G::identity, "true", "`false` switches the rule off."},
    {"why",
     in_rule,
     T::line,
     G::identity,
     "",
     "The reason that people are shown, one line of at most 120 characters.",
     {},
     0,
     0,
     true},
    {"husk", kScoped, T::choice, G::identity, "", "The kind of husk; `--keep-husk` keeps whole kinds.", kHusks, 0, 0,
     true},
    {"risk", kScoped | in_override, T::choice, G::identity, "medium",
     "How likely the rule takes text wrongly; it runs if this is at most `--risk`.", kRisks},
    {"status", in_rule | in_override, T::choice, G::identity, "stable",
     "`draft` reports and removes nothing; `deprecated` runs, and needs `replaced_by` or `note`.", kStatuses},
    {"was", in_rule, T::ids, G::identity, "", "Former ids; overrides and expectations that use them still resolve."},
    {"tags", kScoped, T::names, G::identity, "", "Free words for reports."},
    {"see", in_rule, T::names, G::identity, "", "Links to issues or pages, for reports."},
    {"note", in_rule, T::text, G::identity, "", "What the next author should know."},
    {"replaced_by", in_rule, T::id, G::identity, "", "The id of the rule that does this now."},
    {"owner", in_rule, T::text, G::identity, "", "Who looks after the rule."},

    {"site", kScoped, T::names, G::scope, "", "Names from `[sites]`; holds if one of them is on."},
    {"hosts", kScoped | in_override, T::hosts, G::scope, "",
     "`example.com` is the host and its subdomains, `=example.com` that host alone. Fails if the page's host is "
     "unknown."},
    {"not_hosts", kScoped | in_override, T::hosts, G::scope, "",
     "The rule does not run on these hosts. Holds if the host is unknown."},
    {"paths", kScoped, T::patterns, G::scope, "", "Regexes on path and query of the URL. Fails if the URL is unknown."},
    {"not_paths", kScoped, T::patterns, G::scope, "",
     "The rule does not run where one matches. Holds if the URL is unknown."},
    {"lang", kScoped, T::langs, G::scope, "", "Primary language tags, `en`. Holds if the page's language is unknown."},
    {"not_lang", kScoped, T::langs, G::scope, "",
     "Languages the rule does not run in. Holds if the language is unknown."},
    {"input", kScoped, T::choice, G::scope, "", "Only HTML pages, or only text dumps.", kInputs},

    {"css", in_rule, T::selectors, G::match, "",
     "Selectors: the rule works on elements, in the structure stage; text keys then test the element's text."},
    {"is", in_rule, T::literals, G::match, "",
     "The text is one of these. Literals ignore case, white space and the form of quotes and dashes."},
    {"starts", in_rule, T::literals, G::match, "", "The text starts with one of these, and the word ends there."},
    {"ends", in_rule, T::literals, G::match, "", "The text ends with one of these, as whole words."},
    {"has", in_rule, T::literals, G::match, "", "One of these is in the text, as whole words."},
    {"re", in_rule, T::patterns, G::match, "",
     "RE2 regexes, searched in the text as it is: `^` and `$` anchor, `(?i)` ignores case."},
    {"builtin", in_rule, T::choice, G::match, "",
     "A matcher that is part of the program, instead of all the keys above.", kBuiltins},
    {"not_has", in_rule, T::literals, G::match, "", "None of these may be in the text."},
    {"not_re", in_rule, T::patterns, G::match, "", "None of these may match."},
    {"min_words", in_rule, T::integer, G::match, "", "At least so many words.", {}, 0, 1e6},
    {"max_words", in_rule, T::integer, G::match, "", "At most so many words.", {}, 0, 1e6},
    {"min_links",
     in_rule,
     T::number,
     G::match,
     "",
     "At least this share of the text is links, 0 to 1. Fails if the dump does not show its links.",
     {},
     0,
     1},
    {"block", in_rule, T::choices, G::match, "every kind but pre",
     "The kinds of block allowed. Text in `pre` and `code` is safe from css rules too unless `pre` is named here.",
     kKinds},
    {"zone", in_rule, T::choices, G::match, "",
     "Where on the page: before the first paragraph of prose, among the prose, after its last.", kZones},
    {"first", in_rule, T::integer, G::match, "", "Only among the first N blocks.", {}, 1, 1e6},
    {"last", in_rule, T::integer, G::match, "", "Only among the last N blocks.", {}, 1, 1e6},
    {"inside", in_rule, T::selectors, G::match, "",
     "Some ancestor matches one of these selectors. Fails on text dumps."},
    {"prev", in_rule, T::pattern, G::match, "", "One of the `prev_reach` blocks before matches this regex."},
    {"prev_reach", in_rule, T::integer, G::match, "1", "How many blocks before are looked at.", {}, 1, 20},
    {"next", in_rule, T::pattern, G::match, "", "One of the `next_reach` blocks after matches this regex."},
    {"next_reach", in_rule, T::integer, G::match, "1", "How many blocks after are looked at.", {}, 1, 20},
    {"run",
     in_rule,
     T::integer,
     G::match,
     "1",
     "Only where at least N blocks in a row satisfy all of the above.",
     {},
     1,
     1000},

    {"action", in_rule, T::choice, G::take, "drop",
     "`drop` takes the block or element; `trim` only the matched text (the group `cut`, if the regex has one); `keep` "
     "protects; `mark` only reports.",
     kActions},
    {"to", in_rule, T::pattern, G::take, "",
     "A region: from the matching block to the first block that matches this, that block too."},
    {"until", in_rule, T::pattern, G::take, "", "The same, but the closing block stays."},
    {"max_blocks",
     in_rule,
     T::integer,
     G::take,
     "40",
     "The closing block must lie within so many blocks, or nothing is taken.",
     {},
     1,
     400},
    {"to_end", in_rule, T::flag, G::take, "false", "A region to the end of the page."},
    {"closest", in_rule, T::selectors, G::take, "",
     "Takes the nearest ancestor (or the element itself) that matches, instead of the element."},
    {"rest", in_rule, T::flag, G::take, "false", "Takes all following siblings too."},
    {"over", in_rule, T::globs, G::take, "every rule", "For `keep`: the ids or globs it protects against."},
    {"max_share",
     in_rule | in_override,
     T::number,
     G::take,
     "0.30, with to_end 0.50",
     "If the rule alone would take a greater share of the page's words, it is cancelled on this page.",
     {},
     0,
     1},
    {"max_hits",
     in_rule,
     T::integer,
     G::take,
     "200",
     "If the rule would take more blocks, it is cancelled on this page.",
     {},
     1,
     1e6},

    {"remove", in_rule, T::pages, G::examples, "",
     "Mini pages of which this rule alone must take every block (for `keep`: must protect)."},
    {"keep", in_rule, T::pages, G::examples, "", "Mini pages in which this rule touches nothing."},
    {"case", in_rule, T::tables, G::examples, "", "`[[rule.case]]`: a page that says line by line what must go."},

    {"name", in_case, T::line, G::examples, "", "What the case shows."},
    {"url", in_case, T::line, G::examples, "", "The page's URL; without it and `lang`, page scope is taken to hold."},
    {"lang", in_case, T::line, G::examples, "", "The page's language."},
    {"status", in_case, T::choice, G::examples, "", "`todo`: known to fail as yet.", kCaseStatuses},
    {"text", in_case, T::page, G::examples, "",
     "Lines with a gutter: `- ` must go, two spaces must stay, `+ ` is what a trim leaves of the line above."},
    {"html", in_case, T::page, G::examples, "", "HTML in which elements with a bare `husk` attribute must go."},
};

// Words that people bring along from other rule languages.
constexpr std::pair<string_view, string_view> kAliases[] = {
    {"selector", "css"},
    {"selectors", "css"},
    {"xpath", "css"},
    {"regex", "re"},
    {"regexp", "re"},
    {"pattern", "re"},
    {"match", "re"},
    {"contains", "has"},
    {"equals", "is"},
    {"prefix", "starts"},
    {"begins", "starts"},
    {"suffix", "ends"},
    {"name", "id"},
    {"description", "why"},
    {"message", "why"},
    {"reason", "why"},
    {"kind", "husk"},
    {"type", "husk"},
    {"severity", "risk"},
    {"domain", "hosts"},
    {"domains", "hosts"},
    {"url", "paths"},
    {"urls", "paths"},
    {"path", "paths"},
    {"language", "lang"},
    {"except", "not_re"},
    {"exclude", "not_re"},
    {"not", "not_re"},
    {"before", "next"},
    {"after", "prev"},
    {"position", "zone"},
    {"kinds", "block"},
    {"examples", "remove"},
    {"tests", "remove"},
    {"comment", "note"},
    {"max_length", "max_words"},
    {"min_length", "min_words"},
};

// Optimal string alignment: insert, delete, replace and swap cost one each.
std::size_t distance(string_view a, string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::span<const Key> keys() { return kKeys; }

const Key* find_key(TableKind table, string_view name) {
  for (const Key& key : kKeys) {
    if ((key.tables & table) != 0 && key.name == name) return &key;
  }
  return nullptr;
}

bool is_list(KeyType type) {
  constexpr std::array kLists = {T::ids,      T::globs,     T::names, T::choices, T::literals,
                                 T::patterns, T::selectors, T::hosts, T::langs,   T::pages};
  return std::find(kLists.begin(), kLists.end(), type) != kLists.end();
}

string_view nearest(string_view written, std::span<const string_view> candidates) {
  string_view best;
  if (written.size() > 80) return best;
  std::size_t least = written.size() < 3   ? 1
                      : written.size() < 5 ? 2
                                           : 3;  // one above the greatest distance that counts
  for (const string_view candidate : candidates) {
    if (candidate.size() > 80) continue;
    const std::size_t found = distance(written, candidate);
    if (found < least) {
      least = found;
      best = candidate;
    }
  }
  return best;
}

std::string advice_for_key(TableKind table, string_view written) {
  std::string lower(written);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' ? '_' : c;
  });
  std::vector<string_view> names;
  for (const Key& key : kKeys) {
    if ((key.tables & table) != 0) names.push_back(key.name);
  }
  if (find_key(table, lower) != nullptr) return "did you mean '" + lower + "'?";
  for (const auto& [alias, name] : kAliases) {
    if (alias == lower && find_key(table, name) != nullptr) return "did you mean '" + std::string(name) + "'?";
  }
  if (const string_view near = nearest(lower, names); !near.empty()) return "did you mean '" + std::string(near) + "'?";
  constexpr std::pair<TableKind, string_view> kTables[] = {
      {in_rule, "[[rule]]"},     {in_override, "[[override]]"}, {in_case, "[[rule.case]]"},
      {in_site, "[sites.NAME]"}, {in_pack, "[pack]"},           {in_file, "the top of the file"}};
  for (const auto& [kind, name] : kTables) {
    if (find_key(kind, lower) != nullptr) return "'" + lower + "' is a key of " + std::string(name);
  }
  return {};
}

}  // namespace dehusk
