// The buckets of the listed words, filled at compile time.

#include "clean/word_kinds.h"

#include "clean/text_words.h"

namespace dehusk {

namespace {

using Buckets = std::array<WordBucket, std::size_t{1} << kWordBucketBits>;

constexpr std::uint64_t eight_of(std::string_view word) {
  std::uint64_t eight = 0;
  for (std::size_t i = 0; i < word.size() && i < 8; ++i)
    eight |= static_cast<std::uint64_t>(static_cast<unsigned char>(word[i])) << (i * 8);
  return eight;
}

// A word that is in both lists is a stop word: those are added first. False if its bucket is full.
constexpr bool add(Buckets& buckets, std::string_view word, std::uint32_t husk) {
  const std::uint64_t tail = word.size() > 8 ? eight_of(word.substr(word.size() - 8)) : 0;
  const std::uint64_t hash = word_hash(eight_of(word), tail, word.size());
  const std::uint32_t mark = word_mark(hash);
  for (std::uint32_t& listed : buckets[word_bucket(hash)]) {
    if (listed != 0 && (listed & ~1U) == mark) return true;
    if (listed != 0) continue;
    listed = mark | husk;
    return true;
  }
  return false;
}

struct Built {
  Buckets buckets{};
  bool fits = true;
};

constexpr Built build() {
  Built built;
  for (const std::string_view word : kStopWords) built.fits = add(built.buckets, word, 0) && built.fits;
  for (const std::string_view word : kHuskWords) built.fits = add(built.buckets, word, 1) && built.fits;
  return built;
}

static_assert(build().fits, "more than four listed words in one bucket: try another factor in word_hash, or more bits");

}  // namespace

constinit const Buckets kWordBuckets = build().buckets;

}  // namespace dehusk
