#include "clean/content.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <optional>

#include "clean/evidence_table.h"
#include "rule/compiled.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kWindow = 8;
constexpr std::size_t kMaxBlocks =
    200'000;                    // rows of more would take too much memory; no page that people read has more
constexpr int kGroupReach = 8;  // steps up to the table or list of a block
constexpr float kLeastDependent = 0.25F;
constexpr std::uint8_t kFewLinks = 60;  // 0.30 as a share in an evidence row

std::uint8_t as_byte(double share) { return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 200)); }

constexpr std::array<std::string_view, kSurroundCount> kSurroundWords = {
    "the block alone looks like body text",     "third block before looks like body text",
    "second block before looks like body text", "block before looks like body text",
    "block after looks like body text",         "second block after looks like body text",
    "third block after looks like body text",   "nearest container looks like body text",
    "next container looks like body text",      "the page looks like body text",
    "the blocks around look like body text"};

const Verdicts& verdicts_of(const Scene& scene) {
  const Judge& judge = scene.rules.compiled().judge;
  return scene.page.kind == InputKind::html ? judge.html : judge.text;
}

std::optional<RuleId> evidence_rule(const Scene& scene) {
  for (RuleId id = 0; id < scene.rules.rules().size(); ++id)
    if (scene.rules.rule(id).match.builtin == "evidence" && scene.active[id]) return id;
  return std::nullopt;
}

// The threshold with the best expected F1 over the page's words, if the scores are probabilities: sorted by score,
// keeping the first k blocks has expected hits sum(p w), kept words sum(w) and body words sum over all (p w).
double best_threshold(const Evidence& evidence, const std::vector<float>& scores, const Verdicts& verdicts) {
  std::vector<std::uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&scores](std::uint32_t a, std::uint32_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
  });
  double body = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) body += static_cast<double>(scores[i]) * evidence.words[i];
  double kept = 0;
  double hits = 0;
  double best = -1;
  double threshold = verdicts.most;
  for (const std::uint32_t i : order) {
    kept += evidence.words[i];
    hits += static_cast<double>(scores[i]) * evidence.words[i];
    const double f1 = kept + body > 0 ? 2 * hits / (kept + body) : 0;
    if (f1 > best) {
      best = f1;
      threshold = static_cast<double>(scores[i]);
    }
  }
  return std::clamp(threshold, verdicts.least, verdicts.most);
}

std::vector<float> judge_all(const Scene& scene, const Evidence& evidence) {
  const Verdicts& verdicts = verdicts_of(scene);
  std::vector<float> scores;
  scores.reserve(evidence.rows.size());
  if (scene.options.content == ContentModel::linear) {
    for (const EvidenceRow& row : evidence.rows) scores.push_back(probability(score(verdicts.linear, row)));
    return scores;
  }
  for (const EvidenceRow& row : evidence.rows) scores.push_back(probability(score(verdicts.first, row)));
  if (verdicts.second.roots.empty()) return scores;
  const auto rows = surround(evidence, scores);
  for (std::size_t i = 0; i < rows.size(); ++i) scores[i] = probability(score(verdicts.second, rows[i]));
  return scores;
}

// The table or list that a block belongs to, as a number that neighbours share; kNone for a block of neither.
std::uint32_t group_of(const Page& page, const Block& block) {
  if (block.kind != Kind::cell && block.kind != Kind::item) return kNone;
  const auto is_group = [&block](Tag tag) {
    return block.kind == Kind::cell ? tag == Tag::table
                                    : tag == Tag::ul || tag == Tag::ol || tag == Tag::dl || tag == Tag::menu;
  };
  std::uint32_t element = block.element;
  for (int step = 0; step < kGroupReach && element != kNone; ++step) {
    if (is_group(page.elements[element].tag)) return element;
    element = page.elements[element].parent;
  }
  return kNone;
}

// One past the last block of the table or list that begins at `begin`; begin + 1 for a block of neither.
std::size_t end_of_group(const Scene& scene, const Evidence& evidence, std::size_t begin) {
  const auto group = [&](std::size_t i) { return group_of(scene.page, scene.page.blocks[evidence.blocks[i]]); };
  std::size_t end = begin + 1;
  if (group(begin) == kNone) return end;
  while (end < evidence.blocks.size() && group(end) == group(begin)) ++end;
  return end;
}

// The cells of a table and the items of a list stay or go together: each gets the mean of its group's scores, by words.
void share_scores(const Scene& scene, const Evidence& evidence, std::vector<float>& scores) {
  for (std::size_t begin = 0; begin < scores.size();) {
    const std::size_t end = end_of_group(scene, evidence, begin);
    double sum = 0;
    double words = 0;
    for (std::size_t i = begin; i < end; ++i) {
      sum += static_cast<double>(scores[i]) * (evidence.words[i] + 1);
      words += evidence.words[i] + 1;
    }
    for (std::size_t i = begin; i < end; ++i) scores[i] = static_cast<float>(sum / words);
    begin = end;
  }
}

// Which blocks stay: those at or above the threshold, and between two of them what has few words to be judged by and
// goes with its surroundings unless it looks very much like husk: a sub-heading, a table, a list that is not one of
// links.
std::vector<bool> decide(const Scene& scene, const Evidence& evidence, const std::vector<float>& scores,
                         double threshold) {
  std::vector<bool> stays;
  stays.reserve(scores.size());
  for (const float score : scores) stays.push_back(static_cast<double>(score) >= threshold);
  for (std::size_t begin = 1; begin + 1 < scores.size();) {
    const Block& block = scene.page.blocks[evidence.blocks[begin]];
    const std::size_t end = end_of_group(scene, evidence, begin);
    const bool is_dependent = block.kind == Kind::heading ||
                              (group_of(scene.page, block) != kNone && evidence.rows[begin][kBox1Links] < kFewLinks);
    if (is_dependent && !stays[begin] && stays[begin - 1] && end < scores.size() && stays[end] &&
        scores[begin] >= kLeastDependent)
      std::fill(stays.begin() + static_cast<std::ptrdiff_t>(begin), stays.begin() + static_cast<std::ptrdiff_t>(end),
                true);
    begin = end;
  }
  return stays;
}

// A cut for each stretch of the block that is left.
void cut_rest(const Scene& scene, std::uint32_t block, RuleId rule, std::size_t& cursor, std::vector<Cut>& cuts) {
  for (const Span span : kept_spans(scene.page, block, scene.cuts, cursor))
    cuts.push_back({block, span, rule, Stage::content});
}

}  // namespace

std::vector<std::array<std::uint8_t, kSecondRow>> surround(const Evidence& evidence, const std::vector<float>& first) {
  const auto count = static_cast<std::uint32_t>(first.size());
  std::vector<double> sums(1, 0.0);
  std::vector<double> words(1, 0.0);
  for (std::uint32_t i = 0; i < count; ++i) {
    sums.push_back(sums.back() + static_cast<double>(first[i]) * evidence.words[i]);
    words.push_back(words.back() + evidence.words[i]);
  }
  const auto mean = [&](std::uint32_t begin, std::uint32_t end) {
    const double weight = words[end] - words[begin];
    return weight > 0 ? as_byte((sums[end] - sums[begin]) / weight) : std::uint8_t{0};
  };
  std::vector<std::array<std::uint8_t, kSecondRow>> rows(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    auto& row = rows[i];
    std::copy(evidence.rows[i].begin(), evidence.rows[i].end(), row.begin());
    const auto neighbour = [&](std::int64_t offset) {
      const std::int64_t at = static_cast<std::int64_t>(i) + offset;
      return at >= 0 && at < count ? as_byte(first[static_cast<std::size_t>(at)]) : std::uint8_t{0};
    };
    std::size_t at = kFeatureCount;
    row[at++] = as_byte(first[i]);
    for (const std::int64_t offset : {-3, -2, -1, 1, 2, 3}) row[at++] = neighbour(offset);
    for (const Span box : evidence.containers[i]) row[at++] = mean(box.begin, box.end);
    row[at++] = mean(0, count);
    row[at++] = mean(i < kWindow ? 0 : i - kWindow, std::min(count, i + kWindow + 1));
  }
  return rows;
}

Judged run_content(const Scene& scene) {
  Judged judged;
  const std::optional<RuleId> rule = evidence_rule(scene);
  if (!rule || !scene.rules.compiled().judge.is_fitted) return judged;
  if (scene.page.blocks.size() > kMaxBlocks) {
    judged.taken.events.push_back({EventKind::degraded, *rule, kNone, "too many blocks to be judged"});
    return judged;
  }
  const Evidence evidence = gather_evidence(scene);
  std::vector<float> scores = judge_all(scene, evidence);
  share_scores(scene, evidence, scores);
  const double threshold = best_threshold(evidence, scores, verdicts_of(scene));
  const std::vector<bool> stays = decide(scene, evidence, scores, threshold);
  std::size_t cursor = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::uint32_t block = evidence.blocks[i];
    judged.judgements.push_back({block, scores[i]});
    if (stays[i]) continue;
    RuleId keeper = kNone;
    if (is_covered(scene.covers, scene.rules, block, scene.page.blocks[block].text, *rule, keeper)) {
      if (scene.options.trace) judged.taken.also.push_back({block, *rule, keeper, true});
      continue;
    }
    cut_rest(scene, block, *rule, cursor, judged.taken.cuts);
  }
  return judged;
}

std::vector<std::string> evidence_in_words(const Scene& scene, std::uint32_t block, std::size_t most) {
  std::vector<std::string> words;
  if (!scene.rules.compiled().judge.is_fitted) return words;
  const Evidence evidence = gather_evidence(scene);
  const auto found = std::lower_bound(evidence.blocks.begin(), evidence.blocks.end(), block);
  if (found == evidence.blocks.end() || *found != block) return words;
  const auto at = static_cast<std::size_t>(found - evidence.blocks.begin());
  const Verdicts& verdicts = verdicts_of(scene);
  std::array<std::int32_t, kSecondRow> credit{};
  std::vector<float> first;
  for (const EvidenceRow& row : evidence.rows) first.push_back(probability(score(verdicts.first, row)));
  const auto rows = surround(evidence, first);
  // What the first layer said of the block itself is not evidence but a sum of it: shown as its own parts.
  add_credit(verdicts.first, evidence.rows[at], std::span(credit).first(kFeatureCount));
  if (!verdicts.second.roots.empty()) add_credit(verdicts.second, rows[at], credit);
  credit[kFeatureCount] = 0;
  std::vector<std::size_t> order(credit.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&credit](std::size_t a, std::size_t b) { return std::abs(credit[a]) > std::abs(credit[b]); });
  for (const std::size_t feature : order) {
    if (words.size() == most || credit[feature] == 0) break;
    const std::string direction = credit[feature] > 0 ? " (speaks for body text)" : " (speaks against)";
    if (feature < kFeatureCount)
      words.push_back(std::string(features()[feature].words) + ": " +
                      feature_value(features()[feature], rows[at][feature]) + direction);
    else
      words.push_back(std::string(kSurroundWords[feature - kFeatureCount]) + ": " +
                      feature_value({"", "", Scale::share}, rows[at][feature]) + direction);
  }
  return words;
}

}  // namespace dehusk
