// The characters are cut into stretches wherever some set begins or ends; set after set then splits the classes of
// stretches that it holds in part.

#include "rule/char_classes.h"

#include "base/unicode.h"

namespace dehusk {

namespace {

constexpr char32_t kLast = 0x10FFFF;
constexpr std::uint32_t kUnsplit = 0xFFFFFFFF;

const CharSet& word_characters() {
  static const CharSet kWord{.sure = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}, .perhaps = {}};
  return kWord;
}

bool is_ascii_word(char32_t c) { return c < 0x80 && kAsciiClasses[c].is_any(CharacterClass::kWord); }

// What one set says of each stretch; `touched` are those that it holds, or perhaps holds.
class Answers {
 public:
  explicit Answers(const std::vector<char32_t>& starts) : starts_(starts), answers_(starts.size(), Membership::out) {}

  void ask(const CharSet& set) {
    for (const std::size_t i : touched_) answers_[i] = Membership::out;
    touched_.clear();
    mark(set.perhaps, Membership::perhaps);
    mark(set.sure, Membership::in);
  }

  [[nodiscard]] const std::vector<std::size_t>& touched() const { return touched_; }
  [[nodiscard]] Membership operator[](std::size_t stretch) const { return answers_[stretch]; }

 private:
  void mark(const std::vector<CodeRange>& ranges, Membership answer) {
    for (const CodeRange& range : ranges) {
      auto i =
          static_cast<std::size_t>(std::lower_bound(starts_.begin(), starts_.end(), range.first) - starts_.begin());
      for (; i < starts_.size() && starts_[i] <= range.last; ++i) {
        if (answers_[i] == Membership::out) touched_.push_back(i);
        answers_[i] = answer;
      }
    }
  }

  const std::vector<char32_t>& starts_;
  std::vector<Membership> answers_;
  std::vector<std::size_t> touched_;
};

std::vector<char32_t> stretches_of(const std::vector<CharSet>& sets) {
  std::vector<char32_t> starts = {0, 0x80};
  const auto add_all = [&](const std::vector<CodeRange>& ranges) {
    for (const CodeRange& range : ranges) {
      starts.push_back(range.first);
      if (range.last < kLast) starts.push_back(range.last + 1);
    }
  };
  add_all(word_characters().sure);
  for (const CharSet& set : sets) {
    add_all(set.sure);
    add_all(set.perhaps);
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

// The class of each stretch, numbered by their first stretches.
std::vector<std::uint16_t> classes_of(const std::vector<CharSet>& sets, std::size_t stretch_count, Answers& answers) {
  std::vector<std::uint32_t> class_of(stretch_count, 0);
  std::uint32_t class_count = 1;
  std::vector<std::uint32_t> splits;  // by class and membership: the new class
  const auto split_by = [&](const CharSet& set) {
    answers.ask(set);
    splits.assign(std::size_t{3} * class_count, kUnsplit);
    for (const std::size_t i : answers.touched()) {
      std::uint32_t& to = splits[std::size_t{3} * class_of[i] + static_cast<std::size_t>(answers[i])];
      if (to == kUnsplit) to = class_count++;
      class_of[i] = to;
    }
  };
  split_by(word_characters());
  for (const CharSet& set : sets) split_by(set);

  std::vector<std::uint32_t> numbers(class_count, kUnsplit);
  std::vector<std::uint16_t> numbered;
  std::uint16_t next = 0;
  for (const std::uint32_t own : class_of) {
    if (numbers[own] == kUnsplit) numbers[own] = next++;
    numbered.push_back(static_cast<std::uint16_t>(numbers[own]));
  }
  return numbered;
}

}  // namespace

CharClasses::CharClasses(const std::vector<CharSet>& sets) : set_count_(sets.size()) {
  const std::vector<char32_t> starts = stretches_of(sets);
  Answers answers(starts);
  const std::vector<std::uint16_t> numbers = classes_of(sets, starts.size(), answers);

  std::vector<bool> is_first(starts.size(), false);  // of its class: it speaks for all
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::uint16_t number = numbers[i];
    if (number == is_word_.size()) {
      is_word_.push_back(is_ascii_word(starts[i]));
      is_first[i] = true;
    }
    const char32_t end = i + 1 < starts.size() ? starts[i + 1] : kLast + 1;
    for (char32_t c = starts[i]; c < end && c < 0x80; ++c) ascii_[c] = number;
    if (starts[i] < 0x80 || (!beyond_class_.empty() && beyond_class_.back() == number)) continue;
    beyond_.push_back(starts[i]);
    beyond_class_.push_back(number);
  }

  members_.assign(is_word_.size() * set_count_, Membership::out);
  for (std::size_t set = 0; set < set_count_; ++set) {
    answers.ask(sets[set]);
    for (const std::size_t i : answers.touched()) {
      if (is_first[i]) members_[numbers[i] * set_count_ + set] = answers[i];
    }
  }
}

}  // namespace dehusk
