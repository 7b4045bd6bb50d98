// One block, or one rule, with all that is known about it.
#include <algorithm>

#include "base/unicode.h"
#include "write/explain.h"
#include "write/tally.h"
#include "write/terminal.h"

namespace dehusk {

namespace {

constexpr std::size_t kMaxListed = 20;

std::string place_of(const Rule& rule) { return escape_controls(rule.file) + ":" + std::to_string(rule.line); }

std::string count_of(std::size_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

// The text in quotes, wrapped under an indent.
void append_quoted(std::string& out, std::string_view text, Color color, const ExplainOptions& options) {
  const int columns = options.width > 0 ? std::max(options.width - 4, 20) : 1 << 30;
  for (const std::string& line : wrap({{"\"" + escape_controls(text) + "\"", color}}, columns, options.color))
    out += "  " + line + "\n";
}

// A labelled line under a head line: "  how   re[0] matched".
void append_labelled(std::string& out, std::string_view label, std::string_view text, const ExplainOptions& options) {
  if (text.empty()) return;
  const int columns = options.width > 0 ? std::max(options.width - 12, 20) : 1 << 30;
  bool is_first = true;
  for (const std::string& line : wrap({{escape_controls(text), Color::plain}}, columns, false)) {
    out += "  " + paint(fit(is_first ? label : "", 9), Color::dim, options.color) + " " + line + "\n";
    is_first = false;
  }
}

void append_head(std::string& out, const Explained& it, const Story& story, const ExplainOptions& options) {
  const Block& block = it.page.blocks[story.block];
  std::string head = "block " + std::to_string(story.block) + " (source line " + std::to_string(block.line) + ")";
  out += paint(head, Color::bold, options.color) + "  " + std::string(to_string(block.kind)) + ", " +
         count_of(block.words, "word");
  if (const auto share = Page::link_share(block)) {
    const int percent = static_cast<int>(*share * 100.0F + 0.5F);
    if (percent > 0) out += ", " + std::to_string(percent) + " % links";
  }
  if (!story.zone.empty()) out += ", zone " + story.zone;
  out += "\n";
}

void append_taken(std::string& out, const Explained& it, const Story& story, const ExplainOptions& options) {
  const auto [first, last] = cuts_of(it.cleaned.cuts, story.block);
  const Span whole = it.page.blocks[story.block].text;
  if (first == last) out += paint("kept", Color::green, options.color) + ": no rule took it\n";
  for (std::size_t c = first; c < last; ++c) {
    const Cut& cut = it.cleaned.cuts[c];
    const Rule& rule = it.rules[cut.rule];
    out += paint(cut.span == whole ? "taken" : "trimmed", Color::red, options.color) + " by " +
           paint(rule.id, Color::bold, options.color) + "  " + place_of(rule) + "  (stage " +
           std::string(to_string(cut.stage)) + ", husk " + std::string(to_string(rule.husk)) + ", risk " +
           std::string(to_string(rule.risk)) + ")\n";
    if (cut.span != whole) append_quoted(out, slice(it.page.text, cut.span), Color::red, options);
    append_labelled(out, "why", rule.why, options);
    if (c - first < story.how.size()) append_labelled(out, "how", story.how[c - first], options);
  }
}

// On one line if it fits, else the reason on lines of its own.
void append_near(std::string& out, const Explained& it, const NearMiss& miss, int id_columns,
                 const ExplainOptions& options) {
  const Rule& rule = it.rules[miss.rule];
  std::vector<Run> reason;
  reason.push_back({escape_controls(miss.held) + (miss.held.empty() ? "" : "; "), Color::plain});
  if (miss.failed.empty()) {
    reason.push_back({"all held, another rule came first", Color::plain});
  } else {
    reason.push_back({"FAILED ", Color::yellow});
    reason.push_back({escape_controls(miss.failed), Color::plain});
  }
  int columns = 6 + std::max(id_columns, columns_of(rule.id)) + columns_of(place_of(rule));
  for (const Run& run : reason) columns += columns_of(run.text);
  out += "  " + fit(rule.id, std::max(id_columns, columns_of(rule.id))) + "  " +
         paint(place_of(rule), Color::dim, options.color);
  const bool is_wide = options.width > 0 && columns > options.width;
  for (const std::string& line : wrap(reason, is_wide ? options.width - 6 : 1 << 30, options.color))
    out += (is_wide ? "\n      " : "  ") + line;
  out += "\n";
}

// The near misses of a block; rules that are for other pages altogether share one line.
void append_misses(std::string& out, const Explained& it, const std::vector<NearMiss>& near,
                   const ExplainOptions& options) {
  const auto is_for_others = [](const NearMiss& miss) { return miss.failed.rfind("scope:", 0) == 0; };
  std::string others;
  std::size_t count = 0;
  int id_columns = 0;
  for (const NearMiss& miss : near) {
    if (!is_for_others(miss)) {
      id_columns = std::max(id_columns, columns_of(it.rules[miss.rule].id));
    } else {
      others += (count++ == 0 ? "" : ", ") + it.rules[miss.rule].id;
    }
  }
  if (count < near.size()) out += "near misses:\n";
  for (const NearMiss& miss : near)
    if (!is_for_others(miss)) append_near(out, it, miss, std::min(id_columns, 40), options);
  if (count == 0) return;
  out += "not for this page (its site, path, language or input):\n";
  const int columns = options.width > 0 ? std::max(options.width - 2, 20) : 1 << 30;
  for (const std::string& line : wrap({{others, Color::dim}}, columns, options.color)) out += "  " + line + "\n";
}

}  // namespace

std::string explain_block(const Explained& it, const Story& story, const ExplainOptions& options) {
  std::string out;
  append_head(out, it, story, options);
  const Block& block = it.page.blocks[story.block];
  append_quoted(out,
                block.kind == Kind::raw ? slice(it.page.source, block.source).substr(0, 200) : it.page.text_of(block),
                Color::plain, options);
  append_taken(out, it, story, options);
  for (const Also& also : it.cleaned.also) {
    if (also.block != story.block) continue;
    const Rule& rule = it.rules[also.rule];
    out += (also.kept ? "saved from " : "also ") + rule.id + "  " + place_of(rule) + "  (" +
           (also.kept ? "by " : "owned by ") + it.rules[also.by].id + ")\n";
  }
  for (const Judgement& judgement : it.cleaned.judgements) {
    if (judgement.block != story.block) continue;
    const int percent = static_cast<int>(judgement.score * 100.0F + 0.5F);
    out += "content: body text with " + std::to_string(percent) + " %\n";
  }
  for (const std::string& line : story.evidence) out += "  " + escape_controls(line) + "\n";
  append_misses(out, it, story.near, options);
  return out;
}

std::string explain_rule(const Explained& it, RuleId id, const std::vector<NearMiss>& near,
                         const ExplainOptions& options) {
  const Rule& rule = it.rules[id];
  std::string out = paint(rule.id, Color::bold, options.color) + "  " + place_of(rule) + "  " +
                    std::string(to_string(rule.take.action)) + "\n";
  append_labelled(out, "why", rule.why, options);
  std::size_t cuts = 0, listed = 0;
  std::uint32_t words = 0;
  std::string lines;
  const int columns = options.width > 0 ? std::max(options.width - 16, 20) : 100;
  const auto add = [&](std::uint32_t block, std::string_view text, std::string_view remark) {
    if (++listed > kMaxListed) return;
    const std::string number = std::to_string(block);
    lines +=
        std::string(number.size() < 6 ? 6 - number.size() : 0, ' ') + number + "  " +
        escape_controls(text.empty() ? "(no text)" : std::string_view(fit(text, std::min(columns, columns_of(text)))));
    lines += remark.empty() ? "\n" : "  " + paint(remark, Color::dim, options.color) + "\n";
  };
  for (const Cut& cut : it.cleaned.cuts) {
    if (cut.rule != id) continue;
    ++cuts;
    words += count_words(slice(it.page.text, cut.span));
    add(cut.block, slice(it.page.text, cut.span), cut.span == it.page.blocks[cut.block].text ? "" : "(trimmed)");
  }
  out += cuts == 0 ? "took nothing on this page\n"
                   : "took " + count_of(words, "word") + " in " + count_of(cuts, "cut") + ":\n";
  const std::size_t before_also = listed;
  for (const Also& also : it.cleaned.also) {
    if (also.rule != id && !(also.kept && also.by == id)) continue;
    const std::string other = it.rules[also.rule == id ? also.by : also.rule].id;
    add(also.block, it.page.text_of(it.page.blocks[also.block]),
        also.rule != id ? "(saved from " + other + ")"
        : also.kept     ? "(saved by " + other + ")"
                        : "(owned by " + other + ")");
  }
  out += lines;
  if (listed > kMaxListed) out += "        ... and " + std::to_string(listed - kMaxListed) + " more\n";
  for (const Event& event : it.cleaned.events) {
    if (event.rule != id) continue;
    out += std::string(to_string(event.kind)) +
           (event.block == kNone ? "" : " at block " + std::to_string(event.block)) +
           (event.detail.empty() ? "" : ": " + escape_controls(event.detail)) + "\n";
  }
  const std::size_t most = before_also == 0 ? 10 : 3;
  if (!near.empty()) out += "near misses:\n";
  for (std::size_t i = 0; i < near.size() && i < most; ++i) {
    out += "  block " + std::to_string(near[i].block) + "\n  ";
    append_near(out, it, near[i], columns_of(rule.id), options);
  }
  if (near.size() > most) out += "  ... and more\n";
  return out;
}

}  // namespace dehusk
