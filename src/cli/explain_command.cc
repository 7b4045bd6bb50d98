// `dehusk explain`: one page, cleaned with the trace on, and an answer to one question about it.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/unicode.h"
#include "clean/content.h"
#include "clean/pipeline.h"
#include "clean/zones.h"
#include "cli/commands.h"
#include "feed/byte_source.h"
#include "write/explain.h"
#include "write/tally.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxStories = 20;
constexpr std::size_t kMaxEvidence = 8;
constexpr std::size_t kMaxMisses = 11;           // one more than are shown
constexpr std::uint32_t kMaxBlocksAsked = 1000;  // asking why not costs a run of all rules a block

std::string zone_of(const Page& page, std::uint32_t block) {
  std::vector<std::uint32_t> seen;
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i)
    if (page.blocks[i].kind != Kind::raw) seen.push_back(i);
  const auto at = std::find(seen.begin(), seen.end(), block);
  if (at == seen.end()) return "";
  const auto index = static_cast<std::uint32_t>(at - seen.begin());
  const std::uint8_t zones = find_zones(page, seen).of(index, index + 1);
  for (const Zone zone : {Zone::head, Zone::body, Zone::tail})
    if ((zones & (1U << static_cast<unsigned>(zone))) != 0) return std::string(to_string(zone));
  return "";
}

// All that the cleaner can tell about one block.
Story story_of(const Outcome& outcome, const Job& job, std::uint32_t block) {
  Story story;
  story.block = block;
  story.evidence = evidence_in_words(run_rules(outcome.page, job.rules, job.clean).scene, block, kMaxEvidence);
  const auto [first, last] = cuts_of(outcome.cleaned.cuts, block);
  for (std::size_t c = first; c < last; ++c) {
    // The evidence is the reason of the content stage, and is told once.
    const bool is_judged = outcome.cleaned.cuts[c].stage == Stage::content && !story.evidence.empty();
    story.how.push_back(is_judged ? ""
                                  : why_taken(outcome.page, job.rules, job.clean, outcome.cleaned.cuts[c].rule, block));
  }
  for (Miss& miss : near_misses(outcome.page, job.rules, job.clean, block))
    story.near.push_back({block, miss.rule, std::move(miss.held), std::move(miss.failed)});
  story.zone = zone_of(outcome.page, block);
  return story;
}

// The blocks that the question is about; empty if there are none.
std::vector<std::uint32_t> blocks_asked_for(const Args& args, const Page& page) {
  std::vector<std::uint32_t> blocks;
  const std::string wanted = fold(args.text);
  for (std::uint32_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    bool is_asked_for = args.block && *args.block == i;
    if (args.line) {
      const std::string_view source = slice(page.source, block.source);
      const auto lines = static_cast<std::uint32_t>(std::count(source.begin(), source.end(), '\n'));
      is_asked_for = is_asked_for || (block.line <= *args.line && *args.line <= block.line + lines);
    }
    if (!wanted.empty()) is_asked_for = is_asked_for || fold(page.text_of(block)).find(wanted) != std::string::npos;
    if (is_asked_for) blocks.push_back(i);
  }
  return blocks;
}

RuleId rule_called(const std::vector<Rule>& rules, const std::string& id) {
  for (RuleId i = 0; i < rules.size(); ++i)
    if (rules[i].id == id || std::find(rules[i].was.begin(), rules[i].was.end(), id) != rules[i].was.end()) return i;
  return kNone;
}

int answer_about_rule(const Args& args, const Job& job, const Outcome& outcome, const ExplainOptions& options) {
  const RuleId rule = rule_called(job.rules.rules(), args.rule);
  if (rule == kNone) {
    complain("no rule is called '" + args.rule + "'; 'dehusk rules list' shows them");
    return kUsage;
  }
  std::vector<NearMiss> near;
  CleanOptions alone = job.clean;
  alone.only = rule;
  for (std::uint32_t i = 0; i < outcome.page.blocks.size() && i < kMaxBlocksAsked && near.size() < kMaxMisses; ++i) {
    for (Miss& miss : near_misses(outcome.page, job.rules, alone, i)) {
      if (miss.rule == rule && !miss.failed.empty())
        near.push_back({i, rule, std::move(miss.held), std::move(miss.failed)});
    }
  }
  return print_and_exit(explain_rule({outcome.page, job.rules.rules(), outcome.cleaned}, rule, near, options), kDone);
}

int answer_about_blocks(const Args& args, const Job& job, const Outcome& outcome, const ExplainOptions& options) {
  std::vector<std::uint32_t> blocks = blocks_asked_for(args, outcome.page);
  if (blocks.empty()) {
    if (args.block)
      complain("no block " + std::to_string(*args.block) + ": the page has " +
               std::to_string(outcome.page.blocks.size()) + ", counted from 0");
    if (args.line) complain("no block in line " + std::to_string(*args.line) + " of the source");
    if (!args.text.empty()) complain("no block has the words '" + args.text + "'");
    return kUsage;
  }
  const std::size_t found = blocks.size();
  blocks.resize(std::min(found, kMaxStories));
  std::vector<Story> stories;
  for (const std::uint32_t block : blocks) stories.push_back(story_of(outcome, job, block));
  const Explained it{outcome.page, job.rules.rules(), outcome.cleaned};
  if (args.to == "json") return print_and_exit(explain_json(it, stories, options) + "\n", kDone);
  std::string out;
  for (const Story& story : stories) out += (out.empty() ? "" : "\n") + explain_block(it, story, options);
  if (found > kMaxStories) out += "\n... and " + std::to_string(found - kMaxStories) + " more blocks\n";
  return print_and_exit(out, kDone);
}

}  // namespace

int run_explain(const Args& args) {
  if (args.files.size() > 1) {
    complain("explain takes one page");
    return kUsage;
  }
  const std::string file = args.files.empty() ? "-" : args.files[0];
  if (args.files.empty() && isatty(0) != 0) {
    complain("explain: which page? Try 'dehusk explain --help'.");
    return kUsage;
  }
  int exit_code = kDone;
  std::optional<Job> job = job_from(args, exit_code);
  if (!job) return exit_code;
  job->form = Form::text;
  job->clean.trace = true;
  const int descriptor = file == "-" ? 0 : open(file.c_str(), O_RDONLY | O_CLOEXEC);
  ByteSource source(descriptor);
  if (descriptor >= 0) source.unpack();
  const std::string_view bytes = descriptor < 0 ? "" : source.read_all(job->read.limits.max_bytes + 1);
  if (descriptor < 0 || source.error() != 0) {
    complain((file == "-" ? "standard input" : file) +
             ": cannot read: " + std::strerror(descriptor < 0 ? errno : source.error()));
    return kBadInput;
  }
  const Outcome outcome =
      clean_document({.bytes = bytes, .url = "", .charset = "", .is_utf8 = false}, job->read.kind, *job);
  const ExplainOptions options{
      .color = wants_color(args.color), .width = terminal_width(), .removed_only = args.removed_only};
  if (!args.rule.empty()) return answer_about_rule(args, *job, outcome, options);
  if (args.block || args.line || !args.text.empty()) return answer_about_blocks(args, *job, outcome, options);
  const Explained it{outcome.page, job->rules.rules(), outcome.cleaned};
  return print_and_exit(args.to == "json" ? explain_json(it, {}, options) + "\n" : explain_page(it, options), kDone);
}

}  // namespace dehusk
