#ifndef DEHUSK_RULE_LITERALS_H_
#define DEHUSK_RULE_LITERALS_H_
// Looks for thousands of literals in one folded text at once. Whole texts and starts are looked up by hash. For those
// inside, each stretch of four bytes is held against a table of bits in which every literal has marked its rarest one:
// most of the text is passed over at a few instructions a byte, and only where a bit is set are literals compared.
//
//   add("skip to content", Where::whole, 3)   add("photo: ", Where::start, 7)   add("getty images", Where::atom, 9)
//   find("photo: j. doe/getty images")  ->  7, 9
//
// A literal that is no atom or prefix asks for a word border at each end that touches text and is itself a word
// character. Atoms and prefixes are what a regex cannot match without.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace dehusk {

enum class Where : std::uint8_t { whole, start, end, anywhere, atom, prefix };

// True if `literal` stands at [at, at + size) of `text` as `where` wants it. Both are folded; the bytes are equal
// already.
[[nodiscard]] bool stands_at(std::string_view text, std::size_t at, std::size_t size, Where where);

class LiteralIndex {
 public:
  // Before build(): `number` is what find() shall say for this literal. `literal` is folded and not empty.
  void add(std::string_view literal, Where where, std::uint32_t number);
  void build();

  // What find() needs to name each number once; kept by the caller so that nothing is allocated for a text.
  struct Seen {
    std::vector<std::uint32_t> turns;  // by number: the turn in which it was last named
    std::uint32_t turn = 0;
  };

  // Appends the number of each literal that stands in the block `span` of `all` (folded), each number once. Cost is
  // linear in the block, plus the hits. `marker` bytes at its start are a list item's bullet: whole texts and starts
  // begin behind it, only prefixes before it.
  void find(std::string_view all, Span span, std::size_t marker, std::vector<std::uint32_t>& numbers, Seen& seen) const;

  // For a few texts: `numbers` may hold some already, and holds each once afterwards.
  void find(std::string_view text, std::vector<std::uint32_t>& numbers) const;

  [[nodiscard]] bool empty() const { return literals_.empty(); }

 private:
  struct Literal {
    std::string text;
    Where where = Where::anywhere;
    std::uint32_t first_number = 0, end_number = 0;  // in numbers_
  };
  struct Added {
    std::string text;
    Where where = Where::anywhere;
    std::uint32_t number = 0;
  };
  // Literals by a hash of a few of their bytes. Four other bytes stand beside it, so that of the many literals that end
  // in 'ting' few are compared.
  struct Buckets {
    struct Entry {
      std::uint32_t hash = 0, check = 0;
      std::uint32_t literal = 0;
      std::uint16_t offset = 0, check_offset = 0;  // of the hashed bytes and of `check` in the literal
    };
    std::vector<Entry> entries;              // while adding; by bucket once built
    std::vector<std::uint32_t> first_entry;  // by bucket, and one more
    unsigned shift = 32;
    void build();
    [[nodiscard]] bool empty() const { return entries.empty(); }
    [[nodiscard]] std::span<const Entry> at(std::uint32_t hash) const {
      const std::uint32_t bucket = hash >> shift;
      return std::span(entries).subspan(first_entry[bucket], first_entry[bucket + 1] - first_entry[bucket]);
    }
  };

  void add_inside(std::uint32_t literal);
  void mark(std::uint32_t hash);
  void mark_short(std::string_view text);
  template <class Name>
  void name_all(const Literal& literal, Name& name) const;
  template <class Name>
  void find_whole(std::string_view text, Name& name) const;
  template <class Name>
  void find_starts(std::string_view text, bool is_prefix, Name& name) const;
  template <class Name>
  void compare_at(const Buckets& buckets, std::uint32_t hash, std::string_view text, std::size_t at, Name& name) const;
  template <class Name>
  void compare_inside(std::string_view text, std::size_t at, Name& name) const;
  template <class Name>
  void find_inside(std::string_view all, Span span, Name& name) const;
  template <class Name>
  void find_all(std::string_view all, Span span, std::size_t marker, Name& name) const;

  std::vector<Added> added_;
  std::vector<Literal> literals_;
  std::vector<std::uint32_t> numbers_;
  std::uint32_t number_count_ = 0;  // one more than the greatest number

  Buckets whole_;      // by size, first and last bytes
  Buckets starts_[4];  // by the first 1, 2, 3, 4 bytes
  Buckets prefixes_[4];
  Buckets by_four_, by_three_;             // those inside: by their rarest four bytes; those of three
  std::vector<std::uint8_t> marks_;        // bits by hash of four bytes
  std::vector<std::uint32_t> short_;       // literals of one and two bytes
  std::vector<std::uint8_t> short_marks_;  // bits by the first two bytes that such a literal may begin with
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_LITERALS_H_
