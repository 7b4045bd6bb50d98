#ifndef DEHUSK_RULE_JUDGE_H_
#define DEHUSK_RULE_JUDGE_H_
// The content judge as data: small decision trees (and linear weights beside them) over rows of bytes, read from the
// [content] table of a rule file. Scores are integers in thousandths of a logit, so that every machine gets the same
// sum.
//
//   a tree on one line, in pre-order:  feature threshold value  (left subtree) (right subtree)   |   -1 value
//   "3 120 15 -1 -800 -1 640"   row[3] <= 120 ? -800 : 640; 15 is what the whole tree says on average
//
//   the weights of words: kWordMarks digits of base 64 (A-Z a-z 0-9 + -), any number on a line; 'A' is -32, '-' is 31
//
// `value` at an inner node is what explanations are made of: walking down, a feature is credited with the change.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "rule/batch_score.h"

namespace dehusk {

inline constexpr std::uint8_t kLeaf = 255;  // TreeNode::feature of a leaf

// The bytes of a row: src/clean/evidence.h says what they mean, src/clean/content.h what the second layer sees beside
// them.
inline constexpr std::size_t kFeatureCount = 150;
inline constexpr std::size_t kSurroundCount = 11;
inline constexpr std::size_t kSecondRow = kFeatureCount + kSurroundCount;
static_assert(kSecondRow < kLeaf);

// See src/clean/word_marks.h. A weight of 1 moves a block's number by kWordUnit, over the root of how many marks it
// has.
inline constexpr std::size_t kWordMarks = 65536;
inline constexpr double kWordUnit = 4;

struct TreeNode {
  std::uint8_t feature = kLeaf;
  std::uint8_t threshold = 0;  // row[feature] <= threshold goes to the next node, else to `right`
  std::uint16_t right = 0;     // offset from this node
  std::int16_t value = 0;
};

struct Forest {
  std::int32_t base = 0;
  std::vector<TreeNode> nodes;  // tree after tree, each in pre-order
  std::vector<std::uint32_t> roots;
  LeafTests leaf_tests;  // the same trees, for many rows at once
};

struct LinearWeights {
  std::int32_t base = 0;
  std::vector<std::int32_t> weights;  // thousandths of a logit per 200 units of the feature; empty: none fitted
};

// How the scores of one kind of input become a decision.
struct Verdicts {
  Forest first;   // over the evidence row
  Forest second;  // over the row and what the first said of the block's surroundings; may be empty
  LinearWeights linear;
  std::vector<std::int8_t> words;  // by mark; empty: words are not weighed
  // A block is kept at a score of `strict` times the square of the F1 that this page's scores promise at best: where
  // they are sure, as of an article, it takes more to stay than where they are not. Never at less than `least`.
  double strict = 0.64;
  double least = 0.33;
};

struct Judge {
  Verdicts html, text;
  bool is_fitted = false;  // false: no [content] table was loaded, the content stage cuts nothing
};

// The judge in a rule file's text (RuleBook::content); an empty text is a judge that is not fitted.
[[nodiscard]] Result<Judge> parse_judge(std::string_view file, std::string_view text);

// Thousandths of a logit.
[[nodiscard]] std::int32_t score(const Forest& forest, std::span<const std::uint8_t> row);
[[nodiscard]] std::int32_t score(const LinearWeights& linear, std::span<const std::uint8_t> row);

// 0..1
[[nodiscard]] float probability(std::int32_t score);

// Adds to credit[f] what feature f contributed to score(forest, row). `credit` is as long as the row.
void add_credit(const Forest& forest, std::span<const std::uint8_t> row, std::span<std::int32_t> credit);

}  // namespace dehusk

#endif  // DEHUSK_RULE_JUDGE_H_
