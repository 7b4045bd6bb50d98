#include "clean/content.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>
#include <optional>

#include "clean/builtin_rule.h"
#include "clean/evidence_scale.h"
#include "clean/evidence_table.h"
#include "clean/word_marks.h"
#include "rule/compiled.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kWindow = 8;
constexpr std::size_t kMaxBlocks = 200'000;  // evidence takes 300 bytes a block: of more, too much memory
constexpr int kGroupReach = 8;               // steps up to the table or list of a block
constexpr float kLeastDependent = 0.25F;
constexpr std::uint32_t kStandfirstWords = 9;
constexpr std::size_t kMostTelling = 3;  // words that an explanation names
constexpr std::uint8_t kFewLinks = 60;   // 0.30 as a share in an evidence row

std::uint8_t as_byte(double share) {
  const double scaled = std::clamp(share, 0.0, 1.0) * 200;
  const int whole = static_cast<int>(scaled);
  return static_cast<std::uint8_t>(whole + (scaled - whole >= 0.5 ? 1 : 0));
}

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

// The score at which a block stays: see Verdicts. If the scores are probabilities, then keeping the first k blocks,
// sorted by score, has expected hits sum(p w), kept words sum(w) and body words sum over all (p w): the F1 to expect.
double threshold_of(const Evidence& evidence, const std::vector<float>& scores, const Verdicts& verdicts) {
  // Scores are not negative, so that their bits sort as they do: highest first, then as on the page.
  std::vector<std::uint64_t> order(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i)
    order[i] = static_cast<std::uint64_t>(~std::bit_cast<std::uint32_t>(scores[i])) << 32U | i;
  std::sort(order.begin(), order.end());
  double body = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) body += static_cast<double>(scores[i]) * evidence.words[i];
  double kept = 0;
  double hits = 0;
  double best = 0;
  for (const std::uint64_t key : order) {
    const auto i = static_cast<std::uint32_t>(key);
    kept += evidence.words[i];
    hits += static_cast<double>(scores[i]) * evidence.words[i];
    if (kept + body > 0) best = std::max(best, 2 * hits / (kept + body));
  }
  return std::max(verdicts.strict * best * best, verdicts.least);
}

// Probabilities of the evidence's rows.
std::vector<float> judge_rows(const Forest& forest, const Evidence& evidence) {
  std::vector<std::int32_t> sums(evidence.blocks.size());
  score_rows(forest, evidence.columns.all(), sums);
  std::vector<float> scores(sums.size());
  std::transform(sums.begin(), sums.end(), scores.begin(), probability);
  return scores;
}

std::vector<float> judge_all(const Scene& scene, Evidence& evidence) {
  const Verdicts& verdicts = verdicts_of(scene);
  if (scene.options.content == ContentModel::linear) {
    std::vector<float> scores;
    for (std::size_t i = 0; i < evidence.blocks.size(); ++i)
      scores.push_back(probability(score(verdicts.linear, evidence.row(i))));
    return scores;
  }
  std::vector<float> scores = judge_rows(verdicts.first, evidence);
  if (verdicts.second.roots.empty()) return scores;
  surround(evidence, scores);
  return judge_rows(verdicts.second, evidence);
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

// The groups of the judged blocks, one after the other. A dump has no elements: there the cells of a table are one
// group.
class Groups {
 public:
  Groups(const Page& page, const Evidence& evidence) {
    groups_.reserve(evidence.blocks.size());
    std::uint32_t table = 0;
    for (const std::uint32_t at : evidence.blocks) {
      const Block& block = page.blocks[at];
      table += block.starts_group ? 1 : 0;
      const bool is_printed_cell = block.element == kNone && block.kind == Kind::cell;
      groups_.push_back(is_printed_cell ? table : group_of(page, block));
    }
  }

  [[nodiscard]] bool has(std::size_t i) const { return groups_[i] != kNone; }

  // One past the last block of the table or list that begins at `begin`; begin + 1 for a block of neither.
  [[nodiscard]] std::size_t end_of(std::size_t begin) const {
    std::size_t end = begin + 1;
    if (!has(begin)) return end;
    while (end < groups_.size() && groups_[end] == groups_[begin]) ++end;
    return end;
  }

 private:
  std::vector<std::uint32_t> groups_;
};

// The cells of a table and the items of a list stay or go together: each gets the mean of its group's scores, by words.
void share_scores(const Groups& groups, const Evidence& evidence, std::vector<float>& scores) {
  for (std::size_t begin = 0; begin < scores.size();) {
    const std::size_t end = groups.end_of(begin);
    if (end == begin + 1) {
      begin = end;
      continue;
    }
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

// Sentences right below the headline: the judge is rarely sure of a lead that stands outside the article's box.
bool is_standfirst(const Evidence& evidence, std::size_t i) {
  const int distance = evidence.columns.at(kHeadlineDistance, i) - as_distance(0);  // 0: right below one that was cut
  return distance >= 0 && distance <= 1 && evidence.columns.at(kEndsSentence, i) != 0 &&
         evidence.words[i] >= kStandfirstWords && evidence.columns.at(kLinkShare, i) < kFewLinks;
}

// Which blocks stay: those at or above the threshold (of a standfirst: above the least), and between two of them what
// has few words to be judged by and goes with its surroundings unless it looks very much like husk: a sub-heading, a
// table, a list that is not one of links.
std::vector<bool> decide(const Scene& scene, const Groups& groups, const Evidence& evidence,
                         const std::vector<float>& scores, double threshold, double least) {
  std::vector<bool> stays;
  stays.reserve(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double needed = is_standfirst(evidence, i) ? least : threshold;
    stays.push_back(static_cast<double>(scores[i]) >= needed);
  }
  for (std::size_t begin = 1; begin + 1 < scores.size();) {
    const Block& block = scene.page.blocks[evidence.blocks[begin]];
    const std::size_t end = groups.end_of(begin);
    const bool is_dependent =
        block.kind == Kind::heading || (groups.has(begin) && evidence.columns.at(kBox1Links, begin) < kFewLinks);
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
  for_each_kept(scene.page, block, scene.cuts, cursor, [&](Span span) {
    cuts.push_back({block, span, rule, Stage::content});
  });
}

}  // namespace

void surround(Evidence& evidence, const std::vector<float>& first) {
  const auto count = static_cast<std::uint32_t>(first.size());
  struct Sum {
    double scores = 0;
    double words = 0;
  };
  std::vector<Sum> sums(1);
  sums.reserve(count + std::size_t{1});
  for (std::uint32_t i = 0; i < count; ++i)
    sums.push_back({sums.back().scores + static_cast<double>(first[i]) * evidence.words[i],
                    sums.back().words + evidence.words[i]});
  const auto mean = [&](std::uint32_t begin, std::uint32_t end) {
    const double weight = sums[end].words - sums[begin].words;
    return weight > 0 ? as_byte((sums[end].scores - sums[begin].scores) / weight) : std::uint8_t{0};
  };
  EvidenceColumns& columns = evidence.columns;
  std::size_t feature = kFeatureCount;
  const std::size_t own = feature++;
  std::uint8_t* const said = columns.make(own);
  for (std::uint32_t i = 0; i < count; ++i) said[i] = as_byte(first[i]);
  for (const std::ptrdiff_t steps : {-3, -2, -1, 1, 2, 3}) columns.shift(feature++, own, steps);
  for (std::size_t level = 0; level < evidence.containers.front().size(); ++level) {
    std::uint8_t* const box = columns.make(feature++);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Span held = evidence.containers[i][level];
      box[i] = i > 0 && held == evidence.containers[i - 1][level] ? box[i - 1] : mean(held.begin, held.end);
    }
  }
  columns.set(feature++, mean(0, count));
  std::uint8_t* const window = columns.make(feature);
  for (std::uint32_t i = 0; i < count; ++i)
    window[i] = mean(i < kWindow ? 0 : i - kWindow, std::min(count, i + kWindow + 1));
}

Judged run_content(const Scene& scene) {
  Judged judged;
  const std::optional<RuleId> rule = builtin_rule(scene, "evidence");
  if (!rule || !scene.rules.compiled().judge.is_fitted) return judged;
  if (scene.page.blocks.size() > kMaxBlocks) {
    judged.taken.events.push_back({EventKind::degraded, *rule, kNone, "too many blocks to be judged"});
    return judged;
  }
  Evidence evidence = gather_evidence(scene);
  if (evidence.blocks.empty()) return judged;
  std::vector<float> scores = judge_all(scene, evidence);
  const Groups groups(scene.page, evidence);
  share_scores(groups, evidence, scores);
  const double threshold = threshold_of(evidence, scores, verdicts_of(scene));
  const std::vector<bool> stays = decide(scene, groups, evidence, scores, threshold, verdicts_of(scene).least);
  std::size_t cursor = 0;
  judged.judgements.reserve(scores.size());
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
  Evidence evidence = gather_evidence(scene);
  const auto found = std::lower_bound(evidence.blocks.begin(), evidence.blocks.end(), block);
  if (found == evidence.blocks.end() || *found != block) return words;
  const auto at = static_cast<std::size_t>(found - evidence.blocks.begin());
  const Verdicts& verdicts = verdicts_of(scene);
  surround(evidence, judge_rows(verdicts.first, evidence));
  std::array<std::uint8_t, kSecondRow> row;  // NOLINT: filled at once
  for (std::size_t feature = 0; feature < row.size(); ++feature) row[feature] = evidence.columns.at(feature, at);
  // What the first layer said of the block itself is not evidence but a sum of it: shown as its own parts.
  std::array<std::int32_t, kSecondRow> credit{};
  add_credit(verdicts.first, std::span(row).first(kFeatureCount), std::span(credit).first(kFeatureCount));
  if (!verdicts.second.roots.empty()) add_credit(verdicts.second, row, credit);
  credit[kFeatureCount] = 0;
  std::vector<std::size_t> order(credit.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&credit](std::size_t a, std::size_t b) { return std::abs(credit[a]) > std::abs(credit[b]); });
  for (const std::size_t feature : order) {
    if (words.size() == most || credit[feature] == 0) break;
    std::string direction = credit[feature] > 0 ? " (speaks for body text)" : " (speaks against)";
    if (feature == kSaid) {
      std::string list;
      for (const std::string_view word : telling_words(verdicts.words, scene.page.text_of(scene.page.blocks[block]),
                                                       credit[feature] > 0, kMostTelling))
        list += (list.empty() ? ", as in '" : "', '") + std::string(word);
      direction = (list.empty() ? "" : list + "'") + direction;
    }
    if (feature < kFeatureCount)
      words.push_back(std::string(features()[feature].words) + ": " + feature_value(features()[feature], row[feature]) +
                      direction);
    else
      words.push_back(std::string(kSurroundWords[feature - kFeatureCount]) + ": " +
                      feature_value({"", "", Scale::share}, row[feature]) + direction);
  }
  return words;
}

}  // namespace dehusk
