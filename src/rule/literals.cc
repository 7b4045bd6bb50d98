// The automaton is built as a trie of the sorted literals, renumbered breadth first. The first states (all of them,
// unless a pack is very large) have a full row of transitions, one column for each byte that occurs in some literal;
// deeper states keep their edges in a list and fall back. Scanning is one table look-up a byte.

#include "rule/literals.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr std::uint32_t kEnds = 0x80000000;                  // on a transition: a literal ends at its target
constexpr std::size_t kDenseEntries = std::size_t{1} << 18;  // 1 MiB of rows; the hot ones are a few KiB at the front

// Scripts that put no space between words have no word borders to ask for.
bool is_bordered(char32_t c) { return is_word_char(c) && !is_ideograph(c); }

char32_t code_point_at(std::string_view text, std::size_t at) { return next_code_point(text, at); }

bool is_border(std::string_view text, std::size_t at) {
  return at == 0 || at == text.size() || !is_bordered(code_point_before(text, at)) ||
         !is_bordered(code_point_at(text, at));
}

}  // namespace

bool stands_at(std::string_view text, std::size_t at, std::size_t size, Where where) {
  const std::size_t end = at + size;
  switch (where) {
    case Where::whole:
      return at == 0 && end == text.size();
    case Where::start:
      return at == 0 && is_border(text, end);
    case Where::end:
      return end == text.size() && is_border(text, at);
    case Where::anywhere:
      return is_border(text, at) && is_border(text, end);
    case Where::atom:
      return true;
  }
  return false;
}

void LiteralIndex::add(std::string_view literal, Where where, std::uint32_t number) {
  if (literal.empty()) return;
  literals_.push_back({.text = std::string(literal), .where = where, .number = number});
  number_count_ = std::max(number_count_, number + 1);
}

void LiteralIndex::build() {
  const auto key = [](const Literal& literal) { return std::tie(literal.text, literal.where, literal.number); };
  std::sort(literals_.begin(), literals_.end(), [&](const Literal& a, const Literal& b) { return key(a) < key(b); });
  literals_.erase(std::unique(literals_.begin(), literals_.end(),
                              [&](const Literal& a, const Literal& b) { return key(a) == key(b); }),
                  literals_.end());
  build_exact();
  build_automaton();
}

void LiteralIndex::build_exact() {
  std::size_t count = 0;
  for (const Literal& literal : literals_) {
    if (literal.where != Where::whole) continue;
    ++count;
    longest_whole_ = std::max(longest_whole_, literal.text.size());
    lengths_[std::min(literal.text.size(), lengths_.size() - 1)] = true;
  }
  if (count == 0) return;
  std::size_t size = 16;
  while (size < 2 * count) size *= 2;
  slots_.assign(size, 0);
  for (std::uint32_t i = 0; i < literals_.size(); ++i) {
    if (literals_[i].where != Where::whole) continue;
    std::size_t slot = std::hash<std::string_view>{}(literals_[i].text) & (size - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
    slots_[slot] = i + 1;
  }
}

void LiteralIndex::build_automaton() {
  const std::vector<TrieState> trie = build_trie();
  if (trie.size() == 1) return;
  const auto states = static_cast<std::uint32_t>(trie.size());
  outputs_.resize(states);
  dense_count_ = static_cast<std::uint32_t>(std::min<std::size_t>(states, kDenseEntries / class_count_));
  dense_.assign(std::size_t{dense_count_} * class_count_, 0);
  sparse_.resize(states - dense_count_);

  // Breadth first: number i is the trie's state order[i]. The fallback is the longest proper suffix that is a state
  // too: it is shorter, so that all of it is known when it is needed.
  std::vector<std::uint32_t> order{0};
  std::vector<std::uint32_t> fallback(states, 0);
  std::vector<Edge> edges;
  order.reserve(states);
  for (std::uint32_t state = 0; state < order.size(); ++state) {
    edges.clear();
    for (std::uint32_t i = trie[order[state]].first_child; i != 0; i = trie[i].next_sibling) {
      const auto number = static_cast<std::uint32_t>(order.size());
      const std::uint8_t byte_class = class_of_[trie[i].byte];
      order.push_back(i);
      fallback[number] = state == 0 ? 0 : step(fallback[state], byte_class) & ~kEnds;
      const Output& shorter = outputs_[fallback[number]];
      outputs_[number] = {.first_literal = trie[i].first_literal,
                          .literal_count = trie[i].literal_count,
                          .shorter = shorter.literal_count > 0 ? fallback[number] : shorter.shorter};
      const bool ends = outputs_[number].literal_count > 0 || outputs_[number].shorter != 0;
      edges.push_back({.target = number | (ends ? kEnds : 0), .byte_class = byte_class});
    }
    add_state(state, fallback[state], edges);
  }
}

// The trie of the literals that stand inside texts. They are sorted: a literal shares its beginning with the one
// before, and a new state is always the last of its siblings.
std::vector<LiteralIndex::TrieState> LiteralIndex::build_trie() {
  std::vector<TrieState> trie(1);
  std::array<bool, 256> used{};
  std::vector<std::uint32_t> path{0};  // the states of the literal before, by length
  std::string_view before;
  for (std::uint32_t i = 0; i < literals_.size(); ++i) {
    if (literals_[i].where == Where::whole) continue;
    const std::string_view text = literals_[i].text;
    const std::string_view shared = before.substr(0, text.size());
    const auto common =
        static_cast<std::size_t>(std::mismatch(shared.begin(), shared.end(), text.begin()).first - shared.begin());
    path.resize(common + 1);
    for (const char c : text.substr(common)) {
      const auto state = static_cast<std::uint32_t>(trie.size());
      TrieState& parent = trie[path.back()];
      (parent.first_child == 0 ? parent.first_child : trie[parent.last_child].next_sibling) = state;
      parent.last_child = state;
      path.push_back(state);
      trie.push_back({.byte = static_cast<std::uint8_t>(c)});
      used[static_cast<std::uint8_t>(c)] = true;
    }
    TrieState& end = trie[path.back()];
    if (end.literal_count++ == 0) end.first_literal = i;
    before = text;
  }
  class_count_ = 1;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (used[byte]) class_of_[byte] = static_cast<std::uint8_t>(class_count_++);
  }
  return trie;
}

// States come in the order of their numbers: the fallback's row is there already.
void LiteralIndex::add_state(std::uint32_t state, std::uint32_t fallback, const std::vector<Edge>& edges) {
  if (state < dense_count_) {
    const auto row = dense_.begin() + std::ptrdiff_t{state} * class_count_;
    if (state != 0) std::copy_n(dense_.begin() + std::ptrdiff_t{fallback} * class_count_, class_count_, row);
    for (const Edge& edge : edges) row[edge.byte_class] = edge.target;
    return;
  }
  sparse_[state - dense_count_] = {.first_edge = static_cast<std::uint32_t>(edges_.size()),
                                   .edge_count = static_cast<std::uint32_t>(edges.size()),
                                   .fallback = fallback};
  edges_.insert(edges_.end(), edges.begin(), edges.end());
}

template <class Name>
void LiteralIndex::find_exact(std::string_view text, Name& name) const {
  if (slots_.empty() || text.empty() || text.size() > longest_whole_) return;
  if (!lengths_[std::min(text.size(), lengths_.size() - 1)]) return;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = std::hash<std::string_view>{}(text)&mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Literal& literal = literals_[slots_[slot] - 1];
    if (literal.text == text) name(literal.number);
  }
}

template <class Name>
void LiteralIndex::report(std::uint32_t state, std::string_view text, std::size_t end, Name& name) const {
  while (state != 0) {
    const Output& output = outputs_[state];
    for (std::uint32_t i = 0; i < output.literal_count; ++i) {
      const Literal& literal = literals_[output.first_literal + i];
      const std::size_t size = literal.text.size();
      if (stands_at(text, end - size, size, literal.where)) name(literal.number);
    }
    state = output.shorter;
  }
}

// The target's number, with kEnds if literals end there.
inline std::uint32_t LiteralIndex::step(std::uint32_t state, std::uint8_t byte_class) const {
  while (state >= dense_count_) {
    const Sparse& sparse = sparse_[state - dense_count_];
    for (std::uint32_t i = 0; i < sparse.edge_count; ++i) {
      const Edge& edge = edges_[sparse.first_edge + i];
      if (edge.byte_class == byte_class) return edge.target;
    }
    state = sparse.fallback;
  }
  return dense_[std::size_t{state} * class_count_ + byte_class];
}

template <class Name>
void LiteralIndex::find_inside(std::string_view text, Name& name) const {
  if (dense_.empty()) return;
  std::uint32_t state = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint32_t next = step(state, class_of_[static_cast<std::uint8_t>(text[at])]);
    state = next & ~kEnds;
    if ((next & kEnds) != 0) report(state, text, at + 1, name);
  }
}

void LiteralIndex::find(std::string_view text, std::vector<std::uint32_t>& numbers, Seen& seen) const {
  if (seen.turns.size() < number_count_ || ++seen.turn == 0) {
    seen.turns.assign(number_count_, 0);
    seen.turn = 1;
  }
  const auto name = [&](std::uint32_t number) {
    if (seen.turns[number] == seen.turn) return;
    seen.turns[number] = seen.turn;
    numbers.push_back(number);
  };
  find_exact(text, name);
  find_inside(text, name);
}

void LiteralIndex::find(std::string_view text, std::vector<std::uint32_t>& numbers) const {
  const auto name = [&](std::uint32_t number) {
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  };
  find_exact(text, name);
  find_inside(text, name);
}

}  // namespace dehusk
