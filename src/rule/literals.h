#ifndef DEHUSK_RULE_LITERALS_H_
#define DEHUSK_RULE_LITERALS_H_
// Looks for thousands of literals in one folded text at once: whole texts by hash, the others by an Aho-Corasick
// automaton whose hot part is a dense table.
//
//   add("skip to content", Where::whole, 3)   add("photo: ", Where::start, 7)   add("getty images", kAtom, 9)
//   find("photo: j. doe/getty images")  ->  7, 9
//
// A literal that is no atom asks for a word border at each end that touches text and is itself a word character. An
// atom (what a regex cannot match without) stands anywhere.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dehusk {

enum class Where : std::uint8_t { whole, start, end, anywhere, atom };

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
  // plus the hits.
  void find(std::string_view text, std::vector<std::uint32_t>& numbers, Seen& seen) const;

  // For a few texts: `numbers` may hold some already, and holds each once afterwards.
  void find(std::string_view text, std::vector<std::uint32_t>& numbers) const;

  [[nodiscard]] bool empty() const { return literals_.empty(); }

 private:
  struct Literal {
    std::string text;
    Where where = Where::anywhere;
    std::uint32_t number = 0;
  };
  struct Edge {
    std::uint32_t target = 0;
    std::uint8_t byte_class = 0;
  };
  // A state beyond the dense ones: its edges, else its fallback.
  struct Sparse {
    std::uint32_t first_edge = 0;
    std::uint32_t edge_count = 0;
    std::uint32_t fallback = 0;
  };
  struct Output {
    std::uint32_t first_literal = 0, literal_count = 0;  // in literals_
    std::uint32_t shorter = 0;  // the next state on the fallback way that ends literals; 0: none
  };

  struct TrieState {
    std::uint32_t first_child = 0, last_child = 0, next_sibling = 0;  // 0: none; siblings ascend by byte
    std::uint32_t first_literal = 0, literal_count = 0;               // those that end here
    std::uint8_t byte = 0;                                            // that leads here
  };

  void build_exact();
  void build_automaton();
  std::vector<TrieState> build_trie();
  void add_state(std::uint32_t state, std::uint32_t fallback, const std::vector<Edge>& edges);
  [[nodiscard]] std::uint32_t step(std::uint32_t state, std::uint8_t byte_class) const;
  template <class Name>
  void find_exact(std::string_view text, Name& name) const;
  template <class Name>
  void find_inside(std::string_view text, Name& name) const;
  template <class Name>
  void report(std::uint32_t state, std::string_view text, std::size_t end, Name& name) const;

  std::vector<Literal> literals_;
  std::uint32_t number_count_ = 0;  // one more than the greatest number

  // Whole texts: open addressing, and which lengths occur at all.
  std::vector<std::uint32_t> slots_;  // index into literals_ + 1; 0: free
  std::array<bool, 256> lengths_{};
  std::size_t longest_whole_ = 0;

  // The automaton; states in breadth-first order, so that the hot ones lie together.
  std::array<std::uint8_t, 256> class_of_{};
  std::uint32_t class_count_ = 0;
  std::uint32_t dense_count_ = 0;
  std::vector<std::uint32_t> dense_;  // [state * class_count_ + class], top bit: the target ends literals
  std::vector<Sparse> sparse_;        // of state dense_count_ + i
  std::vector<Edge> edges_;
  std::vector<Output> outputs_;  // by state
};

}  // namespace dehusk

#endif  // DEHUSK_RULE_LITERALS_H_
