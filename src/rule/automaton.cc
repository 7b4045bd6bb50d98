// A state is a row of cells, one for each class of characters that the pattern cannot tell apart, and one for the end
// of the text; a cell points to the next state's row, or nowhere as long as nobody went that way. Readers follow the
// pointers without a lock; who finds an empty cell makes the state under the mutex.

#include "rule/automaton.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "rule/steps.h"

namespace dehusk {

namespace {

constexpr std::size_t kMostStates = 1000;
constexpr std::size_t kMostThreads = 1500;  // of one state
constexpr char32_t kLast = 0x10FFFF;

struct Cell {
  std::atomic<const Cell*> next{nullptr};
};

// Rows that end a search; only their addresses count.
constexpr std::size_t kNo = 0, kPerhaps = 1, kYes = 2;
const std::array<Cell, 3> kEnds{};

bool is_end(const Cell* row) {
  return reinterpret_cast<std::uintptr_t>(row) - reinterpret_cast<std::uintptr_t>(kEnds.data()) < sizeof(kEnds);
}

bool is_ascii_word(char32_t c) { return c < 0x80 && kAsciiClasses[c].is_any(CharacterClass::kWord); }

enum Membership : std::uint8_t { out, perhaps, in };

}  // namespace

// What is known of the pattern once and for all.
struct Automaton::Shape {
  std::vector<PatternStep> steps;
  std::uint32_t first = 0;
  bool is_anchored = false;

  std::array<std::uint16_t, 128> ascii{};  // class of a character
  std::vector<CodeRange> beyond;           // the others: sorted ranges, `last` unused
  std::vector<std::uint16_t> beyond_class;
  std::uint16_t end_class = 0;                   // and number of the others
  std::vector<std::vector<Membership>> members;  // [class][set]
  std::vector<bool> is_word;                     // by class

  [[nodiscard]] std::uint16_t class_of(char32_t c) const {
    const auto after = std::upper_bound(beyond.begin(), beyond.end(), c,
                                        [](char32_t wanted, const CodeRange& range) { return wanted < range.first; });
    return beyond_class[static_cast<std::size_t>(after - beyond.begin()) - 1];
  }

  void find_classes(const std::vector<CharSet>& sets);
};

// Cuts the characters where some set or word border changes; stretches with the same answers form one class.
void Automaton::Shape::find_classes(const std::vector<CharSet>& sets) {
  std::vector<char32_t> starts = {0, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1, 0x80};
  const auto add_all = [&](const std::vector<CodeRange>& ranges) {
    for (const CodeRange& range : ranges) {
      starts.push_back(range.first);
      if (range.last < kLast) starts.push_back(range.last + 1);
    }
  };
  for (const CharSet& set : sets) {
    add_all(set.sure);
    add_all(set.perhaps);
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());

  std::vector<std::vector<Membership>> answers(starts.size(), std::vector<Membership>(sets.size() + 1, out));
  const auto mark = [&](const std::vector<CodeRange>& ranges, std::size_t set, Membership answer) {
    for (const CodeRange& range : ranges) {
      auto i = static_cast<std::size_t>(std::lower_bound(starts.begin(), starts.end(), range.first) - starts.begin());
      for (; i < starts.size() && starts[i] <= range.last; ++i) answers[i][set] = answer;
    }
  };
  for (std::size_t set = 0; set < sets.size(); ++set) {
    mark(sets[set].perhaps, set, perhaps);
    mark(sets[set].sure, set, in);
  }
  std::map<std::vector<Membership>, std::uint16_t> numbers;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    answers[i].back() = is_ascii_word(starts[i]) ? in : out;
    const auto [known, is_new] = numbers.emplace(answers[i], static_cast<std::uint16_t>(members.size()));
    if (is_new) {
      is_word.push_back(answers[i].back() == in);
      members.push_back(std::move(answers[i]));
    }
    const char32_t end = i + 1 < starts.size() ? starts[i + 1] : kLast + 1;
    for (char32_t c = starts[i]; c < end && c < 0x80; ++c) ascii[c] = known->second;
    if (starts[i] < 0x80 || (!beyond_class.empty() && beyond_class.back() == known->second)) continue;
    beyond.push_back({starts[i], 0});
    beyond_class.push_back(known->second);
  }
  end_class = static_cast<std::uint16_t>(members.size());
  is_word.push_back(false);
}

// The states made so far. A state is where its threads stand: 2 * step, and one more if the way there was unsure; and,
// as the last number, what came before: see kAfterStart.
struct Automaton::States {
  static constexpr std::uint32_t kAfterOther = 0, kAfterWord = 1, kAfterStart = 2;
  using Threads = std::vector<std::uint32_t>;

  explicit States(const Shape& of) : shape(of) {
    marks.assign(2 * of.steps.size(), 0);
    start = row_of({2 * of.first, kAfterStart});
  }

  // The state behind `row` when a character of `byte_class` follows (or the end); also entered in the row.
  const Cell* make(const Cell* row, std::uint16_t wanted);

  const Shape& shape;
  const Cell* start = nullptr;

 private:
  const Cell* next_of(const Threads& from, std::uint16_t wanted);
  const Cell* row_of(Threads threads);
  bool reach(std::uint32_t thread, std::uint32_t before, std::uint16_t wanted);
  [[nodiscard]] bool holds(PatternStep::Kind kind, std::uint32_t before, std::uint16_t wanted) const;

  struct ThreadsHash {
    std::size_t operator()(const Threads& threads) const {
      std::uint64_t hash = threads.size();
      for (const std::uint32_t thread : threads) hash = (hash ^ thread) * 0x9E3779B97F4A7C15ULL;
      return static_cast<std::size_t>(hash ^ hash >> 32U);
    }
  };

  std::mutex mutex;
  std::unordered_map<Threads, std::unique_ptr<Cell[]>, ThreadsHash> rows;
  struct Made {
    const Threads* threads = nullptr;
    Cell* row = nullptr;
  };
  std::unordered_map<const Cell*, Made> made;
  // While one state is made:
  Threads reached, waiting;
  std::vector<std::uint32_t> marks;  // by thread: the turn in which it was reached
  std::uint32_t turn = 0;
  bool is_perhaps = false, is_sure = false;
};

const Cell* Automaton::States::row_of(Threads threads) {
  const auto known = rows.find(threads);
  if (known != rows.end()) return known->second.get();
  if (rows.size() >= kMostStates || threads.size() > kMostThreads) return &kEnds[kPerhaps];
  const auto added = rows.emplace(std::move(threads), std::make_unique<Cell[]>(shape.end_class + std::size_t{1})).first;
  made.emplace(added->second.get(), Made{&added->first, added->second.get()});
  return added->second.get();
}

const Cell* Automaton::States::make(const Cell* row, std::uint16_t wanted) {
  const std::lock_guard<std::mutex> lock(mutex);
  const Made from = made.at(row);
  const Cell* const next = next_of(*from.threads, wanted);
  from.row[wanted].next.store(next, std::memory_order_release);
  return next;
}

bool Automaton::States::holds(PatternStep::Kind kind, std::uint32_t before, std::uint16_t wanted) const {
  switch (kind) {
    case PatternStep::at_start:
      return before == kAfterStart;
    case PatternStep::at_end:
      return wanted == shape.end_class;
    case PatternStep::at_border:
      return (before == kAfterWord) != shape.is_word[wanted];
    case PatternStep::at_no_border:
      return (before == kAfterWord) == shape.is_word[wanted];
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
    const PatternStep& step = shape.steps[at / 2];
    if (step.kind == PatternStep::match) {
      (at % 2 == 0 ? is_sure : is_perhaps) = true;
      if (is_sure) return true;
    } else if (step.kind == PatternStep::take) {
      reached.push_back(at);
    } else if (holds(step.kind, before, wanted)) {
      const std::uint32_t unsure = step.kind == PatternStep::unsure ? 1 : at % 2;
      for (const std::uint32_t next : step.next) waiting.push_back(2 * next + unsure);
    }
  }
  return false;
}

const Cell* Automaton::States::next_of(const Threads& from, std::uint16_t wanted) {
  const std::uint32_t before = from.back();
  ++turn;
  reached.clear();
  is_perhaps = is_sure = false;
  for (std::size_t i = 0; i + 1 < from.size(); ++i) {
    if (reach(from[i], before, wanted)) return &kEnds[kYes];
  }
  if (is_perhaps) return &kEnds[kPerhaps];
  if (wanted == shape.end_class) return &kEnds[kNo];
  Threads next;
  for (const std::uint32_t thread : reached) {
    const PatternStep& step = shape.steps[thread / 2];
    const Membership member = shape.members[wanted][step.set];
    if (member != out) next.push_back(2 * step.next.front() + (member == perhaps ? 1 : thread % 2));
  }
  if (next.empty() && shape.is_anchored) return &kEnds[kNo];
  if (!shape.is_anchored) next.push_back(2 * shape.first);
  std::sort(next.begin(), next.end());
  next.erase(std::unique(next.begin(), next.end()), next.end());
  // Where a sure thread stands, an unsure one adds nothing.
  Threads kept;
  for (const std::uint32_t thread : next) {
    if (thread % 2 == 0 || kept.empty() || kept.back() != thread - 1) kept.push_back(thread);
  }
  kept.push_back(shape.is_word[wanted] ? kAfterWord : kAfterOther);
  return row_of(std::move(kept));
}

Automaton::Automaton(const PatternTree& tree, Effort effort) {
  auto shape = std::make_unique<Shape>();
  PatternSteps written = write_steps(tree, effort);
  if (written.steps.empty()) return;
  shape->steps = std::move(written.steps);
  shape->first = written.first;
  shape->is_anchored = written.is_anchored;
  shape->find_classes(tree.sets);
  shape_ = std::move(shape);
  states_ = std::make_unique<States>(*shape_);
}

Automaton::Automaton(Automaton&&) noexcept = default;
Automaton& Automaton::operator=(Automaton&&) noexcept = default;
Automaton::~Automaton() = default;

Automaton::Answer Automaton::search(std::string_view text) const {
  if (states_ == nullptr) return Answer::perhaps;
  const Cell* row = states_->start;
  std::size_t at = 0;
  while (!is_end(row)) {
    std::uint16_t wanted = shape_->end_class;
    if (at < text.size()) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < 0x80) {
        wanted = shape_->ascii[byte];
        ++at;
      } else {
        wanted = shape_->class_of(next_code_point(text, at));
      }
    }
    const Cell* const next = row[wanted].next.load(std::memory_order_acquire);
    row = next != nullptr ? next : states_->make(row, wanted);
  }
  return static_cast<Answer>(row - kEnds.data());
}

}  // namespace dehusk
