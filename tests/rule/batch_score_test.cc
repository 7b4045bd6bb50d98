#include "rule/batch_score.h"

#include <array>
#include <random>
#include <vector>

#include "catch.h"
#include "rule/judge.h"

using namespace dehusk;

namespace {

constexpr std::size_t kFeatures = 12;

// Appends a random tree of so many leaves, in pre-order.
void grow(Forest& forest, std::size_t leaves, std::mt19937& random) {
  if (leaves == 1) {
    forest.nodes.push_back({kLeaf, 0, 0, static_cast<std::int16_t>(random() % 2000 - 1000)});
    return;
  }
  const std::size_t node = forest.nodes.size();
  const std::size_t left = 1 + random() % (leaves - 1);
  forest.nodes.push_back(
      {static_cast<std::uint8_t>(random() % kFeatures), static_cast<std::uint8_t>(random() % 256), 0, 0});
  grow(forest, left, random);
  forest.nodes[node].right = static_cast<std::uint16_t>(forest.nodes.size() - node);
  grow(forest, leaves - left, random);
}

Forest make_forest(std::size_t trees, std::size_t leaves, std::mt19937& random) {
  Forest forest;
  forest.base = -37;
  for (std::size_t tree = 0; tree < trees; ++tree) {
    forest.roots.push_back(static_cast<std::uint32_t>(forest.nodes.size()));
    grow(forest, 1 + (leaves + tree - 1) % leaves, random);
  }
  forest.leaf_tests = make_leaf_tests(forest);
  return forest;
}

// Random columns; some the same in all rows, with bytes of their own or without.
struct Table {
  std::vector<std::vector<std::uint8_t>> bytes;
  std::vector<Column> columns;

  Table(std::size_t rows, std::mt19937& random) : bytes(kFeatures), columns(kFeatures) {
    for (std::size_t f = 0; f < kFeatures; ++f) {
      bytes[f].resize((rows + kBatchRows - 1) / kBatchRows * kBatchRows);
      const auto same = static_cast<std::uint8_t>(random() % 256);
      for (std::uint8_t& byte : bytes[f]) byte = f % 4 == 1 ? same : static_cast<std::uint8_t>(random() % 256);
      if (f % 4 == 2)
        columns[f].same = same;
      else
        columns[f].bytes = bytes[f].data();
    }
  }

  [[nodiscard]] std::vector<std::uint8_t> row(std::size_t i) const {
    std::vector<std::uint8_t> row;
    for (const Column& column : columns) row.push_back(column.bytes == nullptr ? column.same : column.bytes[i]);
    return row;
  }
};

void check_forest(std::size_t leaves) {
  std::mt19937 random(static_cast<unsigned>(leaves));
  const Forest forest = make_forest(9, leaves, random);
  for (const std::size_t rows : {0U, 1U, 7U, 8U, 63U, 64U, 65U, 200U}) {
    CAPTURE(rows);
    const Table table(rows, random);
    std::vector<std::int32_t> scores(rows);
    score_rows(forest, table.columns, scores);
    for (std::size_t i = 0; i < rows; ++i) {
      CAPTURE(i);
      REQUIRE(scores[i] == score(forest, table.row(i)));
    }
  }
}

}  // namespace

TEST_CASE("rows side by side get the scores that they get one by one") {
  for (const std::size_t leaves : {1U, 2U, 8U, 9U, 24U, 31U, 32U}) {
    CAPTURE(leaves);
    check_forest(leaves);
  }
}

TEST_CASE("trees that are too big for the masks are walked row by row") {
  std::mt19937 random(1);
  CHECK(make_forest(3, 32, random).leaf_tests.tree_count == 3);
  CHECK(make_forest(3, 33, random).leaf_tests.tree_count == 0);
  check_forest(33);
  check_forest(100);
}

TEST_CASE("a forest of no trees says its base") {
  std::mt19937 random(1);
  const Forest forest = make_forest(0, 1, random);
  std::vector<std::int32_t> scores(3);
  score_rows(forest, Table(3, random).columns, scores);
  CHECK(scores == std::vector<std::int32_t>{-37, -37, -37});
}
