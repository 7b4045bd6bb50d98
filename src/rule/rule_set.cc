// compile(): literals folded, patterns wrapped, and each text rule entered into the index that fits the most telling of
// its keys. A rule's keys are joined by AND, so one of them is enough to find the blocks worth confirming it on:
//
//   is      > starts > ends > has > re        the first that the rule has
//   re[i]   '^literal$' -> exact; what it begins with or cannot match without -> literals; else the sieve

#include "rule/rule_set.h"

#include <algorithm>
#include <utility>

#include "base/glob.h"
#include "base/unicode.h"
#include "rule/compiled.h"
#include "rule/conditions.h"
#include "rule/prepared.h"
#include "rule/sha256.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxRules = 20000;
constexpr std::uint32_t kEveryKind = (1U << kKindCount) - 1;
constexpr std::uint32_t kDefaultKinds = kEveryKind & ~(1U << static_cast<unsigned>(Kind::pre));
// Literals per byte of text (see PatternNeeds) up to which the search for them pays beside the sieve.
constexpr double kRare = 0.03;

std::vector<std::string> folded(const std::vector<Text>& texts) {
  std::vector<std::string> literals;
  for (const Text& text : texts) literals.push_back(fold(text.text));
  return literals;
}

std::vector<Pattern> patterns(const std::vector<Text>& texts) {
  std::vector<Pattern> made;
  for (const Text& text : texts) made.emplace_back(text.text);
  return made;
}

std::vector<Pattern> patterns(const std::optional<Text>& text) {
  std::vector<Pattern> made;
  if (text) made.emplace_back(text->text);
  return made;
}

std::vector<SelectorList> selectors(const std::vector<Text>& texts) {
  std::vector<SelectorList> made;
  for (const Text& text : texts) made.push_back(parse_selector(text.text));
  return made;
}

bool is_meant(const Rule& rule, const std::vector<Text>& over) {
  return std::any_of(over.begin(), over.end(), [&](const Text& glob) {
    const auto matches = [&](const std::string& id) { return matches_glob(id, glob.text); };
    return matches(rule.id) || std::any_of(rule.was.begin(), rule.was.end(), matches);
  });
}

CompiledRule compile_rule(const Rule& rule, const std::vector<Rule>& rules) {
  const Match& match = rule.match;
  CompiledRule compiled;
  compiled.is = folded(match.is);
  compiled.starts = folded(match.starts);
  compiled.ends = folded(match.ends);
  compiled.has = folded(match.has);
  compiled.not_has = folded(match.not_has);
  compiled.re = patterns(match.re);
  compiled.not_re = patterns(match.not_re);
  compiled.prev = patterns(match.prev);
  compiled.next = patterns(match.next);
  compiled.to = patterns(rule.take.to);
  compiled.until = patterns(rule.take.until);
  compiled.paths = patterns(rule.scope.paths);
  compiled.not_paths = patterns(rule.scope.not_paths);
  compiled.inside = selectors(match.inside);
  compiled.closest = selectors(rule.take.closest);
  compiled.kinds = match.kinds.value_or(kDefaultKinds);
  compiled.zones = match.zones.value_or(0);
  compiled.asked = asked_conditions(rule);
  compiled.reads_folded =
      !(match.is.empty() && match.starts.empty() && match.ends.empty() && match.has.empty() && match.not_has.empty());
  compiled.openings = Openings(compiled.is.empty() ? compiled.starts : compiled.is);
  compiled.is_scoped = !rule.scope.sites.empty() || !rule.scope.hosts.empty();
  compiled.covers_all = rule.take.over.empty();
  if (!compiled.covers_all && rule.take.action == Action::keep) {
    for (RuleId other = 0; other < rules.size(); ++other) {
      if (is_meant(rules[other], rule.take.over)) compiled.covers.push_back(other);
    }
  }
  return compiled;
}

Gate gate_of(const Rule& rule) {
  const Scope& scope = rule.scope;
  Gate gate;
  gate.husk = bit(rule.husk);
  gate.risk = rule.risk;
  gate.is_enabled = rule.enabled;
  gate.takes = rule.take.action == Action::drop || rule.take.action == Action::trim;
  gate.asks_input = scope.input.has_value();
  gate.input = scope.input.value_or(InputKind::html);
  gate.asks_page = !(scope.sites.empty() && scope.hosts.empty() && scope.not_hosts.empty() && scope.paths.empty() &&
                     scope.not_paths.empty() && scope.lang.empty() && scope.not_lang.empty());
  return gate;
}

void add_gate(std::vector<GatedRules>& gates, const Gate& gate, RuleId id) {
  auto known = std::find_if(gates.begin(), gates.end(), [&](const GatedRules& one) { return one.gate == gate; });
  if (known == gates.end()) known = gates.insert(gates.end(), {gate, {}});
  known->rules.push_back(id);
}

std::uint32_t add_name(Compiled& compiled, std::uint32_t target, std::uint64_t entries = ~std::uint64_t{0}) {
  compiled.named.push_back({.target = target, .entries = entries});
  return static_cast<std::uint32_t>(compiled.named.size() - 1);
}

// Enters each literal; false if one of them folds to nothing, so that the index cannot find it.
bool add_literals(LiteralIndex& index, const std::vector<std::string>& literals, Where where, std::uint32_t number) {
  for (const std::string& literal : literals) index.add(literal, where, number);
  return std::find(literals.begin(), literals.end(), "") == literals.end();
}

BlockLimits limits_of(const CompiledRule& own, const Rule& rule) {
  return {.min_words = rule.match.min_words.value_or(0),
          .max_words = rule.match.max_words.value_or(kNone),
          .kinds = own.kinds,
          .zones = rule.match.zones.value_or(0xFF)};
}

// Enters what one regex needs: where a literal or a start names its blocks, the sieve only confirms; else it finds
// them.
void index_pattern(Compiled& compiled, const PatternNeeds& needs, std::uint32_t target, const BlockLimits& limits,
                   std::uint64_t entries) {
  const bool is_named = !needs.literals.empty() && (needs.at_start || needs.frequency < kRare);
  const std::uint32_t number = add_name(compiled, target, entries);
  if (is_named) {
    for (const std::string& literal : needs.literals) {
      compiled.literals.add(literal, needs.at_start ? Where::prefix : Where::atom, number);
    }
  }
  compiled.sieve.add(needs, limits, is_named);
}

void index_text_rule(Compiled& compiled, const Rule& rule, const RuleNeeds& needs, RuleId id) {
  const CompiledRule& own = compiled.rules[id];
  const BlockLimits limits = limits_of(own, rule);
  const auto index_literals = [&](const std::vector<std::string>& literals, Where where) {
    const bool is_named = add_literals(compiled.literals, literals, where, add_name(compiled, id));
    compiled.sieve.add({}, limits, is_named);
  };
  if (!own.is.empty()) {
    index_literals(own.is, Where::whole);
  } else if (!own.starts.empty()) {
    index_literals(own.starts, Where::start);
  } else if (!own.ends.empty()) {
    index_literals(own.ends, Where::end);
  } else if (!own.has.empty()) {
    index_literals(own.has, Where::anywhere);
  } else {
    for (std::size_t i = 0; i < rule.match.re.size(); ++i) {
      const std::uint64_t entries = entry_bit(i);
      if (const std::optional<std::string> literal = whole_literal(rule.match.re[i].text)) {
        compiled.literals.add(*literal, Where::whole, add_name(compiled, id, entries));
        compiled.sieve.add({}, limits, true);
      } else {
        index_pattern(compiled, needs.re[i], id, limits, entries);
      }
    }
  }
}

// `prev` and `next` are looked for in every block around a candidate, so they are targets of their own, where literals
// name their blocks.
void index_neighbour(Compiled& compiled, const PatternNeeds& needs, std::uint32_t& target) {
  if (needs.literals.empty() || (!needs.at_start && needs.frequency > kRare)) return;
  target = compiled.target_count++;
  index_pattern(compiled, needs, target, {}, ~std::uint64_t{0});
}

RuleNeeds rule_needs(const Rule& rule) {
  RuleNeeds needs;
  needs.re.resize(rule.match.re.size());
  if (!rule.enabled || rule.is_structural()) return needs;
  const Match& match = rule.match;
  const bool is_found_by_re = match.is.empty() && match.starts.empty() && match.ends.empty() && match.has.empty();
  for (std::size_t i = 0; is_found_by_re && i < match.re.size(); ++i) {
    if (!whole_literal(match.re[i].text)) needs.re[i] = needs_of(match.re[i].text);
  }
  if (match.prev) needs.prev = needs_of(match.prev->text);
  if (match.next) needs.next = needs_of(match.next->text);
  return needs;
}

std::string digest_of(std::span<const RuleSource> sources) {
  Sha256 sum;
  for (const RuleSource& source : sources) {
    sum.add(source.file);
    sum.add(std::string_view("\0", 1));
    sum.add(std::to_string(source.text.size()));
    sum.add(std::string_view("\0", 1));
    sum.add(source.text);
  }
  return "sha256:" + sum.hex();
}

}  // namespace

const std::vector<Rule>& RuleSet::rules() const { return compiled_->book.rules; }
const std::vector<Site>& RuleSet::sites() const { return compiled_->book.sites; }
std::string RuleSet::digest() const { return compiled_->digest; }

Prepared prepare(RuleBook book, std::span<const RuleSource> sources) {
  Prepared prepared;
  prepared.digest = digest_of(sources);
  for (const Rule& rule : book.rules) prepared.needs.push_back(rule_needs(rule));
  prepared.book = std::move(book);
  return prepared;
}

Result<RuleSet> compile(RuleBook book, std::span<const RuleSource> sources) {
  return compile(prepare(std::move(book), sources));
}

Result<RuleSet> compile(Prepared prepared) {
  RuleBook& book = prepared.book;
  const std::vector<RuleNeeds>& needs = prepared.needs;
  if (book.rules.size() > kMaxRules) {
    return Fault{.code = "E122",
                 .file = book.rules[kMaxRules].file,
                 .line = book.rules[kMaxRules].line,
                 .message = std::to_string(book.rules.size()) + " rules; the limit is " + std::to_string(kMaxRules),
                 .help = "",
                 .source = ""};
  }
  Result<Judge> judge = parse_judge(book.content_file, book.content);
  if (!judge.ok()) return judge.faults();

  auto compiled = std::make_shared<Compiled>();
  compiled->digest = std::move(prepared.digest);
  compiled->judge = std::move(judge).value();
  compiled->selectors = build_selector_index(book.rules);
  for (RuleId id = 0; id < book.rules.size(); ++id) {
    const Rule& rule = book.rules[id];
    compiled->rules.push_back(compile_rule(rule, book.rules));
    add_gate(compiled->gates, gate_of(rule), id);
    if (!rule.match.builtin.empty()) compiled->builtins.push_back(id);
    if (rule.enabled && !rule.is_structural()) index_text_rule(*compiled, rule, needs[id], id);
  }
  compiled->target_count = static_cast<std::uint32_t>(book.rules.size());
  for (RuleId id = 0; id < book.rules.size(); ++id) {
    const Rule& rule = book.rules[id];
    if (!rule.enabled || rule.is_structural()) continue;
    index_neighbour(*compiled, needs[id].prev, compiled->rules[id].prev_target);
    index_neighbour(*compiled, needs[id].next, compiled->rules[id].next_target);
  }
  compiled->literals.build();
  compiled->sieve.build();
  for (std::uint32_t site = 0; site < book.sites.size(); ++site) {
    for (const std::string& mark : folded(book.sites[site].marks))
      if (!mark.empty()) compiled->marks.add(mark, site);
  }
  compiled->marks.build();
  compiled->book = std::move(book);

  RuleSet rules;
  rules.compiled_ = std::move(compiled);
  return rules;
}

bool protects(const Compiled& compiled, RuleId keep, RuleId rule) {
  const CompiledRule& keeper = compiled.rules[keep];
  return keeper.covers_all || std::binary_search(keeper.covers.begin(), keeper.covers.end(), rule);
}

bool owns_before(const Compiled& compiled, RuleId a, RuleId b) {
  return std::pair(!compiled.rules[a].is_scoped, a) < std::pair(!compiled.rules[b].is_scoped, b);
}

}  // namespace dehusk
