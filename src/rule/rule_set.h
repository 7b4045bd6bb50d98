#ifndef DEHUSK_RULE_RULE_SET_H_
#define DEHUSK_RULE_RULE_SET_H_
// A RuleSet is a RuleBook compiled for matching: immutable, shared by all threads. It can only come out of compile(),
// so an uncompiled one cannot be matched.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/fault.h"
#include "page/cleaned.h"
#include "rule/rule.h"

namespace dehusk {

// One rule file as read from disk or built into the program.
struct RuleSource {
  std::string file;  // as faults and reports shall name it
  std::string text;
  bool is_built_in =
      false;  // its regexes and selectors were checked when the program was built: only their keys are looked at
};

struct Loaded {
  RuleBook book;
  std::vector<Fault> warnings;  // W-codes, sorted by place
};

// The rule files in load order, read into one book. All faults of all files in one go, sorted by file and line.
[[nodiscard]] Result<Loaded> load_rules(std::span<const RuleSource> sources);

// The packs that are built into the program, in load order.
[[nodiscard]] std::span<const RuleSource> built_in_rules();

// --rules arguments: files, and directories (their *.toml, recursively, in byte order of the path).
// Faults: a path that does not exist; warnings (W302) are appended for files in a directory that are not loaded.
[[nodiscard]] Result<std::vector<RuleSource>> find_rules(std::span<const std::string> paths,
                                                         std::vector<Fault>& warnings);

struct Prepared;  // a book and what is known about its regexes: rule/prepared.h
struct Compiled;  // the matchers; src/clean knows them by rule/compiled.h

class RuleSet {
 public:
  [[nodiscard]] const std::vector<Rule>& rules() const;
  [[nodiscard]] const std::vector<Site>& sites() const;
  [[nodiscard]] const Rule& rule(RuleId id) const { return rules()[id]; }
  [[nodiscard]] std::string digest() const;  // "sha256:..." over all files' names and bytes
  [[nodiscard]] const Compiled& compiled() const { return *compiled_; }

 private:
  friend Result<RuleSet> compile(Prepared prepared);
  std::shared_ptr<const Compiled> compiled_;
};

// Compiles a book. Every fault of patterns and selectors was found by load_rules already; what can still fail here is
// size. `sources` are only hashed, for the digest.
[[nodiscard]] Result<RuleSet> compile(RuleBook book, std::span<const RuleSource> sources);

}  // namespace dehusk

#endif  // DEHUSK_RULE_RULE_SET_H_
