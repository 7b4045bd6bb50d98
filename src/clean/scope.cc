// Which rules are in force on a page. Everything here is asked once a page, never once a block.
//
//   hosts = ['dw.com']    p.dw.com yes, dw.com yes, notdw.com no        hosts = ['=dw.com']   dw.com alone
//   what the page does not say: `hosts` and `paths` fail, `not_hosts` and `not_paths` hold, `lang` and `not_lang` hold

#include <algorithm>
#include <string>
#include <string_view>

#include "clean/stage.h"
#include "rule/compiled.h"

namespace dehusk {

namespace {

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_equal(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_ascii(x) == lower_ascii(y); });
}

bool matches_host(std::string_view host, std::string_view pattern) {
  if (!pattern.empty() && pattern.front() == '=') return is_equal(host, pattern.substr(1));
  if (host.size() < pattern.size() || pattern.empty()) return false;
  const std::size_t before = host.size() - pattern.size();
  return is_equal(host.substr(before), pattern) && (before == 0 || host[before - 1] == '.');
}

bool matches_any_host(std::string_view host, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches_host(host, pattern); });
}

bool matches_any(std::string_view text, const std::vector<Pattern>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) { return pattern.search(text); });
}

bool has_lang(std::string_view lang, const std::vector<std::string>& langs) {
  return std::any_of(langs.begin(), langs.end(), [&](const std::string& known) { return is_equal(lang, known); });
}

std::vector<bool> find_sites(const Scene& scene) {
  const std::vector<Site>& sites = scene.rules.sites();
  std::vector<bool> sites_on(sites.size(), scene.options.scope_holds);
  if (scene.options.scope_holds) return sites_on;
  if (scene.page.host.empty()) {
    for (const std::uint32_t site : scene.rules.compiled().marks.find(scene.page)) sites_on[site] = true;
    return sites_on;
  }
  for (std::size_t i = 0; i < sites.size(); ++i) sites_on[i] = matches_any_host(scene.page.host, sites[i].hosts);
  return sites_on;
}

// The input aside.
bool is_in_scope(const Scene& scene, const Rule& rule, const CompiledRule& compiled) {
  const Scope& scope = rule.scope;
  const Page& page = scene.page;
  if (!scope.sites.empty() &&
      std::none_of(scope.sites.begin(), scope.sites.end(), [&](std::uint32_t site) { return scene.sites_on[site]; }))
    return false;
  if (!scope.hosts.empty() && !matches_any_host(page.host, scope.hosts)) return false;
  if (!page.host.empty() && matches_any_host(page.host, scope.not_hosts)) return false;
  const bool has_path = !page.url.empty();
  if (!compiled.paths.empty() && !(has_path && matches_any(page.path, compiled.paths))) return false;
  if (has_path && matches_any(page.path, compiled.not_paths)) return false;
  if (!page.lang.empty()) {
    if (!scope.lang.empty() && !has_lang(page.lang, scope.lang)) return false;
    if (has_lang(page.lang, scope.not_lang)) return false;
  }
  return true;
}

// --risk and --keep-husk are about what a rule takes; a rule that takes nothing is not bound by them. So fewer cuts are
// all that a lower risk can lead to.
bool is_wanted(const CleanOptions& options, const Gate& gate) {
  if (!gate.is_enabled || !gate.takes) return gate.is_enabled;
  return gate.risk <= options.max_risk && (options.keep_husk & gate.husk) == 0;
}

}  // namespace

// Nearly all rules are in force on nearly all pages: what costs time are the others.
void decide_scope(Scene& scene) {
  const std::vector<Rule>& rules = scene.rules.rules();
  const Compiled& compiled = scene.rules.compiled();
  const CleanOptions& options = scene.options;
  scene.sites_on = find_sites(scene);
  scene.active.assign(rules.size(), true);
  for (const auto& [gate, ids] : compiled.gates) {
    const bool is_input = options.scope_holds || !gate.asks_input || gate.input == scene.page.kind;
    const bool is_open = is_input && is_wanted(options, gate);
    if (is_open && (options.scope_holds || !gate.asks_page)) continue;
    for (const RuleId id : ids)
      if (!is_open || !is_in_scope(scene, rules[id], compiled.rules[id])) scene.active[id] = false;
  }
  if (options.only == kNone) return;
  const bool is_only_active = scene.active[options.only];
  scene.active.assign(rules.size(), false);
  scene.active[options.only] = is_only_active;
}

}  // namespace dehusk
