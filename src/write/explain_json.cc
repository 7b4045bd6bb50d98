// The same facts as JSON, one object a page.
#include <algorithm>

#include "base/json.h"
#include "write/explain.h"
#include "write/tally.h"

namespace dehusk {

namespace {

void append_rule(std::string& out, const Rule& rule) {
  out += "\"rule\":";
  append_json(out, rule.id);
  out += ",\"file\":";
  append_json(out, rule.file);
  out += ",\"line\":" + std::to_string(rule.line);
}

void append_named(std::string& out, std::string_view name, std::string_view value) {
  out += ",\"" + std::string(name) + "\":";
  append_json(out, value);
}

void append_cuts(std::string& out, const Explained& it, std::uint32_t index, const Story* story) {
  const auto [first, last] = cuts_of(it.cleaned.cuts, index);
  out += ",\"cuts\":[";
  for (std::size_t c = first; c < last; ++c) {
    const Cut& cut = it.cleaned.cuts[c];
    const Rule& rule = it.rules[cut.rule];
    out += c > first ? ",{" : "{";
    append_rule(out, rule);
    append_named(out, "why", rule.why);
    append_named(out, "husk", to_string(rule.husk));
    append_named(out, "stage", to_string(cut.stage));
    append_named(out, "text", slice(it.page.text, cut.span));
    if (story != nullptr && c - first < story->how.size()) append_named(out, "how", story->how[c - first]);
    out += '}';
  }
  out += ']';
}

void append_story(std::string& out, const Explained& it, const Story& story) {
  append_named(out, "zone", story.zone);
  out += ",\"near\":[";
  for (const NearMiss& miss : story.near) {
    out += &miss == story.near.data() ? "{" : ",{";
    append_rule(out, it.rules[miss.rule]);
    append_named(out, "held", miss.held);
    append_named(out, "failed", miss.failed);
    out += '}';
  }
  out += "],\"evidence\":[";
  for (const std::string& line : story.evidence) {
    if (&line != story.evidence.data()) out += ',';
    append_json(out, line);
  }
  out += ']';
}

void append_block(std::string& out, const Explained& it, std::uint32_t index, const Story* story) {
  const Block& block = it.page.blocks[index];
  out += "{\"block\":" + std::to_string(index) + ",\"source_line\":" + std::to_string(block.line);
  append_named(out, "kind", to_string(block.kind));
  out += ",\"words\":" + std::to_string(block.words);
  append_named(out, "text", it.page.text_of(block));
  append_cuts(out, it, index, story);
  bool has_also = false;
  const auto first = std::partition_point(it.cleaned.also.begin(), it.cleaned.also.end(),
                                          [&](const Also& a) { return a.block < index; });
  for (auto also = first; also != it.cleaned.also.end() && also->block == index; ++also) {
    out += has_also ? ",{" : ",\"also\":[{";
    has_also = true;
    append_rule(out, it.rules[also->rule]);
    append_named(out, "by", it.rules[also->by].id);
    out += also->kept ? ",\"kept\":true}" : ",\"kept\":false}";
  }
  if (has_also) out += ']';
  if (story != nullptr) append_story(out, it, *story);
  out += '}';
}

void append_blocks(std::string& out, const Explained& it, const std::vector<Story>& stories,
                   const ExplainOptions& options) {
  bool is_first = true;
  const auto add = [&](std::uint32_t index, const Story* story) {
    if (!is_first) out += ',';
    is_first = false;
    append_block(out, it, index, story);
  };
  for (const Story& story : stories) add(story.block, &story);
  if (!stories.empty()) return;
  for (std::uint32_t i = 0; i < it.page.blocks.size(); ++i) {
    const auto [first, last] = cuts_of(it.cleaned.cuts, i);
    if (first != last || !options.removed_only) add(i, nullptr);
  }
}

}  // namespace

std::string explain_json(const Explained& it, const std::vector<Story>& stories, const ExplainOptions& options) {
  const Tally sums = tally(it.page, it.rules, it.cleaned.cuts);
  std::string out = "{\"blocks\":[";
  append_blocks(out, it, stories, options);
  out += "],\"rules\":[";
  for (const RuleTally& line : sums.rules) {
    out += &line == sums.rules.data() ? "{" : ",{";
    append_rule(out, it.rules[line.rule]);
    out += ",\"blocks\":" + std::to_string(line.blocks) + ",\"words\":" + std::to_string(line.words) + '}';
  }
  out += "],\"events\":[";
  for (const Event& event : it.cleaned.events) {
    out += &event == it.cleaned.events.data() ? "{" : ",{";
    out += "\"kind\":";
    append_json(out, to_string(event.kind));
    append_named(out, "rule", event.rule == kNone ? "" : std::string_view(it.rules[event.rule].id));
    if (event.block != kNone) out += ",\"block\":" + std::to_string(event.block);
    append_named(out, "detail", event.detail);
    out += '}';
  }
  out += "],\"words\":" + std::to_string(sums.words) + ",\"words_kept\":" + std::to_string(sums.words_kept) + '}';
  return out;
}

}  // namespace dehusk
