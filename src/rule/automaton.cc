// A state is a row of cells, one for each class of characters that the pattern cannot tell apart, and one for the end
// of the text; a cell holds where the next state's row begins, or 0 as long as nobody went that way. Cells are two
// bytes, so that the rows of many patterns stay in the cache together. Readers follow them without a lock; who finds an
// empty cell makes the state under the mutex. A table that is full is replaced by a larger copy; the old one stays for
// those who still read it.

#include "rule/automaton.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "rule/char_classes.h"
#include "rule/steps.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostStates = 1000;
constexpr std::size_t kMostThreads = 1500;  // of one state
constexpr std::size_t kFirstStates = 8;     // for which a table has room

using Cell = std::atomic<std::uint16_t>;

// Cells that end a search, less kFirstEnd an Answer.
constexpr std::uint16_t kFirstEnd = 0xFFFD;
constexpr std::uint16_t kNo = kFirstEnd, kPerhaps = kFirstEnd + 1, kYes = kFirstEnd + 2;

}  // namespace

// What is known of the pattern once and for all.
struct Automaton::Shape {
  PatternSteps written;
  CharClasses classes;
  std::uint16_t end_class = 0;  // the cell behind those of the classes
  bool asks_borders = false;    // else it is all the same whether a word character came before
};

// The states made so far. A state is where its threads stand: 2 * step, and one more if the way there was unsure; and,
// as the last number, what came before: see kAfterStart.
struct Automaton::States {
  static constexpr std::uint32_t kAfterOther = 0, kAfterWord = 1, kAfterStart = 2;
  using Threads = std::vector<std::uint32_t>;

  explicit States(const Shape& of) : shape(of), row_size(of.end_class + std::size_t{1}) {
    marks.assign(2 * of.written.steps.size(), 0);
    grow(kFirstStates);
    start = row_of({2 * of.written.first, kAfterStart});
  }

  // The row of the state behind `row` when a character of class `wanted` follows (or the end); also entered there.
  std::uint16_t make(std::uint16_t row, std::uint16_t wanted);

  const Shape& shape;
  const std::size_t row_size;
  std::uint16_t start = 0;
  std::atomic<const Cell*> cells{nullptr};  // of the newest table

 private:
  std::uint16_t next_of(const Threads& from, std::uint16_t wanted);
  std::uint16_t row_of(const Threads& threads);
  void grow(std::size_t states);
  bool reach(std::uint32_t thread, std::uint32_t before, std::uint16_t wanted);
  [[nodiscard]] bool holds(PatternStep::Kind kind, std::uint32_t before, std::uint16_t wanted) const;
  [[nodiscard]] bool is_word(std::uint16_t wanted) const {
    return wanted != shape.end_class && shape.classes.is_word(wanted);
  }

  struct ThreadsHash {
    std::size_t operator()(const Threads& threads) const {
      std::uint64_t hash = threads.size();
      for (const std::uint32_t thread : threads) hash = (hash ^ thread) * 0x9E3779B97F4A7C15ULL;
      return static_cast<std::size_t>(hash ^ hash >> 32U);
    }
  };

  std::mutex mutex;
  std::vector<std::unique_ptr<Cell[]>> tables;
  std::size_t room = 0;  // states that fit the newest table
  std::unordered_map<Threads, std::uint16_t, ThreadsHash> rows;
  std::vector<const Threads*> threads_of;  // by state; row 0 is none, since 0 stands for an empty cell
  // While one state is made:
  Threads reached, waiting, stepped, kept;
  std::vector<std::uint32_t> marks;  // by thread: the turn in which it was reached
  std::uint32_t turn = 0;
  bool is_perhaps = false, is_sure = false;
};

void Automaton::States::grow(std::size_t states) {
  auto table = std::make_unique<Cell[]>((states + 1) * row_size);
  for (std::size_t i = 0; i < threads_of.size() * row_size; ++i) {
    table[i].store(tables.back()[i].load(std::memory_order_relaxed), std::memory_order_relaxed);
  }
  room = states;
  if (threads_of.empty()) threads_of.push_back(nullptr);
  tables.push_back(std::move(table));
  cells.store(tables.back().get(), std::memory_order_release);
}

std::uint16_t Automaton::States::row_of(const Threads& threads) {
  const auto known = rows.find(threads);
  if (known != rows.end()) return known->second;
  const std::size_t state = threads_of.size();
  if (state > kMostStates || (state + 1) * row_size > kFirstEnd || threads.size() > kMostThreads) return kPerhaps;
  if (state > room) grow(2 * room);
  const auto row = static_cast<std::uint16_t>(state * row_size);
  threads_of.push_back(&rows.emplace(threads, row).first->first);
  return row;
}

std::uint16_t Automaton::States::make(std::uint16_t row, std::uint16_t wanted) {
  const std::lock_guard<std::mutex> lock(mutex);
  const std::uint16_t next = next_of(*threads_of[row / row_size], wanted);
  tables.back()[row + std::size_t{wanted}].store(next, std::memory_order_release);
  return next;
}

bool Automaton::States::holds(PatternStep::Kind kind, std::uint32_t before, std::uint16_t wanted) const {
  switch (kind) {
    case PatternStep::at_start:
      return before == kAfterStart;
    case PatternStep::at_end:
      return wanted == shape.end_class;
    case PatternStep::at_border:
      return (before == kAfterWord) != is_word(wanted);
    case PatternStep::at_no_border:
      return (before == kAfterWord) == is_word(wanted);
    default:
      return true;
  }
}

// Collects in `reached` the threads at steps that take a character to which `thread` leads.
bool Automaton::States::reach(std::uint32_t thread, std::uint32_t before, std::uint16_t wanted) {
  waiting.assign(1, thread);
  while (!waiting.empty()) {
    const std::uint32_t at = waiting.back();
    waiting.pop_back();
    if (marks[at] == turn) continue;
    marks[at] = turn;
    const PatternStep& step = shape.written.steps[at / 2];
    if (step.kind == PatternStep::match) {
      (at % 2 == 0 ? is_sure : is_perhaps) = true;
      if (is_sure) return true;
    } else if (step.kind == PatternStep::take) {
      reached.push_back(at);
    } else if (holds(step.kind, before, wanted)) {
      const std::uint32_t unsure = step.kind == PatternStep::unsure ? 1 : at % 2;
      for (std::uint32_t way = 0; way < step.ways; ++way)
        waiting.push_back(2 * shape.written.ways[step.first_way + way] + unsure);
    }
  }
  return false;
}

std::uint16_t Automaton::States::next_of(const Threads& from, std::uint16_t wanted) {
  const std::uint32_t before = from.back();
  ++turn;
  reached.clear();
  is_perhaps = is_sure = false;
  for (std::size_t i = 0; i + 1 < from.size(); ++i) {
    if (reach(from[i], before, wanted)) return kYes;
  }
  if (is_perhaps) return kPerhaps;
  if (wanted == shape.end_class) return kNo;
  stepped.clear();
  for (const std::uint32_t thread : reached) {
    const PatternStep& step = shape.written.steps[thread / 2];
    const Membership member = shape.classes.member(wanted, step.set);
    if (member != Membership::out)
      stepped.push_back(2 * shape.written.ways[step.first_way] + (member == Membership::perhaps ? 1 : thread % 2));
  }
  if (stepped.empty() && shape.written.is_anchored) return kNo;
  if (!shape.written.is_anchored) stepped.push_back(2 * shape.written.first);
  std::sort(stepped.begin(), stepped.end());
  stepped.erase(std::unique(stepped.begin(), stepped.end()), stepped.end());
  // Where a sure thread stands, an unsure one adds nothing.
  kept.clear();
  for (const std::uint32_t thread : stepped) {
    if (thread % 2 == 0 || kept.empty() || kept.back() != thread - 1) kept.push_back(thread);
  }
  kept.push_back(shape.asks_borders && is_word(wanted) ? kAfterWord : kAfterOther);
  return row_of(kept);
}

Automaton::Automaton(const PatternTree& tree, Effort effort) {
  PatternSteps written = write_steps(tree, effort);
  if (written.steps.empty()) return;
  CharClasses classes(tree.sets);
  const std::uint16_t end_class = classes.count();
  const bool asks_borders = std::any_of(written.steps.begin(), written.steps.end(), [](const PatternStep& step) {
    return step.kind == PatternStep::at_border || step.kind == PatternStep::at_no_border;
  });
  shape_ = std::make_unique<Shape>(Shape{std::move(written), std::move(classes), end_class, asks_borders});
  states_ = std::make_unique<States>(*shape_);
}

Automaton::Automaton(Automaton&&) noexcept = default;
Automaton& Automaton::operator=(Automaton&&) noexcept = default;
Automaton::~Automaton() = default;

Automaton::Answer Automaton::search(std::string_view text) const {
  if (states_ == nullptr) return Answer::perhaps;
  const CharClasses& classes = shape_->classes;
  const Cell* cells = states_->cells.load(std::memory_order_acquire);
  std::uint16_t row = states_->start;
  const auto step = [&](std::uint16_t wanted) {
    std::uint16_t next = cells[row + std::size_t{wanted}].load(std::memory_order_acquire);
    if (next == 0) {
      next = states_->make(row, wanted);
      cells = states_->cells.load(std::memory_order_acquire);
    }
    row = next;
    return row >= kFirstEnd;
  };
  bool is_done = row >= kFirstEnd;
  for (std::size_t at = 0; at < text.size() && !is_done;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      ++at;
      is_done = step(classes.of_ascii(byte));
    } else {
      is_done = step(classes.of(next_code_point(text, at)));
    }
  }
  if (!is_done) step(shape_->end_class);
  return static_cast<Answer>(row - kFirstEnd);
}

}  // namespace dehusk
