// An open-addressing table of the listed words and the filter before it, built at compile time.

#include "clean/word_kinds.h"

#include "clean/text_words.h"

namespace dehusk {

namespace {

constexpr std::size_t kSlots = 1024;

struct Listed {
  std::string_view word;
  std::uint64_t head = 0;
  WordKind kind = WordKind::none;
};

struct Table {
  std::array<Listed, kSlots> slots{};
  std::array<std::uint64_t, kWordFilterBits / 64> filter{};
};

constexpr std::uint64_t head_of(std::string_view word) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < word.size() && i < 8; ++i)
    head |= static_cast<std::uint64_t>(static_cast<unsigned char>(word[i])) << (i * 8);
  return head;
}

// A word that is in both lists is a stop word: those are added first.
constexpr void add(Table& table, std::string_view word, WordKind kind) {
  const std::uint64_t head = head_of(word);
  const std::uint32_t hash = word_hash(head, word.size());
  std::size_t at = hash % kSlots;
  for (; table.slots[at].kind != WordKind::none; at = (at + 1) % kSlots)
    if (table.slots[at].word == word) return;
  table.slots[at] = {word, head, kind};
  table.filter[hash % kWordFilterBits / 64] |= std::uint64_t{1} << (hash % 64);
}

constexpr Table make_table() {
  Table table;
  for (const std::string_view word : kStopWords) add(table, word, WordKind::stop);
  for (const std::string_view word : kHuskWords) add(table, word, WordKind::husk);
  return table;
}

constinit const Table kTable = make_table();

}  // namespace

constinit const std::array<std::uint64_t, kWordFilterBits / 64> kWordFilter = make_table().filter;

WordKind listed_kind(std::string_view word, std::uint64_t head) {
  for (std::size_t at = word_hash(head, word.size()) % kSlots; kTable.slots[at].kind != WordKind::none;
       at = (at + 1) % kSlots) {
    const Listed& listed = kTable.slots[at];
    if (listed.head == head && is_same_word(word, listed.word)) return listed.kind;
  }
  return WordKind::none;
}

}  // namespace dehusk
