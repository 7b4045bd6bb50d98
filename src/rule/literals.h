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

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

  // Appends the number of each literal that stands in `text` (folded), each number once. Cost is linear in the text,
  // plus the hits. `marker` bytes at its start are a list item's bullet: whole texts and starts begin behind it, only
  // prefixes before it.
  void find(std::string_view text, std::size_t marker, std::vector<std::uint32_t>& numbers, Seen& seen) const;
  void find(std::string_view text, std::vector<std::uint32_t>& numbers, Seen& seen) const {
    find(text, 0, numbers, seen);
  }

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
  // Literals by a hash of a few of their bytes.
  struct Buckets {
    struct Entry {
      std::uint32_t hash = 0, literal = 0, offset = 0;  // of the hashed bytes in the literal
    };
    std::vector<Entry> entries;              // while adding; by bucket once built
    std::vector<std::uint32_t> first_entry;  // by bucket, and one more
    unsigned shift = 32;
    void build();
    [[nodiscard]] bool empty() const { return entries.empty(); }
  };

  void add_inside(std::uint32_t literal);
  static void mark(std::vector<std::uint32_t>& bits, std::uint32_t bit);
  template <class Name>
  void name_all(const Literal& literal, Name& name) const;
  template <class Name>
  void find_whole(std::string_view text, Name& name) const;
  template <class Name>
  void find_starts(std::string_view text, bool is_prefix, Name& name) const;
  template <class Name>
  void compare_at(std::string_view text, std::size_t at, Name& name) const;
  template <class Name>
  void find_inside(std::string_view text, Name& name) const;
  template <class Name>
  void find_short(std::string_view text, Name& name) const;

  std::vector<Added> added_;
  std::vector<Literal> literals_;
  std::vector<std::uint32_t> numbers_;
  std::uint32_t number_count_ = 0;  // one more than the greatest number

  Buckets whole_;      // by size, first and last bytes
  Buckets starts_[4];  // by the first 1, 2, 3, 4 bytes
  Buckets prefixes_[4];
  Buckets inside_;  // by three bytes: of four that are marked in fours_, or all of a literal of three
  std::vector<std::uint32_t> fours_, threes_;  // bits by hash
  std::vector<std::uint32_t> short_[256];      // literals of one and two bytes, by the first
  bool has_short_ = false;
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_LITERALS_H_
