#ifndef DEHUSK_RULE_BATCH_SCORE_H_
#define DEHUSK_RULE_BATCH_SCORE_H_
// The sums of score(forest, row) for all rows of a page, many rows side by side. Walking trees row by row costs a
// mispredicted branch at nearly every node; here no branch depends on a row.
//
// The leaves of a tree are numbered from left to right, and each row has a bit for each leaf that it may still end in.
// A test that a row fails (its byte is above the threshold) rules out the leaves on the test's left side; the order of
// the tests does not matter, and when all are done the lowest bit that is left names the row's leaf:
//
//        a <= 5                       rows            1 2 3 4    leaves, from the right: 2 1 0
//       /      \                      byte of a       9 3 4 7    a fails in rows 1 and 4:      & 100
//    b <= 2    leaf 2                 byte of b       9 9 1 1    b fails in rows 1 and 2:      & 110
//    /    \                           bits left     100 110 111 100
//  leaf 0  leaf 1                     leaf            2 1 0 2
//
// Rows stand as columns, one a feature, so that one test looks at neighbouring bytes. Features that are the same in all
// rows of a batch (what is known of the page, what a dump has nothing of) are tested once for the batch.

#include <cstdint>
#include <span>
#include <vector>

namespace dehusk {

struct Forest;

inline constexpr std::size_t kBatchRows = 64;

// One feature of all rows: a byte a row, or one byte for all. What `bytes` points to is readable up to the row count
// rounded up to a whole number of batches.
struct Column {
  const std::uint8_t* bytes = nullptr;  // null: `same` stands in every row
  std::uint8_t same = 0;
};

// A test as far as it rules out leaves among eight neighbouring ones of its tree, which are a plane.
struct LeafTest {
  std::uint16_t plane = 0;
  std::uint8_t threshold = 0;
  std::uint8_t kept = 0;  // bits of the leaves that stay when the test fails
};

// A Forest by feature instead of by tree. Empty (no trees) if the forest has trees of more than 32 leaves.
struct LeafTests {
  std::size_t tree_count = 0;
  std::vector<LeafTest> tests;
  std::vector<std::uint32_t> first_test;   // tests of feature f: [first_test[f], first_test[f + 1])
  std::vector<std::int16_t> values;        // of the leaves, 32 a tree
  std::vector<std::uint8_t> split_values;  // the same, of each tree the 32 low bytes and then the 32 high bytes
  std::size_t trees_a_sum = 1;             // so many trees add up to no more than 16 bits hold
};
[[nodiscard]] LeafTests make_leaf_tests(const Forest& forest);

// scores[i] = score(forest, row i), for scores.size() rows. A column for each feature that the forest knows.
void score_rows(const Forest& forest, std::span<const Column> columns, std::span<std::int32_t> scores);

}  // namespace dehusk

#endif  // DEHUSK_RULE_BATCH_SCORE_H_
