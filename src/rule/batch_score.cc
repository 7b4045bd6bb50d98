#include "rule/batch_score.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "rule/judge.h"

// The loops below are written so that the compiler turns them into vector code. Twice as wide vectors are worth having
// where the machine has them; the code is the same.
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define DEHUSK_WIDE __attribute__((target("avx2")))
#define DEHUSK_INLINE inline __attribute__((always_inline))
#else
#define DEHUSK_INLINE inline
#endif

namespace dehusk {

namespace {

constexpr std::size_t kMostLeaves = 32;
constexpr std::size_t kPlanes = 4;  // of a tree, eight leaves each
using Plane = std::array<std::uint8_t, kBatchRows>;
using Sums = std::array<std::int32_t, kBatchRows>;

// What a batch needs beside its columns; kept from batch to batch.
struct Board {
  std::vector<Plane> planes;             // of all trees
  std::vector<std::uint8_t> page_start;  // what the features that are the same in all rows leave of each plane
  std::vector<std::uint8_t> start;       // and those that are the same in this batch
  std::vector<std::uint32_t> mixed;      // the features that are not
};

// True if the first `rows` bytes are the same.
bool is_same(const std::uint8_t* bytes, std::size_t rows) {
  if (rows < 8) return std::all_of(bytes, bytes + rows, [bytes](std::uint8_t byte) { return byte == *bytes; });
  const std::uint64_t first = 0x0101010101010101ULL * *bytes;
  const auto difference = [&](std::size_t at) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + at, sizeof eight);
    return eight ^ first;
  };
  std::uint64_t differs = difference(rows - 8);
  for (std::size_t at = 0; at + 8 <= rows; at += 8) differs |= difference(at);
  return differs == 0;
}

// Rules out leaves for all rows at once, for a feature that is `value` in all of them.
void rule_out(const LeafTests& forest, std::size_t feature, std::uint8_t value, std::vector<std::uint8_t>& start) {
  for (std::uint32_t i = forest.first_test[feature]; i < forest.first_test[feature + 1]; ++i) {
    const LeafTest& test = forest.tests[i];
    std::uint8_t& left = start[test.plane];
    left = static_cast<std::uint8_t>(left & (value <= test.threshold ? 0xFF : test.kept));
  }
}

std::size_t feature_count(const LeafTests& forest) { return forest.first_test.size() - 1; }

void start_page(const LeafTests& forest, std::span<const Column> columns, Board& board) {
  board.page_start.assign(forest.tree_count * kPlanes, 0xFF);
  board.planes.resize(board.page_start.size());
  for (std::size_t feature = 0; feature < feature_count(forest); ++feature)
    if (columns[feature].bytes == nullptr) rule_out(forest, feature, columns[feature].same, board.page_start);
}

void start_batch(const LeafTests& forest, std::span<const Column> columns, std::size_t begin, std::size_t rows,
                 Board& board) {
  board.start = board.page_start;
  board.mixed.clear();
  for (std::uint32_t feature = 0; feature < feature_count(forest); ++feature) {
    const Column& column = columns[feature];
    if (column.bytes == nullptr || forest.first_test[feature] == forest.first_test[feature + 1]) continue;
    if (is_same(column.bytes + begin, rows))
      rule_out(forest, feature, column.bytes[begin], board.start);
    else
      board.mixed.push_back(feature);
  }
  for (std::size_t plane = 0; plane < board.start.size(); ++plane) {
    const std::uint64_t eight = 0x0101010101010101ULL * board.start[plane];
    for (std::size_t at = 0; at < kBatchRows; at += 8) std::memcpy(&board.planes[plane][at], &eight, 8);
  }
}

DEHUSK_INLINE void rule_out_leaves(const LeafTest& test, const std::uint8_t* __restrict column,
                                   std::uint8_t* __restrict plane) {
  const std::uint8_t threshold = test.threshold;
  const std::uint8_t kept = test.kept;
  for (std::size_t i = 0; i < kBatchRows; ++i)
    plane[i] = static_cast<std::uint8_t>(plane[i] & ((column[i] <= threshold ? 0xFF : 0) | kept));
}

DEHUSK_INLINE void run_tests(const LeafTests& forest, std::span<const Column> columns, std::size_t begin,
                             Board& board) {
  Plane* const planes = board.planes.data();
  const LeafTest* const tests = forest.tests.data();
  for (const std::uint32_t feature : board.mixed) {
    const std::uint8_t* const column = columns[feature].bytes + begin;
    const LeafTest* const end = tests + forest.first_test[feature + 1];
    for (const LeafTest* test = tests + forest.first_test[feature]; test != end; ++test)
      rule_out_leaves(*test, column, planes[test->plane].data());
  }
}

// A row's four bytes side by side are its 32 leaves.
DEHUSK_INLINE void join_planes(const Plane* __restrict planes, std::uint8_t* __restrict leaves) {
  static_assert(kPlanes == 4);
  for (std::size_t i = 0; i < kBatchRows; ++i) {
    leaves[i * 4] = planes[0][i];
    leaves[i * 4 + 1] = planes[1][i];
    leaves[i * 4 + 2] = planes[2][i];
    leaves[i * 4 + 3] = planes[3][i];
  }
}

// The lowest of a row's leaves. There always is one: no test rules out the last leaf.
DEHUSK_INLINE std::size_t exit_leaf(const std::uint8_t* row) {
  std::uint32_t leaves;
  std::memcpy(&leaves, row, sizeof leaves);
  if constexpr (std::endian::native == std::endian::big) leaves = __builtin_bswap32(leaves);
  return static_cast<unsigned>(std::countr_zero(leaves | 1U << (kMostLeaves - 1)));
}

DEHUSK_INLINE void add_leaves(const LeafTests& forest, const Board& board, Sums& sums) {
  alignas(32) std::array<std::uint8_t, kBatchRows * kPlanes> leaves;  // NOLINT: written before it is read
  for (std::size_t tree = 0; tree < forest.tree_count; ++tree) {
    join_planes(&board.planes[tree * kPlanes], leaves.data());
    const std::int16_t* const values = &forest.values[tree * kMostLeaves];
    for (std::size_t i = 0; i < kBatchRows; i += 4) {
      const std::uint8_t* const rows = &leaves[i * kPlanes];
      sums[i] += values[exit_leaf(rows)];
      sums[i + 1] += values[exit_leaf(rows + kPlanes)];
      sums[i + 2] += values[exit_leaf(rows + kPlanes * 2)];
      sums[i + 3] += values[exit_leaf(rows + kPlanes * 3)];
    }
  }
}

using RunBatch = void (*)(const LeafTests&, std::span<const Column>, std::size_t, Board&, Sums&);

void run_batch_anywhere(const LeafTests& forest, std::span<const Column> columns, std::size_t begin, Board& board,
                        Sums& sums) {
  run_tests(forest, columns, begin, board);
  add_leaves(forest, board, sums);
}

#ifdef DEHUSK_WIDE

// The number of the lowest bit of each byte, 64 or more if it has none: a look-up of either half of the byte.
DEHUSK_WIDE inline __m256i lowest_bits(__m256i bytes) {
  const __m256i low_half = _mm256_set1_epi8(0xF);
  const __m256i of_low = _mm256_broadcastsi128_si256(_mm_setr_epi8(64, 0, 1, 0, 2, 0, 1, 0, 3, 0, 1, 0, 2, 0, 1, 0));
  const __m256i of_high = _mm256_broadcastsi128_si256(_mm_setr_epi8(64, 4, 5, 4, 6, 4, 5, 4, 7, 4, 5, 4, 6, 4, 5, 4));
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low_half);
  return _mm256_min_epu8(_mm256_shuffle_epi8(of_low, _mm256_and_si256(bytes, low_half)),
                         _mm256_shuffle_epi8(of_high, high));
}

DEHUSK_WIDE inline __m256i twice(const std::uint8_t* sixteen) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(sixteen)));
}

// table[index] of each byte; the table has 32 entries. A shuffle takes 16 and gives 0 for an index of 128 or more.
DEHUSK_WIDE inline __m256i look_up(const std::uint8_t* table, __m256i index) {
  const __m256i first = _mm256_shuffle_epi8(twice(table), _mm256_add_epi8(index, _mm256_set1_epi8(128 - 16)));
  const __m256i second = _mm256_shuffle_epi8(twice(table + 16), _mm256_sub_epi8(index, _mm256_set1_epi8(16)));
  return _mm256_or_si256(first, second);
}

// The exit leaf of 32 rows: the lowest bit over the planes.
DEHUSK_WIDE inline __m256i exit_leaves(const Plane* planes, std::size_t row) {
  __m256i leaf = _mm256_set1_epi8(127);
  for (std::size_t plane = 0; plane < kPlanes; ++plane) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&planes[plane][row]));
    const __m256i first = _mm256_set1_epi8(static_cast<char>(plane * 8));
    leaf = _mm256_min_epu8(leaf, _mm256_add_epi8(lowest_bits(bytes), first));
  }
  return leaf;
}

// As add_leaves, for the 32 rows from `row` on: no leaf is looked up alone.
DEHUSK_WIDE inline void add_leaves_of_half(const LeafTests& forest, const Board& board, std::size_t row, Sums& sums) {
  for (std::size_t tree = 0; tree < forest.tree_count;) {
    const std::size_t end = std::min(forest.tree_count, tree + forest.trees_a_sum);
    __m256i low_rows = _mm256_setzero_si256();   // rows 0 to 7 and 16 to 23, as unpacking puts them
    __m256i high_rows = _mm256_setzero_si256();  // rows 8 to 15 and 24 to 31
    for (; tree < end; ++tree) {
      const __m256i leaf = exit_leaves(&board.planes[tree * kPlanes], row);
      const std::uint8_t* const values = &forest.split_values[tree * kMostLeaves * 2];
      const __m256i low = look_up(values, leaf);
      const __m256i high = look_up(values + kMostLeaves, leaf);
      low_rows = _mm256_add_epi16(low_rows, _mm256_unpacklo_epi8(low, high));
      high_rows = _mm256_add_epi16(high_rows, _mm256_unpackhi_epi8(low, high));
    }
    alignas(32) std::array<std::int16_t, 32> parts;  // NOLINT: written before it is read
    _mm256_store_si256(reinterpret_cast<__m256i*>(parts.data()), low_rows);
    _mm256_store_si256(reinterpret_cast<__m256i*>(parts.data() + 16), high_rows);
    constexpr std::array<std::size_t, 4> kFirstRows = {0, 16, 8, 24};
    for (std::size_t i = 0; i < parts.size(); ++i) sums[row + kFirstRows[i / 8] + i % 8] += parts[i];
  }
}

DEHUSK_WIDE void run_batch_wide(const LeafTests& forest, std::span<const Column> columns, std::size_t begin,
                                Board& board, Sums& sums) {
  run_tests(forest, columns, begin, board);
  for (std::size_t row = 0; row < kBatchRows; row += 32) add_leaves_of_half(forest, board, row, sums);
}

RunBatch best_run() { return __builtin_cpu_supports("avx2") != 0 ? run_batch_wide : run_batch_anywhere; }
#else
RunBatch best_run() { return run_batch_anywhere; }
#endif

// Trees that are too big for the planes: row by row.
void score_slowly(const Forest& forest, std::span<const Column> columns, std::span<std::int32_t> scores) {
  std::vector<std::uint8_t> row(columns.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (std::size_t f = 0; f < row.size(); ++f)
      row[f] = columns[f].bytes == nullptr ? columns[f].same : columns[f].bytes[i];
    scores[i] = score(forest, row);
  }
}

// The values as add_leaves_of_half looks them up.
void split_values(LeafTests& made) {
  int largest = 1;
  made.split_values.resize(made.values.size() * 2);
  for (std::size_t i = 0; i < made.values.size(); ++i) {
    const std::size_t at = i / kMostLeaves * kMostLeaves * 2 + i % kMostLeaves;
    const auto bits = static_cast<std::uint16_t>(made.values[i]);
    made.split_values[at] = static_cast<std::uint8_t>(bits & 0xFFU);
    made.split_values[at + kMostLeaves] = static_cast<std::uint8_t>(bits >> 8U);
    largest = std::max(largest, std::abs(int{made.values[i]}));
  }
  made.trees_a_sum = static_cast<std::size_t>(std::max(1, 32767 / largest));
}

}  // namespace

LeafTests make_leaf_tests(const Forest& forest) {
  LeafTests made;
  std::vector<std::vector<LeafTest>> by_feature;
  for (std::size_t tree = 0; tree < forest.roots.size(); ++tree) {
    const std::size_t root = forest.roots[tree];
    const std::size_t end = tree + 1 < forest.roots.size() ? forest.roots[tree + 1] : forest.nodes.size();
    std::vector<std::size_t> leaves_before(1, 0);  // by node, counted from the root
    for (std::size_t node = root; node < end; ++node)
      leaves_before.push_back(leaves_before.back() + (forest.nodes[node].feature == kLeaf ? 1 : 0));
    if (leaves_before.back() > kMostLeaves || tree * kPlanes > 0xFF00) return {};
    made.values.resize((tree + 1) * kMostLeaves);
    for (std::size_t node = root; node < end; ++node) {
      const TreeNode& held = forest.nodes[node];
      const std::size_t at = node - root;
      if (held.feature == kLeaf) {
        made.values[tree * kMostLeaves + leaves_before[at]] = held.value;
        continue;
      }
      // The left side is all that stands between the node and its right side.
      const std::uint64_t ruled_out =
          (std::uint64_t{1} << leaves_before[at + held.right]) - (std::uint64_t{1} << leaves_before[at]);
      if (by_feature.size() <= held.feature) by_feature.resize(held.feature + std::size_t{1});
      for (std::size_t plane = 0; plane < kPlanes; ++plane) {
        const auto kept = static_cast<std::uint8_t>(~(ruled_out >> (plane * 8)));
        if (kept != 0xFF)
          by_feature[held.feature].push_back(
              {static_cast<std::uint16_t>(tree * kPlanes + plane), held.threshold, kept});
      }
    }
  }
  made.tree_count = forest.roots.size();
  for (const std::vector<LeafTest>& tests : by_feature) {
    made.first_test.push_back(static_cast<std::uint32_t>(made.tests.size()));
    made.tests.insert(made.tests.end(), tests.begin(), tests.end());
  }
  made.first_test.push_back(static_cast<std::uint32_t>(made.tests.size()));
  split_values(made);
  return made;
}

void score_rows(const Forest& forest, std::span<const Column> columns, std::span<std::int32_t> scores) {
  const LeafTests& tests = forest.leaf_tests;
  if (tests.tree_count != forest.roots.size()) {
    score_slowly(forest, columns, scores);
    return;
  }
  const RunBatch run = best_run();
  Board board;
  start_page(tests, columns, board);
  Sums sums;  // NOLINT: written before it is read
  for (std::size_t begin = 0; begin < scores.size(); begin += kBatchRows) {
    const std::size_t rows = std::min(kBatchRows, scores.size() - begin);
    start_batch(tests, columns, begin, rows, board);
    sums.fill(forest.base);
    run(tests, columns, begin, board, sums);
    std::copy_n(sums.begin(), rows, scores.begin() + static_cast<std::ptrdiff_t>(begin));
  }
}

}  // namespace dehusk
